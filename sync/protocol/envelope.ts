/**
 * An operation as it arrives: read once, its hash computed, its payload parsed by its kind.
 *
 * `op_hash` covers everything but itself, `sig` and `private` (sync.md 7), so a redacted envelope
 * still proves itself.
 */
import { z } from 'zod'
import { hash, sequence, uuid } from './messages.ts'

export const DEVICE_KINDS = [
  'doc.post',
  'doc.reverse',
  'alloc.add',
  'alloc.remove',
  'master.create',
  'master.patch',
  'master.archive',
  'master.merge',
  'wf.event',
  'approval.request',
  'approval.decide',
  'number.void',
  'op.withdraw',
  'conflict.resolve',
  'pii.redact',
] as const
/** Only system devices of the server author these. */
export const SERVER_KINDS = [
  'period.soft_close',
  'period.lock',
  'period.reopen',
  'number.block',
  'scope.change',
  'config.change',
] as const
export const ALL_KINDS = [...DEVICE_KINDS, ...SERVER_KINDS] as const
export type OpKind = (typeof ALL_KINDS)[number]

export const envelope = z.strictObject({
  op_id: uuid,
  company_id: uuid,
  device_id: uuid,
  device_epoch: z.int().min(1),
  device_seq: z.int().min(1),
  prev: hash,
  kind: z.enum(ALL_KINDS),
  v: z.int().min(1),
  entity_id: uuid,
  base_ver: sequence.optional(),
  deps: z.array(uuid).max(500),
  attempt: z.int().min(1),
  supersedes: uuid.optional(),
  actor: uuid,
  hlc: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
  entered_at: z.string().max(30),
  app: z.string().max(40),
  payload: z.record(z.string(), z.json()),
  op_hash: hash,
  sig: z.string().max(100).optional(),
  private: z.record(z.string(), z.json()).optional(),
})
export type Envelope = z.infer<typeof envelope>
