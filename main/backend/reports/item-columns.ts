/**
 * All items in typed arrays: what makes the aging of any day a matter of milliseconds.
 *
 * Loaded once from the projections, then kept up to date with the rows each command touched. A past
 * day is one pass over the columns: an item counts when it was there (`docDay`) and not yet closed
 * (`closedDay`); only items with allocations need their slices. Today's figures take the dense list
 * of what is open, as long as nothing is dated after the asked day. The arrays hold no more than the
 * database does, and a property test compares both with the slow computation.
 */
import {
  allItemRows,
  allSliceRows,
  type ColumnRow,
  itemCount,
  itemRowById,
  sliceRowsOf,
} from '../../../db/local/item-rows.ts'
import { dueAt, dueChanges, ALL_KNOWN } from '../../../db/local/open-items.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { openColumnOf } from '../../../shared/domain/kinds.ts'

export interface OpenVisitor {
  (item: {
    readonly doc: number
    readonly customer: number
    readonly currency: number
    /** 0 bucket, 1 credit note, 2 unapplied */
    readonly column: number
    readonly minor: number
    readonly baseMinor: number
    readonly dueDay: number
    readonly paperDay: number
  }): void
}

interface Slices {
  readonly days: number[]
  readonly minors: number[]
  readonly bases: number[]
}

const COLUMN_CODE = { bucket: 0, credit_notes: 1, unapplied: 2 } as const

export class ItemColumns {
  readonly currencies: string[] = []
  #count = 0
  #id: Int32Array<ArrayBuffer>
  #doc: Int32Array<ArrayBuffer>
  #customer: Int32Array<ArrayBuffer>
  #currency: Uint8Array<ArrayBuffer>
  #column: Uint8Array<ArrayBuffer>
  #docDay: Int32Array<ArrayBuffer>
  #paperDay: Int32Array<ArrayBuffer>
  #dueDay: Int32Array<ArrayBuffer>
  #closedDay: Int32Array<ArrayBuffer>
  #minor: Float64Array<ArrayBuffer>
  #base: Float64Array<ArrayBuffer>
  #open: Float64Array<ArrayBuffer>
  #openBase: Float64Array<ArrayBuffer>
  /** Slices loaded at start, grouped by item: from #sliceFrom[i] to #sliceFrom[i + 1]. */
  #sliceFrom: Int32Array<ArrayBuffer>
  #sliceDay: Int32Array<ArrayBuffer>
  #sliceMinor: Float64Array<ArrayBuffer>
  #sliceBase: Float64Array<ArrayBuffer>
  #loaded = 0
  /** Slices of items touched since loading. */
  readonly #touched = new Map<number, Slices>()
  readonly #indexOf = new Map<number, number>()
  #dueHistory: ReturnType<typeof dueChanges>
  /** Dense list of indexes open now, and each index's place in it (-1: closed). */
  #dense: Int32Array<ArrayBuffer>
  #place: Int32Array<ArrayBuffer>
  #denseCount = 0
  /** Latest day on any document or slice: from it on, "open now" is the answer. */
  #latestDay = -1e9

