/**
 * A bank's own table of movements (CSV, XLSX) as statements, one per account and currency.
 *
 * A movement is a row with a day and an amount. Where a column says debit or credit, it decides and the
 * sign of the amount is ignored; where debits have a column, their sign is. Rows that state a balance
 * or a total are no movements; any other row with an amount and no day refuses the file, since nothing
 * may be lost of it. Which balances are known: those stated in words, else those of a balance column.
 */
import { statedIban } from '../iban.ts'
import type { Columns, ColumnsFound } from '../tabular/header.ts'
import { columnsByPosition, findColumns } from '../tabular/header.ts'
import { rawRows, type RawRow } from '../tabular/raw-rows.ts'
import { type Formats, RowReader } from '../tabular/row-reader.ts'
import { readDay } from '../tabular/dates.ts'
import { readAmount } from '../tabular/numbers.ts'
import { type Cell, cellText, isBlank, type Table, type TableProblem } from '../tabular/table.ts'
import type { BankMap } from './bank-map.ts'
import { BankFault } from './fault.ts'
import { amountOf, type Signs, signsOf } from './row-amount.ts'
import { named, oneLine, realReference } from './readings.ts'
import { ibanIn, structuredRefsIn, taxIdIn } from './remittance.ts'
import { type Balanced, chainOf } from './running-balance.ts'
import { entryOfLine, type EntryFacts, type LineFacts, type StatementFacts } from './statement.ts'
import { balanceRowOf, type Frame, readFrame } from './table-frame.ts'

/** The columns of a bank's table by its map or headings; throws a BankFault where they cannot be told. */
export function bankColumns(table: Table, map: BankMap, headerRow: number | null): Columns {
  const found = findBankColumns(table, map, headerRow)
  if (found.ok) return found.columns
  const { code, column, params } = found.problem
  throw new BankFault(code, { column, ...stringsOf(params) })
}

/** The same, with what was found where some cannot be told. */
export function findBankColumns(
  table: Table,
  map: BankMap,
  headerRow: number | null,
): ColumnsFound {
  return map.hasHeader || map.columns === null
    ? findColumns(table, 'bank', map.columns, headerRow)
    : columnsByPosition(table, 'bank', map.columns)
}

/** Account and currency stated above the headings. */
export function bankFrame(table: Table, columns: Columns): Frame {
  return readFrame(table.rows.slice(0, Math.max(columns.headerAt, 0)))
}

export function parseBankTable(
  table: Table,
  columns: Columns,
  formats: Formats,
  frame: Frame,
): readonly StatementFacts[] {
  const raws = rawRows(table, columns, new Map(), () => formats.mark)
  const [surplus] = raws.problems
  if (surplus) throw faultOf(surplus)
  const signs = signsOf(raws.rows, formats)
  const reading = new TableReading(formats, signs, frame)
  for (const { row, cells } of table.rows.slice(0, Math.max(columns.headerAt, 0)))
    reading.above(row, cells)
  const cellsOf = new Map(table.rows.map(({ row, cells }) => [row, cells]))
  for (const raw of raws.rows) reading.row(raw, cellsOf.get(raw.row) ?? [])
  return reading.statements(raws.warnings)
}

interface Group {
  readonly account: string
  readonly currency: string
  readonly rows: Balanced[]
}

class TableReading {
  readonly #formats: Formats
  readonly #signs: Signs
  readonly #frame: Frame
  readonly #groups = new Map<string, Group>()
  readonly #warnings: TableProblem[] = []
  #opening: number | null = null
  #closing: number | null = null

  constructor(formats: Formats, signs: Signs, frame: Frame) {
    this.#formats = formats
    this.#signs = signs
    this.#frame = frame
  }

  /** Above the headings only balances are of interest. */
  above(row: number, cells: readonly Cell[]): void {
    this.#balanceRow({ row, cells: {} }, cells)
  }

