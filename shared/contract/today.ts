import { z } from 'zod'
import { query } from '../rpc/procedure.ts'
import { currency, id, isoDate, minor } from './fields.ts'

const pile = { items: z.number().int(), customers: z.number().int(), minor }

export const NOTICE_KINDS = ['overLimit', 'dispute', 'unapplied', 'brokenAgreement'] as const

/** One thing about a customer that needs a person. */
export const notice = z.object({
  /** The same thing keeps its key; another amount or day makes a new one. */
  key: z.string().max(200),
  kind: z.enum(NOTICE_KINDS),
  currency,
  amountMinor: minor,
  /** Days it has waited, or is past what was agreed; null for a limit. */
  days: z.number().int().nullable(),
  /** Documents it stands for; of several, the one named waits longest. */
  count: z.number().int(),
  documentId: id.nullable(),
  documentNo: z.string().nullable(),
})
export type Notice = z.output<typeof notice>

export const today = {
  /** The day's work in figures, company currency as booked. */
  work: query({
    input: z.object({ asOf: isoDate.optional() }),
    output: z.object({
      asOf: isoDate,
      currency,
      /** Overdue and undisputed, less unapplied cash of the same customer (domain.md 4.6, 4.10). */
      chase: z.object(pile),
      unapplied: z.object(pile),
      creditNotes: z.object(pile),
      /** Falls due in the seven days that begin with `asOf`. */
      dueSoon: z.object({ ...pile, until: isoDate }),
      /** `minor` is what is beyond the limits. */
      overLimit: z.object(pile),
      disputed: z.object(pile),
      /** Rows that recent imports refused and nobody took back. */
      refused: z.object({ batches: z.number().int(), rows: z.number().int() }),
      /** Currencies of open accounts without a rate in force. */
      missingRates: z.array(currency),
    }),
  }),
  /** What needs a person, grouped by customer, the heaviest first. */
  notices: query({
    input: z.object({
      asOf: isoDate.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      asOf: isoDate,
      customers: z.array(
        z.object({ customer: z.string(), name: z.string(), notices: z.array(notice) }),
      ),
    }),
  }),
}
