/**
 * Ranges as people type them into a filter, and back:
 *
 *   >1000   >=1000   <0   1000..2500   =12,50   1000      days alike: >01.10   01.10..31.10   10.2026
 *
 * Amounts read as everywhere (`parseAmount`), days too (`parseDay`). A month alone is its days.
 */
import type { ColumnFilter } from '../../shared/contract/views.ts'
import {
  addDays,
  firstOfMonth,
  isIsoMonth,
  lastOfMonth,
  type IsoDate,
} from '../../shared/domain/days.ts'
import { toDecimalString } from '../../shared/domain/money.ts'
import { FORMAT_LOCALES, type Formatters } from '../../shared/i18n/formatters.ts'
import type { GridColumn } from './grid-columns.ts'
import { parseAmount } from './parse-amount.ts'
import { dayOrderOf, parseDay } from './parse-day.ts'

type Amounts = Extract<ColumnFilter, { kind: 'amount' }>
type Days = Extract<ColumnFilter, { kind: 'day' }>

/** A currency of three decimals, the most there are: a filter's bound has no currency of its own. */
const READ_AS = 'KWD'

/** A bound as decimal text, or null when it is no number. */
export function readBound(text: string, format: Formatters): string | null {
  const read = parseAmount(text.replace(/%\s*$/, ''), READ_AS, format.decimal)
  return read.kind === 'amount' ? trimmed(toDecimalString(read.minor, READ_AS)) : null
}

/** What was typed as a range of amounts; null when it is none. */
export function readAmounts(text: string, format: Formatters): Amounts | null {
  const parts = split(text)
  if (parts === null) return null
  const bound = (part: string | null) => (part === null ? null : readBound(part, format))
  const from = bound(parts.from)
  const to = bound(parts.to)
  if ((parts.from !== null && from === null) || (parts.to !== null && to === null)) return null
  return { kind: 'amount', from, to, strict: parts.strict }
}

/** What was typed as a range of days; null when it is none. */
export function readDays(text: string, today: IsoDate, format: Formatters): Days | null {
  const month = readMonth(text)
  if (month !== null) return { kind: 'day', from: firstOfMonth(month), to: lastOfMonth(month) }
  const parts = split(text)
  if (parts === null) return null
  const order = dayOrderOf(FORMAT_LOCALES[format.choice.formatLocale].date)
  const bound = (part: string | null) => (part === null ? null : parseDay(part, { order, today }))
  const from = bound(parts.from)
  const to = bound(parts.to)
  if ((parts.from !== null && from === null) || (parts.to !== null && to === null)) return null
  return {
    kind: 'day',
    from: from !== null && parts.strict ? addDays(from, 1) : from,
    to: to !== null && parts.strict ? addDays(to, -1) : to,
  }
}

/** A range as it stands on a chip and in the filter row; it reads back as the same range. */
export function rangeText<Row>(
  filter: Amounts | Days,
  column: GridColumn<Row>,
  format: Formatters,
): string {
  const isPercent =
    (column.kind === 'number' && column.as === 'percent') ||
    (column.kind === 'node' && column.share !== undefined)
  const one = (bound: string) =>
    filter.kind === 'day'
      ? format.date(bound)
      : `${boundText(bound, format)}${isPercent ? '%' : ''}`
  const { from, to } = filter
  const strict = filter.kind === 'amount' && filter.strict
  if (from !== null && to !== null)
    return from === to ? `= ${one(from)}` : `${strict ? '> ' : ''}${one(from)} .. ${one(to)}`
  if (from !== null) return `${strict ? '>' : '≥'} ${one(from)}`
  return to === null ? '' : `${strict ? '<' : '≤'} ${one(to)}`
}

function split(
  text: string,
): { readonly from: string | null; readonly to: string | null; readonly strict: boolean } | null {
  const typed = text.trim()
  const range = /^(>?)\s*(.*?)\s*(?:\.\.|…)\s*(.*)$/.exec(typed)
  if (range) {
    const [, mark, from = '', to = ''] = range
    if (from === '' && to === '') return null
    return { from: from || null, to: to || null, strict: mark === '>' }
  }
  const sided = /^(>=|<=|>|<|=|≥|≤)?\s*(.+)$/.exec(typed)
  if (!sided) return null
  const [, mark = '=', bound = ''] = sided
  if (mark === '=') return { from: bound, to: bound, strict: false }
  const strict = mark === '>' || mark === '<'
  return mark === '>' || mark === '>=' || mark === '≥'
    ? { from: bound, to: null, strict }
    : { from: null, to: bound, strict }
}

function readMonth(text: string) {
  const match = /^(?:(\d{1,2})[./-](\d{4})|(\d{4})-(\d{1,2}))$/.exec(text.trim())
  if (!match) return null
  const month = `${match[2] ?? match[3]}-${(match[1] ?? match[4] ?? '').padStart(2, '0')}`
  return isIsoMonth(month) ? month : null
}

/** A bound as the format locale writes it. */
export function boundText(bound: string, format: Formatters): string {
  const digits = bound.split('.')[1]?.length ?? 0
  const number = new Intl.NumberFormat(format.choice.formatLocale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return number.format(bound as Intl.StringNumericLiteral).replace('-', '\u2212')
}

function trimmed(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
