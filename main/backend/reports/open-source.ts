/**
 * Where a report gets what was open at the end of a day: the in-memory columns of a long-lived
 * backend, or SQL over the projections (a command that runs once, a customer's page, an earlier
 * "known at"). Both feed the same fold.
 */
import { dataVersion } from '../../../db/local/item-rows.ts'
import { ALL_KNOWN, itemsOpenAt } from '../../../db/local/open-items.ts'
import { customerNames, type CustomerName } from '../../../db/local/customers.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { openColumnOf } from '../../../shared/domain/kinds.ts'
import { ItemColumns } from './item-columns.ts'

export interface OpenRow {
  readonly doc: number
  readonly customer: number
  readonly currency: string
  readonly column: 'bucket' | 'credit_notes' | 'unapplied'
  readonly minor: number
  readonly baseMinor: number
  readonly dueDay: number
  readonly paperDay: number
}

export interface OpenQuery {
  readonly day: number
  readonly knownAt: number
  /** Null: everybody. */
  readonly customers: readonly number[] | null
}

const COLUMNS = ['bucket', 'credit_notes', 'unapplied'] as const

/** Keeps the columns of one company file; made by a backend that stays. */
export class OpenCache {
  #columns: ItemColumns | null = null
  #names: readonly CustomerName[] | null = null
  #version = -1

  /** The columns, loaded or reloaded when another process has written. */
  columns(db: CompanyDb): ItemColumns {
    const version = dataVersion(db)
    if (!this.#columns || version !== this.#version) {
      this.#columns = new ItemColumns(db)
      this.#names = null
      this.#version = version
    }
    return this.#columns
  }

  /** Names in code order, read again after a card changed. */
  names(db: CompanyDb): readonly CustomerName[] {
    this.columns(db)
    this.#names ??= customerNames(db)
    return this.#names
  }

  forgetNames(): void {
    this.#names = null
  }

  /** After a commit of our own; a large import is cheaper to load anew. */
  touched(db: CompanyDb, ids: readonly number[]): void {
    if (!this.#columns) return
    if (ids.length > 5000) this.#columns = null
    else this.#columns.refresh(db, ids)
  }
}

export function visitOpen(
  db: CompanyDb,
  cache: OpenCache | null,
  query: OpenQuery,
  visit: (row: OpenRow) => void,
): void {
  if (cache && query.knownAt >= ALL_KNOWN && query.customers === null) {
    const columns = cache.columns(db)
    columns.visitOpen(query.day, (item) => {
      visit({
        doc: item.doc,
        customer: item.customer,
        currency: columns.currencies[item.currency] ?? '',
        column: COLUMNS[item.column] ?? 'bucket',
        minor: item.minor,
        baseMinor: item.baseMinor,
        dueDay: item.dueDay,
        paperDay: item.paperDay,
      })
    })
    return
  }
  for (const item of itemsOpenAt(db, query.day, query.knownAt, query.customers)) {
    visit({
      doc: item.doc,
      customer: item.customer,
      currency: item.currency,
      column: openColumnOf(item.kind, item.amountMinor),
      minor: item.openMinor,
      baseMinor: item.openBaseMinor,
      dueDay: item.dueDay,
      paperDay: item.paperDay,
    })
  }
}
