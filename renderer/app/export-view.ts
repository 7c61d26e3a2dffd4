/** Ctrl+E on a list: what the view shows, as a workbook. */
import type { z } from 'zod'
import type { gridCell } from '../../shared/contract/reports.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { host } from '../host/index.ts'
import { headText, type GridColumn } from '../ui/grid-columns.ts'
import { viewedColumns, type GridView } from '../ui/grid-view.ts'
import type { SayText } from '../ui/language.tsx'
import { api } from './api.ts'
import { usePreferences } from './store.ts'

type Cell = z.input<typeof gridCell>

/** Answers the name of the file; refuses as `reports.exportGrid` does. */
export async function exportView<Row>(
  name: string,
  view: GridView,
  columns: readonly GridColumn<Row>[],
  rows: readonly Row[],
  say: SayText,
): Promise<string> {
  const shown = viewedColumns(columns, view.state.columns)
    .filter((one) => !one.hidden)
    .map((one) => one.column)
  const made = await api.reports.exportGrid({
    name,
    headings: shown.map((column) => headText(column, say)),
    rows: rows.map((row) => shown.map((column) => cellOf(column, row, say))),
    totals: [],
    format: 'xlsx',
    language: usePreferences.getState().language,
  })
  const file = `${name}.xlsx`
  if (made.documentId !== null) await host().saveDocument(made.documentId, file)
  return file
}

function cellOf<Row>(column: GridColumn<Row>, row: Row, say: SayText): Cell {
  switch (column.kind) {
    case 'money': {
      const minor = column.minor(row)
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

type CurrencyCode = Extract<Cell, { currency: unknown }>['currency']
