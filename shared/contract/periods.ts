import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { ASKED } from './device.ts'
import { currency, id, isoDate, isoMonth, line, minor, moment, rate } from './fields.ts'

export const periodRow = z.object({
  month: isoMonth,
  state: z.enum(['open', 'soft', 'closed']),
  documents: z.number().int(),
  /** When it was last closed or reopened, by whom, and why. */
  changedAt: moment.nullable(),
  changedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** Company currency; the month-end layer that stands, null where there is none. */
  revaluedMinor: minor.nullable(),
})

/** One account's foreign balance at a month's end; `…Minor` of `open` in its own currency, the rest in the company's. */
export const valuation = z.object({
  customer: z.string(),
  customerName: z.string(),
  currency,
  openMinor: minor,
  /** What the open part carries at the rates it was booked with. */
  bookedMinor: minor,
  /** Null when the table has none in force on that day; with the day it is of. */
  rate: z.string().nullable(),
  rateOn: isoDate.nullable(),
  /** Null while the rate is missing. */
  differenceMinor: minor.nullable(),
  /** What of it stands in the journal already. */
  standingMinor: minor,
})

/** One line of the close checklist. */
export const periodCheck = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** What stands in its way, and what that comes to in company currency. */
  count: z.number().int(),
  amountMinor: minor,
})
export type PeriodCheck = z.output<typeof periodCheck>

export const periods = {
  /** Months with documents, and closed ones, newest first. */
  list: query({ input: z.object({}), output: z.array(periodRow) }),
  /**
   * Closes every month up to this one; `soft` still lets finance post with a reason. Of a company with
   * a server the server does it, and this device follows.
   */
  close: command({
    input: z.object({ month: isoMonth, soft: z.boolean().default(false) }),
    output: z.array(periodRow),
    refusals: ['period.closed', ...ASKED],
  }),
  /**
   * Opens a month and those after it; with `everything` also those before, so that none is closed. Of a
   * company with a server it waits for a second person's approval, which is named.
   */
  reopen: command({
    input: z.object({ month: isoMonth, reason: line, everything: z.boolean().default(false) }),
    output: z.object({
      state: z.enum(['open', 'waiting']),
      approval: id.nullable(),
      periods: z.array(periodRow),
    }),
    refusals: ['period.open', 'reason.missing', ...ASKED],
  }),
  /** What stands between a month and its seal. */
  check: query({
    input: z.object({ month: isoMonth }),
    output: z.object({
      ok: z.boolean(),
      month: isoMonth,
      checks: z.array(periodCheck),
      /** Newest first: packs written of this month. */
      seals: z.array(
        z.object({
          at: moment,
          by: z.string(),
          sha256: z.string(),
          signOff: z.string().nullable(),
        }),
      ),
    }),
  }),
  /** Closes the month if it is open and writes its sealed pack; with a failing check it asks for a reason. */
  seal: command({
    input: z.object({
      month: isoMonth,
      signOff: line.optional(),
      to: z.string().optional(),
    }),
    output: z.object({
      month: isoMonth,
      documentId: id.nullable(),
      file: z.string(),
      files: z.number().int(),
      sha256: z.string(),
      signOff: z.string().nullable(),
      checks: z.array(periodCheck),
    }),
    refusals: ['period.checks_failed', 'period.closed', 'file.unwritable', ...ASKED],
  }),
  /** What a revaluation of the month would post: nothing is written. */
  valuation: query({
    input: z.object({ month: isoMonth }),
    output: z.object({
      month: isoMonth,
      /** The month's last day: the layer's, and the day of the rates. */
      on: isoDate,
      entries: z.array(valuation),
      /** Currencies without a rate in force, with the last one known for a proposal. */
      missing: z.array(
        z.object({
          currency,
          date: isoDate,
          last: z.object({ rate: z.string(), date: isoDate }).nullable(),
        }),
      ),
      /** Of the entries with a rate. */
      totalMinor: minor,
      standingMinor: minor,
    }),
  }),
  /**
   * The month-end revaluation layer and its reversal on the first of the next month. A soft-closed
   * month asks for a reason.
   */
  revalue: command({
    input: z.object({ month: isoMonth, periodReason: line.optional() }),
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

export const packs = {
  /** Checks a sealed pack byte by byte; needs no company. */
  verify: query({
    input: z.object({ path: z.string() }),
    output: z.object({
      ok: z.boolean(),
      files: z.number().int(),
      sha256: z.string(),
      failures: z.array(z.object({ file: z.string(), offset: z.number().int() })),
    }),
    refusals: ['file.not_found', 'file.too_large', 'pack.not_a_pack'],
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
