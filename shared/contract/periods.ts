import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { currency, isoDate, isoMonth, line, minor, moment, rate } from './fields.ts'

export const periodRow = z.object({
  month: isoMonth,
  state: z.enum(['open', 'soft', 'closed']),
  documents: z.number().int(),
  /** When it was last closed or reopened, and why. */
  changedAt: moment.nullable(),
  reason: z.string().nullable(),
})

export const periods = {
  /** Months with documents, and closed ones, newest first. */
  list: query({ input: z.object({}), output: z.array(periodRow) }),
  /** Closes every month up to this one; `soft` still lets finance post with a reason. */
  close: command({
    input: z.object({ month: isoMonth, soft: z.boolean().default(false) }),
    output: z.array(periodRow),
    refusals: ['period.closed'],
  }),
  /** Opens a month and those after it. */
  reopen: command({
    input: z.object({ month: isoMonth, reason: line }),
    output: z.array(periodRow),
    refusals: ['period.open', 'reason.missing'],
  }),
  /** The month-end revaluation layer and its reversal on the first of the next month. */
  revalue: command({
    input: z.object({ month: isoMonth }),
    output: z.object({
      month: isoMonth,
      unchanged: z.boolean(),
      entries: z.array(
        z.object({
          customer: z.string(),
          currency,
          openMinor: minor,
          bookedMinor: minor,
          rate: z.string(),
          differenceMinor: minor,
          documentNo: z.string(),
        }),
      ),
      totalMinor: minor,
    }),
    refusals: ['rate.missing', 'period.closed', 'period.soft_closed'],
  }),
}

export const rates = {
  list: query({
    input: z.object({ currency: currency.optional() }),
    output: z.array(z.object({ currency, date: isoDate, rate: z.string() })),
  }),
  /** Company-currency units per 1 unit of `currency`. */
  set: command({
    input: z.object({
      rates: z
        .array(z.object({ currency, date: isoDate, rate }))
        .min(1)
        .max(100_000),
    }),
    output: z.object({
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
    }),
    refusals: ['rate.own_currency'],
  }),
}
