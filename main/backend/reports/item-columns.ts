/**
 * All items in typed arrays: what makes the aging of any day a matter of milliseconds.
 *
 * An item stands at the index that is its id, in 32 bytes: four integers (code of customer and
 * currency with the column of its open part; ledger day; closing day; distances from the ledger day
 * to due and paper day) and two amounts (document and company currency), side by side, because a
 * report meets few items in many places and pays for every line of memory it touches. What is open
 * now is a dense list beside, whole rows (append on opening, swap-remove on closing); the place of
 * an item in it is kept in the closing day, as `NEVER + place`, which no day reaches. A past day
 * looks at what was open at the month end before it and at the items dated since, found by blocks of
 * ids with their first and last day; only items paid in parts look at their slices.
 *
 * The arrays hold no more than the database does, and a property test compares both with the slow
 * computation.
 */
import { dueAt, type DueHistory } from '../../../db/local/open-items.ts'
import { NEVER } from '../../../shared/domain/aging.ts'
import { Accounts } from './accounts.ts'
import { accountOf, codeOf, columnOf, PARTLY_PAID } from './code.ts'
import type { ColumnItem, OpenVisitor } from './column-item.ts'
import { DenseOpen } from './dense-open.ts'
import { grown } from './growing.ts'
import { monthEndUpTo, MonthSets } from './month-sets.ts'
import { PartialSlices } from './partial-slices.ts'

/** Integers of an item: its code (see `code.ts`), ledger day, closing day, day offsets. */
const WIDTH = 4
const DOC_DAY = 1
const CLOSED = 2
const OFFSETS = 3
/** Ids of one block. */
const BLOCK = 1024

export class ItemColumns {
  readonly accounts = new Accounts()
  /** One more than the highest id. */
  #size = 0
  #items = new Int32Array(0)
  /** Amount and base amount of an item, at twice its id. */
  #amounts = new Float64Array(0)
  /** Due and paper days more than 89 years from the ledger day. */
  readonly #farDays = new Map<number, { readonly dueDay: number; readonly paperDay: number }>()
  readonly #slices = new PartialSlices()
  #dueHistory: ReadonlyMap<number, DueHistory> = new Map()
  readonly #dense = new DenseOpen()
  readonly #months = new MonthSets()
  /** First and last ledger day of each block of ids. */
  #blockDays = new Int32Array(0)
  #earliestDay = 1e9
  /** Latest day on any document or slice: from it on, "open now" is the answer. */
  #latestDay = -1e9

  /** Bytes of all arrays. */
  get byteLength(): number {
    return (
      this.#items.byteLength +
      this.#amounts.byteLength +
      this.#slices.byteLength +
      this.#dense.byteLength +
      this.#months.byteLength +
      this.#blockDays.byteLength
    )
  }

  /** Makes room for ids below `size` at once. */
  reserve(size: number): void {
    this.#items = grown(this.#items, size * WIDTH)
    this.#amounts = grown(this.#amounts, size * 2)
  }

  /** Puts an item in or replaces it; its slices are not touched. */
  set(item: ColumnItem): void {
    const { id } = item
    if (id >= this.#size) {
      this.reserve(id + 1)
      this.#size = id + 1
    }
    const at = id * WIDTH
    const account = this.accounts.codeOf(item.customer, item.currency)
    const place = (this.#items[at + CLOSED] ?? 0) - NEVER
    this.#items[at] = codeOf(account, item.column) | ((this.#items[at] ?? 0) & PARTLY_PAID)
    this.#items[at + DOC_DAY] = item.docDay
    this.#items[at + OFFSETS] = this.#offsetsOf(item)
    const isNew = this.#amounts[id * 2] === 0
    const wasClosed = Math.min(NEVER, place + NEVER)
    this.#amounts[id * 2] = item.minor
    this.#amounts[id * 2 + 1] = item.baseMinor
    this.#note(item.docDay)
    if (isNew) this.#noteBlock(id, item.docDay)
    if (isNew) this.#months.dropFrom(item.docDay)
    else if (wasClosed !== item.closedDay)
      this.#months.dropFrom(Math.min(wasClosed, item.closedDay))
    if (item.openMinor !== 0) {
      const code = this.#items[at] ?? 0
      this.#items[at + CLOSED] = NEVER + this.#dense.put(place, code, item)
    } else {
      this.#items[at + CLOSED] = item.closedDay
      const moved = this.#dense.remove(place)
      if (moved !== null) this.#items[moved * WIDTH + CLOSED] = NEVER + place
    }
  }

  forgetSlices(item: number): void {
    this.#slices.forget(item)
    const at = item * WIDTH
    this.#items[at] = (this.#items[at] ?? 0) & ~PARTLY_PAID
  }

  /** A slice of an item already set, signed like it; kept where it left the item partly open. */
  addSlice(item: number, day: number, minor: number, baseMinor: number): void {
    this.#note(day)
    const at = item * WIDTH
    if (day >= (this.#items[at + CLOSED] ?? 0)) return
    this.#slices.add(item, day, minor, baseMinor)
    this.#items[at] = (this.#items[at] ?? 0) | PARTLY_PAID
  }

  setDueHistory(history: ReadonlyMap<number, DueHistory>): void {
    this.#dueHistory = history
  }

  /** Visits what is open at the end of a day. */
  visitOpen(day: number, visit: OpenVisitor): void {
    const dated = this.#dueHistory.size > 0 ? this.#withAgreedDays(day, visit) : visit
    if (day >= this.#latestDay) this.#dense.visit(dated)
    else this.#visitPast(day, dated)
  }

  /**
   * Items of which this much is open, then items of this size, on either side and the newest first:
   * what an amount typed may mean.
   */
  itemsOfAmount(minor: number, limit: number): number[] {
    const found = this.#dense.itemsOfAmount(minor).slice(0, limit)
    const amounts = this.#amounts
    for (let id = this.#size - 1; id >= 0 && found.length < limit * 2; id -= 1) {
      const own = amounts[id * 2]
      if (own === minor || own === -minor) found.push(id)
    }
    return found
  }

  /** Makes the month sets, one month a step; a day asked earlier makes what it needs itself. */
  *prepareMonths(): Generator<void, void> {
    let end = monthEndUpTo(this.#earliestDay)
    for (; end <= this.#latestDay; end = monthEndUpTo(end + 31)) {
      this.#openAtMonthEnd(end)
      yield
    }
  }

  #visitPast(day: number, visit: OpenVisitor): void {
    const monthEnd = monthEndUpTo(day)
    const closed = this.#items
    for (const id of this.#openAtMonthEnd(monthEnd))
      if ((closed[id * WIDTH + CLOSED] ?? 0) > day) this.#visitAt(id, day, visit)
    this.#eachOpenDated(monthEnd + 1, day, (id) => this.#visitAt(id, day, visit))
  }

  #openAtMonthEnd(monthEnd: number): Int32Array {
    return this.#months.at(monthEnd, this.#earliestDay, (before, from, until) => {
      const items = this.#items
      let set = before.filter((id) => (items[id * WIDTH + CLOSED] ?? 0) > until)
      let count = set.length
      this.#eachOpenDated(from, until, (id) => {
        set = grown(set, count + 1)
        set[count] = id
        count += 1
      })
      return set.slice(0, count)
    })
  }

