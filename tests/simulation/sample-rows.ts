/** Rows of any of the server's tables, told apart by a number: every column filled, or all that may be are null. */
import { createHash } from 'node:crypto'
import {
  type ColumnType,
  type Row,
  shapeOf,
  type TableName,
} from '../../sync/engine/central/tables.ts'

export function idOf(n: number, of = 'id'): string {
  const hex = hashOf(n, of)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function hashOf(n: number, of = 'hash'): string {
  return createHash('sha256').update(`${of} ${n}`).digest('hex')
}

/** Columns of one name have the same value in every table; those of the key differ with `n`. */
export function sampleRow<T extends TableName>(
  table: T,
  n: number,
  fields: Partial<Row<T>> = {},
): Row<T> {
  const columns = Object.entries(shapeOf(table).columns)
  const values = columns.map(([name, type]) => [name, sampleValue(name, type, n)])
  return { ...(Object.fromEntries(values) as Row<T>), ...fields }
}

/** Nothing in the columns that may be null, and false where it is one of two. */
export function emptyRow<T extends TableName>(table: T, n: number): Row<T> {
  const nothing: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(shapeOf(table).columns))
    if (type.endsWith('?')) nothing[name] = null
    else if (type === 'bool') nothing[name] = false
  return sampleRow(table, n, nothing as Partial<Row<T>>)
}

function sampleValue(name: string, type: ColumnType, n: number): unknown {
  const kind = type.replace('?', '')
  if (kind === 'id') return idOf(n, name)
  if (kind === 'hash') return hashOf(n, name)
  if (kind === 'integer') return n
  if (kind === 'bool') return true
  if (kind === 'day') return `2026-${String(1 + (n % 12)).padStart(2, '0')}-15`
  if (kind === 'json') return { name, n, list: [n, 'ğüşİıöç', true], deep: { empty: {} } }
  return `${name} ${String(n).padStart(6, '0')}`
}
