/** What banks said: accounts, statements, entries and lines, kept as read. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { CompanyDb } from './open.ts'

type Value = string | number | null | Uint8Array

export interface BankAccountRow {
  readonly rowid: number
  readonly accountId: string
  readonly name: string
  readonly currency: string
  readonly iban: string | null
}

export interface NewStatement {
  readonly statementId: string
  readonly account: number
  readonly format: string
  readonly fileName: string
  readonly number: string | null
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  readonly openingMinor: number | null
  readonly closingMinor: number | null
  readonly creditsMinor: number
  readonly debitsMinor: number
  /** Null when the statement gives nothing to check by. */
  readonly differenceMinor: number | null
  readonly recordedAt: number
  readonly operationId: string
}

export interface NewEntry {
  readonly entryId: string
  readonly statement: number
  readonly bookedOn: IsoDate
  readonly amountMinor: number
  readonly bankRef: string | null
  readonly text: string
}

export interface BankLineRow {
  readonly rowid: number
  readonly lineId: string
  readonly account: number
  /** The account's name. */
  readonly accountName: string
  readonly bookedOn: IsoDate
  readonly valueOn: IsoDate | null
  /** Positive for money that came in. */
  readonly amountMinor: number
  readonly currency: string
  readonly text: string
  readonly counterparty: string | null
  readonly iban: string | null
  readonly counterpartyAccount: string | null
  readonly taxId: string | null
  readonly bankRef: string | null
  readonly customerRef: string | null
  readonly endToEndId: string | null
  readonly structuredRefs: readonly string[]
  readonly transactionCode: string | null
  readonly isReversal: boolean
  readonly original: {
    readonly currency: string
    readonly minor: number
    readonly rate: string | null
  } | null
  readonly charges: { readonly currency: string; readonly minor: number } | null
}

export type NewLine = Omit<BankLineRow, 'rowid' | 'accountName'> & { readonly entry: number }

export function accountOf(db: CompanyDb, accountId: string): BankAccountRow | undefined {
  const row = db
    .prepare<[Uint8Array], AccountRaw>(
      'select id, account_id, name, currency, iban from bank_account where account_id = ?',
    )
    .get(uuidToBytes(accountId))
  return row && accountFrom(row)
}

/** By name, then currency. */
export function allAccounts(db: CompanyDb): BankAccountRow[] {
  return db
    .prepare<[], AccountRaw>(
      'select id, account_id, name, currency, iban from bank_account order by name, currency',
    )
    .all()
    .map(accountFrom)
}

export function insertAccount(
  db: CompanyDb,
  account: Omit<BankAccountRow, 'rowid'>,
  at: number,
): number {
  return db
    .prepare<Value[]>(
      'insert into bank_account (account_id, name, currency, iban, recorded_at) values (?, ?, ?, ?, ?)',
    )
    .run(uuidToBytes(account.accountId), account.name, account.currency, account.iban, at)
    .lastInsertRowid
}

export function hasStatement(db: CompanyDb, statementId: string): boolean {
  return has(db, 'select 1 as n from bank_statement where statement_id = ?', statementId)
}

export function hasEntry(db: CompanyDb, entryId: string): boolean {
  return has(db, 'select 1 as n from bank_entry where entry_id = ?', entryId)
}

export function hasLine(db: CompanyDb, lineId: string): boolean {
  return has(db, 'select 1 as n from bank_line where line_id = ?', lineId)
}

/** Its row and its account's. */
export function statementRow(
  db: CompanyDb,
  statementId: string,
): { rowid: number; account: number } | undefined {
  return db
    .prepare<[Uint8Array], { rowid: number; account: number }>(
      'select id as rowid, account from bank_statement where statement_id = ?',
    )
    .get(uuidToBytes(statementId))
}

export function entryRow(db: CompanyDb, entryId: string): number | undefined {
  return db
    .prepare<[Uint8Array], { id: number }>('select id from bank_entry where entry_id = ?')
    .get(uuidToBytes(entryId))?.id
}

export function insertStatement(db: CompanyDb, row: NewStatement): number {
  return db
    .prepare<Value[]>(
      `insert into bank_statement (statement_id, account, format, file_name, number, from_on, to_on, opening_minor,
         closing_minor, credits_minor, debits_minor, difference_minor, recorded_at, op_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(row.statementId),
      row.account,
      row.format,
      row.fileName,
      row.number,
      row.from,
      row.to,
      row.openingMinor,
      row.closingMinor,
      row.creditsMinor,
      row.debitsMinor,
      row.differenceMinor,
      row.recordedAt,
      uuidToBytes(row.operationId),
    ).lastInsertRowid
}

export function insertEntry(db: CompanyDb, row: NewEntry): number {
  return db
    .prepare<Value[]>(
      'insert into bank_entry (entry_id, statement, booked_on, amount_minor, bank_ref, text) values (?, ?, ?, ?, ?, ?)',
    )
    .run(
      uuidToBytes(row.entryId),
      row.statement,
      row.bookedOn,
      row.amountMinor,
      row.bankRef,
      row.text,
    ).lastInsertRowid
}

/** A line, which is to do until an act says otherwise. */
export function insertLine(db: CompanyDb, line: NewLine): number {
  const rowid = db
    .prepare<Value[]>(
      `insert into bank_line (line_id, entry, account, booked_on, value_on, amount_minor, currency, text, counterparty,
         iban, counterparty_account, tax_id, bank_ref, customer_ref, end_to_end, structured_refs, transaction_code,
         is_reversal, original_currency, original_minor, original_rate, charges_currency, charges_minor)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(line.lineId),
      line.entry,
      line.account,
      line.bookedOn,
      line.valueOn,
      line.amountMinor,
      line.currency,
      line.text,
      line.counterparty,
      line.iban,
      line.counterpartyAccount,
      line.taxId,
      line.bankRef,
      line.customerRef,
      line.endToEndId,
      JSON.stringify(line.structuredRefs),
      line.transactionCode,
      line.isReversal ? 1 : 0,
      line.original?.currency ?? null,
      line.original?.minor ?? null,
      line.original?.rate ?? null,
      line.charges?.currency ?? null,
      line.charges?.minor ?? null,
    ).lastInsertRowid
  db.prepare<[number]>("insert into bank_mark (line, state, act) values (?, 'todo', null)").run(
    rowid,
  )
  return rowid
}

