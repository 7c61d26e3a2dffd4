/** What the server shows of one of its rows that differs: enough for a person, and to look up its proof. */
import { z } from 'zod'

const groups = z.record(z.string(), z.json())

export const shownRow = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('document'),
    doc_id: z.string(),
    op_id: z.string(),
    kind: z.string(),
    number: z.string(),
    customer_id: z.string().nullable(),
    currency: z.string(),
    amount: z.int(),
    base: z.int(),
    date: z.string(),
    content_hash: z.string(),
    /** Of what the server derived itself: the allocation it comes from. */
    cause: z.string().nullable(),
    /** Why the row is not what its author signed; null when it is. */
    fault: z.string().nullable(),
    seq: z.int(),
  }),
  z.object({
    what: z.literal('allocation'),
    op_id: z.string(),
    customer_id: z.string(),
    debit_doc: z.string(),
    debit_n: z.int(),
    credit_doc: z.string(),
    credit_n: z.int(),
    amount: z.int(),
    debit_base: z.int(),
    credit_base: z.int(),
    /** `allocation slice` that is taken back. */
    removes: z.string().nullable(),
    fx_doc: z.string().nullable(),
    date: z.string(),
    seq: z.int(),
  }),
  z.object({
    what: z.literal('card'),
    customer_id: z.string(),
    ver: z.int(),
    groups,
    private: groups.nullable(),
    group_vers: z.record(z.string(), z.int()),
    archived: z.boolean(),
    alias_of: z.string().nullable(),
    seq: z.int(),
  }),
  z.object({
    what: z.literal('event'),
    op_id: z.string(),
    customer_id: z.string().nullable(),
    type: z.string(),
    seq: z.int(),
  }),
])
export type ShownRow = z.infer<typeof shownRow>
export type Shown<T extends ShownRow['what']> = Extract<ShownRow, { readonly what: T }>
