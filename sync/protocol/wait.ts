/** The long poll (sync.md 10): a hint that there is something to pull, nothing more. */
import { z } from 'zod'
import { WAIT_SECONDS_MAX } from './limits.ts'
import { common, sequence, uuid } from './messages.ts'

/** The query of `GET /v1/sync/wait`. */
export const waitRequest = z.object({
  company_id: uuid,
  /** Answers as soon as the company's head is beyond it. */
  seq: z.coerce.number().pipe(sequence),
  seconds: z.coerce.number().pipe(z.int().min(0).max(WAIT_SECONDS_MAX)).default(WAIT_SECONDS_MAX),
})
export const waitAnswer = common
