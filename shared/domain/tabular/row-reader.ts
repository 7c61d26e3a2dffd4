/** Reads the cells of one row, collecting what is wrong instead of stopping at the first fault. */
import { isCurrency } from '../currency.ts'
import type { IsoDate } from '../days.ts'
import { isRate } from '../money.ts'
import { type DateOrder, nearestDay, readDay } from './dates.ts'
import { type DecimalMark, readAmount, readNumber } from './numbers.ts'
import type { RawRow } from './raw-rows.ts'
import { brokenCell, type Cell, cellText, isBlank, type TableProblem } from './table.ts'

export interface Formats {
  readonly mark: DecimalMark
  readonly order: DateOrder
  readonly date1904: boolean
  readonly companyCurrency: string
  readonly digitsOf: (currency: string) => number
}

const BIDI = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0000]/
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  TL: 'TRY',
  '₺': 'TRY',
  YTL: 'TRY',
  TRL: 'TRY',
  '€': 'EUR',
  EURO: 'EUR',
  $: 'USD',
  DOLAR: 'USD',
  '£': 'GBP',
  STG: 'GBP',
}

export class RowReader {
  readonly row: number
  readonly problems: TableProblem[] = []
  readonly warnings: TableProblem[] = []
  readonly #cells: RawRow['cells']
  readonly #formats: Formats

  constructor(raw: RawRow, formats: Formats) {
    this.row = raw.row
    this.#cells = raw.cells
    this.#formats = formats
  }

  get isBad(): boolean {
    return this.problems.length > 0
  }

  cell(field: string): Cell {
    return this.#cells[field] ?? null
  }

  fail(field: string, code: string, params: TableProblem['params'] = {}): undefined {
    // A broken cell is said once, and as what it is.
    const broken = brokenCell(this.cell(field))
    if (broken !== null && this.problems.some((one) => one.column === field)) return undefined
    this.problems.push({
      row: this.row,
      column: field,
      code: broken ?? code,
      value: cellText(this.cell(field)).slice(0, 200),
      params,
    })
    return undefined
  }

  warn(field: string, code: string, params: TableProblem['params'] = {}): void {
    this.warnings.push({
      row: this.row,
      column: field,
      code,
      value: cellText(this.cell(field)).slice(0, 200),
      params,
    })
  }

  /** Text, trimmed; undefined when the cell is empty. */
  text(field: string, max: number, isCode = false): string | undefined {
    const cell = this.cell(field)
    if (isBlank(cell)) return undefined
    const broken = brokenCell(cell)
    if (broken !== null) return this.fail(field, broken)
    const text = cellText(cell).normalize('NFC')
    if (isCode && BIDI.test(text)) return this.fail(field, 'text.control')
    if (CONTROL.test(text)) return this.fail(field, 'text.control')
    if (!text.isWellFormed()) return this.fail(field, 'text.control')
    if (text.length > max) return this.fail(field, 'text.too_long', { max, length: text.length })
    return max <= 500 ? text.replace(/\s*[\r\n]+\s*/g, ' ') : text
  }

  required(field: string, max: number, isCode = false): string {
    const text = this.text(field, max, isCode)
    if (text === undefined && isBlank(this.cell(field))) this.fail(field, 'required.missing')
    return text ?? ''
  }

  day(field: string): IsoDate | undefined {
    const cell = this.cell(field)
    if (isBlank(cell)) return undefined
    const day = readDay(cell, this.#formats.order, this.#formats.date1904)
    if (day === null)
      return this.fail(field, 'date.invalid', {
        order: this.#formats.order,
        suggestion: nearestDay(this.cell(field), this.#formats.order),
      })
    return day
  }

  requiredDay(field: string): IsoDate | undefined {
    if (isBlank(this.cell(field))) return this.fail(field, 'required.missing')
    return this.day(field)
  }

  currency(field = 'currency'): string | undefined {
    const text = this.text(field, 64, true)
    if (text === undefined) return undefined
    const upper = text.toUpperCase()
    const word = CURRENCY_WORDS[upper]
    if (word !== undefined) {
      this.warn(field, 'currency.read_as', { currency: word })
      return word
    }
    return isCurrency(upper) ? upper : this.fail(field, 'currency.unknown')
  }

  rate(field = 'rate'): string | undefined {
    const cell = this.cell(field)
    if (isBlank(cell)) return undefined
    const text =
      typeof cell === 'number'
        ? String(cell)
        : readNumber(cellText(cell), this.#formats.mark)?.toFixed()
    if (text === undefined || !isRate(text)) return this.fail(field, 'rate.invalid')
    return text
  }

  /** Minor units of a currency, sign as written. */
  amount(field: string, currency: string | undefined): number | undefined {
    const cell = this.cell(field)
    if (isBlank(cell)) return undefined
    if (typeof cell === 'string' && BIDI.test(cell)) return this.fail(field, 'text.control')
    const reading = readAmount(
      cell,
      this.#formats.mark,
      this.#formats.digitsOf(currency ?? this.#formats.companyCurrency),
    )
    return reading.ok ? reading.minor : this.fail(field, reading.code)
  }

  /** `INV-1=100.00;INV-2`: names, each with an amount or all it can. */
  assignments(
    field: string,
    currency: string | undefined,
  ): { name: string; minor: number | null }[] | undefined {
    const text = this.text(field, 4000, true)
    if (text === undefined) return undefined
    const digits = this.#formats.digitsOf(currency ?? this.#formats.companyCurrency)
    const parts = text
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    const result: { name: string; minor: number | null }[] = []
    for (const part of parts) {
      const at = part.lastIndexOf('=')
      const name = (at < 0 ? part : part.slice(0, at)).trim()
      if (name === '' || name.length > 64)
        return this.fail(field, `${field === 'installments' ? 'installments' : 'allocate'}.invalid`)
      if (at < 0) {
        result.push({ name, minor: null })
        continue
      }
      const reading = this.#assigned(part.slice(at + 1).trim(), digits)
      if (reading === null)
        return this.fail(
          field,
          `${field === 'installments' ? 'installments' : 'allocate'}.invalid`,
          { part },
        )
      result.push({ name, minor: reading })
    }
    return result
  }

  /** Amounts inside a cell are written with the file's mark, or with a dot as cli.md writes them. */
  #assigned(text: string, digits: number): number | null {
    for (const mark of [this.#formats.mark, '.'] as const) {
      const reading = readAmount(text, mark, digits)
      if (reading.ok && reading.minor > 0) return reading.minor
    }
    return null
  }

  dayText(text: string): IsoDate | null {
    return readDay(text, this.#formats.order, this.#formats.date1904)
  }
}
