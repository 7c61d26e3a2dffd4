/**
 * Open items while a command works on them: loaded once, changed in memory, written at the end.
 *
 * Guards law L5: at no day may the residual of an item cross zero, so a new slice is checked against
 * the whole timeline from its effective day on, not against what is open now.
 */
import { takenOf } from '../../../db/local/item-rows.ts'
import {
  insertItem,
  itemById,
  type ItemRow,
  itemsOfDocument,
  updateItem,
} from '../../../db/local/items.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { NEVER } from '../../../shared/domain/aging.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { availableFrom, costOf, type TakenSlice } from '../../../shared/domain/open-timeline.ts'
import type { Rehearsal } from './rehearsal.ts'

export interface BookItem {
  readonly row: ItemRow
  dueDay: number
  openMinor: number
  openBaseMinor: number
  closedDay: number
  /** Undefined until the timeline is needed. */
  slices: TakenSlice[] | undefined
  dirty: boolean
}

export class ItemBook {
  readonly #db: CompanyDb
  readonly #rehearsal: Rehearsal | undefined
  readonly #items = new Map<number, BookItem>()
  readonly #byDocument = new Map<number, BookItem[]>()

  constructor(db: CompanyDb, rehearsal: Rehearsal | undefined) {
    this.#db = db
    this.#rehearsal = rehearsal
  }

  add(row: Omit<ItemRow, 'id'>): BookItem {
    const item = this.#remember({
      ...row,
      id: this.#rehearsal ? this.#rehearsal.itemId() : insertItem(this.#db, row),
    })
    item.slices = []
    const siblings = this.#byDocument.get(row.doc)
    if (siblings) siblings.push(item)
    else this.#byDocument.set(row.doc, [item])
    return item
  }

  ofDocument(doc: number): BookItem[] {
    let items = this.#byDocument.get(doc)
    if (!items) {
      items = itemsOfDocument(this.#db, doc).map(
        (row) => this.#items.get(row.id) ?? this.#remember(row),
      )
      this.#byDocument.set(doc, items)
    }
    return items
  }

  byId(id: number): BookItem {
    const known = this.#items.get(id)
    if (known) return known
    const row = itemById(this.#db, id)
    if (!row) throw new Error(`item ${id} is not there`)
    return this.#remember(row)
  }

  /** The most that can still be taken from the item on `day` and every day after. */
  available(item: BookItem, day: number): number {
    return availableFrom(item.row, this.#slices(item), day)
  }

  /** Company-currency cost of taking `size` on `day`. */
  cost(item: BookItem, size: number, day: number): number {
    return costOf(item.row, this.#slices(item), size, day)
  }

  /** Takes a slice away from `day` on; a negative size gives one back. */
  take(item: BookItem, size: number, baseMinor: number, day: number): void {
    const slices = this.#slices(item)
    slices.push({ day, size, baseMinor })
    item.openMinor -= item.row.side * size
    item.openBaseMinor -= baseMinor
    item.closedDay =
      item.openMinor === 0 ? Math.max(item.row.docDay, ...slices.map((slice) => slice.day)) : NEVER
    item.dirty = true
  }

  setDue(item: BookItem, dueDay: number): void {
    item.dueDay = dueDay
    item.dirty = true
  }

  /** Writes what changed; answers the ids touched, new ones included. */
  flush(): number[] {
    for (const item of this.#items.values()) {
      if (!item.dirty) continue
      updateItem(this.#db, {
        id: item.row.id,
        dueDay: item.dueDay,
        openMinor: item.openMinor,
        openBaseMinor: item.openBaseMinor,
        closedDay: item.closedDay,
      })
      item.dirty = false
    }
    return [...this.#items.keys()]
  }

  #slices(item: BookItem): TakenSlice[] {
    item.slices ??= takenOf(this.#db, item.row.id, item.row.side).map(([on, size, baseMinor]) => ({
      day: toDayNumber(on as IsoDate),
      size,
      baseMinor,
    }))
    return item.slices
  }

  #remember(row: ItemRow): BookItem {
    const item: BookItem = {
      row,
      dueDay: row.dueDay,
      openMinor: row.openMinor,
      openBaseMinor: row.openBaseMinor,
      closedDay: row.closedDay,
      slices: undefined,
      dirty: false,
    }
    this.#items.set(row.id, item)
    return item
  }
}
