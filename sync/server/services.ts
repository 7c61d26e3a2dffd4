/** What the routes share: made once by the app. */
import type { Core } from './core-api.ts'
import type { Limiter } from './http/limiter.ts'
import type { Metrics } from './http/metrics.ts'
import type { Callers } from './identity/callers.ts'
import type { IdentityContext } from './identity/context.ts'
import type { Wakes } from './wakes.ts'

export interface Services extends IdentityContext {
  readonly core: Core
  readonly wakes: Wakes
  readonly callers: Callers
  readonly limiter: Limiter
  readonly metrics: Metrics
  readonly nonce: () => string
  readonly ready: () => Promise<void>
}
