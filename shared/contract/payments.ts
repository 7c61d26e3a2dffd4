import { z } from 'zod'
import { query } from '../rpc/procedure.ts'
import { code, currency, documentKind, id, isoDate, isoMonth, minor } from './fields.ts'

/** One payment and what it settled; amounts positive, in its own currency. */
export const payment = z.object({
  documentId: id,
  documentNo: z.string(),
  kind: documentKind,
  customer: z.string(),
  method: z.string().nullable(),
  description: z.string().nullable(),
  date: isoDate,
  /** Day the money counts from, where the paper has its own. */
  valueDate: isoDate.nullable(),
  currency,
  amountMinor: minor,
  settledMinor: minor,
  /** Not used on any debit yet. */
  unappliedMinor: minor,
  /** Weighted by amount over what it settled; null when it settled nothing. */
  delayDays: z.number().nullable(),
  /** Day it was taken back: a bounced cheque, a returned transfer; null when it stands. */
  bouncedOn: isoDate.nullable(),
  settles: z.array(
    z.object({
      documentId: id,
      documentNo: z.string(),
      dueDate: isoDate,
      amountMinor: minor,
      daysLate: z.number().int(),
    }),
  ),
})
export type Payment = z.output<typeof payment>

export const payments = {
  /** How an account pays: payments newest first, average delay, bounced ones, month by month (M52). */
  history: query({
    input: z.object({
      customerCode: code,
      group: z.boolean().default(false),
      asOf: isoDate.optional(),
      limit: z.number().int().min(1).max(2000).default(500),
    }),
    output: z.object({
      asOf: isoDate,
      payments: z.array(payment),
      /** There are older ones that `limit` left out; the summaries count them. */
      hasMore: z.boolean(),
      summaries: z.array(
        z.object({
          currency,
          count: z.number().int(),
          receivedMinor: minor,
          settledMinor: minor,
          onTimeMinor: minor,
          unappliedMinor: minor,
          /** domain.md 4.12: Σ(amount × days late) ÷ Σ amount, one decimal. */
          averageDelayDays: z.number().nullable(),
          /** Σ(amount in whole units × days late). */
          adatDays: z.number(),
          bounced: z.number().int(),
          bouncedMinor: minor,
          /** Months with payments, oldest first. */
          months: z.array(
            z.object({ month: isoMonth, receivedMinor: minor, delayDays: z.number().nullable() }),
          ),
        }),
      ),
    }),
    refusals: ['customer.unknown'],
  }),
}
