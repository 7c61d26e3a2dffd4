/**
 * An account statement in a table (workbook, CSV, paste, lines of a PDF) as its figures and lines.
 *
 * The columns come by heading or by a map. A movement is a row with a day and an amount; a row with an
 * amount and no day that says nothing of itself refuses the file, since nothing may be lost of it.
 * Balances are those stated in words, else those of a balance column.
 */
import type { IsoDate } from '../days.ts'
import { readFrame } from '../bank/table-frame.ts'
import { readDay } from '../tabular/dates.ts'
import { headingKey } from '../tabular/fields.ts'
import type { Columns } from '../tabular/header.ts'
import { readAmount } from '../tabular/numbers.ts'
import { rawRows, type RawRow } from '../tabular/raw-rows.ts'
import { type Formats, RowReader } from '../tabular/row-reader.ts'
import { type Cell, cellText, isBlank, type Table, type TableProblem } from '../tabular/table.ts'
import { balancesOf, type Balanced } from './running-balance.ts'
import { StatementFault, type StatementLine } from './statement-file.ts'
import { rowKindOf, sided, sideOfWord } from './statement-rows.ts'
import { namesForeign } from './words.ts'

export interface StatementFigures {
  readonly currency: string | null
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  readonly openingMinor: number | null
  readonly openingOn: IsoDate | null
  readonly closingMinor: number | null
  readonly lines: readonly StatementLine[]
  readonly warnings: readonly TableProblem[]
}

/**
 * `accounts` are the currencies our account has, the likeliest first: where rows name several, those of
 * one are read, and that others are left out is said. A loose table (lines of a PDF) has much between
 * its rows that is none: heads and feet of pages, words that go on.
 */
export function readStatementTable(
  table: Table,
  columns: Columns,
  formats: Formats,
  accounts: readonly string[],
  isLoose = false,
): StatementFigures {
  const above = table.rows.slice(0, Math.max(columns.headerAt, 0))
  const raws = rawRows(withoutHeads(table, columns), columns, new Map(), () => formats.mark)
  const reading = new Reading(formats, readFrame(above).currency, accounts, isLoose)
  const cellsOf = new Map(table.rows.map(({ row, cells }) => [row, cells]))
  for (const raw of raws.rows) reading.row(raw, cellsOf.get(raw.row) ?? [])
  if (raws.control) reading.total(raws.control)
  const days = periodOf(
    above.flatMap(({ cells }) => cells),
    formats,
  )
  return { ...reading.figures(), ...days }
}

/** Repeated on every page, the headings are no rows. */
function withoutHeads(table: Table, columns: Columns): Table {
  const heads = columns.headings.map(headingKey).join('|')
  const isHead = (cells: readonly Cell[]) =>
    columns.headings.length > 1 &&
    columns.headings.map((_, i) => headingKey(cellText(cells[i]))).join('|') === heads
  return {
    ...table,
    rows: table.rows.filter(({ cells }, at) => at <= columns.headerAt || !isHead(cells)),
  }
}

/** "01.01.2026 - 31.10.2026" above the headings; only a pair of days is a period. */
function periodOf(
  cells: readonly Cell[],
  { order }: Formats,
): { from: IsoDate | null; to: IsoDate | null } {
  for (const cell of cells) {
    if (typeof cell !== 'string') continue
    const [first, second, third] = (
      cell.match(/\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}/g) ?? []
    ).flatMap((text) => readDay(text, order, false) ?? [])
    if (first && second && !third && first <= second) return { from: first, to: second }
  }
  return { from: null, to: null }
}

const AMOUNTS = ['amount', 'debit', 'credit'] as const
const NUMBER_MAX = 200
const TEXT_MAX = 500

class Reading {
  readonly #formats: Formats
  readonly #stated: string | null
  readonly #accounts: readonly string[]
  readonly #isLoose: boolean
  readonly #all: (Balanced & { readonly currency: string | null })[] = []
  readonly #warnings: TableProblem[] = []
  #openingMinor: number | null = null
  #openingOn: IsoDate | null = null
  #closingMinor: number | null = null
  #lastOn: IsoDate | null = null

  constructor(
    formats: Formats,
    stated: string | null,
    accounts: readonly string[],
    isLoose: boolean,
  ) {
    this.#isLoose = isLoose
    this.#formats = formats
    this.#stated = stated
    this.#accounts = accounts
  }

