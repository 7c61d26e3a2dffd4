/** The seal of a hidden sheet: made with the company's own key, so that "then" is what was exported. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'

/** Takes the lines of a hidden sheet one by one. */
export class Sealing {
  readonly #hash

  constructor({ company }: Context) {
    this.#hash = createHmac('sha256', company.saltKey).update('saldo.roundtrip.v1\n')
  }

  add(line: string): void {
    this.#hash.update(line).update('\n')
  }

  /** Hex; ends the sealing. */
  seal(): string {
    return this.#hash.digest('hex')
  }

  /** Is this the seal of the lines? Ends the sealing. */
  isSealedBy(seal: string): boolean {
    const own = Buffer.from(this.seal())
    const found = Buffer.from(seal)
    return own.length === found.length && timingSafeEqual(own, found)
  }
}

/** Over the lines of the hidden sheet, each ended; hex. */
export function sealOf(context: Context, lines: Iterable<string>): string {
  const sealing = new Sealing(context)
  for (const line of lines) sealing.add(line)
  return sealing.seal()
}