  /** Items dated from `from` to `until` and still open at the end of `until`. */
  #eachOpenDated(from: number, until: number, visit: (id: number) => void): void {
    const [items, blockDays] = [this.#items, this.#blockDays]
    for (let block = 0; block * BLOCK < this.#size; block += 1) {
      const isOutside =
        (blockDays[block * 2] ?? 0) > until || (blockDays[block * 2 + 1] ?? 0) < from
      if (isOutside) continue
      const end = Math.min(this.#size, (block + 1) * BLOCK)
      for (let id = block * BLOCK; id < end; id += 1) {
        const docDay = items[id * WIDTH + DOC_DAY] ?? 0
        if (docDay < from || docDay > until) continue
        if ((items[id * WIDTH + CLOSED] ?? 0) > until) visit(id)
      }
    }
  }

  #visitAt(id: number, day: number, visit: OpenVisitor): void {
    const items = this.#items
    const at = id * WIDTH
    const code = items[at] ?? 0
    let minor = this.#amounts[id * 2] ?? 0
    let base = this.#amounts[id * 2 + 1] ?? 0
    if ((code & PARTLY_PAID) !== 0) {
      const slices = this.#slices
      slices.sumUpTo(id, day)
      minor -= slices.sumMinor
      base -= slices.sumBaseMinor
    }
    if (minor === 0 && base === 0) return
    const docDay = items[at + DOC_DAY] ?? 0
    const offsets = items[at + OFFSETS] ?? 0
    let dueDay = docDay + (offsets >> 16)
    let paperDay = docDay + ((offsets << 16) >> 16)
    if (offsets === FAR) ({ dueDay, paperDay } = this.#farDays.get(id) ?? { dueDay, paperDay })
    visit(accountOf(code), columnOf(code), minor, base, dueDay, paperDay, id)
  }

  /** Due days agreed later hold from the day of the agreement on. */
  #withAgreedDays(day: number, visit: OpenVisitor): OpenVisitor {
    return (account, column, minor, baseMinor, dueDay, paperDay, item) => {
      const history = this.#dueHistory.get(item)
      const due = history ? dueAt(history, day) : dueDay
      visit(account, column, minor, baseMinor, due, paperDay, item)
    }
  }

  #offsetsOf({ id, docDay, dueDay, paperDay }: ColumnItem): number {
    this.#farDays.delete(id)
    const [due, paper] = [dueDay - docDay, paperDay - docDay]
    if (isNear(due) && isNear(paper)) return (due << 16) | (paper & 0xffff)
    this.#farDays.set(id, { dueDay, paperDay })
    return FAR
  }

  #noteBlock(id: number, day: number): void {
    const at = Math.floor(id / BLOCK) * 2
    if (at >= this.#blockDays.length) {
      const length = this.#blockDays.length
      this.#blockDays = grown(this.#blockDays, at + 2)
      for (let i = length; i < this.#blockDays.length; i += 1)
        this.#blockDays[i] = i % 2 === 0 ? NEVER : -NEVER
    }
    this.#blockDays[at] = Math.min(day, this.#blockDays[at] ?? day)
    this.#blockDays[at + 1] = Math.max(day, this.#blockDays[at + 1] ?? day)
    this.#earliestDay = Math.min(day, this.#earliestDay)
  }

  #note(day: number): void {
    if (day > this.#latestDay) this.#latestDay = day
  }
}

/** Both offsets at the least 16-bit value, which no near day takes. */
const FAR = (-32_768 << 16) | 0x8000

function isNear(offset: number): boolean {
  return offset > -32_768 && offset <= 32_767
}
