/**
 * How what is written enters the books: as pending (a posting of this device), or as confirmed at a
 * sequence of the server (the feed). Writers write rows; this decides numbers, days and cells.
 */
import { uuidToBytes } from '../../../db/kit/uuid-codec.ts'
import { type DocumentRow, peekNumber, takeNumber } from '../../../db/local/documents.ts'
import type { NewAlloc } from '../../../db/local/items.ts'
import { type IsoDate, monthOf } from '../../../shared/domain/days.ts'
import { pendingLeaf } from '../../../sync/engine/cells.ts'
import type { Context } from '../context.ts'
import type { CellBook } from './cell-book.ts'
import type { Entry } from './entry.ts'
import { nextNumber } from './numbers.ts'
import { assertOpen } from './open-months.ts'

export interface Booking {
  /** Milliseconds since 1970 UTC: when the books learned of it. */
  readonly recordedAt: number
  /** Refuses a ledger day that takes no entry. */
  assertDay(on: IsoDate): void
  /** Number of a document that has none of its own. */
  numberFor(entry: Entry): string
  /** After the rows of a document are written. */
  document(row: DocumentRow): void
  /** After a slice is written. */
  slice(rowid: number, alloc: NewAlloc): void
}

export class PendingBooking implements Booking {
  readonly recordedAt: number
  readonly #context: Context
  readonly #cells: CellBook

  constructor(context: Context, cells: CellBook) {
    this.#context = context
    this.#cells = cells
    this.recordedAt = context.nowMs
  }

  assertDay(on: IsoDate): void {
    assertOpen(this.#context, on)
  }

  numberFor(entry: Entry): string {
    return this.#context.company.isConnected
      ? provisionalReference(this.#context)
      : nextNumber(this.#context, entry.kind, entry.docOn)
  }

  document(row: DocumentRow): void {
    if (row.customer === null) return
    this.#cells.add(
      row.customer,
      row.currency,
      monthOf(row.docOn),
      row.amountMinor,
      row.baseMinor,
      pendingLeaf(uuidToBytes(row.documentId), row.contentHash, row.number),
    )
  }

  slice(): void {
    // Pending slices are in no sum of their own.
  }
}

/** G-7K3F-000031: shown until the server gives the final number (sync.md 5). */
function provisionalReference({ db, company, rehearsal }: Context): string {
  const series = provisionalSeries(company.deviceCode)
  return provisional(series, rehearsal ? 0 : takeNumber(db, series, 0))
}

/** The provisional reference the next document without a number would get. */
export function nextProvisional({ db, company }: Context): string {
  const series = provisionalSeries(company.deviceCode)
  return provisional(series, peekNumber(db, series, 0))
}

function provisionalSeries(deviceCode: string): string {
  return `G-${deviceCode}`
}

function provisional(series: string, n: number): string {
  return `${series}-${String(n).padStart(6, '0')}`
}
