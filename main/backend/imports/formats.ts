/** How a file writes its numbers and days, decided over all its cells, or told by a person. */
import type { z } from 'zod'
import type { imports } from '../../../shared/contract/imports.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import {
  type DateOrder,
  decideDateOrder,
  parseDateOrder,
} from '../../../shared/domain/tabular/dates.ts'
import { readingOf } from '../../../shared/domain/tabular/fields.ts'
import type { Columns } from '../../../shared/domain/tabular/header.ts'
import { decideDecimalMark, type DecimalMark } from '../../../shared/domain/tabular/numbers.ts'
import type { RawRow } from '../../../shared/domain/tabular/raw-rows.ts'
import type { Formats } from '../../../shared/domain/tabular/row-reader.ts'
import type { Table, TableProblem } from '../../../shared/domain/tabular/table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'

type Options = z.output<(typeof imports)['check']['input']>['options']
type FormatOptions = Partial<Pick<Options, 'decimal' | 'dates'>>
type Detected = z.input<(typeof imports)['inspect']['output']>['detected']

/** The number and date formats of a statement layout's movements. */
export function layoutFormats(
  raws: readonly RawRow[],
  table: Table,
  options: FormatOptions,
  companyCurrency: string,
): Formats {
  const textsOf = (reads: 'amount' | 'day') =>
    raws.flatMap(({ cells }) =>
      Object.entries(cells).flatMap(([field, cell]) =>
        readingOf(field) === reads && typeof cell === 'string' && cell !== '' ? [cell] : [],
      ),
    )
  return {
    mark: options.decimal ?? decideDecimalMark(textsOf('amount'), '.').mark,
    order:
      options.dates === undefined ? decideDateOrder(textsOf('day')).order : orderOf(options.dates),
    date1904: table.date1904,
    companyCurrency,
    digitsOf,
  }
}

/** The file's number and date formats, decided over all cells of its columns; a warning where two fit. */
export function formatsOf(
  table: Table,
  columns: Columns,
  options: FormatOptions,
  companyCurrency: string,
): Formats & { warnings: TableProblem[] } {
  const textsOf = (reads: 'amount' | 'day') => {
    const indexes = [...columns.sources].flatMap(([field, source]) =>
      readingOf(field) !== reads || source.kind === 'const'
        ? []
        : source.kind === 'column'
          ? [source.index]
          : [...source.indexes],
    )
    return table.rows
      .slice(columns.headerAt + 1)
      .flatMap((row) =>
        indexes
          .map((index) => row.cells[index])
          .filter((cell): cell is string => typeof cell === 'string' && cell !== ''),
      )
  }
  const warnings: TableProblem[] = []
  // A semicolon between the cells is how programs write where the comma is the decimal mark.
  const fallback: DecimalMark = table.separator === ';' ? ',' : '.'
  const decimal =
    options.decimal === undefined
      ? decideDecimalMark(textsOf('amount'), fallback)
      : { mark: options.decimal, isAmbiguous: false }
  const dates =
    options.dates === undefined
      ? decideDateOrder(textsOf('day'))
      : { order: orderOf(options.dates), isAmbiguous: false }
  if (decimal.isAmbiguous)
    warnings.push({
      row: null,
      column: 'amount',
      code: 'numbers.ambiguous',
      value: decimal.mark,
      params: { decimal: decimal.mark },
    })
  if (dates.isAmbiguous)
    warnings.push({
      row: null,
      column: 'document_date',
      code: 'dates.ambiguous',
      value: dates.order,
      params: { dates: dates.order },
    })
  return {
    mark: decimal.mark,
    order: dates.order,
    date1904: table.date1904,
    companyCurrency,
    digitsOf,
    warnings,
  }
}

/** What neither the cells nor a person decided of how a table is read. */
export function asksOf(warnings: readonly Pick<TableProblem, 'code'>[]): ('decimal' | 'dates')[] {
  const has = (code: string) => warnings.some((warning) => warning.code === code)
  return [
    ...(has('numbers.ambiguous') ? (['decimal'] as const) : []),
    ...(has('dates.ambiguous') ? (['dates'] as const) : []),
  ]
}

function orderOf(text: string): DateOrder {
  const order = parseDateOrder(text)
  if (order === null) throw new Refusal('input.invalid', { field: 'dates', reason: text })
  return order
}

/** What was decided about a table, as told to a person. */
export function detectedOf(
  table: Table,
  columns: Columns,
  formats: Formats,
  layout: string | null,
): Detected {
  return {
    encoding: table.encoding,
    separator: table.separator,
    decimal: formats.mark,
    dates: formats.order,
    headerRow: table.rows[columns.headerAt]?.row ?? null,
    sheet: table.sheet,
    layout,
  }
}
