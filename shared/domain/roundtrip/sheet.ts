/**
 * The workbook of a round trip: exported, edited in a spreadsheet, brought back.
 *
 * Its first sheet is for people. Row 1 is hidden and marks each column (`saldo:name`), row 2 holds the
 * headings, then come the records; a hidden column carries each record's key. So rows may be sorted,
 * filtered and moved, columns moved, hidden, renamed or taken out, and everything is still found.
 *
 * A second, very hidden sheet named `saldo.roundtrip` remembers what was exported:
 *
 *     1  saldo.roundtrip | version of this format
 *     2  JSON of the head (company, grid, when, columns)
 *     3  the seal: a hash over rows 2, 4, 5 … that only the company's own key can make
 *     4… key | JSON of [currency, value, value …] in column order
 *
 * JSON longer than a cell may be goes on in the cells to the right.
 */
import { z } from 'zod'
import { isCurrency } from '../currency.ts'
import { type Cell, isBlank, type TableRow } from '../tabular/table.ts'

export const MARK_SHEET = 'saldo.roundtrip'
export const FORMAT_VERSION = 1
/** Stands in the hidden row, before the field's id. */
export const MARKER = 'saldo:'
export const KEY_MARKER = `${MARKER}key`
/** Heading of the hidden column, by which the row of headings is known wherever it was moved to. */
export const KEY_HEADING = '#saldo'

/** Text, minor units, an ISO day, or nothing. */
export type Value = string | number | null

const column = z.object({
  field: z.string().min(1).max(600),
  heading: z.string().max(600),
  kind: z.enum(['text', 'amount', 'number', 'day']),
  locked: z.boolean(),
  /** Of an amount: one for the column, or null where each row has its own. */
  currency: z.string().refine(isCurrency).nullable(),
  /** Of digits in a text column: lengths an honest value has, so that lost leading zeros come back. */
  widths: z.array(z.number().int().min(1).max(30)).max(5),
})
export type SheetColumn = Readonly<z.output<typeof column>>

const head = z.object({
  companyId: z.uuid(),
  company: z.string().max(300),
  grid: z.enum(['customers', 'aging', 'letters', 'bank']),
  /** What the grid was of: a campaign. */
  subject: z.uuid().optional(),
  exportedAt: z.iso.datetime(),
  language: z.enum(['tr', 'en', 'de']),
  sheet: z.string().max(40),
  columns: z.array(column).min(1).max(250),
})
export type SheetHead = Readonly<z.output<typeof head>>

export interface SheetRow {
  readonly key: string
  /** Of the amounts whose column has none of its own. */
  readonly currency: string
  /** In the order of the columns. */
  readonly values: readonly Value[]
}

export interface Exported {
  readonly head: SheetHead
  readonly rows: readonly SheetRow[]
}

/** What is wrong with a hidden sheet: written by a newer Saldo, or not as it was written. */
export class MarkSheetError extends Error {
  readonly reason: 'too_new' | 'damaged'

  constructor(reason: 'too_new' | 'damaged', cause?: unknown) {
    super(reason, { cause })
    this.name = 'MarkSheetError'
    this.reason = reason
  }
}

/** Cells hold at most 32,767 characters. */
const CELL_MAX = 30_000

/** The lines the seal covers, head first; `_x` is hidden from programs that take it for an escape. */
export function headLine(value: SheetHead): string {
  return safeJson(value)
}

export function rowLine({ key, currency, values }: SheetRow): string {
  return `${key}\t${safeJson([currency, ...values])}`
}

/** A line as cells of the hidden sheet: the key apart, the rest in pieces. */
export function cellsOfLine(line: string): string[] {
  const at = line.indexOf('\t')
  const key = at < 0 ? [] : [line.slice(0, at)]
  const json = line.slice(at + 1)
  const pieces: string[] = []
  for (let from = 0; from < json.length; from += CELL_MAX)
    pieces.push(json.slice(from, from + CELL_MAX))
  return [...key, ...pieces]
}

export interface MarkSheet extends Exported {
  readonly seal: string
}

/**
 * Reads the hidden sheet back; throws a MarkSheetError. `onLine` gets the lines the seal covers, head
 * first, for the caller to check it.
 */
export function readMarkSheet(rows: Iterable<TableRow>, onLine: (line: string) => void): MarkSheet {
  const below = rows[Symbol.iterator]()
  const [first, second, third] = [below.next().value, below.next().value, below.next().value]
  const version = Number(first?.cells[1])
  if (first?.cells[0] !== MARK_SHEET || !Number.isInteger(version) || version < 1)
    throw new MarkSheetError('damaged')
  if (version > FORMAT_VERSION) throw new MarkSheetError('too_new')
  const seal = third?.cells[0]
  if (typeof seal !== 'string') throw new MarkSheetError('damaged')
  try {
    const json = joined(second?.cells ?? [])
    const parsed = head.parse(JSON.parse(json))
    onLine(json)
    const found: SheetRow[] = []
    for (let next = below.next(); next.done !== true; next = below.next()) {
      const { cells } = next.value
      if (cells.every(isBlank)) continue
      const key = cells[0]
      const text = joined(cells.slice(1))
      if (typeof key !== 'string' || key === '') throw new MarkSheetError('damaged')
      onLine(`${key}\t${text}`)
      found.push({ key, ...valuesOf(JSON.parse(text), parsed.columns.length) })
    }
    return { head: parsed, rows: found, seal }
  } catch (error) {
    if (error instanceof MarkSheetError) throw error
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new MarkSheetError('damaged', error)
    throw error
  }
}

/** By hand, not by schema: there is one for each record, of which there may be a hundred thousand. */
function valuesOf(found: unknown, count: number): Omit<SheetRow, 'key'> {
  if (!Array.isArray(found) || found.length !== count + 1) throw new MarkSheetError('damaged')
  const [currency, ...values] = found as readonly unknown[]
  if (typeof currency !== 'string' || !isCurrency(currency) || !values.every(isValue))
    throw new MarkSheetError('damaged')
  return { currency, values }
}

function isValue(value: unknown): value is Value {
  return value === null || typeof value === 'string' || Number.isFinite(value)
}

function joined(cells: readonly Cell[]): string {
  return cells.map((cell) => (typeof cell === 'string' ? cell : '')).join('')
}

function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('_x', String.raw`_\u0078`)
}
