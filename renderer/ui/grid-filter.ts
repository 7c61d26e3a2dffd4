/**
 * Column filters on rows in memory: which rows pass, which values a set filter offers with how many
 * rows each, and the words of a filter's chip.
 *
 * A set compares the text a column shows, exactly; amounts are compared in minor units of each row's
 * own currency; days as text, ends included; "contains" compares folded text. A blank (`null` in a
 * set) is an empty text, no amount or no day; it is outside of every range.
 */
import type { ColumnFilter, ColumnFilters } from '../../shared/contract/views.ts'
import { digitsOf } from '../../shared/domain/currency.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { fold, foldedIncludes, foldedWords } from '../../shared/domain/fold.ts'
import { cellText, valueText, type GridColumn } from './grid-columns.ts'
import { rangeText } from './grid-range-text.ts'
import type { SayText } from './language.tsx'

export type RowTest<Row> = (row: Row) => boolean

/** How a column is filtered: by ticking values, or by a range. */
export function filterKindOf<Row>(column: GridColumn<Row>): 'set' | 'amount' | 'day' {
  if (column.kind === 'money' || numberOf(column)) return 'amount'
  return column.kind === 'day' ? 'day' : 'set'
}

/** Passes rows that every filter lets through; `except` names a column whose own filter is left out. */
export function rowTest<Row>(
  columns: readonly GridColumn<Row>[],
  filters: ColumnFilters,
  say: SayText,
  format: Formatters,
  except?: string,
): RowTest<Row> | null {
  const tests = columns.flatMap((column) => {
    const filter = column.id === except ? undefined : filters[column.id]
    return filter === undefined ? [] : [testOf(column, filter, say, format)]
  })
  return tests.length === 0 ? null : (row) => tests.every((test) => test(row))
}

/** A value a set filter can tick; null is the blank. */
export interface CountedValue {
  readonly value: string | null
  readonly count: number
}

/** The values of a column among these rows, blanks last, the others as the language sorts them. */
export function countedValues<Row>(
  column: GridColumn<Row>,
  rows: readonly Row[],
  say: SayText,
  format: Formatters,
): CountedValue[] {
  const counts = new Map<string | null, number>()
  for (const row of rows)
    for (const value of valuesOf(column, row, say, format))
      counts.set(value, (counts.get(value) ?? 0) + 1)
  return sortedValues(
    column,
    [...counts].map(([value, count]) => ({ value, count })),
    say,
    format,
  )
}

/** Blanks last, the others as the language sorts their words. */
export function sortedValues<Row>(
  column: GridColumn<Row>,
  values: readonly CountedValue[],
  say: SayText,
  format: Formatters,
): CountedValue[] {
  const collator = new Intl.Collator(format.choice.language, { numeric: true })
  return values.toSorted((a, b) => {
    if (a.value === null || b.value === null) return a.value === null ? 1 : -1
    return collator.compare(valueText(column, a.value, say), valueText(column, b.value, say))
  })
}

/** The value of a cell as a set filter knows it: what "filter to this value" takes. */
export function valuesOf<Row>(
  column: GridColumn<Row>,
  row: Row,
  say: SayText,
  format: Formatters,
): readonly (string | null)[] {
  if (column.values) {
    const values = column.values(row)
    return values.length === 0 ? BLANK : values
  }
  const text = cellText(column, row, say, format)
  return text === '' ? BLANK : [text]
}

const BLANK: readonly null[] = [null]

/** Filters the column to what a row shows in it; a range column to that very figure or day. */
export function filterToValue<Row>(
  column: GridColumn<Row>,
  row: Row,
  say: SayText,
  format: Formatters,
): ColumnFilter {
  if (column.kind === 'day') {
    const day = column.day(row)
    if (day !== null) return { kind: 'day', from: day as DayText, to: day as DayText }
  }
  if (column.kind === 'money') {
    const minor = column.minor(row)
    if (minor !== null) return exactly(decimalOf(minor, digitsOf(column.currency(row))))
  }
  return { kind: 'set', mode: 'only', values: [...valuesOf(column, row, say, format)] }
}

type DayText = NonNullable<Extract<ColumnFilter, { kind: 'day' }>['from']>

function exactly(text: string): ColumnFilter {
  return { kind: 'amount', from: text, to: text, strict: false }
}

