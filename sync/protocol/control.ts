/**
 * What only the server does, asked for by a person on a device (sync.md 2, class C): months closed and
 * reopened, numbers in blocks. `op_id` is the asker's: the same request again has the same answer.
 */
import { z } from 'zod'
import { TEXT_MAX } from './limits.ts'
import { common, sequence, uuid } from './messages.ts'

const month = z.string().regex(/^\d{4}-\d{2}$/)
const reason = z.string().max(TEXT_MAX.note)

export const controlRequest = z.object({
  company_id: uuid,
  op_id: uuid,
  ask: z.discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('close'),
      month,
      soft: z.boolean(),
      reason: reason.optional(),
    }),
    /** Asked by one; another person decides. */
    z.strictObject({ do: z.literal('reopen'), month, reason }),
    z.strictObject({
      do: z.literal('block'),
      series: z.string().min(1).max(TEXT_MAX.code),
      size: z.int().min(1).max(10_000),
      /** The fiscal year of the server's today, where it is left out. */
      year: z.int().min(1900).max(9999).optional(),
    }),
  ]),
})
export type ControlRequest = z.infer<typeof controlRequest>

/** The feed brings what was done; a request that is refused leaves nothing (DECLINED, with the code). */
export const controlAnswer = common.extend({
  state: z.enum(['done', 'waiting']),
  seq: sequence,
  /** Of what waits for a second person. */
  approval: uuid.nullable(),
})
