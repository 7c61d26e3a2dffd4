/** Which open items a cell of the aging stands for, and the text forms of what the address keeps. */
import type { OpenItem } from '../../../shared/contract/documents.ts'
import type { AgingRow } from '../../../shared/contract/reports.ts'
import { bucketOf } from '../../../shared/domain/aging.ts'
import { addDays, daysBetween, type IsoDate } from '../../../shared/domain/days.ts'
import { openColumnOf } from '../../../shared/domain/kinds.ts'

export interface AgingView {
  readonly asOf: IsoDate
  readonly by: 'due' | 'document'
  readonly edges: readonly number[]
  readonly buckets: readonly string[]
}

export interface Cell {
  readonly row: AgingRow
  readonly columnId: string
}

/** A cell as the address keeps it: "TRY bucket.61-90 120.01.0077". */
export function cellText(row: AgingRow, columnId: string): string {
  return `${row.currency} ${columnId} ${row.customer}`
}

/** The cell of such a text; null when its row is not there. */
export function cellOf(text: string | undefined, rows: readonly AgingRow[]): Cell | null {
  const [currency = '', columnId = '', ...code] = text?.split(' ') ?? []
  const row = rows.find((one) => one.customer === code.join(' ') && one.currency === currency)
  return row ? { row, columnId } : null
}

/** Column ids of the aging grid that are buckets: `bucket.` and the key. */
export function bucketColumn(key: string): string {
  return `bucket.${key}`
}

export function belongsTo(item: OpenItem, columnId: string, view: AgingView): boolean {
  const column = openColumnOf(item.kind, item.openMinor)
  if (columnId === 'unapplied') return column === 'unapplied'
  if (columnId === 'creditNotes') return column === 'credit_notes'
  if (columnId === 'credits') return column !== 'bucket'
  if (columnId === 'overdue') return column === 'bucket' && item.daysPastDue > 0
  if (!columnId.startsWith('bucket.')) return true
  if (column !== 'bucket') return false
  const age = view.by === 'due' ? item.daysPastDue : daysBetween(item.documentDate, view.asOf)
  const key = view.buckets[bucketOf(age, view.edges, view.by)]
  return key !== undefined && columnId === bucketColumn(key)
}

/** The last moment of a day in a time zone, as the contract writes moments. */
export function endOfDay(day: IsoDate, timeZone: string): string {
  const guess = Date.parse(`${addDays(day, 1)}T00:00:00Z`)
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(guess)
  const offsetMs = Date.parse(`${clock.replace(' ', 'T')}Z`) - guess
  return new Date(guess - offsetMs - 1).toISOString()
}