  row(raw: RawRow, cells: readonly Cell[]): void {
    const date = raw.cells['date'] ?? null
    const hasDay = readDay(date, this.#formats.order, this.#formats.date1904) !== null
    const hasAmount = ['amount', 'debit', 'credit'].some((field) => !isBlank(raw.cells[field]))
    if (hasDay && hasAmount) return this.#movement(raw)
    if (this.#balanceRow(raw, cells)) return
    if (hasAmount && this.#isNumber(raw)) return this.#movement(raw)
    this.#warnings.push({
      row: raw.row,
      column: '',
      code: 'bank.row_left_out',
      value: cellText(cells.find((cell) => !isBlank(cell))).slice(0, 100),
      params: {},
    })
  }

  statements(warnings: readonly TableProblem[]): readonly StatementFacts[] {
    if (this.#groups.size === 0) throw new BankFault('file.empty')
    const isOne = this.#groups.size === 1
    return [...this.#groups.values()].map(({ account, currency, rows }, i) => {
      const chain = chainOf(rows)
      const days = rows.map(({ entry }) => entry.bookedOn).toSorted()
      const first = rows[0]?.entry.row ?? 1
      const broken = chain?.breaks[0]
      const own: TableProblem[] =
        broken === undefined
          ? []
          : [
              {
                row: broken,
                column: 'balance',
                code: 'bank.balance_chain',
                value: null,
                params: { count: chain?.breaks.length ?? 0 },
              },
            ]
      return {
        row: first,
        account,
        iban: this.#ibanOf(account),
        currency,
        number: null,
        from: days[0] ?? null,
        to: days.at(-1) ?? null,
        openingMinor: (isOne ? this.#opening : null) ?? chain?.openingMinor ?? null,
        closingMinor: (isOne ? this.#closing : null) ?? chain?.closingMinor ?? null,
        entries: rows.map(({ entry }) => entry),
        pending: [],
        problems: [...(i === 0 ? [...this.#warnings, ...warnings] : []), ...own],
      }
    })
  }

  #ibanOf(account: string): string | null {
    return account === this.#frame.account ? this.#frame.iban : statedIban(account)
  }

  /** A row that states the balance at the start or end; false when it is none. */
  #balanceRow({ cells: fields }: RawRow, cells: readonly Cell[]): boolean {
    const which = balanceRowOf(cells)
    if (which === null) return false
    const digits = this.#formats.digitsOf(this.#formats.companyCurrency)
    const stated = [fields['balance'] ?? null, ...cells].flatMap((cell) => {
      if (typeof cell === 'string' && !/\d/.test(cell)) return []
      if (typeof cell === 'string' && readDay(cell, this.#formats.order, false) !== null) return []
      const reading = readAmount(cell, this.#formats.mark, digits)
      return reading.ok ? [reading.minor] : []
    })
    const [minor] = stated
    if (minor === undefined) return false
    if (which === 'opening') this.#opening = minor
    else this.#closing = minor
    return true
  }

  #isNumber({ cells }: RawRow): boolean {
    return ['amount', 'debit', 'credit'].some((field) => {
      const cell = cells[field] ?? null
      return typeof cell === 'number' || (typeof cell === 'string' && /\d/.test(cell))
    })
  }

  #movement(raw: RawRow): void {
    const reader = new RowReader(raw, this.#formats)
    const bookedOn = reader.requiredDay('date')
    const valueOn = reader.day('value_date') ?? null
    const currency = reader.currency() ?? this.#frame.currency
    if (currency === null && !reader.isBad)
      throw new BankFault('bank.currency_missing', { row: raw.row })
    const amountMinor = amountOf(reader, currency ?? undefined, this.#signs)
    const balanceMinor = reader.amount('balance', currency ?? undefined) ?? null
    const account = oneLine(reader.text('account', 64) ?? this.#frame.account)
    const entry =
      bookedOn === undefined || currency === null || amountMinor === undefined
        ? null
        : entryOf(reader, { bookedOn, valueOn, currency, amountMinor, own: this.#ibanOf(account) })
    const [problem] = reader.problems
    if (problem) throw faultOf(problem)
    if (entry === null || currency === null) throw new BankFault('bank.syntax', { row: raw.row })
    const key = `${account} ${currency}`
    const group = this.#groups.get(key) ?? { account, currency, rows: [] }
    group.rows.push({ entry, balanceMinor })
    this.#groups.set(key, group)
    for (const warning of reader.warnings)
      if (this.#warnings.length < WARNINGS_MAX) this.#warnings.push(warning)
  }
}

/** A file that writes TL for TRY does so in every row. */
const WARNINGS_MAX = 20
const TEXT_MAX = 2000
const NAME_MAX = 500

function entryOf(
  reader: RowReader,
  facts: Pick<LineFacts, 'bookedOn' | 'valueOn' | 'currency' | 'amountMinor'> & {
    readonly own: string | null
  },
): EntryFacts {
  const { own, ...money } = facts
  const text = oneLine(reader.text('text', TEXT_MAX) ?? '')
  const account = realReference(reader.text('iban', NAME_MAX))
  const iban = statedIban(account ?? '') ?? ibanIn(text, own)
  const line: LineFacts = {
    ...money,
    original: null,
    charges: null,
    bankRef: realReference(reader.text('reference', NAME_MAX)),
    customerRef: null,
    endToEndId: null,
    structuredRefs: structuredRefsIn(text),
    text,
    counterparty: named(reader.text('counterparty', NAME_MAX)),
    iban,
    counterpartyAccount: iban === null ? account : null,
    taxId: named(reader.text('tax_id', 64)) ?? taxIdIn(text),
    transactionCode: null,
    isReversal: false,
    isPending: false,
  }
  return entryOfLine(reader.row, line)
}

function faultOf({ code, row, column, value, params }: TableProblem): BankFault {
  return new BankFault(code, { row: row ?? 0, column, value: value ?? '', ...stringsOf(params) })
}

function stringsOf(params: TableProblem['params']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  )
}
