/**
 * Column types of company rows: what a value of each looks like in code, and how PostgreSQL takes it.
 *
 * Ids are lower-case UUID text, hashes 64 lower-case hex digits, days `YYYY-MM-DD`, integers safe
 * (beyond 2^53 nothing goes in or comes out), text without NUL and half characters, which PostgreSQL
 * cannot hold. A value that is none of these is a bug of the caller and throws before any statement.
 */
import { isIsoDate } from '../../shared/domain/days.ts'

type Kind = 'id' | 'hash' | 'text' | 'integer' | 'bool' | 'day' | 'json'
/** With a question mark: may be null. */
export type ColumnType = Kind | `${Exclude<Kind, 'bool'>}?`

export interface Column {
  readonly name: string
  readonly kind: Kind
  readonly isOptional: boolean
}

export function columnOf(name: string, type: ColumnType): Column {
  const isOptional = type.endsWith('?')
  return { name, kind: (isOptional ? type.slice(0, -1) : type) as Kind, isOptional }
}

export const POSTGRES_TYPES: Readonly<Record<Kind, string>> = {
  id: 'uuid',
  hash: 'bytea',
  text: 'text',
  integer: 'bigint',
  bool: 'boolean',
  day: 'date',
  json: 'jsonb',
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const HASH = /^[0-9a-f]{64}$/
/** An escape of NUL or of half a character, as `JSON.stringify` writes them. */
const UNSTORABLE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/** The value as a database takes it, JSON as its text; throws when the column cannot hold it. */
export function checked(column: Column, value: unknown): string | number | boolean | null {
  if (value === null && column.isOptional) return null
  const { kind } = column
  if (kind === 'json') return jsonText(column, value)
  if (kind === 'integer') {
    if (Number.isSafeInteger(value)) return value as number
  } else if (kind === 'bool') {
    if (typeof value === 'boolean') return value
  } else if (typeof value === 'string' && isFit(kind, value)) return value
  throw new RangeError(`${column.name} cannot be ${shown(value)}`)
}

function isFit(kind: 'id' | 'hash' | 'text' | 'day', value: string): boolean {
  if (kind === 'id') return UUID.test(value)
  if (kind === 'hash') return HASH.test(value)
  if (kind === 'day') return isIsoDate(value)
  return value.isWellFormed() && !value.includes('\0')
}

function jsonText(column: Column, value: unknown): string {
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined || (text.includes('\\u') && UNSTORABLE_ESCAPE.test(text)))
    throw new RangeError(`${column.name} cannot be ${shown(value)}`)
  return text
}

/** As a parameter of PostgreSQL. */
export function toPostgres(column: Column, value: unknown): string | number | boolean | null {
  const found = checked(column, value)
  return column.kind === 'hash' && found !== null ? `\\x${found as string}` : found
}

const OID = { bytea: 17, int8: 20, date: 1082 } as const

/** How columns come back: as the head of this file says, whoever reads them. */
export function parserOf(oid: number): ((text: string) => unknown) | null {
  if (oid === OID.bytea) return (text) => text.slice('\\x'.length)
  if (oid === OID.int8) return safeInteger
  if (oid === OID.date) return (text) => text
  return null
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`beyond 2^53: ${text}`)
  return value
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value)
}
