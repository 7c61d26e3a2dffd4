/**
 * What a wizard shows of a file before anything is checked: its sheets, the table found, which column
 * seems to feed which field, the formats of numbers and days and where a person has to decide.
 */
import type { z } from 'zod'
import type { imports } from '../../../shared/contract/imports.ts'
import {
  FIELDS,
  fieldsOfHeading,
  type ImportKind,
  readingOf,
  REQUIRED,
} from '../../../shared/domain/tabular/fields.ts'
import {
  type Columns,
  findColumns,
  headingsAt,
  missingFields,
} from '../../../shared/domain/tabular/header.ts'
import type { StatementLayout } from '../../../shared/domain/tabular/statement-layout.ts'
import { cellText, isBlank, type Table } from '../../../shared/domain/tabular/table.ts'
import { asksOf, detectedOf, formatsOf, layoutFormats } from './formats.ts'
import { layoutOf, mapOf, type ReadTable } from './read.ts'

type Options = z.output<(typeof imports)['inspect']['input']>['options']
type Inspected = Omit<z.input<(typeof imports)['inspect']['output']>, 'fileName' | 'mapping'>

const KINDS: readonly ImportKind[] = ['documents', 'receipts', 'customers', 'rates']
const HEADER_SEARCH = 60
const SAMPLE_ROWS = 200
const SAMPLES = 5
const PREVIEW_ROWS = 24

export function inspectTable(
  { table, sheets }: ReadTable,
  options: Options,
  companyCurrency: string,
): Inspected {
  const map = mapOf(options.map)
  const layout =
    map === null &&
    ['documents', 'open-items'].includes(options.kind ?? 'documents') &&
    options.headerRow === undefined
      ? layoutOf(table, options, companyCurrency)
      : null
  const kind = options.kind ?? (layout === null ? guessKind(table) : 'documents')
  const found = findColumns(table, kind ?? 'documents', map, options.headerRow ?? null)
  const columns = found.ok ? found.columns : (found.columns ?? null)
  const headerAt = columns?.headerAt ?? headerGuess(table, kind ?? 'documents', options.headerRow)
  const header = table.rows[headerAt]
  const body = table.rows.slice(headerAt + 1).filter((row) => !row.cells.every(isBlank))
  return {
    sheets: sheets.map(({ name, state, rows, filledCells }) => ({
      name,
      state,
      rows,
      filledCells,
    })),
    ...(layout === null
      ? tableFacts(table, columns, options, companyCurrency, header?.row ?? null)
      : layoutFacts(table, layout, options, companyCurrency)),
    kindGuess: kind,
    rows: layout === null ? body.length : layout.documents.length,
    columns: (header ? headingsAt(table, header) : []).map((heading, index) => {
      const guess = (kind ? fieldsOfHeading(kind, heading) : [])[0]
      const field = columns ? columns.fieldOfColumn.get(index) : guess?.field
      return {
        index,
        heading,
        samples: body
          .slice(0, SAMPLE_ROWS)
          .map((row) => cellText(row.cells[index]))
          .filter((text) => text !== '')
          .slice(0, SAMPLES),
        field: field ?? null,
        confidence: field === undefined ? 0 : 1 - Math.min(guess?.rank ?? 9, 9) / 10,
      }
    }),
    preview: table.rows
      .slice(0, PREVIEW_ROWS)
      .map((row) => ({ row: row.row, cells: row.cells.map(cellText) })),
    fields: kind
      ? FIELDS[kind].map((field) => ({
          field,
          required: REQUIRED[kind].includes(field),
          reads: readingOf(field),
        }))
      : [],
    missing:
      kind === null || layout !== null ? [] : missingFields(kind, columns?.sources ?? new Map()),
  }
}

type Facts = Pick<Inspected, 'detected' | 'asks' | 'layout'>

function tableFacts(
  table: Table,
  columns: Columns | null,
  options: Options,
  companyCurrency: string,
  headerRow: number | null,
): Facts {
  if (columns === null)
    return {
      detected: {
        encoding: table.encoding,
        separator: table.separator,
        decimal: null,
        dates: null,
        headerRow,
        sheet: table.sheet,
        layout: null,
      },
      asks: [],
      layout: null,
    }
  const formats = formatsOf(table, columns, options, companyCurrency)
  return {
    detected: detectedOf(table, columns, formats, null),
    asks: asksOf(formats.warnings),
    layout: null,
  }
}

function layoutFacts(
  table: Table,
  layout: StatementLayout,
  options: Options,
  companyCurrency: string,
): Facts {
  const formats = layoutFormats(layout.documents, table, options, companyCurrency)
  return {
    detected: {
      encoding: table.encoding,
      separator: table.separator,
      decimal: formats.mark,
      dates: formats.order,
      headerRow: layout.firstRow,
      sheet: table.sheet,
      layout: layout.name,
    },
    asks: [],
    layout: {
      name: layout.name,
      accounts: layout.accounts,
      movements: layout.documents.length,
    },
  }
}

/** The kind that most headings fit; among equals the one with all its required columns. */
function guessKind(table: Table): ImportKind | null {
  let best: ImportKind | null = null
  let most = 0
  for (const kind of KINDS) {
    const found = findColumns(table, kind, null, null)
    const points = (found.columns?.sources.size ?? 0) * 2
    const rank = points + (found.ok ? 1 : 0)
    if (rank > most && points > 2) {
      most = rank
      best = kind
    }
  }
  return best
}

function headerScores(table: Table, kind: ImportKind): number[] {
  return table.rows
    .slice(0, HEADER_SEARCH)
    .map(
      (row) =>
        headingsAt(table, row).filter((heading) => fieldsOfHeading(kind, heading).length > 0)
          .length,
    )
}

function headerGuess(table: Table, kind: ImportKind, stated: number | undefined): number {
  const at = stated === undefined ? -1 : table.rows.findIndex((row) => row.row === stated)
  if (at >= 0) return at
  const scores = headerScores(table, kind)
  const best = scores.indexOf(Math.max(0, ...scores))
  return best >= 0 && (scores[best] ?? 0) > 0
    ? best
    : Math.max(
        0,
        table.rows.findIndex((row) => row.cells.filter((cell) => !isBlank(cell)).length > 1),
      )
}
