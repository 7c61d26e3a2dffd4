/** The filters of the documents list as SQL conditions; every value is bound. */
import { Decimal } from 'decimal.js'
import { allCustomers } from '../../../db/local/customers.ts'
import { isOneOf, type Condition } from '../../../db/local/ledger-list.ts'
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

const ALL: Condition = { sql: '1', values: [] }
const NOTHING: Condition = { sql: '0', values: [] }

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

function together(parts: readonly Condition[]): Condition {
  if (parts.length === 0) return ALL
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(' and '),
    values: parts.flatMap(({ values }) => values),
  }
}

/** In the number, or in code or name of the account. */
function wordOf(db: CompanyDb, word: string): Condition {
  return {
    sql: "d.number like ? escape '\\' or d.customer_id in (select value from json_each(?))",
    values: [likely(word), JSON.stringify(accountsWith(db, word, ['code', 'name']))],
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
      // A blank is not "not in" a list for SQL: it is for a person.
      return filter.mode === 'only'
        ? inside
        : { sql: `not coalesce(${inside.sql}, 0)`, values: inside.values }
    }
    case 'text':
      return containing(db, column, filter.contains)
    case 'day': {
      const day = column === 'date' ? 'd.doc_on' : column === 'due' ? 'd.due_on' : null
      if (day === null) return NOTHING
      return together([
        { sql: `${day} is not null`, values: [] },
        ...(filter.from === null ? [] : [{ sql: `${day} >= ?`, values: [filter.from] }]),
        ...(filter.to === null ? [] : [{ sql: `${day} <= ?`, values: [filter.to] }]),
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
  const field = { document: 'd.number', description: 'd.description', reference: 'd.reference' }[
    column
  ]
  if (field !== undefined)
    return together(
      words.map((word) => ({
        sql: `fold(coalesce(${field}, '')) like ? escape '\\'`,
        values: [likely(word)],
      })),
    )
  if (column === 'customer' || column === 'customerName')
    return together(
      words.map((word) => ({
        sql: 'd.customer_id in (select value from json_each(?))',
        values: [JSON.stringify(accountsWith(db, word, [column === 'customer' ? 'code' : 'name']))],
      })),
    )
  if (column === 'currency')
    return { sql: "d.currency like ? escape '\\'", values: [likely(text.trim())] }
  if (column === 'batch')
    return {
      sql: "d.batch_id in (select id from import_batch where fold(file_name) like ? escape '\\')",
      values: [likely(fold(text.trim()))],
    }
  return NOTHING
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
    return { sql: `d.currency = ? and ${ends.sql}`, values: [currency, ...ends.values] }
  })
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(' or '),
    values: parts.flatMap(({ values }) => values),
  }
}

function between(
  field: string,
  { from, to, strict }: Extract<ColumnFilter, { kind: 'amount' }>,
  currency: string,
): Condition {
  const unit = 10 ** digitsOf(currency)
  const bound = (text: string, sign: string): Condition => ({
    sql: `${field} ${sign} ?`,
    // Fewer digits than the bound has: it falls between two minor units, which compares rightly.
    values: [new Decimal(text).times(unit).toNumber()],
  })
  return together([
    ...(from === null ? [] : [bound(from, strict ? '>' : '>=')]),
    ...(to === null ? [] : [bound(to, strict ? '<' : '<=')]),
  ])
}

function accountsWith(db: CompanyDb, word: string, fields: readonly ('code' | 'name')[]): number[] {
  return allCustomers(db)
    .filter((card) => fields.some((field) => fold(card[field]).includes(word)))
    .map((card) => card.rowid)
}

function likely(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}
