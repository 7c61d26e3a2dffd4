/**
 * All items in typed arrays: what makes the aging of any day a matter of milliseconds.
 *
 * An item stands at the index that is its id. 33 bytes hold one: code of customer and currency,
 * where its open part is shown, ledger day, due and paper day as distances to it, closing day,
 * amount in document and company currency. What is open now is a dense list beside (append on
 * opening, swap-remove on closing); the place of an item in it is kept in the closing day, as
 * `NEVER + place`, which no day reaches. A past day is one pass over two columns: an item counts
 * when it was there and not yet closed; only items paid in parts look at their slices.
 *
 * The arrays hold no more than the database does, and a property test compares both with the slow
 * computation.
 */
import { dueAt, type DueHistory } from '../../../db/local/open-items.ts'
import { NEVER } from '../../../shared/domain/aging.ts'
import type { OpenColumn } from '../../../shared/domain/kinds.ts'
import { Accounts } from './accounts.ts'
import { DayOffsets, grown } from './growing.ts'
import { PartialSlices } from './partial-slices.ts'

/** Called once per open item; `account` is a code of the source's accounts, `item` its row. */
export type OpenVisitor = (
  account: number,
  column: OpenColumn,
  minor: number,
  baseMinor: number,
  dueDay: number,
  paperDay: number,
  item: number,
) => void

export interface ColumnItem {
  readonly id: number
  readonly customer: number
  readonly currency: string
  readonly column: OpenColumn
  readonly docDay: number
  readonly paperDay: number
  readonly dueDay: number
  readonly minor: number
  readonly baseMinor: number
  readonly openMinor: number
  readonly openBaseMinor: number
  readonly closedDay: number
}

const COLUMNS = ['bucket', 'credit_notes', 'unapplied'] as const satisfies readonly OpenColumn[]

export class ItemColumns {
  readonly accounts = new Accounts()
  /** One more than the highest id. */
  #size = 0
  #account = new Int32Array(0)
  #column = new Uint8Array(0)
  #docDay = new Int32Array(0)
  #closed = new Int32Array(0)
  #minor = new Float64Array(0)
  #base = new Float64Array(0)
  readonly #dueOffset = new DayOffsets()
  readonly #paperOffset = new DayOffsets()
  readonly #slices = new PartialSlices()
  #dueHistory: ReadonlyMap<number, DueHistory> = new Map()
  #denseItem = new Int32Array(0)
  #denseOpen = new Float64Array(0)
  #denseBase = new Float64Array(0)
  #denseCount = 0
  /** Latest day on any document or slice: from it on, "open now" is the answer. */
  #latestDay = -1e9

  /** Bytes of all arrays. */
  get byteLength(): number {
    const arrays = [
      this.#account,
      this.#column,
      this.#docDay,
      this.#closed,
      this.#minor,
      this.#base,
      this.#dueOffset,
      this.#paperOffset,
      this.#slices,
      this.#denseItem,
      this.#denseOpen,
      this.#denseBase,
    ]
    return arrays.reduce((sum, array) => sum + array.byteLength, 0)
  }

  /** Makes room for ids below `size` at once. */
  reserve(size: number): void {
    this.#account = grown(this.#account, size)
    this.#column = grown(this.#column, size)
    this.#docDay = grown(this.#docDay, size)
    this.#closed = grown(this.#closed, size)
    this.#minor = grown(this.#minor, size)
    this.#base = grown(this.#base, size)
    this.#dueOffset.reserve(size)
    this.#paperOffset.reserve(size)
  }

