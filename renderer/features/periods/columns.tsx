/** Columns of the months, of a month-end valuation, and of the rate table. */
import type { z } from 'zod'
import type { periods, rates } from '../../../shared/contract/periods.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
import { rateText } from '../../ui/rate.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

export type MonthRow = z.output<(typeof periods)['list']['output']>[number]
export type Valuation = z.output<(typeof periods)['valuation']['output']>
export type ValuationRow = Valuation['entries'][number]
type RateRow = z.output<(typeof rates)['list']['output']>[number]

/** The rates of one day, by currency. */
export interface RateDay {
  readonly date: IsoDate
  readonly rates: ReadonlyMap<string, string>
}

export const STATE_STATUS = {
  open: 'periodOpen',
  soft: 'periodSoft',
  closed: 'periodClosed',
} as const
const STATE_WORDS = {
  open: 'status.periodOpen',
  soft: 'status.periodSoft',
  closed: 'status.periodClosed',
} as const
const STATE_ORDER = { open: 0, soft: 1, closed: 2 } as const

export const NEWEST_DAY = { columnId: 'date', descending: true } as const

export function monthId(row: MonthRow): string {
  return row.month
}

export function monthColumns(
  currency: string,
  timezone: string,
  say: SayText,
  format: Formatters,
): readonly GridColumn<MonthRow>[] {
  return [
    {
      kind: 'text',
      id: 'month',
      head: 'periods.month',
      text: (row) => format.month(row.month),
      pinned: true,
      strong: true,
    },
    {
      kind: 'node',
      id: 'state',
      head: 'head.status',
      node: (row) => <StatusBadge status={STATE_STATUS[row.state]} />,
      text: (row) => say(STATE_WORDS[row.state]),
      sort: (row) => STATE_ORDER[row.state],
      extra: 44,
    },
    {
      kind: 'number',
      id: 'documents',
      head: 'periods.documents',
      number: (row) => row.documents,
      as: 'count',
    },
    {
      kind: 'money',
      id: 'revalued',
      head: { text: say('periods.revalued', { currency }) },
      minor: (row) => row.revaluedMinor,
      currency: () => currency,
    },
    {
      kind: 'text',
      id: 'changedAt',
      head: 'periods.changedAt',
      text: (row) => (row.changedAt === null ? null : format.moment(row.changedAt, timezone)),
    },
    {
      kind: 'text',
      id: 'changedBy',
      head: 'periods.changedBy',
      text: (row) => row.changedBy && personText(row.changedBy, say),
      widthMax: 160,
    },
    { kind: 'text', id: 'reason', head: 'head.reason', text: (row) => row.reason, fills: true },
  ]
}

export function valuationId(row: ValuationRow): string {
  return `${row.customer} ${row.currency}`
}

/** `hasOlder`: some rate is of an earlier day than the month's last, so its day is shown. */
export function valuationColumns(
  currency: string,
  hasOlder: boolean,
  say: SayText,
  format: Formatters,
): readonly GridColumn<ValuationRow>[] {
  const inCompany = () => currency
  const rateOn = (row: ValuationRow) => row.rateOn
  return [
    { kind: 'text', id: 'code', head: 'head.code', text: (row) => row.customer, pinned: true },
    {
      kind: 'text',
      id: 'name',
      head: 'head.account',
      text: (row) => row.customerName,
      link: true,
      fills: true,
      widthMax: 220,
    },
    { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
    {
      kind: 'money',
      id: 'open',
      head: 'head.open',
      minor: (row) => row.openMinor,
      currency: (row) => row.currency,
      strong: true,
    },
    {
      kind: 'money',
      id: 'booked',
      head: { text: say('periods.value.booked', { currency }) },
      minor: (row) => row.bookedMinor,
      currency: inCompany,
      total: true,
    },
    {
      kind: 'node',
      id: 'rate',
      head: 'periods.value.rate',
      node: (row) => (row.rate === null ? '' : rateText(row.rate, format)),
      text: (row) => (row.rate === null ? '' : rateText(row.rate, format)),
      sort: (row) => Number(row.rate ?? 0),
      extra: 24,
      end: true,
    },
    ...(hasOlder
      ? [{ kind: 'day', id: 'rateOn', head: 'periods.value.rateOn', day: rateOn } as const]
      : []),
    {
      kind: 'money',
      id: 'difference',
      head: { text: say('periods.value.difference', { currency }) },
      minor: (row) => row.differenceMinor,
      currency: inCompany,
      strong: true,
      total: true,
    },
    {
      kind: 'money',
      id: 'standing',
      head: { text: say('periods.value.standing', { currency }) },
      minor: (row) => row.standingMinor,
      currency: inCompany,
      blankZero: true,
      total: true,
    },
  ]
}

/** One row a day, newest first, and the currencies there are. */
export function rateTable(rows: readonly RateRow[]): {
  readonly days: readonly RateDay[]
  readonly currencies: readonly string[]
} {
  const byDay = new Map<IsoDate, Map<string, string>>()
  for (const { date, currency, rate } of rows) {
    const day = byDay.get(date) ?? new Map<string, string>()
    day.set(currency, rate)
    byDay.set(date, day)
  }
  return {
    days: [...byDay]
      .map(([date, rates]) => ({ date, rates }))
      .toSorted((a, b) => (a.date < b.date ? 1 : -1)),
    currencies: [...new Set(rows.map((row) => row.currency))].toSorted(),
  }
}

export function rateColumns(
  currencies: readonly string[],
  format: Formatters,
): readonly GridColumn<RateDay>[] {
  return [
    { kind: 'day', id: 'date', head: 'rates.day', day: (row) => row.date },
    {
      kind: 'text',
      id: 'weekday',
      head: 'rates.weekday',
      text: (row) => format.weekday(row.date),
    },
    ...currencies.map((currency): GridColumn<RateDay> => {
      const text = (row: RateDay) => {
        const rate = row.rates.get(currency)
        return rate === undefined ? '' : rateText(rate, format)
      }
      return {
        kind: 'node',
        id: currency,
        head: { text: currency },
        node: text,
        text,
        sort: (row) => Number(row.rates.get(currency) ?? 0),
        extra: 30,
        end: true,
      }
    }),
  ]
}
