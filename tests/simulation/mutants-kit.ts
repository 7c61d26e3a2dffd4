/** Wrappers around the seams of the product that planted faults are made of. */
import type { ReadTx, ServerStore, WriteTx } from '../../sync/server/store.ts'
import type { Row, TableName } from '../../sync/engine/central/tables.ts'
import type { Replica } from '../../sync/client/replica.ts'
import type { TestCompany } from '../support/company.ts'
import type { Tamper } from './disk.ts'
import { skipped } from './disk.ts'
import type { Mutant } from './mutant.ts'

/** A statement that begins so does not happen. */
export function without(start: RegExp): Tamper {
  return (sql, run) => (start.test(sql.trim()) ? skipped() : run())
}

function readingOtherwise(
  change: (tx: ReadTx) => Partial<ReadTx>,
): (real: ServerStore) => ServerStore {
  return writingOtherwise(change as (tx: WriteTx) => Partial<WriteTx>)
}

/** A store whose transactions do some things otherwise. */
export function writingOtherwise(
  change: (tx: WriteTx) => Partial<WriteTx>,
): (real: ServerStore) => ServerStore {
  return (real) => ({
    write: (companyId, work) => real.write(companyId, (tx) => work({ ...tx, ...change(tx) })),
    read: (companyId, work) =>
      real.read(companyId, (tx) => work({ ...tx, ...change(tx as WriteTx) })),
    createCompany: (company) => real.createCompany(company),
    companies: () => real.companies(),
  })
}

/** The rows of one table as they come out of look-ups. */
export function lookingUp<T extends TableName>(
  table: T,
  change: (rows: Row<T>[]) => Row<T>[],
): (real: ServerStore) => ServerStore {
  return readingOtherwise((tx) => ({
    lookup: async (from, column, values) => {
      const rows = await tx.lookup(from, column, values)
      return (from as TableName) === table ? (change(rows as never) as never) : rows
    },
    all: async (from) => {
      const rows = await tx.all(from)
      return (from as TableName) === table ? (change(rows as never) as never) : rows
    },
  }))
}

/** Rows of one table are never brought up to date. */
export function notUpdating(table: TableName): (real: ServerStore) => ServerStore {
  return writingOtherwise((tx) => ({
    update: async (into, rows) => {
      if ((into as TableName) !== table) await tx.update(into, rows)
    },
  }))
}

export function replica(
  change: (real: Replica, company: TestCompany) => Partial<Replica>,
): NonNullable<Mutant['replica']> {
  return (real, company) => {
    const changed = change(real, company)
    return {
      standing: () => real.standing(),
      hasLink: (link) => real.hasLink(link),
      nextPush: (limits) => real.nextPush(limits),
      takeBack: (batch) => real.takeBack(batch),
      saveResults: (results, seq) => real.saveResults(results, seq),
      savePage: (page) => real.savePage(page),
      applyNext: (onTurn) => real.applyNext(onTurn),
      saveContact: (contact) => real.saveContact(contact),
      compare: (digest) => real.compare(digest),
      saveStopped: (stopped) => real.saveStopped(stopped),
      ...changed,
    }
  }
}

/** Where a company has no such row, those of the others are found. */
export function seeingOthers(...tables: readonly TableName[]): (real: ServerStore) => ServerStore {
  return (real) => {
    const foreign = async (companyId: string) => {
      const rows = new Map<TableName, readonly object[]>()
      for (const other of await real.companies())
        if (other.companyId !== companyId)
          for (const table of tables)
            rows.set(table, (await real.read(other.companyId, (tx) => tx.all(table))) ?? [])
      return rows
    }
    const beside = <Tx extends ReadTx>(
      tx: Tx,
      rows: ReadonlyMap<TableName, readonly object[]>,
    ) => ({
      ...tx,
      lookup: async (table: TableName, column: string, values: readonly unknown[]) => {
        const found = await tx.lookup(table, column as never, values as never)
        if (found.length > 0) return found
        return (rows.get(table) ?? []).filter((row) =>
          values.includes((row as Readonly<Record<string, unknown>>)[column]),
        )
      },
    })
    return {
      write: async (companyId, work) => {
        const rows = await foreign(companyId)
        return real.write(companyId, (tx) => work(beside(tx, rows) as WriteTx))
      },
      read: async (companyId, work) => {
        const rows = await foreign(companyId)
        return real.read(companyId, (tx) => work(beside(tx, rows) as ReadTx))
      },
      createCompany: (company) => real.createCompany(company),
      companies: () => real.companies(),
    }
  }
}

/** Rows of one table are never put in. */
export function notInserting(table: TableName): (real: ServerStore) => ServerStore {
  return writingOtherwise((tx) => ({
    insert: async (into, rows) => {
      if ((into as TableName) !== table) await tx.insert(into, rows)
    },
  }))
}
