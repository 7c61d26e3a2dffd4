/**
 * Finds the exported columns and records again in a sheet that people worked on: by the hidden marks,
 * else by the headings as exported; records by their hidden key, else by their code.
 */
import { fold } from '../fold.ts'
import { type Cell, cellText, isBlank, type Table, type TableRow } from '../tabular/table.ts'
import { type Exported, KEY_HEADING, KEY_MARKER, MARKER, type SheetColumn } from './sheet.ts'

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

/** Null when neither marks nor headings of the export are left. */
export function locate(table: Table, columns: readonly SheetColumn[]): Located | null {
  const marks = table.rows.findIndex(({ cells }) => cells.some(isMark))
  const places = new Map<string, number>()
  const headings = table.rows.findIndex(({ cells }, index) =>
    index === marks ? false : isHeading(cells, columns),
  )
  if (marks >= 0)
    table.rows[marks]?.cells.forEach((cell, at) => {
      const field = isMark(cell) ? cellText(cell).slice(MARKER.length) : null
      // A column copied in the spreadsheet carries its mark along: the first one is the column.
      if (field !== null && !places.has(field)) places.set(field, at)
    })
  else if (headings >= 0) {
    const wanted = new Map(columns.map(({ heading, field }) => [fold(heading).trim(), field]))
    table.rows[headings]?.cells.forEach((cell, at) => {
      const text = cellText(cell)
      const field = text === KEY_HEADING ? KEY_FIELD : wanted.get(fold(text).trim())
      if (field !== undefined && !places.has(field)) places.set(field, at)
    })
  } else return null
  const at = columns.map(({ field }) => places.get(field))
  if (at.every((place) => place === undefined)) return null
  const keyAt = places.get(KEY_FIELD)
  const known = new Set(places.values())
  return {
    rows: table.rows
      .filter((_, index) => index !== marks && index !== headings)
      .filter(({ cells }) => !cells.every(isBlank))
      .map((row) => fileRow(row, at, keyAt)),
    missing: columns.filter((_, index) => at[index] === undefined),
    added: (table.rows[headings]?.cells ?? []).flatMap((cell, place) =>
      known.has(place) || isBlank(cell) ? [] : [cellText(cell)],
    ),
    by: marks >= 0 ? 'marks' : 'headings',
    hasKeys: keyAt !== undefined,
  }
}

/**
 * The same rows, in which a text that is as it was exported is the very text that was exported: a
 * hundred thousand records are then held once, not twice.
 */
export function sharing(located: Located, { rows }: Exported): Located {
  const was = new Map(rows.map((row) => [row.key, row.values]))
  for (const { key, cells } of located.rows) {
    const then = key === null ? undefined : was.get(key)
    if (!then) continue
    const own = cells as (Cell | undefined)[]
    for (let at = 0; at < own.length; at += 1) {
      const value = then[at]
      if (typeof value === 'string' && own[at] === value) own[at] = value
    }
  }
  return located
}

const KEY_FIELD = KEY_MARKER.slice(MARKER.length)

function fileRow(
  { row, cells }: TableRow,
  at: readonly (number | undefined)[],
  keyAt: number | undefined,
): FileRow {
  const key = keyAt === undefined ? '' : cellText(cells[keyAt])
  return {
    row,
    key: key === '' ? null : key,
    cells: at.map((place) => (place === undefined ? undefined : (cells[place] ?? null))),
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
