/**
 * The confirmed ledger taken out to be built anew, and its rows brought back to the places they had:
 * letters, disputes and due days point at them. All of it inside one transaction, the guards off.
 *
 * The places are kept in temporary tables by what a row is (document id; installment; slice). While
 * the ledger is built, what points at a row from outside holds the place as a negative number.
 */
import type { CompanyDb } from './open.ts'

const WAITS = 'in (select value from json_each(?))'

/** `waiting`: operations (32 hex digits, capitals) whose rows stay. */
export function takeLedgerOut(db: CompanyDb, waiting: readonly string[]): void {
  const list = JSON.stringify(waiting)
  const run = (sql: string) => db.prepare<[string]>(sql).run(list)
  for (const table of ['kept_doc', 'kept_item', 'kept_alloc'])
    db.execute(`drop table if exists temp.${table}`)
  db.execute('create temp table kept_doc as select doc_id, id from doc')
  db.execute(
    'create temp table kept_item as select d.doc_id, i.n, i.id from item as i join doc as d on d.id = i.doc_id',
  )
  db.execute('create temp table kept_alloc as select alloc_id, slice, id from alloc')
  for (const [table, columns] of [
    ['kept_doc', 'doc_id'],
    ['kept_item', 'doc_id, n'],
    ['kept_alloc', 'alloc_id, slice'],
  ])
    db.execute(`create index temp.${table}_key on ${table} (${columns})`)
  db.execute('update due_change set item_id = -item_id')
  db.execute('update dispute set doc_id = -doc_id')
  const gone = `select id from doc where hex(op_id) not ${WAITS}`
  db.execute('delete from alloc_status')
  run(`delete from alloc where hex(op_id) not ${WAITS}`)
  db.execute('delete from doc_status')
  for (const table of ['doc_number', 'doc_line', 'doc_installment', 'item'])
    run(`delete from ${table} where doc_id in (${gone})`)
  run(`delete from doc where hex(op_id) not ${WAITS}`)
  for (const table of ['master_confirmed', 'wf_confirmed', 'conflict'])
    db.execute(`delete from ${table}`)
}

/** Columns that name a row of each kind, the row's own first. */
const PLACES = [
  {
    kept: 'kept_doc',
    now: 'select d.id as now, k.id as before from doc as d left join kept_doc as k on k.doc_id = d.doc_id',
    columns: [
      ['doc', 'id'],
      ['doc', 'reverses'],
      ['doc_line', 'doc_id'],
      ['doc_installment', 'doc_id'],
      ['item', 'doc_id'],
      ['doc_number', 'doc_id'],
      ['doc_status', 'doc'],
      ['alloc', 'fx_doc'],
    ],
    outside: ['dispute', 'doc_id'],
  },
  {
    kept: 'kept_item',
    now: `select i.id as now, k.id as before from item as i join doc as d on d.id = i.doc_id
      left join kept_item as k on k.doc_id = d.doc_id and k.n = i.n`,
    columns: [
      ['item', 'id'],
      ['alloc', 'debit_item'],
      ['alloc', 'credit_item'],
    ],
    outside: ['due_change', 'item_id'],
  },
  {
    kept: 'kept_alloc',
    now: `select a.id as now, k.id as before from alloc as a
      left join kept_alloc as k on k.alloc_id = a.alloc_id and k.slice = a.slice`,
    columns: [
      ['alloc', 'id'],
      ['alloc', 'removes'],
      ['alloc_status', 'alloc'],
    ],
    outside: null,
  },
] as const

/** Rows that were there have their places again; new ones come behind them. */
export function bringPlacesBack(db: CompanyDb): void {
  for (const { kept, now, columns, outside } of PLACES) {
    db.execute('drop table if exists temp.place')
    db.execute(`create temp table place as select now,
      coalesce(before, now + (select coalesce(max(id), 0) from ${kept})) as target from (${now})`)
    db.execute('delete from temp.place where now = target')
    db.execute('create unique index temp.place_now on place (now)')
    for (const [table, column] of columns)
      db.execute(`update ${table} set ${column} = -(select target from place where now = ${column})
        where ${column} in (select now from place)`)
    for (const [table, column] of columns)
      db.execute(`update ${table} set ${column} = -${column} where ${column} < 0`)
    if (outside !== null)
      db.execute(`update ${outside[0]} set ${outside[1]} = -${outside[1]} where ${outside[1]} < 0`)
  }
  for (const table of ['place', 'kept_doc', 'kept_item', 'kept_alloc'])
    db.execute(`drop table if exists temp.${table}`)
}

/** Items with a due day of their own agreement. */
export function itemsWithAgreedDay(db: CompanyDb): number[] {
  return db
    .prepare<[], { item: number }>(
      'select distinct item_id as item from due_change where item_id in (select id from item)',
    )
    .all()
    .map(({ item }) => item)
}
