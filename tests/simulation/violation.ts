import { Refusal } from '../../shared/rpc/refusal.ts'
import { RequestError } from '../../sync/protocol/codes.ts'

/** An invariant that does not hold, by its name in sync.md 23; `model` and `bug` beside them. */
export class Violation extends Error {
  readonly invariant: string

  constructor(invariant: string, detail: string, cause?: unknown) {
    super(`${invariant}: ${detail}`, { cause })
    this.name = 'Violation'
    this.invariant = invariant
  }
}

export function must(invariant: string, holds: boolean, detail: () => string): void {
  if (!holds) throw new Violation(invariant, detail())
}

/** An error in few words. */
export function named(error: unknown): string {
  if (error instanceof Refusal) return `refused ${error.code}`
  if (error instanceof RequestError) return `refused ${error.code}`
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
