/**
 * A grid as a table to export: what it shows, in its order, with typed cells; totals per currency that
 * a workbook computes anew.
 */
import type { z } from 'zod'
import type { gridCell } from '../../shared/contract/reports.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { headText, type GridColumn, type MoneyColumn } from './grid-columns.ts'
import { filterWords } from './grid-filter.ts'
import { totalsPerCurrency } from './grid-totals.ts'
import { viewedColumns, type GridView } from './grid-view.ts'
import type { SayText } from './language.tsx'

type Cell = z.input<typeof gridCell>
type CurrencyCode = Extract<Cell, { currency: unknown }>['currency']

export interface ShownTable {
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  readonly totals: readonly (readonly Cell[])[]
  /** Index of the column that holds each row's currency code; null where no amount mixes several. */
  readonly currencyColumn: number | null
  readonly frozenColumns: number
  /** What narrows the rows, in words. */
  readonly filters: readonly string[]
}

/** `rows` as filtered and sorted on screen; `search` is the text of the quick filter. */
export function shownTable<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  rows: readonly Row[],
  search: string,
  say: SayText,
  format: Formatters,
): ShownTable {
  const viewed = viewedColumns(columns, view.state.columns)
  const seen = viewed.filter((one) => !one.hidden)
  const shown = seen.map((one) => one.column)
  const mixed = shown.filter((column) => currenciesOf(column, rows).size > 1)
  const currencyAt = shown.findIndex(({ id, kind }) => id === 'currency' && kind === 'text')
  // Amounts of several currencies in one column say which, or nobody could add them up.
  const codeOf = mixed[0]
  const isAdded = currencyAt < 0 && codeOf !== undefined
  const currencyColumn = codeOf === undefined ? null : currencyAt >= 0 ? currencyAt : shown.length
  const tells = (column: GridColumn<Row>) =>
    !mixed.includes(column) ||
    (codeOf !== undefined &&
      rows.every(
        (row) => currencyOf(column, row) === rowCurrency(shown, currencyAt, codeOf, row, say),
      ))
  const counted = shown.filter((column) => tells(column))
  return {
    headings: [
      ...shown.map((column) => headText(column, say)),
      ...(isAdded ? [say('head.currency')] : []),
    ],
    rows: rows.map((row) => [
      ...shown.map((column) => exportCell(column, row, say)),
      ...(isAdded ? [currencyOf(codeOf, row)] : []),
    ]),
    totals: totalsPerCurrency(rows, counted).map(({ currency, sums }) => {
      const cells = shown.map((column): Cell => {
        const sum = sums.get(column.id)
        // A column of one currency has its total beside that currency alone.
        if (sum === undefined || !currenciesOf(column, rows).has(currency)) return null
        const minor = Number(sum)
        return Number.isSafeInteger(minor)
          ? { minor, currency: currency as CurrencyCode, sum: 'shown' }
          : null
      })
      if (isAdded) cells.push(currency)
      else if (currencyAt >= 0) cells[currencyAt] = currency
      if (cells[0] === null) cells[0] = say('grid.total', { currency })
      return cells
    }),
    currencyColumn,
    frozenColumns:
      seen.findIndex((one) => !one.frozen) > 0 ? seen.findIndex((one) => !one.frozen) : 0,
    filters: filtersInWords(columns, view, search, say, format),
  }
}

/** What narrows a grid, in words: the quick filter first, then those of its columns. */
export function filtersInWords<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  search: string,
  say: SayText,
  format: Formatters,
): string[] {
  return [
    ...(search.trim() === '' ? [] : [`“${search.trim()}”`]),
    ...viewedColumns(columns, view.state.columns).flatMap(({ column }) => {
      const filter = view.state.filters[column.id]
      return filter === undefined
        ? []
        : [`${headText(column, say)} ${filterWords(column, filter, say, format)}`]
    }),
  ]
}

/** Of the amounts that are written: a zero that is left blank brings no currency into the column. */
function currenciesOf<Row>(column: GridColumn<Row>, rows: readonly Row[]): Set<string> {
  const found = new Set<string>()
  if (column.kind !== 'money') return found
  for (const row of rows) if (writtenMinor(column, row) !== null) found.add(column.currency(row))
  return found
}

function writtenMinor<Row>(column: MoneyColumn<Row>, row: Row): number | null {
  const minor = column.minor(row)
  return minor === 0 && column.blankZero === true ? null : minor
}

function currencyOf<Row>(column: GridColumn<Row>, row: Row): string | null {
  return column.kind === 'money' ? column.currency(row) : null
}

/** What the currency column says of a row. */
function rowCurrency<Row>(
  shown: readonly GridColumn<Row>[],
  currencyAt: number,
  codeOf: GridColumn<Row>,
  row: Row,
  say: SayText,
): string | null {
  const column = shown[currencyAt]
  return column?.kind === 'text' ? column.text(row, say) : currencyOf(codeOf, row)
}

function exportCell<Row>(column: GridColumn<Row>, row: Row, say: SayText): Cell {
  switch (column.kind) {
    case 'money': {
      const minor = writtenMinor(column, row)
      return minor === null ? null : { minor, currency: column.currency(row) as CurrencyCode }
    }
    case 'day': {
      const day = column.day(row)
      return day === null ? null : { day: day as IsoDate }
    }
    case 'number': {
      const number = column.number(row)
      return number === null ? null : { number }
    }
    case 'text':
    case 'node':
      return column.text(row, say)
  }
}
