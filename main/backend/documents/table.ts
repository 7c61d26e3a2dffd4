/**
 * A table to write as a workbook or as CSV: typed cells, so that numbers stay numbers, days stay days
 * and text that looks like a formula stays text (reliability-security.md 5).
 */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { toDecimalString } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'

export type TableCell =
  | string
  | null
  | { readonly minor: number; readonly currency: string }
  | { readonly day: string }
  | { readonly number: number }

export interface Table {
  readonly sheet: string
  readonly headings: readonly string[]
  /** Character widths of the columns. */
  readonly widths: readonly number[]
  readonly rows: Iterable<readonly TableCell[]>
  /** Last rows, set apart: totals. */
  readonly totals: readonly (readonly TableCell[])[]
}

export async function writeXlsx(path: string, tables: readonly Table[]): Promise<number> {
  const { default: exceljs } = await import('exceljs')
  const stream = await openForWriting(path)
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  let written = 0
  for (const table of tables) {
    const sheet = workbook.addWorksheet(table.sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
      views: [{ state: 'frozen', ySplit: 1 }],
    })
    sheet.columns = table.widths.map((width) => ({ width }))
    const head = sheet.addRow([...table.headings])
    head.font = { bold: true }
    head.commit()
    sheet.autoFilter = {
      from: { row: 1, column: 1 },
      to: { row: 1, column: table.headings.length },
    }
    for (const cells of table.rows) {
      addCells(sheet, cells).commit()
      written += 1
    }
    for (const cells of table.totals) {
      const row = addCells(sheet, cells)
      row.font = { bold: true }
      row.commit()
    }
    sheet.commit()
  }
  await workbook.commit()
  await finished(stream).catch(() => undefined)
  return written
}

export async function writeCsv(path: string, tables: readonly Table[]): Promise<number> {
  const stream = await openForWriting(path)
  let written = 0
  // A byte order mark: without it Excel reads Turkish letters as windows-1254.
  stream.write('\ufeff')
  for (const table of tables) {
    stream.write(stringify([[...table.headings]], { record_delimiter: 'windows' }))
    for (const cells of table.rows) {
      stream.write(csvRow(cells))
      written += 1
    }
  }
  stream.end()
  await finished(stream)
  return written
}

type Sheet = import('exceljs').Worksheet

function addCells(sheet: Sheet, cells: readonly TableCell[]): import('exceljs').Row {
  const row = sheet.addRow([])
  cells.forEach((cell, index) => {
    if (cell === null || cell === '') return
    const target = row.getCell(index + 1)
    if (typeof cell === 'string') target.value = cell
    else if ('day' in cell) {
      target.value = new Date(`${cell.day}T00:00:00Z`)
      target.numFmt = 'dd.mm.yyyy'
    } else if ('number' in cell) target.value = cell.number
    else {
      const digits = digitsOf(cell.currency)
      target.value = Number(toDecimalString(cell.minor, cell.currency))
      target.numFmt = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
    }
  })
  return row
}

function csvRow(cells: readonly TableCell[]): string {
  const values = cells.map((cell) => {
    if (cell === null) return ''
    if (typeof cell === 'string') return neutralised(cell)
    if ('day' in cell) return cell.day
    return 'number' in cell ? String(cell.number) : toDecimalString(cell.minor, cell.currency)
  })
  const quoted = cells.map((cell) => typeof cell === 'string')
  return stringify([values], {
    record_delimiter: 'windows',
    quoted_match: values.filter((value, i) => quoted[i] && value.startsWith("'")),
  })
}

/** Characters that make a spreadsheet read a cell as a formula, also in their full-width forms. */
const FORMULA = /^[\s"'\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20|%]/

function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

async function openForWriting(path: string): Promise<import('node:fs').WriteStream> {
  const stream = createWriteStream(path)
  try {
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve())
      stream.once('error', reject)
    })
  } catch (error) {
    throw new Refusal('file.unwritable', {
      file: path,
      reason: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
  return stream
}
