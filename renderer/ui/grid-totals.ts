/**
 * Totals under a grid, from exact minor units of the rows that the filter leaves.
 *
 * Currencies are never added: by default there is one total row per currency. Sums are bigint,
 * because a hundred thousand rows may leave the safe-integer range.
 */
import type { GridColumn, MoneyColumn } from './grid-columns.ts'
import type { SayText } from './language.tsx'

export interface TotalRow {
  readonly currency: string
  /** Column id -> exact sum in the minor unit of `currency`. */
  readonly sums: ReadonlyMap<string, bigint>
  /** Of how many rows, where they are only the first of more. */
  readonly of?: { readonly shown: number; readonly all: number }
}

/** The name of a total row; of a part it says so, so that nobody takes it for the whole. */
export function totalLabel({ currency, of }: TotalRow, say: SayText): string {
  return of === undefined
    ? say('grid.total', { currency })
    : say('grid.totalOf', { currency, shown: of.shown, all: of.all })
}

const CURRENCIES_MAX = 6

export function totalsPerCurrency<Row>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
): TotalRow[] {
  const summed = columns.filter(
    (column): column is MoneyColumn<Row> => column.kind === 'money' && column.total === true,
  )
  if (summed.length === 0 || rows.length === 0) return []
  const byCurrency = new Map<string, bigint[]>()
  for (const row of rows) {
    for (const [index, column] of summed.entries()) {
      const minor = column.minor(row)
      if (minor === null) continue
      const currency = column.currency(row)
      let sums = byCurrency.get(currency)
      if (!sums) byCurrency.set(currency, (sums = summed.map(() => 0n)))
      sums[index] = (sums[index] ?? 0n) + BigInt(minor)
    }
  }
  return [...byCurrency]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, CURRENCIES_MAX)
    .map(([currency, sums]) => ({
      currency,
      sums: new Map(summed.map((column, index) => [column.id, sums[index] ?? 0n])),
    }))
}
