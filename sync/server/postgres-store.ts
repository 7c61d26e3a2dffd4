/** The server's store over PostgreSQL; a transaction holds one connection to its end. */
import { type Central, isTransient, savepoint } from '../../db/central/central.ts'
import {
  allHeads,
  beginTimeline,
  headOf,
  insertCompany,
  lockHead,
  saveHead,
  setCompany,
} from '../../db/central/companies.ts'
import { CompanyRows, type RowTable, rowTable } from '../../db/central/rows.ts'
import type { Db } from '../../db/central/schema.ts'
import {
  type LookupColumn,
  type LookupValue,
  type Row,
  shapeOf,
  TABLE_NAMES,
  type TableName,
} from '../engine/central/tables.ts'
import { CompanyQueue } from './company-queue.ts'
import {
  type CompanyHead,
  type MendingStore,
  type MendTx,
  type NewCompany,
  type ReadTx,
  StoreBusy,
  type WriteTx,
} from './store.ts'

const WAIT_MS = 10_000

const tables = new Map<TableName, RowTable>(
  TABLE_NAMES.map((name) => [name, rowTable(name, shapeOf(name))]),
)

const APPEND_ONLY = TABLE_NAMES.filter((name) => shapeOf(name).isAppendOnly)

/** `central` stays its owner's to close. */
export function postgresStore(central: Central, { waitMs = WAIT_MS } = {}): MendingStore {
  const queue = new CompanyQueue(waitMs)
  return {
    write: (companyId, work) =>
      queue.run(companyId, () =>
        orBusy(
          central.write(companyId, async (db) => {
            if (!(await lockHead(db, companyId))) return null
            const head = await headOf(db, companyId)
            return head && work(writeTx(db, head))
          }),
        ),
      ),
    read: (companyId, work) =>
      orBusy(
        central.read(companyId, async (db) => {
          const head = await headOf(db, companyId)
          return head && work(readTx(new CompanyRows(db, companyId), head))
        }),
      ),
    mend: (companyId, work) =>
      queue.run(companyId, () =>
        orBusy(
          central.mending(APPEND_ONLY, async (db) => {
            if (!(await lockHead(db, companyId))) return null
            const head = await headOf(db, companyId)
            return head && work(mendTx(new CompanyRows(db, companyId), head))
          }),
        ),
      ),
    createCompany: (company: NewCompany) =>
      orBusy(central.write(company.companyId, (db) => insertCompany(db, company))),
    companies: () => orBusy(central.asOwner(allHeads)),
  }
}

async function orBusy<T>(transaction: Promise<T>): Promise<T> {
  try {
    return await transaction
  } catch (error) {
    if (isTransient(error)) throw new StoreBusy('the database is busy', error)
    throw error
  }
}

/** What the database answers is what `tables.ts` says: a test compares the schema with it. */
function readTx(rows: CompanyRows, head: CompanyHead): ReadTx {
  return {
    head,
    lookup: async <T extends TableName>(
      table: T,
      column: LookupColumn<T>,
      values: readonly LookupValue[],
    ) => (await rows.lookup(named(table), column, values)) as Row<T>[],
    all: async <T extends TableName>(table: T) => (await rows.all(named(table))) as Row<T>[],
    range: async <T extends TableName>(table: T, after: number, upTo: number, limit: number) =>
      (await rows.range(named(table), 'seq', { after, upTo, limit })) as Row<T>[],
    page: async <T extends TableName>(
      table: T,
      after: readonly LookupValue[] | null,
      limit: number,
    ) => (await rows.page(named(table), after, limit)) as Row<T>[],
  }
}

function writeTx(db: Db, head: CompanyHead): WriteTx {
  const { companyId } = head
  const rows = new CompanyRows(db, companyId)
  return {
    ...readTx(rows, head),
    insert: (table, all) => rows.insert(named(table), all),
    update: async (table, all) => {
      if (shapeOf(table).isAppendOnly) throw new Error(`${table} is append-only`)
      await rows.update(named(table), all)
    },
    saveHead: (to) => saveHead(db, companyId, to),
    setCompany: async ({ timelineId, ...fields }) => {
      await setCompany(db, companyId, fields)
      if (timelineId !== undefined) await beginTimeline(db, companyId, timelineId)
    },
    savepoint: (work) => savepoint(db, work),
  }
}

function mendTx(rows: CompanyRows, head: CompanyHead): MendTx {
  const remove = (table: TableName, all: readonly object[]) => rows.remove(named(table), all)
  return {
    ...readTx(rows, head),
    remove,
    replace: async (table, all) => {
      await remove(table, all)
      await rows.insert(named(table), all)
    },
  }
}

function named(table: TableName): RowTable {
  const found = tables.get(table)
  if (!found) throw new Error(`no table ${table}`)
  return found
}
