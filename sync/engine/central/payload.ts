/** A payload by its schema; INVALID names the field. */
import type { z } from 'zod'
import { type Deciding, invalid } from './deciding.ts'

export function payloadOf<S extends z.ZodType>({ op }: Deciding, schema: S): z.infer<S> {
  const parsed = schema.safeParse(op.payload)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  // A number JSON can write and our money cannot.
  const isRange = issue?.code === 'too_big' || issue?.code === 'too_small'
  throw invalid(isRange && /amount|base/.test(field) ? 'AMOUNT_RANGE' : 'schema', { field })
}
