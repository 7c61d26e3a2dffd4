/**
 * From a table and its columns to raw rows: field -> cell, in file order. Blank rows are skipped, a
 * totals row at the end is left out with a warning, cells a person put right replace what was read.
 */
import { Decimal } from 'decimal.js'
import { fold } from '../fold.ts'
import type { Columns, Source } from './header.ts'
import { type DecimalMark, readNumber } from './numbers.ts'
import { type Cell, cellText, isBlank, type Table, type TableProblem } from './table.ts'

export interface RawRow {
  readonly row: number
  readonly cells: Readonly<Record<string, Cell>>
}

export interface RawRows {
  readonly rows: readonly RawRow[]
  readonly problems: readonly TableProblem[]
  readonly warnings: readonly TableProblem[]
  /** The last grand total left out, as the row its columns make. */
  readonly control: RawRow | null
}

const SUBTOTAL = /^(ara toplam|sub ?total|zwischensumme)/
const TOTAL =
  /^(genel toplam|ara toplam|toplam|toplamlar|total|totals|grand total|sub ?total|summe|gesamt|gesamtsumme|zwischensumme)\b/

export function rawRows(
  table: Table,
  columns: Columns,
  fixes: ReadonlyMap<string, string>,
  mark: (cell: Cell) => DecimalMark,
): RawRows {
  const rows: RawRow[] = []
  const problems: TableProblem[] = []
  const warnings: TableProblem[] = []
  const width = columns.headings.length
  let hidden = 0
  let control: RawRow | null = null
  for (const { row, cells, hidden: isHidden } of table.rows.slice(columns.headerAt + 1)) {
    if (cells.every(isBlank)) continue
    if (isTotals(cells, columns)) {
      warnings.push({
        row,
        column: '',
        code: 'rows.total_left_out',
        value: cellText(cells.find((cell) => !isBlank(cell))),
        params: {},
      })
      if (!SUBTOTAL.test(fold(cellText(cells.find((cell) => !isBlank(cell))))))
        control = { row, cells: cellsOf(cells, columns, mark) }
      continue
    }
    if (isHidden) hidden += 1
    const surplus = cells.slice(width).find((cell) => !isBlank(cell))
    if (surplus !== undefined)
      problems.push({
        row,
        column: '',
        code: 'row.too_many_cells',
        value: cellText(surplus),
        params: { columns: width },
      })
    const raw = cellsOf(cells, columns, mark)
    if (fixes.size > 0)
      for (const field of columns.sources.keys())
        raw[field] = fixes.get(`${row} ${field}`) ?? raw[field] ?? null
    rows.push({ row, cells: raw })
  }
  if (hidden > 0)
    warnings.push({
      row: null,
      column: '',
      code: 'rows.hidden',
      value: String(hidden),
      params: { rows: hidden },
    })
  return { rows, problems, warnings, control }
}

function cellsOf(
  cells: readonly Cell[],
  columns: Columns,
  mark: (cell: Cell) => DecimalMark,
): Record<string, Cell> {
  const raw: Record<string, Cell> = {}
  for (const [field, source] of columns.sources) raw[field] = valueOf(source, cells, mark)
  return raw
}

function valueOf(source: Source, cells: readonly Cell[], mark: (cell: Cell) => DecimalMark): Cell {
  if (source.kind === 'const') return source.value
  if (source.kind === 'product')
    return productOf(
      source.indexes.map((index) => cells[index] ?? null),
      mark,
    )
  const cell = cells[source.index] ?? null
  const { rule } = source
  if (rule === null) return cell
  if (isBlank(cell)) return rule.default ?? null
  const text = rule.integer ? wholeNumber(cellText(cell)) : cellText(cell)
  return rule.values?.[text] ?? (rule.integer ? text : cell)
}

/** Exact, as text: Quantity × UnitPrice is rounded where the document is added up, not here. */
function productOf(cells: readonly Cell[], mark: (cell: Cell) => DecimalMark): Cell {
  let product = new Decimal(1)
  for (const cell of cells) {
    const factor =
      typeof cell === 'number'
        ? new Decimal(cell)
        : typeof cell === 'string'
          ? readNumber(cell, mark(cell))
          : null
    if (factor === null) return cell
    product = product.times(factor)
  }
  return product.toNumber()
}

/** `17850.0` is the code 17850 that a spreadsheet took for a number. */
function wholeNumber(text: string): string {
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text
}

/** "Toplam" with amounts and without a document: nothing but the first text and numbers. */
function isTotals(cells: readonly Cell[], columns: Columns): boolean {
  const first = cells.find((cell) => !isBlank(cell))
  if (typeof first !== 'string' || !TOTAL.test(fold(first.trim()))) return false
  const at = (field: string) => {
    const source = columns.sources.get(field)
    return source?.kind === 'column' ? cells[source.index] : undefined
  }
  const identity = ['document_no', 'document_date', 'date', 'customer_code']
    .map(at)
    .filter((cell) => !isBlank(cell) && cell !== first)
  return identity.length === 0
}
