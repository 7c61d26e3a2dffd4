/** The filters of the documents list as SQL conditions; every value is bound. */
import { Decimal } from 'decimal.js'
import { lastLocalSeq } from '../../../db/local/ledger-list.ts'
import {
  type Condition,
  containsWord,
  isOneOf,
  isTextColumn,
  likely,
  not,
  NOTHING,
  ofMostAccounts,
  together,
} from '../../../db/local/ledger-where.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import type { LedgerQuery } from '../../../shared/contract/ledger.ts'
import type { ColumnFilter } from '../../../shared/contract/views.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { fold, foldedWords } from '../../../shared/domain/fold.ts'

/** Those that documents are in, and that of the books. */
export interface Currencies {
  readonly used: readonly string[]
  readonly company: string
}

/** All filters but that of `except`, and the quick filter. */
export function conditionOf(
  db: CompanyDb,
  { filters, search }: LedgerQuery,
  currencies: Currencies,
  except?: string,
): Condition {
  const parts = Object.entries(filters).flatMap(([column, filter]) =>
    column === except ? [] : [filterOf(db, column, filter, currencies)],
  )
  const words = foldedWords(search)
  return together([...parts, ...words.map((word) => wordOf(db, word))])
}

/** In the number, or in code or name of the account. */
function wordOf(db: CompanyDb, word: string): Condition {
  const inNumber = containsWord('document', word)
  const ofAccount = ofAccountsWith(db, word, ['code', 'name'])
  return {
    sql: `(${ofAccount.sql}) or (${inNumber.sql})`,
    values: [...ofAccount.values, ...inNumber.values],
    reach: 'index',
  }
}

function filterOf(
  db: CompanyDb,
  column: string,
  filter: ColumnFilter,
  currencies: Currencies,
): Condition {
  switch (filter.kind) {
    case 'set': {
      if (!isSetColumn(column)) return NOTHING
      const inside = isOneOf(column, filter.values)
      return filter.mode === 'only' ? inside : not(inside)
    }
    case 'text':
      return containing(db, column, filter.contains)
    case 'day': {
      const day = column === 'date' ? 'd.doc_on' : column === 'due' ? 'd.due_on' : null
      if (day === null) return NOTHING
      return together([
        inIndex(`${day} is not null`),
        ...(filter.from === null ? [] : [inIndex(`${day} >= ?`, filter.from)]),
        ...(filter.to === null ? [] : [inIndex(`${day} <= ?`, filter.to)]),
      ])
    }
    case 'amount':
      return amounts(column, filter, currencies)
  }
}

function isSetColumn(
  column: string,
): column is 'kind' | 'status' | 'customer' | 'customerName' | 'currency' | 'batch' {
  return ['kind', 'status', 'customer', 'customerName', 'currency', 'batch'].includes(column)
}

function containing(db: CompanyDb, column: string, text: string): Condition {
  const words = foldedWords(text)
  if (isTextColumn(column)) return together(words.map((word) => containsWord(column, word)))
  if (column === 'customer' || column === 'customerName')
    return together(
      words.map((word) => ofAccountsWith(db, word, [column === 'customer' ? 'code' : 'name'])),
    )
  if (column === 'currency')
    return { sql: "d.currency like ? escape '\\'", values: [likely(text.trim())], reach: 'sums' }
  if (column === 'batch')
    return inIndex(
      "d.batch_id in (select id from import_batch where fold(file_name) like ? escape '\\')",
      likely(fold(text.trim())),
    )
  return NOTHING
}

/** A condition over what doc_by_day holds. */
function inIndex(sql: string, ...values: Condition['values']): Condition {
  return { sql, values, reach: 'index' }
}

/** Each currency by its own minor units; what is in company currency by those of the company. */
function amounts(
  column: string,
  filter: Extract<ColumnFilter, { kind: 'amount' }>,
  { used, company }: Currencies,
): Condition {
  if (column === 'base') return between('d.base_minor', filter, company)
  if (column !== 'amount' || used.length === 0) return NOTHING
  const parts = used.map((currency) => {
    const ends = between('d.amount_minor', filter, currency)
    return inIndex(`d.currency = ? and ${ends.sql}`, currency, ...ends.values)
  })
  return inIndex(
    parts.map(({ sql }) => `(${sql})`).join(' or '),
    ...parts.flatMap(({ values }) => values),
  )
}

function between(
  field: string,
  { from, to, strict }: Extract<ColumnFilter, { kind: 'amount' }>,
  currency: string,
): Condition {
  const unit = 10 ** digitsOf(currency)
  // Fewer digits than the bound has: it falls between two minor units, which compares rightly.
  const bound = (text: string, sign: string) =>
    inIndex(`${field} ${sign} ?`, new Decimal(text).times(unit).toNumber())
  return together([
    ...(from === null ? [] : [bound(from, strict ? '>' : '>=')]),
    ...(to === null ? [] : [bound(to, strict ? '<' : '<=')]),
  ])
}

interface FoldedAccount {
  readonly rowid: number
  readonly code: string
  readonly name: string
}

/** Of the last operation written: folding ten thousand names takes longer than looking through them. */
const folded = new WeakMap<CompanyDb, { seq: number; accounts: readonly FoldedAccount[] }>()

function ofAccountsWith(
  db: CompanyDb,
  word: string,
  fields: readonly ('code' | 'name')[],
): Condition {
  const all = foldedAccounts(db)
  const found = all.filter((account) => fields.some((field) => account[field].includes(word)))
  return ofMostAccounts(
    found.map(({ rowid }) => rowid),
    all.map(({ rowid }) => rowid),
  )
}

function foldedAccounts(db: CompanyDb): readonly FoldedAccount[] {
  const seq = lastLocalSeq(db)
  const known = folded.get(db)
  if (known?.seq === seq) return known.accounts
  const accounts = db
    .tuples<readonly [number, string, string]>('select id, code, name from customer')
    .map(([rowid, code, name]) => ({ rowid, code: fold(code), name: fold(name) }))
  folded.set(db, { seq, accounts })
  return accounts
}
