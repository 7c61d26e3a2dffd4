/**
 * The item columns of one company file, made by a backend that stays.
 *
 * A small company is loaded when first asked; a large one step by step between requests, and until
 * it is there SQL answers. What commands touch meanwhile is read again at the end. Another process
 * writing, or an import of thousands of items, starts the loading anew.
 */
import { dataVersion } from '../../../db/local/item-rows.ts'
import { ALL_KNOWN, dueChanges } from '../../../db/local/open-items.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import type { Touched } from '../context.ts'
import { CustomerNames } from './customer-names.ts'
import { ItemColumns } from './item-columns.ts'
import { dueHistoryMark, fillColumns, refreshItems } from './load-columns.ts'

const REFRESH_MAX = 5000

interface Loading {
  readonly columns: ItemColumns
  readonly steps: Generator<void, void>
  readonly touched: Set<number>
}

export class OpenCache {
  #columns: ItemColumns | null = null
  #loading: Loading | null = null
  #next: NodeJS.Immediate | null = null
  #names: CustomerNames | null = null
  #version = -1
  #dueMark = 0

  /** The columns, or null while they are loading. */
  columns(db: CompanyDb): ItemColumns | null {
    this.#forgetWhatOthersChanged(db)
    if (!this.#columns && !this.#loading) this.#begin(db)
    return this.#columns
  }

  /** Begun, and not yet there. */
  get isLoading(): boolean {
    return this.#loading !== null
  }

  /** Loads to the end now: for a measurement, or a command that has nothing else to do. */
  loadNow(db: CompanyDb): ItemColumns {
    for (;;) {
      const columns = this.columns(db)
      if (columns) return columns
      this.#step(db)
    }
  }

  /** Customers in code order, read again after a card changed. */
  names(db: CompanyDb): CustomerNames {
    this.#forgetWhatOthersChanged(db)
    this.#names ??= new CustomerNames(db)
    return this.#names
  }

  /** After a commit of our own. */
  committed(db: CompanyDb, touched: Touched): void {
    if (touched.cards) this.#names = null
    if (touched.vanished || touched.items.length > REFRESH_MAX) {
      this.#forgetColumns()
      return
    }
    for (const id of touched.items) this.#loading?.touched.add(id)
    if (!this.#columns) return
    refreshItems(db, this.#columns, touched.items)
    this.#refreshDueHistory(db, this.#columns)
  }

  /** After a commit of our own on another connection: not a change by others. */
  committedBeside(db: CompanyDb, touched: Touched): void {
    this.#version = dataVersion(db)
    this.committed(db, touched)
  }

  /** No step runs after this. */
  stop(): void {
    this.#forgetColumns()
  }

  #begin(db: CompanyDb): void {
    const columns = new ItemColumns()
    this.#loading = { columns, steps: fillColumns(db, columns), touched: new Set() }
    this.#dueMark = dueHistoryMark(db)
    this.#step(db)
  }

  #step(db: CompanyDb): void {
    if (this.#next) clearImmediate(this.#next)
    this.#next = null
    const loading = this.#loading
    if (!loading) return
    if (loading.steps.next().done !== true) {
      this.#next = setImmediate(() => this.#continue(db))
      return
    }
    refreshItems(db, loading.columns, loading.touched)
    this.#refreshDueHistory(db, loading.columns)
    this.#columns = loading.columns
    this.#loading = null
  }

  #continue(db: CompanyDb): void {
    this.#forgetWhatOthersChanged(db)
    if (this.#loading) this.#step(db)
    else this.#begin(db)
  }

  #refreshDueHistory(db: CompanyDb, columns: ItemColumns): void {
    const mark = dueHistoryMark(db)
    if (mark === this.#dueMark) return
    this.#dueMark = mark
    columns.setDueHistory(dueChanges(db, ALL_KNOWN))
  }

  #forgetWhatOthersChanged(db: CompanyDb): void {
    const version = dataVersion(db)
    if (version === this.#version) return
    this.#version = version
    this.#names = null
    this.#forgetColumns()
  }

  #forgetColumns(): void {
    if (this.#next) clearImmediate(this.#next)
    this.#next = null
    this.#columns = null
    this.#loading = null
  }
}
