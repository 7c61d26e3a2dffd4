/**
 * BAI2 balance reports: one account record, one statement. Amounts are minor units without a mark;
 * type codes 100–399 and 920–959 are credits, 400–699 and 960–999 debits.
 *
 * Each account, group and file ends with the sum of every amount in it and with its number of records:
 * both are checked, beside the balances (010 opening, 015 closing ledger) where both are there.
 */
import type { IsoDate } from '../days.ts'
import { statedIban } from '../iban.ts'
import { type Bai2Record, readRecords } from './bai2-records.ts'
import { BankFault, syntaxFault } from './fault.ts'
import { balanceControl, movementOf } from './finish.ts'
import { Notes, oneLine, realReference, shortDay, statedCurrency } from './readings.ts'
import { ibanIn, structuredRefsIn, taxIdIn } from './remittance.ts'
import { entryOfLine, type EntryFacts, type LineFacts, type StatementFacts } from './statement.ts'

/** What a group record says to its accounts. */
interface Group {
  readonly row: number
  readonly asOf: IsoDate
  readonly currency: string
}

interface Account extends Group {
  readonly record: Bai2Record
  readonly entries: EntryFacts[]
  readonly notes: Notes
  totalMinor: number
  records: number
}

export function parseBai2(text: string): readonly StatementFacts[] {
  const [first, ...records] = readRecords(text)
  if (first?.code !== '01') throw syntaxFault(first?.row ?? 1, '01', first?.code ?? '')
  return new Bai2Reader(first).read(records)
}

class Bai2Reader {
  readonly #statements: StatementFacts[] = []
  #group: Group | null = null
  #account: Account | null = null
  /** Of the group and of the file: sum of totals, parts, records. */
  #inGroup = { totalMinor: 0, parts: 0, records: 0, from: 0 }
  readonly #inFile: { totalMinor: number; parts: number; records: number }

  constructor(first: Bai2Record) {
    this.#inFile = { totalMinor: 0, parts: 0, records: first.lines }
  }

  read(records: readonly Bai2Record[]): readonly StatementFacts[] {
    for (const [i, record] of records.entries()) {
      const { code, row } = record
      if (code === '02') this.#openGroup(record)
      else if (code === '03') this.#openAccount(record)
      else if (code === '16') this.#transaction(record)
      else if (code === '49') this.#closeAccount(record)
      else if (code === '98') this.#closeGroup(record)
      else if (code === '99' && i === records.length - 1) this.#closeFile(record)
      else throw syntaxFault(row, code, record.fields.join(','))
    }
    return this.#statements
  }

  #openGroup(record: Bai2Record): void {
    if (this.#group !== null) throw syntaxFault(record.row, '98', '')
    const [, , , asOf = '', , currency = ''] = record.fields
    const place = { row: record.row, column: '02' }
    this.#group = {
      row: record.row,
      asOf: shortDay(asOf, place, new Notes()),
      // Reports between American banks leave it out.
      currency: statedCurrency(currency === '' ? 'USD' : currency, place),
    }
    this.#inGroup = {
      totalMinor: 0,
      parts: 0,
      records: record.lines,
      from: this.#statements.length,
    }
  }

  #openAccount(record: Bai2Record): void {
    if (this.#group === null || this.#account !== null) throw syntaxFault(record.row, '49', '')
    const currency = record.fields[1] ?? ''
    this.#account = {
      ...this.#group,
      currency:
        currency === ''
          ? this.#group.currency
          : statedCurrency(currency, { row: record.row, column: '03' }),
      record,
      entries: [],
      notes: new Notes(),
      totalMinor: 0,
      records: record.lines,
    }
  }

  #transaction(record: Bai2Record): void {
    const account = this.#account
    if (account === null) throw syntaxFault(record.row, '16', '')
    account.records += record.lines
    account.totalMinor += minorOf(record.fields[1] ?? '', record.row)
    const entry = entryOf(record, account)
    if (entry !== null) account.entries.push(entry)
  }

  #closeAccount(record: Bai2Record): void {
    const account = this.#account
    if (account === null) throw syntaxFault(record.row, '49', '')
    account.records += record.lines
    const summary = summaryOf(account.record)
    for (const { minor } of summary) account.totalMinor += minor
    if (!Number.isSafeInteger(account.totalMinor))
      throw new BankFault('amount.range', { row: record.row, value: String(account.totalMinor) })
    const openingMinor = summary.find(({ type }) => type === '010')?.minor ?? null
    const closingMinor = summary.find(({ type }) => type === '015')?.minor ?? null
    const stated = minorOf(record.fields[0] ?? '', record.row)
    const [count = ''] = record.fields.slice(1)
    const isCounted = checkCount(count, account.records, record.row, '49', account.notes)
    const facts = { row: account.record.row, openingMinor, closingMinor }
    const balances = balanceControl(facts, movementOf(account.entries, record.row))
    const offTotal = account.totalMinor - stated
    if (offTotal !== 0) noteTotal(record, '49', account.notes)
    const number = account.record.fields[0] ?? ''
    this.#statements.push({
      ...facts,
      account: number,
      iban: statedIban(number),
      currency: account.currency,
      number: null,
      from: account.asOf,
      to: account.asOf,
      entries: account.entries,
      pending: [],
      control: {
        ok: balances.ok !== false && offTotal === 0 && isCounted,
        differenceMinor:
          balances.differenceMinor === null || balances.differenceMinor === 0
            ? offTotal
            : balances.differenceMinor,
      },
      problems: account.notes.problems,
    })
    this.#inGroup.totalMinor += stated
    this.#inGroup.parts += 1
    this.#inGroup.records += account.records
    this.#account = null
  }

  #closeGroup(record: Bai2Record): void {
    if (this.#group === null || this.#account !== null) throw syntaxFault(record.row, '98', '')
    this.#inGroup.records += record.lines
    this.#check(record, '98', this.#inGroup, this.#inGroup.from)
    this.#inFile.totalMinor += minorOf(record.fields[0] ?? '', record.row)
    this.#inFile.parts += 1
    this.#inFile.records += this.#inGroup.records
    this.#group = null
  }

  #closeFile(record: Bai2Record): void {
    if (this.#group !== null) throw syntaxFault(record.row, '98', '')
    this.#inFile.records += record.lines
    this.#check(record, '99', this.#inFile, 0)
    if (this.#statements.length === 0) throw new BankFault('file.empty', { row: record.row })
  }

  /** A sum or number that does not come out is a doubt about every statement below it. */
  #check(
    record: Bai2Record,
    column: string,
    found: { readonly totalMinor: number; readonly parts: number; readonly records: number },
    from: number,
  ): void {
    const [total = '', parts = '', count = ''] = record.fields
    const notes = new Notes()
    const off = found.totalMinor - minorOf(total, record.row)
    if (off !== 0) noteTotal(record, column, notes)
    checkCount(parts, found.parts, record.row, column, notes)
    checkCount(count, found.records, record.row, column, notes)
    if (notes.problems.length === 0) return
    for (let i = from; i < this.#statements.length; i += 1) {
      const statement = this.#statements[i]
      if (statement)
        this.#statements[i] = {
          ...statement,
          control: {
            ok: false,
            differenceMinor: statement.control?.differenceMinor || off,
          },
          problems: [...statement.problems, ...notes.problems],
        }
    }
  }
}

