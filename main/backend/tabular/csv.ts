/** Separated text by papaparse; the row number counts records as a spreadsheet does, blank ones too. */
import Papa from 'papaparse'
import type { SheetFacts, Table, TableRow } from '../../../shared/domain/tabular/table.ts'
import { decode } from './encoding.ts'
import { FileFailure, LIMITS } from './failure.ts'

const SEPARATORS = [',', ';', '\t', '|']

export function readCsv(
  bytes: Buffer,
  encoding: string | undefined,
  separator?: string,
): { table: Table; sheets: SheetFacts[] } {
  if (bytes.length > LIMITS.textBytes)
    throw new FileFailure('file.too_large', { limitMiB: LIMITS.textBytes / 2 ** 20 })
  const decoded = decode(bytes, encoding)
  const { text } = decoded
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new FileFailure('file.nul', { row: text.slice(0, nul).split('\n').length })
  if (!isText(text)) throw new FileFailure('file.not_a_table')
  if (text.trim() === '') throw new FileFailure('file.empty')
  const parsed = Papa.parse<string[]>(text, {
    delimitersToGuess: SEPARATORS,
    delimiter: separator ?? separatorOf(text),
    skipEmptyLines: false,
  })
  const quote = parsed.errors.find((error) => error.type === 'Quotes')
  if (quote) throw new FileFailure('file.quote_unclosed', { row: (quote.row ?? 0) + 1 })
  const records = parsed.data
  while (records.length > 0 && (records.at(-1) ?? []).every((cell) => cell === '')) records.pop()
  if (records.length > LIMITS.rows)
    throw new FileFailure('file.too_many_rows', { limit: LIMITS.rows })
  const rows = records.map((cells, index): TableRow => ({ row: index + 1, cells }))
  const wide = rows.find((row) => row.cells.length > LIMITS.columns)
  if (wide) throw new FileFailure('file.too_many_columns', { row: wide.row, limit: LIMITS.columns })
  const filledCells = rows.reduce(
    (sum, row) => sum + row.cells.filter((cell) => cell !== '').length,
    0,
  )
  return {
    table: {
      sheet: null,
      encoding: decoded.encoding,
      separator: parsed.meta.delimiter,
      date1904: false,
      rows,
      merges: [],
      hiddenColumns: [],
    },
    sheets: [
      {
        name: '',
        state: 'visible',
        rows: rows.length,
        filledCells,
        formulas: 0,
        merges: 0,
        hiddenRows: 0,
        hiddenColumns: 0,
      },
    ],
  }
}

/** The mark that parts the first lines most evenly; papaparse guesses where none does. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  let best = ''
  let most = 0
  for (const separator of SEPARATORS) {
    const counts = lines.map(
      (line) => line.replace(/"(?:[^"]|"")*"/g, '').split(separator).length - 1,
    )
    const common =
      [
        ...Map.groupBy(
          counts.filter((count) => count > 0),
          (count) => count,
        ),
      ]
        .map(([count, same]) => count * same.length)
        .toSorted((a, b) => b - a)[0] ?? 0
    if (common > most) {
      most = common
      best = separator
    }
  }
  return best === '' ? ',' : best
}

/** Binary files are full of control characters; so are none of the tables people send. */
function isText(text: string): boolean {
  const sample = text.slice(0, 4000)
  if (/^\s*(?:<\?xml|<!doctype|<html|%PDF-|\{\\rtf)/i.test(sample)) return false
  const controls = sample.match(/[\u0001-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0
  return controls <= Math.max(4, sample.length * 0.01)
}
