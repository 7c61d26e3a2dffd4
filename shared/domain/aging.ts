/**
 * Aging: bucket edges, and the slow computation that every faster one must equal.
 *
 * Rules of domain.md 4.2: due today is not due; edges are inclusive on the right; installments are
 * items of their own; age counts from the as-of day, never from today; the total is the same on
 * both bases. Amounts are signed, debit positive.
 */
import type { OpenColumn } from './kinds.ts'

/** A day far beyond the ledger's, for "not closed". */
export const NEVER = 2_932_896

export interface DatedSlice {
  readonly day: number
  /** Signed like the item: what of it was taken away from `day` on; negative when given back. */
  readonly minor: number
  readonly baseMinor: number
}

/** An open item with its whole history: days are day numbers. */
export interface AgedItem {
  readonly party: string
  readonly currency: string
  readonly column: OpenColumn
  /** Ledger day: from here on it counts. */
  readonly docDay: number
  /** Day on the paper: age by document date. */
  readonly paperDay: number
  /** Due days in force from a day on, the first from the beginning. */
  readonly dueDays: readonly { readonly from: number; readonly dueDay: number }[]
  readonly minor: number
  readonly baseMinor: number
  readonly slices: readonly DatedSlice[]
  readonly disputed: readonly {
    readonly from: number
    readonly until: number
    readonly minor: number
  }[]
}

export interface AgingOptions {
  readonly asOf: number
  readonly by: 'due' | 'document'
  readonly edges: readonly number[]
  readonly inBase: boolean
  readonly excludeDisputed: boolean
}

export interface Aged {
  readonly buckets: number[]
  unapplied: number
  creditNotes: number
  total: number
  overdue: number
  disputed: number
  oldestDue: number | null
  /** Σ open × days past due and Σ open over overdue items. */
  lateDays: number
  lateOpen: number
  items: number
}

/** Keys in the contract's order: `not_due`, `1-30`, …; by document date `0-30` comes first. */
export function bucketKeys(edges: readonly number[], by: 'due' | 'document'): string[] {
  const first = edges[0] ?? 0
  const keys = by === 'due' ? ['not_due', `1-${first}`] : [`0-${first}`]
  for (let i = 1; i < edges.length; i += 1) keys.push(`${(edges[i - 1] ?? 0) + 1}-${edges[i]}`)
  keys.push(`${(edges.at(-1) ?? 0) + 1}+`)
  return keys
}

/** Index into `bucketKeys`: `age` is days past due, or days since the document. */
export function bucketOf(age: number, edges: readonly number[], by: 'due' | 'document'): number {
  const offset = by === 'due' ? 1 : 0
  if (by === 'due' && age <= 0) return 0
  for (let i = 0; i < edges.length; i += 1) if (age <= (edges[i] ?? 0)) return i + offset
  return edges.length + offset
}

export function emptyAged(bucketCount: number): Aged {
  const buckets: number[] = []
  for (let i = 0; i < bucketCount; i += 1) buckets.push(0)
  return {
    buckets,
    unapplied: 0,
    creditNotes: 0,
    total: 0,
    overdue: 0,
    disputed: 0,
    oldestDue: null,
    lateDays: 0,
    lateOpen: 0,
    items: 0,
  }
}

/** Weighted days late, one decimal, half away from zero; null when nothing is overdue. */
export function weightedDaysLate(aged: Aged): number | null {
  return aged.lateOpen > 0 ? Math.round((aged.lateDays / aged.lateOpen) * 10) / 10 : null
}

/** What of an item is open at the end of a day, in its currency and in company currency. */
export function openAt(
  item: AgedItem,
  asOf: number,
): { readonly minor: number; readonly baseMinor: number } {
  if (item.docDay > asOf) return { minor: 0, baseMinor: 0 }
  let { minor, baseMinor } = item
  for (const slice of item.slices) {
    if (slice.day > asOf) continue
    minor -= slice.minor
    baseMinor -= slice.baseMinor
  }
  return { minor, baseMinor }
}

export function dueDayAt(item: AgedItem, asOf: number): number {
  let due = item.dueDays[0]?.dueDay ?? item.paperDay
  for (const change of item.dueDays) if (change.from <= asOf) due = change.dueDay
  return due
}

export function disputedAt(item: AgedItem, asOf: number): number {
  let disputed = 0
  for (const { from, until, minor } of item.disputed)
    if (from <= asOf && asOf < until) disputed += minor
  return disputed
}

/**
 * Adds one open amount to its party's figures. The same code serves the slow and the fast way; the
 * fast one calls it for every open item, so it takes plain arguments and makes nothing.
 */
export function addOpen(
  aged: Aged,
  options: AgingOptions,
  column: OpenColumn,
  openMinor: number,
  openDisputed: number,
  dueDay: number,
  paperDay: number,
): void {
  const disputed = Math.max(0, Math.min(openDisputed, openMinor))
  const minor = options.excludeDisputed ? openMinor - disputed : openMinor
  if (minor === 0 && disputed === 0) return
  aged.items += 1
  aged.disputed += disputed
  aged.total += minor
  if (column === 'credit_notes') aged.creditNotes += minor
  else if (column === 'unapplied') aged.unapplied += minor
  else addToBucket(aged, options, minor, dueDay, paperDay)
}

function addToBucket(
  aged: Aged,
  options: AgingOptions,
  minor: number,
  dueDay: number,
  paperDay: number,
): void {
  const age = options.asOf - (options.by === 'due' ? dueDay : paperDay)
  const index = bucketOf(age, options.edges, options.by)
  aged.buckets[index] = (aged.buckets[index] ?? 0) + minor
  if (aged.oldestDue === null || dueDay < aged.oldestDue) aged.oldestDue = dueDay
  const late = options.asOf - dueDay
  if (late <= 0) return
  aged.overdue += minor
  aged.lateDays += minor * late
  aged.lateOpen += minor
}

/** The slow computation: every item, every slice. Keyed `party NUL currency`. */
export function ageSlowly(items: Iterable<AgedItem>, options: AgingOptions): Map<string, Aged> {
  const result = new Map<string, Aged>()
  const buckets = bucketKeys(options.edges, options.by).length
  for (const item of items) {
    const open = openAt(item, options.asOf)
    const minor = options.inBase ? open.baseMinor : open.minor
    if (open.minor === 0 && minor === 0) continue
    const key = `${item.party}\0${item.currency}`
    let aged = result.get(key)
    if (!aged) result.set(key, (aged = emptyAged(buckets)))
    addOpen(
      aged,
      options,
      item.column,
      minor,
      disputedAt(item, options.asOf),
      dueDayAt(item, options.asOf),
      item.paperDay,
    )
  }
  return result
}
