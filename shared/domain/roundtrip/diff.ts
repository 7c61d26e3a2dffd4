/**
 * The three-way difference of a round trip, cell by cell: then (as exported), now (in the books),
 * yours (in the file).
 *
 *     yours = then               the file says nothing: the books stay, whatever happened to them
 *     now = then, yours differs  yours is taken
 *     now = yours, both differ   the same was done on both sides: nothing to do
 *     all three differ           conflict: a person decides, the books stay until she does
 *
 * A row that is not in the file changes nothing and deletes nothing. A row whose account cannot be
 * told for certain (its mark twice, unknown, or beside another account's code) is refused whole.
 */
import { digitsOf, isCurrency } from '../currency.ts'
import { type Cell, isBlank } from '../tabular/table.ts'
import { type Line, line, type LineProblem, refusedRow, type Sheets, told } from './lines.ts'
import type { FileRow } from './locate.ts'
import { isAsExported, readCell } from './read-cell.ts'
import type { SheetRow, Value } from './sheet.ts'

/** Why a changed value may not be taken; `values` is the row as it would be. */
export type Validate = (
  field: string,
  value: Value,
  values: ReadonlyMap<string, Value>,
  key: string | null,
) => LineProblem | null

export interface Difference {
  readonly lines: readonly Line[]
  /** Cells below the headings that are as they were exported. */
  readonly unchanged: number
  readonly rows: number
}

type CellState = 'unchanged' | 'yours' | 'now' | 'same' | 'conflict'

/** What becomes of one cell; the rule of the head of this file. */
export function threeWay(then: Value, now: Value, yours: Value): CellState {
  if (yours === then) return now === then ? 'unchanged' : 'now'
  if (now === then) return 'yours'
  return now === yours ? 'same' : 'conflict'
}

export function difference(sheets: Sheets, validate: Validate): Difference {
  const lines: Line[] = []
  let unchanged = 0
  const byCode = new Map(
    [...sheets.was.values()].map((row) => [row.values[sheets.codeAt] ?? null, row]),
  )
  const { rows, keyless } = identified(sheets, byCode)
  const seen = new Set<string>()
  for (const [key, found] of rows) {
    const then = sheets.was.get(key)
    const [first, ...more] = found
    if (first === undefined) continue
    if (!then) for (const row of found) lines.push(refusedRow(sheets, row, null, 'row.unknown'))
    else if (more.length > 0)
      for (const row of found)
        lines.push(
          refusedRow(sheets, row, then, 'row.twice', {
            rows: found.map((one) => one.row).join(', '),
          }),
        )
    else {
      const compared = compareRow(sheets, then, first, validate)
      lines.push(...compared.lines)
      unchanged += compared.unchanged
    }
    seen.add(key)
  }
  for (const row of keyless) lines.push(newRow(sheets, row, validate))
  for (const [key, then] of sheets.was)
    if (!seen.has(key))
      lines.push(
        line(sheets, { id: `${key} missing`, state: 'missing', key, was: then, row: null }),
      )
  return { lines, unchanged, rows: sheets.file.length }
}

/** Rows by the record they carry; a file without its hidden column is known by the codes. */
function identified(
  { file, codeAt }: Sheets,
  byCode: ReadonlyMap<Value, SheetRow>,
): { rows: Map<string, FileRow[]>; keyless: FileRow[] } {
  const rows = new Map<string, FileRow[]>()
  const keyless: FileRow[] = []
  const hasKeys = file.some(({ key }) => key !== null)
  for (const row of file) {
    if (isEmptied(row)) continue
    const code = row.cells[codeAt]
    const key = row.key ?? (hasKeys ? undefined : byCode.get(codeOf(code))?.key)
    if (key === undefined) {
      keyless.push(row)
      continue
    }
    const others = rows.get(key)
    if (others) others.push(row)
    else rows.set(key, [row])
  }
  return { rows, keyless }
}

function codeOf(cell: Cell | undefined): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : ''
}