  /** What a row says of itself may stand in any of its cells. */
  row(raw: RawRow, cells: readonly Cell[]): void {
    const read = splitSides(raw)
    const reader = new RowReader(read.raw, this.#formats)
    const cell = (field: string) => read.raw.cells[field] ?? null
    const hasDay = readDay(cell('date'), this.#formats.order, this.#formats.date1904) !== null
    const number = cellText(cell('document_no'))
    const words = cells.filter((one) => typeof one === 'string')
    const kind = rowKindOf(words, {
      hasDay,
      hasNumber: /\d/.test(number),
      isFirst: this.#all.length === 0,
    })
    if (kind === 'movement') {
      if (this.#isLoose && !hasDay && !isContinuing(read.raw, this.#formats)) return
      return this.#movement(reader, read, hasDay)
    }
    const on = hasDay ? (reader.day('date') ?? null) : null
    const moved = this.#moved(reader, read)
    const balance = this.#balance(reader, read)
    if (kind === 'opening') {
      this.#openingMinor = moved === null || moved === 0 ? (balance ?? moved) : moved
      this.#openingOn = on
    } else if (kind === 'closing') this.#closingMinor = balance ?? moved ?? this.#closingMinor
    const [problem] = reader.problems
    if (problem && kind !== 'total' && !this.#isLoose) throw faultOf(problem)
  }

  /** The grand total at the end states the balance where it has a balance. */
  total(raw: RawRow): void {
    const read = splitSides(raw)
    const balance = this.#balance(new RowReader(read.raw, this.#formats), read)
    if (balance !== null) this.#closingMinor ??= balance
  }

  figures(): Omit<StatementFigures, 'from' | 'to'> {
    if (this.#all.length === 0 && this.#openingMinor === null && this.#closingMinor === null)
      throw new StatementFault('file.empty')
    const { currency, others } = this.#currency()
    const own = this.#all.filter((row) => row.currency === null || row.currency === currency)
    const { rows, openingMinor, closingMinor, breaks } = balancesOf(own, this.#openingMinor)
    const warnings = [...this.#warnings]
    for (const row of breaks.slice(0, 1))
      warnings.push({
        row,
        column: 'balance',
        code: 'bank.balance_chain',
        value: null,
        params: { count: breaks.length },
      })
    if (others.length > 0)
      warnings.push({
        row: null,
        column: 'currency',
        code: 'reconcile.other_currency',
        value: others.join(', '),
        params: {},
      })
    const sum = rows.reduce((total, { line }) => total + line.plusMinor, 0)
    const opening =
      this.#openingMinor ??
      openingMinor ??
      (this.#closingMinor === null ? null : this.#closingMinor - sum)
    return {
      currency: currency ?? this.#stated,
      openingMinor: opening,
      openingOn: this.#openingOn,
      closingMinor: this.#closingMinor ?? closingMinor,
      lines: rows.map(({ line }) => line),
      warnings,
    }
  }

  #movement(reader: RowReader, read: Sided, hasDay: boolean): void {
    const moved = this.#moved(reader, read)
    if (moved === null && !reader.isBad) {
      // Notes between the rows, and rows without an amount, move nothing.
      if (hasDay) this.#warn(reader.row, 'bank.row_left_out', cellText(reader.cell('text')))
      return
    }
    // Some programs write the day once for all rows of it.
    const isContinued = isBlank(reader.cell('date')) && this.#lastOn !== null && hasWords(reader)
    const on = isContinued ? (this.#lastOn ?? undefined) : reader.requiredDay('date')
    const currency = reader.currency()
    const number = reader.text('document_no', NUMBER_MAX) ?? ''
    const text = reader.text('text', TEXT_MAX) ?? ''
    const word = reader.text('type', NUMBER_MAX) ?? ''
    const [problem] = reader.problems
    if (problem) throw faultOf(problem)
    if (on === undefined || moved === null) return
    this.#lastOn = on
    if (moved === 0) return
    this.#all.push({
      currency: currency ?? null,
      balanceMinor: this.#balance(reader, read),
      line: {
        row: reader.row,
        on,
        number,
        text: text === '' ? word : text,
        word,
        plusMinor: moved,
        isForeign:
          !isBlank(reader.cell('original')) ||
          isRateCell(reader.cell('rate')) ||
          namesForeign(text, currency ?? this.#likely() ?? ''),
      },
    })
  }

  /** Of the rows that name one: the account's likeliest, else the one most rows name. */
  #currency(): { currency: string | null; others: readonly string[] } {
    const counts = new Map<string, number>()
    for (const { currency } of this.#all)
      if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1)
    const named = [...counts].toSorted(([, a], [, b]) => b - a).map(([currency]) => currency)
    const currency = this.#accounts.find((one) => counts.has(one)) ?? named[0] ?? null
    return { currency, others: named.filter((one) => one !== currency) }
  }

  #likely(): string | undefined {
    return this.#stated ?? this.#accounts[0]
  }

  /** Debit less credit; null for a row without an amount. */
  #moved(reader: RowReader, { sides }: Sided): number | null {
    if (AMOUNTS.every((field) => isBlank(reader.cell(field)))) return null
    const currency = this.#likely()
    if (!isBlank(reader.cell('amount'))) {
      const minor = reader.amount('amount', currency)
      const word = cellText(reader.cell('dc'))
      const side = sides.amount ?? (word === '' ? null : sideOfWord(word))
      if (word !== '' && side === null) reader.fail('dc', 'bank.side_unknown')
      return minor === undefined ? 0 : side === null ? minor : side * Math.abs(minor)
    }
    const debit = reader.amount('debit', currency) ?? 0
    const credit = reader.amount('credit', currency) ?? 0
    return debit - credit
  }

  #balance(reader: RowReader, { sides }: Sided): number | null {
    const currency = this.#likely()
    const [debit, credit] = ['balance_debit', 'balance_credit'].map((field) =>
      isBlank(reader.cell(field)) ? null : (reader.amount(field, currency) ?? null),
    )
    if (debit !== null || credit !== null) return (debit ?? 0) - (credit ?? 0)
    if (isBlank(reader.cell('balance'))) return null
    const minor = reader.amount('balance', currency)
    if (minor === undefined) return null
    const side = sides.balance ?? sideOfWord(cellText(reader.cell('balance_dc')))
    return side === null ? minor : side * Math.abs(minor)
  }

  #warn(row: number, code: string, value: string): void {
    if (this.#warnings.length < WARNINGS_MAX)
      this.#warnings.push({ row, column: '', code, value: value.slice(0, 100), params: {} })
  }
}

const WARNINGS_MAX = 20

interface Sided {
  readonly raw: RawRow
  readonly sides: { readonly amount: 1 | -1 | null; readonly balance: 1 | -1 | null }
}

/** `1.234,56 (A)` holds an amount and its side. */
function splitSides(raw: RawRow): Sided {
  const amount = sided(raw.cells['amount'] ?? null)
  const balance = sided(raw.cells['balance'] ?? null)
  if (amount.side === null && balance.side === null)
    return { raw, sides: { amount: null, balance: null } }
  return {
    raw: { row: raw.row, cells: { ...raw.cells, amount: amount.cell, balance: balance.cell } },
    sides: { amount: amount.side, balance: balance.side },
  }
}

/** Without a day of its own, but with a name and a figure where movements have theirs. */
function isContinuing({ cells }: RawRow, { mark, digitsOf, companyCurrency }: Formats): boolean {
  const isNamed = ['document_no', 'text'].some((field) => /\p{L}/u.test(cellText(cells[field])))
  return (
    isBlank(cells['date']) &&
    isNamed &&
    AMOUNTS.some((field) => readAmount(cells[field] ?? null, mark, digitsOf(companyCurrency)).ok)
  )
}

function hasWords(reader: RowReader): boolean {
  return ['document_no', 'text', 'type'].some((field) => !isBlank(reader.cell(field)))
}

/** A rate of one is no rate. */
function isRateCell(cell: Cell): boolean {
  const text = cellText(cell).replace(',', '.')
  return /^\d+(\.\d+)?$/.test(text) && Number(text) !== 1 && Number(text) !== 0
}

function faultOf({ code, row, column, value, params }: TableProblem): StatementFault {
  const said = Object.entries(params).filter(
    (one): one is [string, string | number] =>
      typeof one[1] === 'string' || typeof one[1] === 'number',
  )
  return new StatementFault(code, {
    ...Object.fromEntries(said),
    row: row ?? 0,
    column,
    value: value ?? '',
  })
}
