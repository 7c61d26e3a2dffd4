/** A `ServerStore` in memory for tests of the HTTP side: one company at a time, whole transactions. */
import {
  keyOf,
  type LookupColumn,
  type LookupValue,
  type Row,
  TABLE_NAMES,
  type TableName,
} from '../../sync/engine/central/tables.ts'
import type {
  CompanyHead,
  NewCompany,
  ReadTx,
  ServerStore,
  WriteTx,
} from '../../sync/server/store.ts'

type Tables = Map<TableName, Map<string, object>>

interface Company {
  head: CompanyHead
  tables: Tables
}

export class MemoryStore implements ServerStore {
  readonly #companies = new Map<string, Company>()
  #queue: Promise<unknown> = Promise.resolve()

  read<T>(companyId: string, work: (tx: ReadTx) => Promise<T>): Promise<T | null> {
    const company = this.#companies.get(companyId)
    return company ? work(transaction(copyOf(company))) : Promise.resolve(null)
  }

  write<T>(companyId: string, work: (tx: WriteTx) => Promise<T>): Promise<T | null> {
    const turn = this.#queue.then(async () => {
      const company = this.#companies.get(companyId)
      if (!company) return null
      const copy = copyOf(company)
      const result = await work(transaction(copy))
      this.#companies.set(companyId, copy)
      return result
    })
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  createCompany(company: NewCompany): Promise<void> {
    if (this.#companies.has(company.companyId)) throw new Error('the company is there')
    this.#companies.set(company.companyId, {
      head: { ...company, seq: 0, chainHash: '0'.repeat(64), publishedBy: null },
      tables: new Map(TABLE_NAMES.map((name) => [name, new Map<string, object>()])),
    })
    return Promise.resolve()
  }

  companies(): Promise<CompanyHead[]> {
    return Promise.resolve([...this.#companies.values()].map(({ head }) => head))
  }
}

function copyOf({ head, tables }: Company): Company {
  return { head, tables: new Map([...tables].map(([name, rows]) => [name, new Map(rows)])) }
}

function transaction(company: Company): WriteTx {
  const rowsOf = <T extends TableName>(table: T): Row<T>[] =>
    [...(company.tables.get(table)?.values() ?? [])] as Row<T>[]
  return {
    get head() {
      return company.head
    },
    lookup: <T extends TableName>(
      table: T,
      column: LookupColumn<T>,
      values: readonly LookupValue[],
    ) =>
      Promise.resolve(rowsOf(table).filter((row) => values.includes(row[column] as LookupValue))),
    all: <T extends TableName>(table: T) => Promise.resolve(rowsOf(table)),
    range: <T extends 'op_log' | 'change'>(table: T, after: number, upTo: number, limit: number) =>
      Promise.resolve(
        rowsOf(table)
          .filter(({ seq }) => seq > after && seq <= upTo)
          .slice(0, limit),
      ),
    page: <T extends TableName>(table: T, after: readonly LookupValue[] | null, limit: number) => {
      const rows = rowsOf(table).toSorted((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1))
      const from = after?.join(' ')
      return Promise.resolve(
        rows.filter((row) => from === undefined || keyOf(table, row) > from).slice(0, limit),
      )
    },
    insert: (table, rows) => {
      for (const row of rows) {
        const key = keyOf(table, row)
        if (company.tables.get(table)?.has(key)) throw new Error(`${table} ${key} is there`)
        company.tables.get(table)?.set(key, row)
      }
      return Promise.resolve()
    },
    update: (table, rows) => {
      for (const row of rows) {
        const key = keyOf(table, row)
        if (!company.tables.get(table)?.has(key)) throw new Error(`${table} ${key} is not there`)
        company.tables.get(table)?.set(key, row)
      }
      return Promise.resolve()
    },
    saveHead: (head) => {
      company.head = { ...company.head, ...head }
      return Promise.resolve()
    },
    setCompany: (fields) => {
      company.head = { ...company.head, ...fields }
      return Promise.resolve()
    },
    savepoint: (work) => work(),
  }
}
