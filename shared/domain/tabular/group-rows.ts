/** One document for all rows that share its number, where a map asks for it. */
import { Decimal } from 'decimal.js'
import { readNumber } from './numbers.ts'
import type { RawRow } from './raw-rows.ts'
import type { Formats } from './row-reader.ts'
import { cellText, type TableProblem } from './table.ts'

/**
 * Adds the rows of one document up (`groupBy`): exact sums, rounded once; a sum of zero is left out
 * with a warning. The first row of the document names it.
 */
export function groupRows(
  raws: readonly RawRow[],
  by: string,
  formats: Formats,
): { readonly rows: readonly RawRow[]; readonly warnings: readonly TableProblem[] } {
  const groups = new Map<string, { first: RawRow; sum: Decimal | null }>()
  for (const raw of raws) {
    const key = cellText(raw.cells[by])
    const cell = raw.cells['amount'] ?? null
    const amount =
      typeof cell === 'number'
        ? new Decimal(cell)
        : typeof cell === 'string'
          ? readNumber(cell, formats.mark)
          : null
    const group = groups.get(key)
    if (!group) groups.set(key, { first: raw, sum: amount })
    else group.sum = group.sum === null || amount === null ? null : group.sum.plus(amount)
  }
  const warnings: TableProblem[] = []
  const rows = [...groups].flatMap(([key, { first, sum }]) => {
    if (sum === null) return [first]
    if (sum.isZero()) {
      warnings.push({
        row: first.row,
        column: 'amount',
        code: 'document.zero_left_out',
        value: key,
        params: { documentNo: key },
      })
      return []
    }
    return [{ row: first.row, cells: { ...first.cells, amount: sum.toNumber() } }]
  })
  return { rows, warnings }
}
