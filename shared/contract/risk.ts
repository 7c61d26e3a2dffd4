import { z } from 'zod'
import { RISK_PARTS } from '../domain/risk.ts'
import { query } from '../rpc/procedure.ts'
import { currency, id, isoDate, isoMonth, minor, moment } from './fields.ts'

/** One account of the ranked list; amounts in company currency as booked. */
export const riskRow = z.object({
  customerId: id,
  customer: z.string(),
  name: z.string(),
  /** Of the account: its limit is in it. */
  currency,
  /** 0 to 100. */
  score: z.number().int(),
  /** What the score is made of, adding up to it (shared/domain/risk.ts). */
  parts: z.array(
    z.object({ part: z.enum(RISK_PARTS), points: z.number().int(), most: z.number().int() }),
  ),
  balanceMinor: minor,
  overdueMinor: minor,
  /** Parallel to the list's `buckets`. */
  bucketMinors: z.array(minor),
  /** Weighted by amount, one decimal; null with nothing overdue. */
  daysLate: z.number().nullable(),
  /** Weighted average delay of the payments of twelve months; null with none. */
  delayDays: z.number().nullable(),
  /** Balance ÷ limit in the account currency; null without a limit. */
  limitUsed: z.number().nullable(),
  lastReceiptOn: isoDate.nullable(),
})
export type RiskRow = z.output<typeof riskRow>

export const risk = {
  /**
   * The riskiest accounts with their scores explained, and what there is to collect. Amounts in
   * company currency at the rates booked with the documents.
   */
  list: query({
    input: z.object({
      asOf: isoDate.optional(),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({
      asOf: isoDate,
      currency,
      buckets: z.array(z.string()),
      /** Everything owed, credits taken off: the ledger's balance. */
      receivableMinor: minor,
      /** Sum of the positive residuals that are past due: what there is to collect. */
      toCollectMinor: minor,
      toCollectItems: z.number().int(),
      /** Of it, disputed. */
      disputedMinor: minor,
      /** Falls due in the seven days that begin with `asOf`. */
      expectedMinor: minor,
      expectedItems: z.number().int(),
      expectedUntil: isoDate,
      /** Accounts with a score above zero; `rows` are the first of them. */
      accounts: z.number().int(),
      rows: z.array(riskRow),
    }),
  }),
  /** Overdue at the ends of the last months, the as-of day in place of the running month's. */
  months: query({
    input: z.object({
      asOf: isoDate.optional(),
      months: z.number().int().min(1).max(24).default(6),
      /** What the books knew at this moment of those days; else what they know now. */
      knownAt: moment.optional(),
      /** Only accounts of this currency, in it; else company currency as booked. */
      currency: currency.optional(),
    }),
    output: z.object({
      currency,
      months: z.array(z.object({ month: isoMonth, on: isoDate, overdueMinor: minor })),
    }),
  }),
}
