/**
 * How every account stands on a day, in one pass over what is open: what the day's work, the risk
 * list and the notices are made from. Amounts in company currency as booked, but for `minor`.
 */
import { lastLocalSeq } from '../../../db/local/ledger-list.ts'
import { ALL_KNOWN, disputedItemsAt } from '../../../db/local/open-items.ts'
import { bucketOf } from '../../../shared/domain/aging.ts'
import { toDayNumber, type IsoDate } from '../../../shared/domain/days.ts'
import { proportion } from '../../../shared/domain/money.ts'
import type { Context } from '../context.ts'
import type { OpenCache } from './open-cache.ts'
import { openSource } from './open-source.ts'

/** What is due within a week from the day itself counts as expected. */
export const WEEK_DAYS = 7

export interface Pile {
  items: number
  minor: number
}

/** One customer and currency. */
export interface Standing {
  readonly customer: number
  readonly currency: string
  /** In the account's own currency. */
  minor: number
  balanceMinor: number
  readonly overdue: Pile
  /** Σ(overdue × days past due). */
  lateDays: number
  /** Of what is overdue. */
  readonly disputedOverdue: Pile
  readonly unapplied: Pile
  readonly creditNotes: Pile
  readonly dueSoon: Pile
  readonly buckets: number[]
}

const kept = new WeakMap<OpenCache, { readonly of: string; readonly standings: Standing[] }>()

/**
 * Where the columns stay in memory, what came out stays as well until something is written: the bell,
 * the day's work and the risk list of one screen ask for the same day, 0.2 s each at a million documents.
 */
export function standingsAt(
  context: Context,
  cache: OpenCache | null,
  asOf: IsoDate,
  edges: readonly number[],
): readonly Readonly<Standing>[] {
  if (cache === null) return reckon(context, null, asOf, edges)
  const of = [lastLocalSeq(context.db), asOf, ...edges].join(' ')
  const known = kept.get(cache)
  if (known?.of === of) return known.standings
  const standings = reckon(context, cache, asOf, edges)
  kept.set(cache, { of, standings })
  return standings
}

function reckon(
  { db }: Context,
  cache: OpenCache | null,
  asOf: IsoDate,
  edges: readonly number[],
): Standing[] {
  const day = toDayNumber(asOf)
  const source = openSource(db, cache, { day, knownAt: ALL_KNOWN, customers: null })
  const { customers, currencies } = source.accounts
  const disputes = disputedItemsAt(db, day, ALL_KNOWN)
  const byAccount: (Standing | undefined)[] = []
  source.visit((account, column, minor, baseMinor, dueDay, _paperDay, item) => {
    const own = (byAccount[account] ??= empty(
      customers[account] ?? 0,
      currencies[account] ?? '',
      edges.length + 2,
    ))
    own.minor += minor
    own.balanceMinor += baseMinor
    if (column === 'unapplied') return add(own.unapplied, baseMinor)
    if (column === 'credit_notes') return add(own.creditNotes, baseMinor)
    const late = day - dueDay
    const bucket = bucketOf(late, edges, 'due')
    own.buckets[bucket] = (own.buckets[bucket] ?? 0) + baseMinor
    if (late <= 0) {
      if (late > -WEEK_DAYS) add(own.dueSoon, baseMinor)
      return
    }
    add(own.overdue, baseMinor)
    own.lateDays += baseMinor * late
    const dispute = disputes.get(item)
    if (dispute === undefined || dispute.left <= 0 || minor <= 0) return
    const taken = Math.min(dispute.left, minor)
    dispute.left -= taken
    add(own.disputedOverdue, proportion(baseMinor, taken, minor))
  })
  return byAccount.filter((one) => one !== undefined)
}

function add(pile: Pile, minor: number): void {
  pile.items += 1
  pile.minor += minor
}

function empty(customer: number, currency: string, buckets: number): Standing {
  const pile = (): Pile => ({ items: 0, minor: 0 })
  return {
    customer,
    currency,
    minor: 0,
    balanceMinor: 0,
    overdue: pile(),
    lateDays: 0,
    disputedOverdue: pile(),
    unapplied: pile(),
    creditNotes: pile(),
    dueSoon: pile(),
    buckets: Array.from({ length: buckets }, () => 0),
  }
}

/** The credit limits there are, by customer row; in the account's currency. */
export interface Limit {
  readonly minor: number
  readonly currency: string
}

export function limitsOf(context: Context): Map<number, Limit> {
  const rows = context.db
    .prepare<[], { customer: number; minor: number; currency: string | null }>(
      'select id as customer, credit_limit_minor as minor, currency from customer where credit_limit_minor is not null and archived = 0',
    )
    .all()
  return new Map(
    rows.map(({ customer, minor, currency }) => [
      customer,
      { minor, currency: currency ?? context.company.currency },
    ]),
  )
}