function compareRow(
  sheets: Sheets,
  then: SheetRow,
  row: FileRow,
  validate: Validate,
): { lines: Line[]; unchanged: number } {
  const now = sheets.now.get(then.key)
  if (!now) return { lines: [refusedRow(sheets, row, then, 'row.gone')], unchanged: 0 }
  const untouched = untouchedCells(sheets, then, now, row)
  if (untouched !== null) return { lines: [], unchanged: untouched }
  const values = new Map<string, Value>()
  const read = sheets.columns.map((column, at) => {
    const nowValue = now.values[at] ?? null
    const reading = readAt(sheets, row, at, then.values[at] ?? null, then.currency)
    values.set(column.field, reading?.ok === true && !column.locked ? reading.value : nowValue)
    return reading
  })
  const code = read[sheets.codeAt]
  if (code && !(code.ok && code.value === then.values[sheets.codeAt]))
    return {
      lines: [
        refusedRow(sheets, row, then, 'row.other_code', {
          found: code.ok ? String(code.value ?? '') : code.found,
        }),
      ],
      unchanged: 0,
    }
  const lines: Line[] = []
  let unchanged = 0
  sheets.columns.forEach((column, at) => {
    const reading = read[at]
    const before = then.values[at] ?? null
    const inBooks = now.values[at] ?? null
    if (reading === undefined) return
    const isHere = reading.ok && reading.value === before
    if (isHere && (column.locked || inBooks === before)) {
      unchanged += 1
      return
    }
    const base = {
      id: `${then.key} ${column.field}`,
      key: then.key,
      was: then,
      now,
      row,
      column: at,
    }
    const yours = reading.ok ? reading.value : null
    if (column.locked)
      lines.push(line(sheets, { ...base, state: 'locked', yours, problem: told('cell.locked') }))
    else if (!reading.ok)
      lines.push(
        line(sheets, {
          ...base,
          state: 'invalid',
          problem: { code: reading.code, params: { value: reading.found } },
        }),
      )
    else {
      const state = threeWay(before, inBooks, reading.value)
      const takes = state === 'yours' || state === 'conflict'
      const problem = !takes
        ? null
        : column.kind === 'amount' && column.currency === null && now.currency !== then.currency
          ? told('currency.moved')
          : validate(column.field, reading.value, values, then.key)
      if (state === 'unchanged') unchanged += 1
      else
        lines.push(
          line(sheets, { ...base, state: problem === null ? state : 'invalid', yours, problem }),
        )
    }
  })
  return { lines, unchanged }
}

/** How many cells a row has when neither the file nor the books changed any; null otherwise. */
function untouchedCells(
  { columns }: Sheets,
  then: SheetRow,
  now: SheetRow,
  { cells }: FileRow,
): number | null {
  let count = 0
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at]
    const cell = cells[at]
    if (column === undefined || cell === undefined) continue
    const before = then.values[at] ?? null
    const digits = column.kind === 'amount' ? digitsOf(column.currency ?? then.currency) : 0
    if (!isAsExported(column, cell, before, digits)) return null
    if (!column.locked && (now.values[at] ?? null) !== before) return null
    count += 1
  }
  return count
}

/** An account of its own: every editable value and its code; not taken unless a person says so. */
function newRow(sheets: Sheets, row: FileRow, validate: Validate): Line {
  const values = newValues(sheets, row)
  const base = { id: `row ${row.row}`, key: null, row }
  if (!(values instanceof Map)) return line(sheets, { ...base, state: 'refused', problem: values })
  const currency = values.get('currency')
  for (const { field } of sheets.columns) {
    const value = values.get(field) ?? null
    const problem =
      value === null && field !== 'code' && field !== 'name'
        ? null
        : validate(field, value, values, null)
    if (problem) return line(sheets, { ...base, state: 'refused', problem, values })
  }
  return line(sheets, {
    ...base,
    state: 'new',
    values,
    ...(typeof currency === 'string' ? { currency } : {}),
  })
}

/** The values of a row that is not of the export, or what makes it unreadable. */
export function newValues(sheets: Sheets, row: FileRow): Map<string, Value> | LineProblem {
  const values = new Map<string, Value>()
  const at = sheets.columns.findIndex(({ field }) => field === 'currency')
  const own = at < 0 ? undefined : readAt(sheets, row, at, null, sheets.currency)
  const stated = own?.ok === true && typeof own.value === 'string' ? own.value : sheets.currency
  if (!isCurrency(stated)) return { code: 'currency.unknown', params: { value: stated } }
  for (const [index, column] of sheets.columns.entries()) {
    const isCalculated = column.locked && column.kind !== 'text'
    if (isCalculated) continue
    const reading = readAt(sheets, row, index, null, column.currency ?? stated)
    if (reading === undefined) continue
    if (!reading.ok)
      return { code: reading.code, params: { value: reading.found, column: column.heading } }
    values.set(column.field, reading.value)
  }
  return values
}

function readAt(sheets: Sheets, row: FileRow, at: number, then: Value, currency: string) {
  const column = sheets.columns[at]
  const rule = sheets.rules[at]
  const cell = row.cells[at]
  if (!column || !rule || cell === undefined) return undefined
  return readCell(column, cell, then, column.currency ?? currency, rule)
}

/** Nothing left but the hidden mark: the row was cleared, which deletes nothing either. */
function isEmptied({ cells }: FileRow): boolean {
  return cells.every((cell) => cell === undefined || isBlank(cell))
}
