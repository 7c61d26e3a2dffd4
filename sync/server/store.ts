/**
 * What the server core asks of a database: rows of one company in sets, inside one transaction.
 *
 * Two backends pass one conformance suite (tests/simulation/store-conformance.ts): PostgreSQL, and
 * SQLite in memory for the simulation.
 */
import type { LookupColumn, LookupValue, Row, TableName } from '../engine/central/tables.ts'

/**
 * The database cannot take the transaction now: the wait for the company was too long, or a statement
 * was, or two transactions stood in each other's way. Nothing happened, the same may be tried again.
 */
export class StoreBusy extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreBusy'
  }
}

/** What the company is, and where its sequence stands. */
export interface CompanyHead {
  readonly companyId: string
  readonly tenantId: string
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly fiscalYearStart: number
  /** Hex; what devices salt their commitments with. Null until the company is published or made. */
  readonly saltKey: string | null
  readonly timelineId: string
  /** Of the last committed entry; 0 before the first. */
  readonly seq: number
  /** Hex; 64 zeros before the first. */
  readonly chainHash: string
  /** The chain by which the company was published, as `device link`; null where it was made here. */
  readonly publishedBy: string | null
}

export interface ReadTx {
  readonly head: CompanyHead
  /** Rows whose `column` is one of `values`, at most 5,000 values a call, in order of the key. */
  lookup<T extends TableName>(
    table: T,
    column: LookupColumn<T>,
    values: readonly LookupValue[],
  ): Promise<Row<T>[]>
  /** All rows of a table that is small by nature (periods, series, members, devices, buckets). */
  all<T extends TableName>(table: T): Promise<Row<T>[]>
  /** Rows with `after` < seq ≤ `upTo`, in order of seq and key, at most `limit`. */
  range<T extends 'op_log' | 'change'>(
    table: T,
    after: number,
    upTo: number,
    limit: number,
  ): Promise<Row<T>[]>
  /** One page of a table in order of its key, beginning after the key `after`: for snapshots and verify. */
  page<T extends TableName>(
    table: T,
    after: readonly LookupValue[] | null,
    limit: number,
  ): Promise<Row<T>[]>
}

export interface WriteTx extends ReadTx {
  insert<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>
  /** By key; every row must be there. */
  update<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>
  saveHead(head: { readonly seq: number; readonly chainHash: string }): Promise<void>
  setCompany(fields: {
    readonly saltKey?: string
    readonly publishedBy?: string
    readonly timelineId?: string
  }): Promise<void>
  /** Takes back what `work` wrote when it throws, and throws on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}

/** For the operator's repair alone: rows of the journal are written over, which no request ever may. */
export interface MendTx extends ReadTx {
  /** Rows by their keys: those that are there are replaced, the others added. */
  replace<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>
  /** By key; a row that is not there is no fault. */
  remove<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>
}

export interface MendingStore extends ServerStore {
  /** As `write`, past the guards of the append-only tables, which stand again when it ends. */
  mend<T>(companyId: string, work: (tx: MendTx) => Promise<T>): Promise<T | null>
}

export interface NewCompany {
  readonly companyId: string
  readonly tenantId: string
  readonly name: string
  readonly currency: string
  readonly timezone: string
  readonly fiscalYearStart: number
  readonly timelineId: string
  readonly saltKey: string | null
}

export interface ServerStore {
  /**
   * One transaction with the company's head locked to its end; commits when `work` resolves. Writers
   * of one company queue. Null when the company is not there.
   */
  write<T>(companyId: string, work: (tx: WriteTx) => Promise<T>): Promise<T | null>
  /** One snapshot (REPEATABLE READ), read only. Null when the company is not there. */
  read<T>(companyId: string, work: (tx: ReadTx) => Promise<T>): Promise<T | null>
  createCompany(company: NewCompany): Promise<void>
  companies(): Promise<CompanyHead[]>
}
