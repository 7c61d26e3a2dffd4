/**
 * Finds the exported columns and records again in a sheet that people worked on: by the hidden marks,
 * else by the headings as exported; records by their hidden key, else by their code.
 */
import { fold } from '../fold.ts'
import { type Cell, cellText, isBlank, type TableRow } from '../tabular/table.ts'
import {
  type Exported,
  KEY_HEADING,
  KEY_MARKER,
  MARKER,
  type SheetColumn,
  type Value,
} from './sheet.ts'

/** A row of the file below its headings; a cell is undefined where its column is not in the file. */
export interface FileRow {
  readonly row: number
  /** Null where the row carries none: written by hand, or its column was taken out. */
  readonly key: string | null
  /** In the order of the exported columns. */
  readonly cells: readonly (Cell | undefined)[]
}

export interface Located {
  readonly rows: readonly FileRow[]
  /** Exported columns that are not in the file any more. */
  readonly missing: readonly SheetColumn[]
  /** Headings of columns the file has and the export had not. */
  readonly added: readonly string[]
  readonly by: 'marks' | 'headings'
  readonly hasKeys: boolean
}

/**
 * Null when neither marks nor headings of the export are left. A text that is as it was exported is the
 * very text that was exported: a hundred thousand records are then held once, not twice.
 */
export function locate(table: Iterable<TableRow>, { head, rows }: Exported): Located | null {
  const { columns } = head
  const places = new Map<string, number>()
  const { marks, headings } = frameOf(table, columns)
  if (marks)
    marks.cells.forEach((cell, at) => {
      const field = isMark(cell) ? cellText(cell).slice(MARKER.length) : null
      // A column copied in the spreadsheet carries its mark along: the first one is the column.
      if (field !== null && !places.has(field)) places.set(field, at)
    })
  else if (headings) {
    const wanted = new Map(columns.map(({ heading, field }) => [fold(heading).trim(), field]))
    headings.cells.forEach((cell, at) => {
      const text = cellText(cell)
      const field = text === KEY_HEADING ? KEY_FIELD : wanted.get(fold(text).trim())
      if (field !== undefined && !places.has(field)) places.set(field, at)
    })
  } else return null
  const at = columns.map(({ field }) => places.get(field))
  if (at.every((place) => place === undefined)) return null
  const keyAt = places.get(KEY_FIELD)
  const known = new Set(places.values())
  const was = new Map(rows.map((row) => [row.key, row.values]))
  const found: FileRow[] = []
  for (const row of table)
    if (row.row !== marks?.row && row.row !== headings?.row && !row.cells.every(isBlank))
      found.push(fileRow(row, at, keyAt, was))
  return {
    rows: found,
    missing: columns.filter((_, index) => at[index] === undefined),
    added: (headings?.cells ?? []).flatMap((cell, place) =>
      known.has(place) || isBlank(cell) ? [] : [cellText(cell)],
    ),
    by: marks ? 'marks' : 'headings',
    hasKeys: keyAt !== undefined,
  }
}

/** The first row with a mark, and the row of headings, wherever they were moved to. */
function frameOf(table: Iterable<TableRow>, columns: readonly SheetColumn[]) {
  let marks: TableRow | undefined
  let headings: TableRow | undefined
  for (const row of table) {
    if (!marks && row.cells.some(isMark)) marks = row
    else if (!headings && isHeading(row.cells, columns)) headings = row
    if (marks && headings) break
  }
  return { marks, headings }
}

const KEY_FIELD = KEY_MARKER.slice(MARKER.length)

function fileRow(
  { row, cells }: TableRow,
  at: readonly (number | undefined)[],
  keyAt: number | undefined,
  was: ReadonlyMap<string, readonly Value[]>,
): FileRow {
  const text = keyAt === undefined ? '' : cellText(cells[keyAt])
  const key = text === '' ? null : text
  const then = key === null ? undefined : was.get(key)
  return {
    row,
    key,
    cells: at.map((place, column) => {
      if (place === undefined) return undefined
      const cell = cells[place] ?? null
      const value = then?.[column]
      return typeof value === 'string' && cell === value ? value : cell
    }),
  }
}

function isMark(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && cell.startsWith(MARKER)
}

/** The row of headings: it carries ours of the hidden column, or most of the others as exported. */
function isHeading(cells: readonly Cell[], columns: readonly SheetColumn[]): boolean {
  if (cells.some((cell) => cell === KEY_HEADING)) return true
  const texts = new Set(cells.map((cell) => fold(cellText(cell)).trim()))
  const met = columns.filter(({ heading }) => texts.has(fold(heading).trim())).length
  return met >= Math.min(3, columns.length)
}
