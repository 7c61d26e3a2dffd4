/**
 * BAI2 files as records (Cash Management Balance Reporting Specifications, version 2): comma-separated
 * fields, a slash at the end, continued by records 88. The last record, 99, must be there whole.
 */
import { syntaxFault, truncatedAt } from './fault.ts'

export interface Bai2Record {
  /** `01` file, `02` group, `03` account, `16` transaction, `49` `98` `99` their ends. */
  readonly code: string
  readonly fields: string[]
  /** Where the lines of the record begin among its fields: text goes on without a comma. */
  readonly breaks: Set<number>
  readonly row: number
  /** Lines of the file, continuations included. */
  lines: number
}

const CODES: ReadonlySet<string> = new Set(['01', '02', '03', '16', '49', '88', '98', '99'])

export function readRecords(text: string): readonly Bai2Record[] {
  const rows = text.split(/\r\n|\n|\r/)
  const records: Bai2Record[] = []
  let lastRow = 1
  for (const [i, raw] of rows.entries()) {
    const line = raw.trimEnd()
    if (line === '') continue
    const row = i + 1
    lastRow = row
    const code = line.slice(0, 2)
    // A broken last line is one the file ended in.
    if (!CODES.has(code) || line[2] !== ',')
      throw i === rows.length - 1 ? truncatedAt(row) : syntaxFault(row, code, line)
    const isEnded = line.endsWith('/')
    if (!isEnded && i === rows.length - 1) throw truncatedAt(row)
    const fields = line.slice(3, isEnded ? -1 : undefined).split(',')
    const last = records.at(-1)
    if (code !== '88') records.push({ code, fields, breaks: new Set(), row, lines: 1 })
    else if (last === undefined) throw syntaxFault(row, code, line)
    else {
      last.breaks.add(last.fields.length)
      for (const field of fields) last.fields.push(field)
      last.lines += 1
    }
  }
  if (records.at(-1)?.code !== '99') throw truncatedAt(lastRow)
  return records
}
