/** What signing in and enrolling work on. Chance and clock come from outside: tests and simulations own them. */
import type { MendingStore } from '../store.ts'
import type { ServerKeys } from './keys.ts'
import type { IdentityStore } from './store.ts'

export interface IdentityContext {
  readonly store: MendingStore
  readonly identity: IdentityStore
  readonly keys: ServerKeys
  /** What the server signs its own operations by. */
  readonly secret: string
  /** So many bytes of a CSPRNG. */
  readonly random: (bytes: number) => Buffer
  /** UUIDv7. */
  readonly newId: () => string
  /** Milliseconds UTC. */
  readonly now: () => number
}
