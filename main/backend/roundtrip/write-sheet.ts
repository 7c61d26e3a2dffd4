/**
 * Writes the workbook of a round trip (its layout: shared/domain/roundtrip/sheet.ts).
 *
 * Locked columns are tinted and protected without a password: the protection is a hint for the person,
 * not a defence. Text stands in cells of text format, so that a spreadsheet leaves codes and tax
 * numbers alone and takes nothing for a formula.
 */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Style, Worksheet } from 'exceljs'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { toDecimalString } from '../../../shared/domain/money.ts'
import {
  cellsOfLine,
  type Exported,
  FORMAT_VERSION,
  headLine,
  KEY_HEADING,
  KEY_MARKER,
  MARK_SHEET,
  MARKER,
  rowLine,
  type SheetColumn,
  type Value,
} from '../../../shared/domain/roundtrip/sheet.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'

/** Empty unlocked rows below the last record, to type new ones into. */
const ROOM_FOR_NEW = 20

type Cell = string | number | Date | null

/** `seal` is made over the lines of the hidden sheet; answers how many records were written. */
export async function writeSheet(
  path: string,
  exported: Exported,
  seal: (lines: Iterable<string>) => string,
): Promise<number> {
  const { default: exceljs } = await import('exceljs')
  const stream = createWriteStream(path)
  const done = finished(stream)
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  try {
    writeRecords(
      workbook.addWorksheet(exported.head.sheet, {
        views: [{ state: 'frozen', xSplit: 3, ySplit: 2 }],
        pageSetup: { orientation: 'landscape' },
      }),
      exported,
    )
    const marks = workbook.addWorksheet(MARK_SHEET, { state: 'veryHidden' })
    const head = headLine(exported.head)
    marks.addRow([MARK_SHEET, FORMAT_VERSION]).commit()
    marks.addRow(cellsOfLine(head)).commit()
    marks.addRow([seal(linesOf(head, exported))]).commit()
    for (const row of exported.rows) marks.addRow(cellsOfLine(rowLine(row))).commit()
    marks.commit()
    await workbook.commit()
    await done
  } catch (error) {
    throw new Refusal('file.unwritable', {
      file: path,
      reason: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
  return exported.rows.length
}

function* linesOf(head: string, { rows }: Exported): Iterable<string> {
  yield head
  for (const row of rows) yield rowLine(row)
}

function writeRecords(sheet: Worksheet, { head: { columns }, rows }: Exported): void {
  const looks = new Looks()
  const widths = columns.map(widthOf)
  sheet.columns = [{ width: 4, hidden: true }, ...widths.map((width) => ({ width }))]
  const marks = sheet.addRow([KEY_MARKER, ...columns.map(({ field }) => MARKER + field)])
  marks.hidden = true
  marks.commit()
  const headings = sheet.addRow([KEY_HEADING, ...columns.map(({ heading }) => safe(heading))])
  columns.forEach(({ locked }, at) => {
    headings.getCell(at + 2).style = looks.heading(locked)
  })
  headings.commit()
  sheet.autoFilter = {
    from: { row: 2, column: 2 },
    to: { row: 2 + rows.length, column: columns.length + 1 },
  }
  for (const { key, currency, values } of rows) {
    const row = sheet.addRow([])
    row.getCell(1).value = key
    columns.forEach((column, at) => {
      const cell = row.getCell(at + 2)
      const written = cellOf(column, values[at] ?? null, currency)
      if (written !== null) cell.value = written
      // Set last and shared: a style of its own per cell costs more than everything else.
      cell.style = looks.of(column, column.locked, currency)
    })
    row.commit()
  }
  const editable = columns.some(({ locked }) => !locked)
  for (let n = 0; editable && n < ROOM_FOR_NEW; n += 1) {
    const row = sheet.addRow([])
    columns.forEach((column, at) => {
      const isCalculated = column.locked && column.kind !== 'text'
      if (!isCalculated) row.getCell(at + 2).style = looks.of(column, false, 'EUR')
    })
    // The writer leaves a row of mere styles out unless it has a height of its own.
    row.height = 15
    row.commit()
  }
  void sheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatCells: true,
    formatColumns: true,
    formatRows: true,
    insertRows: true,
    sort: true,
    autoFilter: true,
  })
  sheet.commit()
}

function cellOf(column: SheetColumn, value: Value, currency: string): Cell {
  if (value === null) return null
  if (column.kind === 'text') return safe(String(value))
  if (column.kind === 'day') return new Date(`${value}T00:00:00Z`)
  if (column.kind === 'number') return Number(value)
  return Number(toDecimalString(Number(value), column.currency ?? currency))
}

/** A text that looks like an escape of the format is escaped itself (ECMA-376 part 1, 22.9.2.19). */
function safe(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

function widthOf({ field, heading }: SheetColumn): number {
  const wide = field === 'name' || field === 'address' ? 38 : field === 'iban' ? 30 : 16
  return Math.max(wide, heading.length + 4)
}

/** Of the tint: readable in print, and the same grey that locked fields have on screen. */
const LOCKED_FILL = 'FFEDEFF2'
/** Named in full: a font without a name is another one in each program. */
const FONT = { name: 'Calibri', size: 11, family: 2 }

/** The styles of the workbook, one object each, so that the writer recognises them. */
class Looks {
  readonly #made = new Map<string, Partial<Style>>()

  heading(locked: boolean): Partial<Style> {
    return this.#of(`heading ${locked}`, () => ({
      font: { ...FONT, bold: true },
      border: { bottom: { style: 'thin' } },
      ...(locked ? { fill: solid(LOCKED_FILL) } : {}),
    }))
  }

  of(column: SheetColumn, locked: boolean, currency: string): Partial<Style> {
    const format =
      column.kind === 'text'
        ? '@'
        : column.kind === 'day'
          ? 'dd.mm.yyyy'
          : column.kind === 'number'
            ? '#,##0.##'
            : amountFormat(column.currency ?? currency)
    return this.#of(`${format} ${locked}`, () => ({
      numFmt: format,
      protection: { locked },
      font: locked ? { ...FONT, color: { argb: 'FF5B6472' } } : FONT,
      ...(locked ? { fill: solid(LOCKED_FILL) } : {}),
    }))
  }

  #of(name: string, make: () => Partial<Style>): Partial<Style> {
    const made = this.#made.get(name) ?? make()
    this.#made.set(name, made)
    return made
  }
}

function amountFormat(currency: string): string {
  const digits = digitsOf(currency)
  return digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
}

function solid(argb: string): NonNullable<Style['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } }
}
