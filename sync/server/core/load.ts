/** Reads what rules will ask for, or have asked for, in sets. */
import type { CompanyFacts } from '../../engine/central/deciding.ts'
import { firstLookups, secondLookups } from '../../engine/central/prefetch.ts'
import { counterLookups, numberLookups } from '../../engine/central/prefetch-numbers.ts'
import type { Lookup, RowCache } from '../../engine/central/row-cache.ts'
import { shapeOf, type LookupValue, type TableName } from '../../engine/central/tables.ts'
import type { ReadOp } from '../../protocol/read-op.ts'
import type { ReadTx } from '../store.ts'

/** Values of one query. */
const CHUNK = 2000
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a batch will most likely ask for; each step looks at what the one before found. */
export async function readAhead(
  tx: ReadTx,
  rows: RowCache,
  ops: readonly ReadOp[],
  company: CompanyFacts,
): Promise<void> {
  await load(tx, rows, firstLookups(ops, company))
  await load(tx, rows, [
    ...secondLookups(ops, company, rows),
    ...counterLookups(ops, company, rows),
  ])
  await load(tx, rows, numberLookups(ops, company, rows))
}

export async function load(tx: ReadTx, rows: RowCache, lookups: readonly Lookup[]): Promise<void> {
  const groups = new Map<string, { table: TableName; column: string; values: LookupValue[] }>()
  for (const { table, column, value } of lookups) {
    if (rows.isLoaded(table, column, value)) continue
    // A text that is no id finds nothing; a database would refuse to look.
    if (shapeOf(table).columns[column]?.startsWith('id') && !UUID.test(String(value))) {
      rows.load(table, column as never, value, [])
      continue
    }
    const key = `${table} ${column}`
    const group = groups.get(key)
    if (group) group.values.push(value)
    else groups.set(key, { table, column, values: [value] })
  }
  for (const { table, column, values } of groups.values())
    for (let at = 0; at < values.length; at += CHUNK)
      await loadChunk(tx, rows, table, column, values.slice(at, at + CHUNK))
}

async function loadChunk(
  tx: ReadTx,
  rows: RowCache,
  table: TableName,
  column: string,
  values: readonly LookupValue[],
): Promise<void> {
  const found = await tx.lookup(table, column as never, values)
  const byValue = new Map<LookupValue, typeof found>()
  for (const row of found) {
    const value = (row as Readonly<Record<string, unknown>>)[column] as LookupValue
    const list = byValue.get(value)
    if (list) list.push(row)
    else byValue.set(value, [row])
  }
  for (const value of values)
    rows.load(table, column as never, value, (byValue.get(value) ?? []) as never)
}