  constructor(db: CompanyDb) {
    const size = itemCount(db)
    const capacity = Math.max(1024, Math.ceil(size * 1.1))
    this.#id = new Int32Array(capacity)
    this.#doc = new Int32Array(capacity)
    this.#customer = new Int32Array(capacity)
    this.#currency = new Uint8Array(capacity)
    this.#column = new Uint8Array(capacity)
    this.#docDay = new Int32Array(capacity)
    this.#paperDay = new Int32Array(capacity)
    this.#dueDay = new Int32Array(capacity)
    this.#closedDay = new Int32Array(capacity)
    this.#minor = new Float64Array(capacity)
    this.#base = new Float64Array(capacity)
    this.#open = new Float64Array(capacity)
    this.#openBase = new Float64Array(capacity)
    this.#dense = new Int32Array(capacity)
    this.#place = new Int32Array(capacity).fill(-1)
    for (const row of allItemRows(db)) this.#append(row)
    this.#loaded = this.#count
    const rows = [...sliceTuples(db, this.#indexOf)]
    this.#sliceFrom = new Int32Array(this.#count + 1)
    for (const [index] of rows) this.#sliceFrom[index + 1] = (this.#sliceFrom[index + 1] ?? 0) + 1
    for (let i = 0; i < this.#count; i += 1)
      this.#sliceFrom[i + 1] = (this.#sliceFrom[i + 1] ?? 0) + (this.#sliceFrom[i] ?? 0)
    const next = this.#sliceFrom.slice()
    this.#sliceDay = new Int32Array(rows.length)
    this.#sliceMinor = new Float64Array(rows.length)
    this.#sliceBase = new Float64Array(rows.length)
    for (const [index, day, minor, base] of rows) {
      const at = next[index] ?? 0
      next[index] = at + 1
      this.#sliceDay[at] = day
      this.#sliceMinor[at] = minor
      this.#sliceBase[at] = base
      if (day > this.#latestDay) this.#latestDay = day
    }
    this.#dueHistory = dueChanges(db, ALL_KNOWN)
  }

  get count(): number {
    return this.#count
  }

  /** Takes over the rows a committed command changed. */
  refresh(db: CompanyDb, ids: readonly number[]): void {
    for (const id of ids) {
      const row = itemRowById(db, id)
      if (!row) continue
      const index = this.#indexOf.get(id)
      if (index === undefined) this.#append(row)
      else this.#set(index, row)
      const at = this.#indexOf.get(id) ?? 0
      const slices: Slices = { days: [], minors: [], bases: [] }
      for (const slice of sliceRowsOf(db, id)) {
        const day = toDayNumber(slice.on as IsoDate)
        slices.days.push(day)
        slices.minors.push(slice.minor)
        slices.bases.push(slice.baseMinor)
        if (day > this.#latestDay) this.#latestDay = day
      }
      this.#touched.set(at, slices)
    }
    this.#dueHistory = dueChanges(db, ALL_KNOWN)
  }

  /** Visits what is open at the end of a day. */
  visitOpen(day: number, visit: OpenVisitor): void {
    if (day >= this.#latestDay) this.#visitNow(day, visit)
    else this.#visitPast(day, visit)
  }

  #visitNow(day: number, visit: OpenVisitor): void {
    for (let k = 0; k < this.#denseCount; k += 1) {
      const i = this.#dense[k] ?? 0
      this.#emit(i, this.#open[i] ?? 0, this.#openBase[i] ?? 0, day, visit)
    }
  }

  #visitPast(day: number, visit: OpenVisitor): void {
    const docDays = this.#docDay
    const closedDays = this.#closedDay
    const hasTouched = this.#touched.size > 0
    for (let i = 0; i < this.#count; i += 1) {
      if ((docDays[i] ?? 0) > day || (closedDays[i] ?? 0) <= day) continue
      let minor = this.#minor[i] ?? 0
      let base = this.#base[i] ?? 0
      const touched = hasTouched || i >= this.#loaded ? this.#touched.get(i) : undefined
      if (touched) {
        for (let s = 0; s < touched.days.length; s += 1) {
          if ((touched.days[s] ?? 0) > day) continue
          minor -= touched.minors[s] ?? 0
          base -= touched.bases[s] ?? 0
        }
      } else if (i < this.#loaded) {
        const end = this.#sliceFrom[i + 1] ?? 0
        for (let s = this.#sliceFrom[i] ?? 0; s < end; s += 1) {
          if ((this.#sliceDay[s] ?? 0) > day) continue
          minor -= this.#sliceMinor[s] ?? 0
          base -= this.#sliceBase[s] ?? 0
        }
      }
      if (minor !== 0 || base !== 0) this.#emit(i, minor, base, day, visit)
    }
  }

  #emit(i: number, minor: number, baseMinor: number, day: number, visit: OpenVisitor): void {
    let dueDay = this.#dueDay[i] ?? 0
    if (this.#dueHistory.size > 0) {
      const history = this.#dueHistory.get(this.#id[i] ?? 0)
      if (history) dueDay = dueAt(history, day)
    }
    visit({
      doc: this.#doc[i] ?? 0,
      customer: this.#customer[i] ?? 0,
      currency: this.#currency[i] ?? 0,
      column: this.#column[i] ?? 0,
      minor,
      baseMinor,
      dueDay,
      paperDay: this.#paperDay[i] ?? 0,
    })
  }

  #append(row: ColumnRow): void {
    if (this.#count === this.#id.length) this.#grow()
    const index = this.#count
    this.#count += 1
    this.#indexOf.set(row.id, index)
    this.#place[index] = -1
    this.#set(index, row)
  }

  #set(index: number, row: ColumnRow): void {
    this.#id[index] = row.id
    this.#doc[index] = row.doc
    this.#customer[index] = row.customer
    this.#currency[index] = this.#currencyCode(row.currency)
    this.#column[index] = COLUMN_CODE[openColumnOf(row.kind, row.amountMinor)]
    this.#docDay[index] = row.docDay
    this.#paperDay[index] = row.paperDay
    this.#dueDay[index] = row.dueDay
    this.#closedDay[index] = row.closedDay
    this.#minor[index] = row.amountMinor
    this.#base[index] = row.baseMinor
    this.#open[index] = row.openMinor
    this.#openBase[index] = row.openBaseMinor
    if (row.docDay > this.#latestDay) this.#latestDay = row.docDay
    this.#setDense(index, row.openMinor !== 0)
  }

  /** Append on opening, swap-remove on closing. */
  #setDense(index: number, isOpen: boolean): void {
    const place = this.#place[index] ?? -1
    if (isOpen && place < 0) {
      this.#dense[this.#denseCount] = index
      this.#place[index] = this.#denseCount
      this.#denseCount += 1
    } else if (!isOpen && place >= 0) {
      this.#denseCount -= 1
      const moved = this.#dense[this.#denseCount] ?? 0
      this.#dense[place] = moved
      this.#place[moved] = place
      this.#place[index] = -1
    }
  }

  #currencyCode(currency: string): number {
    const at = this.currencies.indexOf(currency)
    return at >= 0 ? at : this.currencies.push(currency) - 1
  }

  #grow(): void {
    const capacity = this.#id.length * 2
    const int = (from: Int32Array<ArrayBuffer>) => {
      const to = new Int32Array(capacity)
      to.set(from)
      return to
    }
    const byte = (from: Uint8Array<ArrayBuffer>) => {
      const to = new Uint8Array(capacity)
      to.set(from)
      return to
    }
    const float = (from: Float64Array<ArrayBuffer>) => {
      const to = new Float64Array(capacity)
      to.set(from)
      return to
    }
    this.#id = int(this.#id)
    this.#doc = int(this.#doc)
    this.#customer = int(this.#customer)
    this.#currency = byte(this.#currency)
    this.#column = byte(this.#column)
    this.#docDay = int(this.#docDay)
    this.#paperDay = int(this.#paperDay)
    this.#dueDay = int(this.#dueDay)
    this.#closedDay = int(this.#closedDay)
    this.#minor = float(this.#minor)
    this.#base = float(this.#base)
    this.#open = float(this.#open)
    this.#openBase = float(this.#openBase)
    this.#dense = int(this.#dense)
    this.#place = int(this.#place)
  }
}

function* sliceTuples(
  db: CompanyDb,
  indexOf: ReadonlyMap<number, number>,
): IterableIterator<readonly [number, number, number, number]> {
  for (const slice of allSliceRows(db)) {
    const index = indexOf.get(slice.item)
    if (index !== undefined)
      yield [index, toDayNumber(slice.on as IsoDate), slice.minor, slice.baseMinor]
  }
}
