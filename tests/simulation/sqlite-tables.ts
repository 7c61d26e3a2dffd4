/** The server's tables as SQLite in memory keeps them: made from `TABLES`, with statements and codecs. */
import { type Column, checked, columnOf } from '../../db/central/columns.ts'
import type { SqlValue } from '../../db/kit/database.ts'
import { shapeOf, TABLE_NAMES, type TableName } from '../../sync/engine/central/tables.ts'
import type { CompanyHead } from '../../sync/server/store.ts'

const TYPES: Readonly<Record<Column['kind'], string>> = {
  id: 'text',
  hash: 'text',
  text: 'text',
  integer: 'integer',
  bool: 'integer',
  day: 'text',
  json: 'text',
}

export interface SqliteTable {
  readonly name: TableName
  readonly columns: readonly Column[]
  readonly key: readonly string[]
  readonly isAppendOnly: boolean
  readonly insert: string
  readonly update: string
  readonly select: string
  readonly order: string
}

const tables = new Map(TABLE_NAMES.map((name) => [name, tableOf(name)]))

/** The columns of the table `company`, which is also its head. */
export const HEAD = [
  'companyId',
  'tenantId',
  'name',
  'currency',
  'timezone',
  'fiscalYearStart',
  'saltKey',
  'timelineId',
  'seq',
  'chainHash',
  'publishedBy',
] as const satisfies readonly (keyof CompanyHead)[]

export function schema(): string[] {
  return [
    `create table company (${HEAD.join(', ')}, primary key (companyId)) without rowid`,
    ...[...tables.values()].flatMap(({ name, columns, key }) => [
      `create table ${name} (
         company_id text not null,
         ${columns.map((c) => `"${c.name}" ${TYPES[c.kind]}${c.isOptional ? '' : ' not null'}`).join(', ')},
         primary key (company_id, ${key.map((c) => `"${c}"`).join(', ')})
       ) strict, without rowid`,
      ...(shapeOf(name).unique ?? []).map(
        (unique, i) =>
          `create unique index ${name}_unique_${i} on ${name} (company_id, ${unique.map((c) => `"${c}"`).join(', ')})`,
      ),
      ...shapeOf(name)
        .lookups.filter((column) => column !== key[0])
        .map((column) => `create index ${name}_by_${column} on ${name} (company_id, "${column}")`),
    ]),
  ]
}

function tableOf(name: TableName): SqliteTable {
  const shape = shapeOf(name)
  const columns = Object.entries(shape.columns).map(([column, type]) => columnOf(column, type))
  const quoted = columns.map((column) => `"${column.name}"`)
  const key = shape.key
  const others = quoted.filter((_, i) => !key.includes(columns[i]?.name ?? ''))
  const keys = columns.filter(({ name }) => key.includes(name))
  return {
    name,
    columns,
    key,
    isAppendOnly: shape.isAppendOnly ?? false,
    insert: `insert into ${name} (company_id, ${quoted.join(', ')}) values (?, ${quoted.map(() => '?').join(', ')})`,
    update: `update ${name} set ${others.map((column) => `${column} = ?`).join(', ')} where company_id = ? and ${keys.map((column) => `"${column.name}" = ?`).join(' and ')}`,
    select: `select ${quoted.join(', ')} from ${name}`,
    order: `order by ${key.map((column) => `"${column}"`).join(', ')}`,
  }
}

export function described(name: TableName): SqliteTable {
  const table = tables.get(name)
  if (!table) throw new Error(`no table ${name}`)
  return table
}

export function columnNamed(table: TableName, name: string): Column {
  const column = described(table).columns.find((one) => one.name === name)
  if (!column) throw new RangeError(`${table} has no column ${name}`)
  return column
}

export function encode(columns: readonly Column[], row: object): SqlValue[] {
  const values = row as Readonly<Record<string, unknown>>
  return columns.map((column) => {
    const value = checked(column, values[column.name])
    return typeof value === 'boolean' ? Number(value) : value
  })
}

export function decoded(
  columns: readonly Column[],
  row: Record<string, SqlValue>,
): Record<string, unknown> {
  const found: Record<string, unknown> = row
  for (const { name, kind } of columns) {
    if (kind === 'bool') found[name] = row[name] === 1
    else if (kind === 'json' && row[name] !== null) found[name] = JSON.parse(row[name] as string)
  }
  return found
}