function noteTotal(record: Bai2Record, column: string, notes: Notes): void {
  notes.add({ row: record.row, column }, 'bank.total_differs', record.fields[0] ?? '')
}

function checkCount(
  stated: string,
  found: number,
  row: number,
  column: string,
  notes: Notes,
): boolean {
  if (stated.trim() === '' || Number(stated) === found) return true
  notes.add({ row, column }, 'bank.count_differs', stated, { count: found })
  return false
}

/** Type, amount, item count, funds: repeated as often as the account record has them. */
function summaryOf({ fields, row }: Bai2Record): readonly { type: string; minor: number }[] {
  const found: { type: string; minor: number }[] = []
  let at = 2
  while (at < fields.length) {
    const type = (fields[at] ?? '').trim()
    const amount = fields[at + 1] ?? ''
    if (type !== '') found.push({ type, minor: minorOf(amount, row) })
    at = afterFunds(fields, at + 3)
  }
  return found
}

/** Where the fields go on behind the availability of funds that begins at `at`. */
function afterFunds(fields: readonly string[], at: number): number {
  const type = (fields[at] ?? '').trim()
  if (type === 'V') return at + 3
  if (type === 'S') return at + 4
  if (type === 'D') {
    const days = Number(fields[at + 1])
    return Number.isSafeInteger(days) && days >= 0 ? at + 2 + 2 * days : at + 2
  }
  return at + 1
}

function entryOf(record: Bai2Record, account: Account): EntryFacts | null {
  const { fields, row } = record
  const type = (fields[0] ?? '').trim()
  const minor = minorOf(fields[1] ?? '', row)
  // 890: information without money.
  if (type === '890' && minor === 0) return null
  const side = sideOf(type, row)
  const after = afterFunds(fields, 2)
  const value = (fields[2] ?? '').trim() === 'V' ? (fields[3] ?? '').trim() : ''
  const text = textOf(record, after + 2)
  const iban = ibanIn(text, null)
  const line: LineFacts = {
    bookedOn: account.asOf,
    valueOn: value === '' ? null : shortDay(value, { row, column: '16' }, account.notes),
    amountMinor: minor === 0 ? 0 : side * minor,
    currency: account.currency,
    original: null,
    charges: null,
    bankRef: realReference(fields[after]),
    customerRef: realReference(fields[after + 1]),
    endToEndId: null,
    structuredRefs: structuredRefsIn(text),
    text,
    counterparty: null,
    iban,
    counterpartyAccount: null,
    taxId: taxIdIn(text),
    transactionCode: type,
    isReversal: false,
    isPending: false,
  }
  return entryOfLine(row, line)
}

/** Text is the last field: it may hold commas and go on in the records that follow. */
function textOf({ fields, breaks }: Bai2Record, from: number): string {
  let text = ''
  for (let at = from; at < fields.length; at += 1)
    text += (at === from ? '' : breaks.has(at) ? ' ' : ',') + (fields[at] ?? '')
  return oneLine(text.replace(/\/$/, ''))
}

function sideOf(type: string, row: number): 1 | -1 {
  const code = /^\d{3}$/.test(type) ? Number(type) : 0
  if ((code >= 100 && code < 400) || (code >= 920 && code < 960)) return 1
  if ((code >= 400 && code < 700) || code >= 960) return -1
  throw new BankFault('bank.type_unknown', { row, column: '16', value: type })
}

/** Minor units with a sign in front or none; empty is zero. */
function minorOf(text: string, row: number): number {
  const trimmed = text.trim()
  if (trimmed === '') return 0
  if (!/^[+-]?\d{1,18}$/.test(trimmed))
    throw new BankFault('amount.invalid', { row, value: trimmed })
  const minor = Number(trimmed)
  if (!Number.isSafeInteger(minor)) throw new BankFault('amount.range', { row, value: trimmed })
  return minor === 0 ? 0 : minor
}