export const LINE_STATES = ['todo', 'posted', 'suspense'] as const
export type LineState = (typeof LINE_STATES)[number]

/** Lines in a state, of one account or all, in order of their day. Served by bank_mark_by_state. */
export function linesIn(
  db: CompanyDb,
  state: LineState | null,
  account: number | null,
): (BankLineRow & { readonly state: LineState; readonly act: number | null })[] {
  const where = [
    state === null ? null : `m.state = '${state}'`,
    account === null ? null : `l.account = ${account}`,
  ].filter((one) => one !== null)
  return db
    .prepare<[], LineRaw & { state: LineState; act: number | null }>(
      `select ${LINE_COLUMNS}, m.state, m.act from bank_mark as m join bank_line as l on l.id = m.line
         join bank_account as a on a.id = l.account
       ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
       order by l.booked_on, l.id`,
    )
    .all()
    .map((row) => ({ ...lineFrom(row), state: row.state, act: row.act }))
}

export function lineById(db: CompanyDb, lineId: string): BankLineRow | undefined {
  const row = db
    .prepare<[Uint8Array], LineRaw>(
      `select ${LINE_COLUMNS} from bank_line as l join bank_account as a on a.id = l.account where l.line_id = ?`,
    )
    .get(uuidToBytes(lineId))
  return row && lineFrom(row)
}

function has(db: CompanyDb, sql: string, id: string): boolean {
  return db.prepare<[Uint8Array], { n: number }>(sql).get(uuidToBytes(id)) !== undefined
}

interface AccountRaw {
  readonly id: number
  readonly account_id: Uint8Array
  readonly name: string
  readonly currency: string
  readonly iban: string | null
}

function accountFrom(row: AccountRaw): BankAccountRow {
  const { id, account_id: accountId, name, currency, iban } = row
  return { rowid: id, accountId: bytesToUuid(accountId), name, currency, iban }
}

const LINE_COLUMNS = `l.id, l.line_id, l.account, a.name as account_name, l.booked_on, l.value_on, l.amount_minor,
  l.currency, l.text, l.counterparty, l.iban, l.counterparty_account, l.tax_id, l.bank_ref, l.customer_ref, l.end_to_end,
  l.structured_refs, l.transaction_code, l.is_reversal, l.original_currency, l.original_minor, l.original_rate,
  l.charges_currency, l.charges_minor`

interface LineRaw {
  readonly id: number
  readonly line_id: Uint8Array
  readonly account: number
  readonly account_name: string
  readonly booked_on: IsoDate
  readonly value_on: IsoDate | null
  readonly amount_minor: number
  readonly currency: string
  readonly text: string
  readonly counterparty: string | null
  readonly iban: string | null
  readonly counterparty_account: string | null
  readonly tax_id: string | null
  readonly bank_ref: string | null
  readonly customer_ref: string | null
  readonly end_to_end: string | null
  readonly structured_refs: string
  readonly transaction_code: string | null
  readonly is_reversal: number
  readonly original_currency: string | null
  readonly original_minor: number | null
  readonly original_rate: string | null
  readonly charges_currency: string | null
  readonly charges_minor: number | null
}

function lineFrom(row: LineRaw): BankLineRow {
  return {
    rowid: row.id,
    lineId: bytesToUuid(row.line_id),
    account: row.account,
    accountName: row.account_name,
    bookedOn: row.booked_on,
    valueOn: row.value_on,
    amountMinor: row.amount_minor,
    currency: row.currency,
    text: row.text,
    counterparty: row.counterparty,
    iban: row.iban,
    counterpartyAccount: row.counterparty_account,
    taxId: row.tax_id,
    bankRef: row.bank_ref,
    customerRef: row.customer_ref,
    endToEndId: row.end_to_end,
    structuredRefs: JSON.parse(row.structured_refs) as string[],
    transactionCode: row.transaction_code,
    isReversal: row.is_reversal === 1,
    original:
      row.original_currency === null || row.original_minor === null
        ? null
        : { currency: row.original_currency, minor: row.original_minor, rate: row.original_rate },
    charges:
      row.charges_currency === null || row.charges_minor === null
        ? null
        : { currency: row.charges_currency, minor: row.charges_minor },
  }
}
