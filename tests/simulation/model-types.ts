/** What the model knows of operations, people and documents; shapes only. */

export interface Envelope {
  readonly op_id: string
  readonly device_id: string
  readonly kind: string
  readonly entity_id: string
  readonly actor: string
  readonly deps: readonly string[]
  readonly supersedes?: string
  readonly payload: Record<string, unknown>
}

export interface Verdict {
  readonly status: 'accepted' | 'accepted_dup' | 'held' | 'withdrawn'
  readonly code?: string
}

export interface Person {
  readonly person: string
  readonly roles: readonly string[]
  readonly active: boolean
}

/** A held operation, by what other operations say of its entity. */
export type Waiting = (entity: string) => string | undefined

/** Why an operation is not accepted; `dep` is what it waits for. */
export interface No {
  readonly code: string
  readonly dep?: string
}

export function no(code: string): No {
  return { code }
}
