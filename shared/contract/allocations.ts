import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { allocationLine, documentKey, posted } from './documents.ts'
import {
  allocationPolicy,
  code,
  currency,
  documentKind,
  id,
  isoDate,
  line,
  minor,
  positiveMinor,
} from './fields.ts'

export const proposedLine = z.object({
  documentId: id,
  documentNo: z.string(),
  kind: documentKind,
  installment: z.number().int(),
  dueDate: isoDate,
  openMinor: minor,
  applyMinor: minor,
  /** Why: named in the reference, due first, same day in proportion, oldest. */
  reason: z.enum(['stated', 'interest', 'earliest_due', 'same_day', 'not_due', 'oldest', 'none']),
})

export const allocations = {
  /** Where a credit would go under a policy (domain.md 4.5); nothing is written. */
  propose: query({
    input: z.object({
      customerCode: code,
      currency,
      amountMinor: positiveMinor,
      /** The allocation's effective day: what is due is judged on it. */
      on: isoDate,
      policy: allocationPolicy.optional(),
      /** Numbers the payer named. */
      stated: z.array(code).default([]),
      reference: z.string().max(500).optional(),
    }),
    output: z.object({
      policy: allocationPolicy,
      lines: z.array(proposedLine),
      unappliedMinor: minor,
    }),
    refusals: ['customer.unknown'],
  }),
  /** Applies an open credit (receipt, credit note, cheque…) to debits of the same customer. */
  add: command({
    input: z.object({
      credit: documentKey,
      /** Left out with `auto`: the policy decides. */
      to: z
        .array(
          z.object({
            documentNo: code,
            documentId: id.optional(),
            kind: documentKind.optional(),
            amountMinor: positiveMinor.nullable(),
          }),
        )
        .max(500)
        .optional(),
      auto: z.boolean().default(false),
      policy: allocationPolicy.optional(),
      on: isoDate.optional(),
      periodReason: line.optional(),
    }),
    output: z.object({
      document: posted,
      policy: allocationPolicy,
      allocations: z.array(allocationLine),
    }),
    refusals: [
      'document.unknown',
      'document.ambiguous',
      'allocation.exceeds_open',
      'allocation.exceeds_receipt',
      'allocation.wrong_side',
      'allocation.other_customer',
      'allocation.before_document',
      'allocation.nothing',
      'currency.mismatch',
      'period.closed',
      'period.soft_closed',
    ],
  }),
  /** Takes allocations back from a day on: all of a credit's, or those to one document. */
  remove: command({
    input: z.object({
      credit: documentKey,
      from: documentKey.optional(),
      on: isoDate.optional(),
      periodReason: line.optional(),
    }),
    output: z.object({ document: posted, removed: z.array(allocationLine) }),
    refusals: [
      'document.unknown',
      'document.ambiguous',
      'allocation.none',
      'period.closed',
      'period.soft_closed',
      'date.order',
    ],
  }),
}
