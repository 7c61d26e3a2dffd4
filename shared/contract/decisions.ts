/**
 * What people decide about the exchange: work the server did not take, two values for one field of a
 * card, requests for a second person.
 */
import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { customerCard } from './customers.ts'
import { code, currency, id, isoDate, line, minor, moment } from './fields.ts'

/** Ways out of held work (sync.md 9), as `device resolve` names them. */
export const EXITS = [
  'redate',
  'late_approval',
  'withdraw',
  'reduce',
  'repoint',
  'reissue',
  'reapply',
  'keep_theirs',
  'replace',
  'create',
  'unarchive',
  'hand_over',
  'request_approval',
] as const

export const heldWork = z.object({
  op: id,
  kind: z.string(),
  code: z.string(),
  /** What the server found, by the code: period, number, open amount … */
  detail: z.json().nullable(),
  documentNo: z.string().nullable(),
  /** Of a document: invoice, receipt … */
  documentKind: z.string().nullable(),
  /** Ledger day. */
  date: isoDate.nullable(),
  /** Code. */
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  currency: currency.nullable(),
  /** Effect on the account, debit positive; of an allocation what it applies. */
  amountMinor: minor.nullable(),
  /** The customer's balance in that currency as shown (held work left out), and with this document. */
  balanceMinor: minor.nullable(),
  balanceAfterMinor: minor.nullable(),
  since: moment,
  /** Who entered it. */
  by: z.string().nullable(),
  /** What of the other side stands instead, where there is such a document. */
  theirs: z
    .object({
      documentNo: z.string(),
      date: isoDate,
      amountMinor: minor,
      by: z.string().nullable(),
    })
    .nullable(),
  /** The request that waits for a second person; null while none does. */
  approval: id.nullable(),
  /** Why a second person said no to the last request. */
  refusedReason: z.string().nullable(),
  /** Whom it was handed to, by name. */
  handedTo: z.string().nullable(),
  /** Handed to this user: who had entered it, by name. */
  handedBy: z.string().nullable(),
  exits: z.array(z.enum(EXITS)),
})

/** One side of a choice: the value, who said it and when. */
const said = z.object({
  value: z.json().nullable(),
  /** Name; null where this device does not know it. */
  by: z.string().nullable(),
  /** By the author's own clock. */
  at: moment.nullable(),
  isMine: z.boolean(),
})

/** Two values for one field group of a card: a person says which one stands (sync.md 11). */
export const conflict = z.object({
  id,
  /** Code. */
  customer: z.string(),
  customerName: z.string(),
  /** As `customers.history` names them: name, address, phone, limit … */
  group: z.string(),
  /** Of amounts in the values (`limit`, minor units). */
  currency: currency.nullable(),
  before: z.json().nullable(),
  /** What stands now: the server had it first. */
  standing: said,
  /** What came later against the same value before. */
  other: said,
  /** Taking changes a guarded group: only another person than the author of the other value may. */
  isGuarded: z.boolean(),
  mayTake: z.boolean(),
})

/** A request that waits for a second person. */
export const approval = z.object({
  id,
  kind: z.enum(['guarded', 'late_posting', 'reopen']),
  by: z.string().nullable(),
  at: moment,
  isMine: z.boolean(),
  /** Code; of a guarded value or a late document. */
  customer: z.string().nullable(),
  /** The member's name where the group is `roles`. */
  customerName: z.string().nullable(),
  group: z.string().nullable(),
  before: z.json().nullable(),
  after: z.json().nullable(),
  /** Of a reopening. */
  month: z.string().nullable(),
  /** Of a late posting: what would enter the closed month, debit positive. */
  document: z
    .object({
      kind: z.string(),
      number: z.string().nullable(),
      date: isoDate.nullable(),
      amountMinor: minor.nullable(),
    })
    .nullable(),
  /** Of amounts in the values and of the document. */
  currency: currency.nullable(),
  reason: z.string().nullable(),
  /** Another person than the asker, with the right to approve; the server decides in the end. */
  mayDecide: z.boolean(),
})

/** Part of `device`. */
export const decisions = {
  held: query({ input: z.object({}), output: z.array(heldWork) }),
  /** Takes a way out of a held operation; a new operation, the held one is kept. */
  resolve: command({
    input: z.object({
      op: id,
      exit: z.enum(EXITS),
      /** `redate`, and where another way out leads into a closed month. */
      date: isoDate.optional(),
      /** `repoint`: number of the document meant instead; `reissue`: the new number. */
      document: code.optional(),
      /** `reduce`. */
      amountMinor: minor.optional(),
      /** `repoint`, `create`: code of the customer. */
      customer: code.optional(),
      /** `hand_over`: name or id of the user. */
      user: line.optional(),
      reason: line.optional(),
    }),
    output: z.array(heldWork),
    refusals: [
      'held.unknown',
      'held.no_exit',
      'held.in_flight',
      'held.date_missing',
      'held.amount_missing',
      'held.target_missing',
      'held.user_missing',
      'user.unknown',
      'user.not_entitled',
      'approval.waiting',
      'document.unknown',
      'document.ambiguous',
      'document.reversed',
      'document.derived',
      'document.of_bank_line',
      'date.order',
      'held.number_taken',
      'customer.archived',
      'customer.exists',
      'period.closed',
      'period.soft_closed',
      'document.allocated',
      'allocation.exceeds_open',
      'allocation.exceeds_receipt',
      'allocation.before_document',
      'customer.unknown',
    ],
  }),
  /** Values of cards two people said differently, oldest first. */
  conflicts: query({ input: z.object({}), output: z.array(conflict) }),
  /** `keep` what stands, or `take` the other value; a new operation the server decides. */
  settleConflict: command({
    input: z.object({ id, choice: z.enum(['keep', 'take']) }),
    output: z.array(conflict),
    refusals: ['conflict.unknown', 'conflict.same_person', 'conflict.not_entitled'],
  }),
  /** Requests that wait for a second person, oldest first. */
  approvals: query({ input: z.object({}), output: z.array(approval) }),
  /** Says yes or no to another person's request. */
  decide: command({
    input: z.object({ id, approve: z.boolean(), reason: line.optional() }),
    output: z.array(approval),
    refusals: ['approval.unknown', 'approval.same_person', 'approval.not_entitled'],
  }),
  /** Changes a card by the columns of `import customers`, as text. */
  patch: command({
    input: z.object({ customer: code, columns: z.record(z.string().max(200), z.string()) }),
    output: customerCard,
    refusals: [
      'customer.unknown',
      'customer.parent_unknown',
      'customer.parent_circle',
      'tax_id.invalid',
      'terms.invalid',
      'iban.invalid',
      'patch.column',
      'patch.value',
    ],
  }),
}
