/** The seal of a hidden sheet: made with the company's own key, so that "then" is what was exported. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'

/** Over the lines of the hidden sheet, each ended; hex. */
export function sealOf({ company }: Context, lines: Iterable<string>): string {
  const hash = createHmac('sha256', company.saltKey).update('saldo.roundtrip.v1\n')
  for (const line of lines) hash.update(line).update('\n')
  return hash.digest('hex')
}

export function isSealed(context: Context, lines: Iterable<string>, seal: string): boolean {
  const own = Buffer.from(sealOf(context, lines))
  const found = Buffer.from(seal)
  return own.length === found.length && timingSafeEqual(own, found)
}
