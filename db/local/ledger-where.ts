/**
 * Conditions of the documents list, over `d` (doc), and what a question has to read for them.
 *
 * Read through once, a million rows of `doc_by_day` take a tenth of what the documents themselves do,
 * so every condition says how far it reaches.
 */
import type { SqlValue } from '../kit/database.ts'

/** All bound values; `reach` is the widest of what its columns need. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SqlValue[]
  /** `sums`: kind and currency alone; `index`: what doc_by_day holds; `table`: any column. */
  readonly reach: 'sums' | 'index' | 'table'
  /** Few rows are left, and SQLite finds them by an index of its choice. */
  readonly isNarrow?: boolean
}

export const EVERYTHING: Condition = { sql: '1', values: [], reach: 'sums' }
export const NOTHING: Condition = { sql: '0', values: [], reach: 'index' }

const REACHES = ['sums', 'index', 'table'] as const

export function together(parts: readonly Condition[]): Condition {
  if (parts.length === 0) return EVERYTHING
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(' and '),
    values: parts.flatMap(({ values }) => values),
    reach: REACHES.findLast((reach) => parts.some((part) => part.reach === reach)) ?? 'sums',
    isNarrow: parts.some((part) => part.isNarrow === true),
  }
}

/** Where all rows that a condition leaves are read at once. */
export function scanned({ reach, isNarrow }: Condition): string {
  if (isNarrow) return 'doc as d'
  return reach === 'table' ? 'doc as d not indexed' : 'doc as d indexed by doc_by_day'
}

const OF_COLUMN = {
  document: { field: 'd.number', reach: 'index' },
  description: { field: 'd.description', reach: 'table' },
  reference: { field: 'd.reference', reach: 'table' },
} as const

export type TextColumn = keyof typeof OF_COLUMN

export function isTextColumn(column: string): column is TextColumn {
  return Object.hasOwn(OF_COLUMN, column)
}

/**
 * `word`, folded, occurs in the folded text. Plain ASCII is compared by SQLite itself, which knows its
 * capitals; only a text with other letters is folded, one call of JavaScript each.
 */
export function containsWord(column: TextColumn, word: string): Condition {
  const { field, reach } = OF_COLUMN[column]
  const pattern = likely(word)
  return {
    sql: `${field} like ? escape '\\' or (octet_length(${field}) <> length(${field}) and fold(${field}) like ? escape '\\')`,
    values: [pattern, pattern],
    reach,
  }
}

/** As part of a text, for `like … escape '\'`. */
export function likely(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

/** Up to this many accounts are looked up one by one. */
const ACCOUNTS_NARROW = 20

/** Of these accounts, when they are more than half of `all`: told by those that are left out. */
export function ofMostAccounts(customers: readonly number[], all: readonly number[]): Condition {
  if (customers.length * 2 <= all.length) return ofAccounts(customers)
  const inside = new Set(customers)
  if (inside.size === all.length)
    return { sql: 'd.customer_id is not null', values: [], reach: 'index' }
  return {
    sql: 'd.customer_id is not null and d.customer_id not in (select value from json_each(?))',
    values: [JSON.stringify(all.filter((customer) => !inside.has(customer)))],
    reach: 'index',
  }
}

export function ofAccounts(customers: readonly number[]): Condition {
  return {
    sql: 'd.customer_id in (select value from json_each(?))',
    values: [JSON.stringify(customers)],
    reach: 'index',
    isNarrow: customers.length <= ACCOUNTS_NARROW,
  }
}

const REVERSED = 'd.id in (select reverses from doc where reverses is not null)'
const OPEN = 'd.id in (select doc_id from item where open_minor <> 0)'

/** `reversed` when another document took it back, else `open` while anything of it is. */
export const STATUS = `case when ${REVERSED} then 'reversed' when ${OPEN} then 'open' else 'closed' end`

const OF_STATUS: Readonly<Record<string, string>> = {
  reversed: REVERSED,
  open: `${OPEN} and not ${REVERSED}`,
  closed: `not ${OPEN} and not ${REVERSED}`,
}

export type ValueColumn = 'kind' | 'status' | 'customer' | 'customerName' | 'currency' | 'batch'

/** One of a column's values; null in `values` is the blank. */
export function isOneOf(column: ValueColumn, values: readonly (string | null)[]): Condition {
  const named = values.filter((value) => value !== null)
  const hasBlank = values.includes(null)
  const list = 'select value from json_each(?)'
  const inList = [JSON.stringify(named)]
  switch (column) {
    case 'kind':
    case 'currency':
      return { sql: `d.${column} in (${list})`, values: inList, reach: 'sums' }
    case 'status': {
      const parts = named.flatMap((status) => OF_STATUS[status] ?? [])
      return {
        sql: parts.map((part) => `(${part})`).join(' or ') || '0',
        values: [],
        reach: 'index',
      }
    }
    case 'batch':
      return {
        sql: `d.batch_id in (select id from import_batch where file_name in (${list})) ${hasBlank ? 'or d.batch_id is null' : ''}`,
        values: inList,
        reach: 'index',
      }
    default:
      return {
        sql: `d.customer_id in (select id from customer where ${column === 'customer' ? 'code' : 'name'} in (${list}))
          ${hasBlank ? 'or d.customer_id is null' : ''}`,
        values: inList,
        reach: 'index',
        isNarrow: !hasBlank && named.length <= ACCOUNTS_NARROW,
      }
  }
}

/** A blank is not "not in" a list for SQL: it is for a person. */
export function not({ sql, values, reach }: Condition): Condition {
  return { sql: `not coalesce((${sql}), 0)`, values, reach }
}