  /** Puts an item in or replaces it; its slices are not touched. */
  set(item: ColumnItem): void {
    const { id } = item
    if (id >= this.#size) {
      this.reserve(id + 1)
      this.#size = id + 1
    }
    this.#account[id] = this.accounts.codeOf(item.customer, item.currency)
    this.#column[id] = COLUMNS.indexOf(item.column)
    this.#docDay[id] = item.docDay
    this.#dueOffset.set(id, item.dueDay - item.docDay)
    this.#paperOffset.set(id, item.paperDay - item.docDay)
    this.#minor[id] = item.minor
    this.#base[id] = item.baseMinor
    this.#note(item.docDay)
    const place = (this.#closed[id] ?? 0) - NEVER
    if (item.openMinor !== 0) this.#open(id, place, item.openMinor, item.openBaseMinor)
    else this.#close(id, place, item.closedDay)
  }

  forgetSlices(item: number): void {
    this.#slices.forget(item)
  }

  /** A slice of an item already set, signed like it; kept where it left the item partly open. */
  addSlice(item: number, day: number, minor: number, baseMinor: number): void {
    this.#note(day)
    if (day < (this.#closed[item] ?? 0)) this.#slices.add(item, day, minor, baseMinor)
  }

  setDueHistory(history: ReadonlyMap<number, DueHistory>): void {
    this.#dueHistory = history
  }

  /** Visits what is open at the end of a day. */
  visitOpen(day: number, visit: OpenVisitor): void {
    if (day >= this.#latestDay) this.#visitNow(day, visit)
    else this.#visitPast(day, visit)
  }

  #visitNow(day: number, visit: OpenVisitor): void {
    const [items, open, base] = [this.#denseItem, this.#denseOpen, this.#denseBase]
    for (let place = 0; place < this.#denseCount; place += 1)
      this.#emit(items[place] ?? 0, open[place] ?? 0, base[place] ?? 0, day, visit)
  }

  #visitPast(day: number, visit: OpenVisitor): void {
    const [docDays, closed, slices] = [this.#docDay, this.#closed, this.#slices]
    for (let id = 0; id < this.#size; id += 1) {
      if ((closed[id] ?? 0) <= day || (docDays[id] ?? 0) > day) continue
      let minor = this.#minor[id] ?? 0
      let base = this.#base[id] ?? 0
      if (slices.has(id)) {
        minor -= slices.taken(id, day, 'minor')
        base -= slices.taken(id, day, 'base')
      }
      if (minor !== 0 || base !== 0) this.#emit(id, minor, base, day, visit)
    }
  }

  #emit(id: number, minor: number, baseMinor: number, day: number, visit: OpenVisitor): void {
    const docDay = this.#docDay[id] ?? 0
    const history = this.#dueHistory.size > 0 ? this.#dueHistory.get(id) : undefined
    visit(
      this.#account[id] ?? 0,
      COLUMNS[this.#column[id] ?? 0] ?? 'bucket',
      minor,
      baseMinor,
      history ? dueAt(history, day) : docDay + this.#dueOffset.get(id),
      docDay + this.#paperOffset.get(id),
      id,
    )
  }

  #note(day: number): void {
    if (day > this.#latestDay) this.#latestDay = day
  }

  #open(id: number, place: number, openMinor: number, openBaseMinor: number): void {
    let at = place
    if (at < 0) {
      at = this.#denseCount
      this.#denseCount += 1
      this.#denseItem = grown(this.#denseItem, this.#denseCount)
      this.#denseOpen = grown(this.#denseOpen, this.#denseCount)
      this.#denseBase = grown(this.#denseBase, this.#denseCount)
    }
    this.#denseItem[at] = id
    this.#denseOpen[at] = openMinor
    this.#denseBase[at] = openBaseMinor
    this.#closed[id] = NEVER + at
  }

  #close(id: number, place: number, closedDay: number): void {
    this.#closed[id] = closedDay
    if (place < 0) return
    this.#denseCount -= 1
    const last = this.#denseCount
    if (place === last) return
    const moved = this.#denseItem[last] ?? 0
    this.#denseItem[place] = moved
    this.#denseOpen[place] = this.#denseOpen[last] ?? 0
    this.#denseBase[place] = this.#denseBase[last] ?? 0
    this.#closed[moved] = NEVER + place
  }
}
