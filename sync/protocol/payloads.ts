/** What the operations of each kind say (sync.md 7), as the desktop writes them. */
import { z } from 'zod'
import { ROLES } from '../../shared/domain/roles.ts'
import { LINES_MAX, TEXT_MAX } from './limits.ts'
import { hash, uuid } from './messages.ts'

const day = z.iso.date()
const month = z.string().regex(/^\d{4}-\d{2}$/)
const minor = z.int()
const code = z.string().min(1).max(TEXT_MAX.code)
const line = z.string().max(TEXT_MAX.line)
const currency = z.string().regex(/^[A-Z]{3}$/)

/** In canonical order, so that what is read of it is hashed without sorting. */
export const documentCore = z.strictObject({
  branch_code: code.optional(),
  cause: uuid.optional(),
  currency,
  customer_id: uuid.optional(),
  doc_date: day,
  doc_id: uuid,
  document_no: code.optional(),
  due_date: day.optional(),
  ext_key: line.optional(),
  installments: z
    .array(z.strictObject({ amount: minor, due_date: day, n: z.int().min(1) }))
    .max(LINES_MAX)
    .optional(),
  kind: z.enum([
    'invoice',
    'credit_note',
    'debit_note',
    'receipt',
    'refund',
    'write_off',
    'opening',
    'cheque',
    'note',
    'supplier_invoice',
    'reversal',
    'fx_difference',
    'revaluation',
    'suspense',
  ]),
  lines: z
    .array(z.strictObject({ account: code, amount: minor, base: minor }))
    .min(2)
    .max(LINES_MAX),
  memo_c: hash.optional(),
  method: line.optional(),
  original: minor.optional(),
  paper_date: day.optional(),
  rate: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .max(40)
    .optional(),
  reference: line.optional(),
  reverses: uuid.optional(),
  tax: minor.optional(),
  value_date: day.optional(),
})

/** The core, with what does not enter its hash. */
const around = {
  content_hash: hash,
  /** Given by the author's own series: before it had a server, or out of a block. */
  number: code.optional(),
  series: code.optional(),
  block: uuid.optional(),
}

export const docPost = documentCore.extend(around)
export const docReverse = documentCore.extend({
  ...around,
  reason_given: z.boolean().optional(),
})

const sliceN = z.int().min(1).max(LINES_MAX)
export const allocAdd = z.strictObject({
  credit_doc: uuid,
  debit_doc: uuid,
  effective_on: day,
  amount: z.int().positive(),
  slices: z
    .array(
      z.strictObject({
        debit_n: sliceN,
        credit_n: sliceN,
        amount: z.int().positive(),
        debit_base: minor,
        credit_base: minor,
      }),
    )
    .min(1)
    .max(LINES_MAX),
})
export const allocRemove = z.strictObject({
  effective_on: day,
  slices: z.array(z.int().min(0)).min(1).max(LINES_MAX),
})

const groups = z.record(z.string().max(TEXT_MAX.name), z.json())
export const masterCreate = z.strictObject({ entity: z.literal('customer'), fields: groups })
export const masterPatch = z.strictObject({
  entity: z.literal('customer'),
  groups: z.array(z.string().max(TEXT_MAX.name)).min(1).max(LINES_MAX),
  from: groups,
  to: groups,
})
export const masterArchive = z.strictObject({
  entity: z.literal('customer'),
  archived: z.boolean(),
})

export const wfEvent = z.looseObject({ type: z.string().min(1).max(TEXT_MAX.code) })

/** What may be asked for: entity_id is the id of the request itself. */
export const approvalRequest = z.strictObject({
  what: z.enum(['late_posting', 'reopen', 'roles']),
  /** The held operation, for late posting. */
  op: uuid.optional(),
  /** The month, for a reopening. */
  month: month.optional(),
  /** A member, and the roles she shall have. */
  user: uuid.optional(),
  roles: z.array(z.enum(ROLES)).max(ROLES.length).optional(),
  reason: z.string().max(TEXT_MAX.note).optional(),
})
export const approvalDecide = z.strictObject({
  approve: z.boolean(),
  reason: z.string().max(TEXT_MAX.note).optional(),
})
/** entity_id is the held operation that is given up. */
export const opWithdraw = z.strictObject({ reason: z.string().max(TEXT_MAX.note).optional() })
/** entity_id is the conflict. */
export const conflictResolve = z.strictObject({ choice: z.enum(['keep', 'take']) })
export const numberVoid = z.strictObject({ number: code, reason: z.string().max(TEXT_MAX.note) })
/** By the server: what is left of a block whose device gives no number any more. */
export const blockVoid = z.strictObject({ block: uuid, reason: z.string().max(TEXT_MAX.note) })

export const periodClose = z.strictObject({
  month,
  reason: z.string().max(TEXT_MAX.note).optional(),
})
/** entity_id is the block; whoever asked gets it on this device. */
export const numberBlock = z.strictObject({
  series: code,
  year: z.int().min(1900).max(9999),
  size: z.int().min(1).max(10_000),
  device_id: uuid,
  epoch: z.int().min(1),
})

/** Members as they stand from here on; those not named stay as they are. */
export const memberChange = z.strictObject({
  members: z
    .array(
      z.strictObject({
        user_id: uuid,
        name: z.string().max(TEXT_MAX.name),
        person: z.string().max(TEXT_MAX.name),
        roles: z.array(z.string().max(TEXT_MAX.code)),
        /** Customers; absent: every one. */
        scope: z.array(z.string().max(TEXT_MAX.code)).optional(),
        status: z.string().max(TEXT_MAX.code),
      }),
    )
    .min(1),
})

export type DocumentPayload = z.infer<typeof docReverse>