/** Leaves a value out, besides those left out before. */
export function without(
  before: ColumnFilter | undefined,
  values: readonly (string | null)[],
): ColumnFilter {
  if (before?.kind === 'set' && before.mode === 'only')
    return { ...before, values: before.values.filter((value) => !values.includes(value)) }
  const others = before?.kind === 'set' ? before.values : []
  return { kind: 'set', mode: 'except', values: [...new Set([...others, ...values])] }
}

/** The words after a column's name on its chip. */
export function filterWords<Row>(
  column: GridColumn<Row>,
  filter: ColumnFilter,
  say: SayText,
  format: Formatters,
): string {
  switch (filter.kind) {
    case 'set': {
      const named = filter.values.map((value) => valueText(column, value, say))
      const shown = named.slice(0, WORDS_MAX).join(', ')
      const more = named.length > WORDS_MAX ? ` +${format.count(named.length - WORDS_MAX)}` : ''
      if (filter.mode === 'except') return say('filter.not', { values: `${shown}${more}` })
      return named.length === 0 ? say('filter.nothing') : `${shown}${more}`
    }
    case 'text':
      return say('filter.contains', { text: filter.contains })
    case 'amount':
    case 'day':
      return rangeText(filter, column, format)
  }
}

const WORDS_MAX = 2

function testOf<Row>(
  column: GridColumn<Row>,
  filter: ColumnFilter,
  say: SayText,
  format: Formatters,
): RowTest<Row> {
  switch (filter.kind) {
    case 'set': {
      const named = new Set(filter.values)
      const wants = filter.mode === 'only'
      return (row) => valuesOf(column, row, say, format).some((one) => named.has(one)) === wants
    }
    case 'text': {
      const words = foldedWords(filter.contains)
      return (row) => foldedIncludes(fold(cellText(column, row, say, format)), words)
    }
    case 'day': {
      if (column.kind !== 'day') return () => true
      const { from, to } = filter
      return (row) => {
        const day = column.day(row)
        return day !== null && (from === null || day >= from) && (to === null || day <= to)
      }
    }
    case 'amount':
      return amountTest(column, filter)
  }
}

/** What a column of plain numbers compares, shares in percent; null for other columns. */
function numberOf<Row>(column: GridColumn<Row>): ((row: Row) => number | null) | null {
  if (column.kind === 'number' && column.as === 'count') return column.number
  const share =
    column.kind === 'number' ? column.number : column.kind === 'node' ? column.share : undefined
  if (share === undefined) return null
  return (row) => {
    const part = share(row)
    return part === null ? null : Math.round(part * 10_000) / 100
  }
}

/** Bounds are turned into minor units once per currency, so that a row costs two comparisons. */
function amountTest<Row>(
  column: GridColumn<Row>,
  { from, to, strict }: Extract<ColumnFilter, { kind: 'amount' }>,
): RowTest<Row> {
  const numberAt = numberOf(column)
  if (numberAt) {
    const low = from === null ? null : Number(from)
    const high = to === null ? null : Number(to)
    return (row) => {
      const number = numberAt(row)
      return number !== null && inside(number, low, high, strict)
    }
  }
  if (column.kind !== 'money') return () => true
  const bounds = new Map<string, { low: number | null; high: number | null }>()
  return (row) => {
    const minor = column.minor(row)
    if (minor === null) return false
    const currency = column.currency(row)
    let bound = bounds.get(currency)
    if (!bound) {
      const unit = 10 ** digitsOf(currency)
      bound = { low: scaled(from, unit), high: scaled(to, unit) }
      bounds.set(currency, bound)
    }
    return inside(minor, bound.low, bound.high, strict)
  }
}

/** May fall between two minor units, where a bound has more decimals than the currency. */
function scaled(bound: string | null, unit: number): number | null {
  if (bound === null) return null
  const minor = Number(bound) * unit
  return Math.abs(minor - Math.round(minor)) < 1e-4 ? Math.round(minor) : minor
}

function inside(value: number, low: number | null, high: number | null, strict: boolean): boolean {
  return strict
    ? (low === null || value > low) && (high === null || value < high)
    : (low === null || value >= low) && (high === null || value <= high)
}

function decimalOf(minor: number, digits: number): string {
  if (digits === 0) return String(minor)
  const sign = minor < 0 ? '-' : ''
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
