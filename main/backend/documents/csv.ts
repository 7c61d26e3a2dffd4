/**
 * Rows as CSV (RFC 4180): UTF-8 with a byte order mark, without which Excel reads Turkish letters as
 * windows-1254. Days are `YYYY-MM-DD`; text that looks like a formula gets an apostrophe and quotes.
 */
import { stringify } from 'csv-stringify/sync'
import { toDecimalString } from '../../../shared/domain/money.ts'
import { looksLikeFormula } from './formula.ts'
import { BLANK, DAY, MONEY, NUMBER, type PackedRows, TEXT } from './packed-rows.ts'
import type { CsvStyle } from '../../../shared/contract/csv.ts'

export const BYTE_ORDER_MARK = '\ufeff'

export function csvHead(headings: readonly string[], style: CsvStyle): string {
  return written([headings.map(neutralised)], style)
}

export function csvRows(
  { rows, columns, codes, values, currencies }: PackedRows,
  style: CsvStyle,
): string {
  let at = 0
  let next = 0
  const table: string[][] = []
  for (let row = 0; row < rows; row += 1) {
    const cells: string[] = []
    for (let column = 0; column < columns; column += 1) {
      const code = codes[at++] ?? BLANK
      const value = code === BLANK ? '' : (values[next++] ?? '')
      if (code === TEXT) cells.push(neutralised(value as string))
      else if (code === BLANK || code === DAY) cells.push(value as string)
      else {
        const decimal =
          code === NUMBER
            ? String(value)
            : toDecimalString(value as number, currencies[code - MONEY] ?? '')
        cells.push(style.decimal === '.' ? decimal : decimal.replace('.', style.decimal))
      }
    }
    table.push(cells)
  }
  return written(table, style)
}

function written(table: readonly (readonly string[])[], { separator }: CsvStyle): string {
  return stringify(table as string[][], {
    delimiter: separator,
    record_delimiter: 'windows',
    quoted_match: /^'/,
  })
}

function neutralised(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text
}
