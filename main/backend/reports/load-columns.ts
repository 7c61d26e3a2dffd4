/** Fills the item columns from the projections in small steps, and brings single items up to date. */
import {
  dueChangeMark,
  itemColumnsAfter,
  itemColumnsOf,
  type ItemTuple,
  lastItem,
  slicesAfter,
  slicesOf,
} from '../../../db/local/item-rows.ts'
import { ALL_KNOWN, dueChanges } from '../../../db/local/open-items.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import { openColumnOf } from '../../../shared/domain/kinds.ts'
import type { ColumnItem } from './column-item.ts'
import type { ItemColumns } from './item-columns.ts'

/** Rows read in one step: about ten milliseconds. */
export const STEP_ROWS = 5000

/** Items first, then allocations; yields after every step with more to come. */
export function* fillColumns(db: CompanyDb, columns: ItemColumns): Generator<void, void> {
  columns.reserve(lastItem(db) + 1)
  for (let after = 0; ; ) {
    const rows = itemColumnsAfter(db, after, STEP_ROWS)
    for (const row of rows) columns.set(itemOf(row))
    if (rows.length < STEP_ROWS) break
    after = rows.at(-1)?.[0] ?? after
    yield
  }
  const dayOf = dayReader()
  for (let after = 0; ; ) {
    const rows = slicesAfter(db, after, STEP_ROWS)
    for (const [, debit, credit, on, minor, debitBase, creditBase] of rows) {
      const day = dayOf(on)
      columns.addSlice(debit, day, minor, debitBase)
      columns.addSlice(credit, day, -minor, -creditBase)
    }
    if (rows.length < STEP_ROWS) break
    after = rows.at(-1)?.[0] ?? after
    yield
  }
  columns.setDueHistory(dueChanges(db, ALL_KNOWN))
  yield* columns.prepareMonths()
}

/** Takes over items a committed command changed. */
export function refreshItems(db: CompanyDb, columns: ItemColumns, ids: Iterable<number>): void {
  const dayOf = dayReader()
  for (const id of ids) {
    const row = itemColumnsOf(db, id)
    if (!row) continue
    columns.set(itemOf(row))
    columns.forgetSlices(id)
    for (const [on, minor, baseMinor] of slicesOf(db, id))
      columns.addSlice(id, dayOf(on), minor, baseMinor)
  }
}

/** Rises with every agreement on a due day; the few there are get read again only then. */
export function dueHistoryMark(db: CompanyDb): number {
  return dueChangeMark(db)
}

function itemOf(row: ItemTuple): ColumnItem {
  const [id, customer, currency, kind, docDay, paperDay, dueDay, minor, baseMinor] = row
  const [openMinor, openBaseMinor, closedDay] = [row[9], row[10], row[11]]
  return {
    id,
    customer,
    currency,
    column: openColumnOf(kind, minor),
    docDay,
    paperDay,
    dueDay,
    minor,
    baseMinor,
    openMinor,
    openBaseMinor,
    closedDay,
  }
}

/** A ledger has few days and many rows. */
function dayReader(): (on: string) => number {
  const known = new Map<string, number>()
  return (on) => {
    let day = known.get(on)
    if (day === undefined) known.set(on, (day = toDayNumber(on as IsoDate)))
    return day
  }
}
