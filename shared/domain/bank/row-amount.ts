/** Which way the money of a table's row went. */
import { fold } from '../fold.ts'
import { readAmount } from '../tabular/numbers.ts'
import type { RawRow } from '../tabular/raw-rows.ts'
import type { Formats, RowReader } from '../tabular/row-reader.ts'
import { cellText, isBlank } from '../tabular/table.ts'

/** How a file writes what went out, decided over all its rows. */
export interface Signs {
  /** Every debit is negative: the sign repeats what the column says already. */
  readonly isDebitNegative: boolean
}

export function signsOf(rows: readonly RawRow[], formats: Formats): Signs {
  const digits = formats.digitsOf(formats.companyCurrency)
  const debits = rows.flatMap(({ cells }) => {
    const reading = readAmount(cells['debit'] ?? null, formats.mark, digits)
    return reading.ok && reading.minor !== 0 ? [reading.minor] : []
  })
  return { isDebitNegative: debits.length > 0 && debits.every((minor) => minor < 0) }
}

const SIDES: ReadonlyMap<string, 1 | -1> = new Map([
  ...['d', 'debit', 'dr', 'dbit', 'b', 'borc', 's', 'soll', 'af', '-'].map(
    (word) => [word, -1] as const,
  ),
  ...['c', 'credit', 'cr', 'crdt', 'a', 'alacak', 'h', 'haben', 'bij', '+'].map(
    (word) => [word, 1] as const,
  ),
])

/** Signed minor units, money in positive; undefined with a problem on the reader where it is none. */
export function amountOf(
  reader: RowReader,
  currency: string | undefined,
  { isDebitNegative }: Signs,
): number | undefined {
  if (!isBlank(reader.cell('amount'))) {
    const minor = reader.amount('amount', currency)
    if (minor === undefined || isBlank(reader.cell('dc'))) return minor
    const side = SIDES.get(fold(cellText(reader.cell('dc'))).trim())
    if (side === undefined) return reader.fail('dc', 'bank.side_unknown')
    return signed(side * Math.abs(minor))
  }
  const debit = reader.amount('debit', currency)
  const credit = reader.amount('credit', currency)
  if (debit === undefined && credit === undefined)
    return reader.isBad ? undefined : reader.fail('amount', 'required.missing')
  return signed((credit ?? 0) - (isDebitNegative ? -1 : 1) * (debit ?? 0))
}

function signed(minor: number): number {
  return minor === 0 ? 0 : minor
}
