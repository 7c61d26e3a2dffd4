/** Counts and sums about the exchange: what waits, what was sent, what each account comes to. */
import type { Currency } from '../../shared/domain/currency.ts'
import { customerByCode } from './customers.ts'
import type { CompanyDb } from './open.ts'

export interface SyncCounts {
  readonly pending: number
  readonly sent: number
  readonly held: number
  /** Moment the oldest unsent operation was entered; null where nothing waits. */
  readonly oldestPending: string | null
}

export function syncCounts(db: CompanyDb): SyncCounts {
  const row = db
    .prepare<[], { pending: number; sent: number; held: number; oldest: string | null }>(
      `select count(*) filter (where state = 'pending') as pending,
         count(*) filter (where state = 'sent') as sent,
         count(*) filter (where state = 'held') as held,
         min(envelope ->> 'entered_at') filter (where state in ('pending', 'sent')) as oldest
       from op_outbox`,
    )
    .get()
  return {
    pending: row?.pending ?? 0,
    sent: row?.sent ?? 0,
    held: row?.held ?? 0,
    oldestPending: row?.oldest ?? null,
  }
}

export interface SyncBalance {
  /** Code. */
  readonly customer: string
  readonly name: string
  readonly currency: Currency
  readonly confirmedMinor: number
  readonly pendingMinor: number
  readonly heldMinor: number
}

/** Held effects by customer code and currency, joined by a blank. */
export type HeldFigures = ReadonlyMap<string, number>

export function heldFigures(
  work: readonly {
    readonly kind: string
    readonly customer: string | null
    readonly currency: string | null
    readonly amountMinor: number | null
  }[],
): HeldFigures {
  const sums = new Map<string, number>()
  for (const { kind, customer, currency, amountMinor } of work) {
    // An allocation moves no balance.
    if (!kind.startsWith('doc.') || customer === null || currency === null) continue
    const key = `${customer} ${currency}`
    sums.set(key, (sums.get(key) ?? 0) + (amountMinor ?? 0))
  }
  return sums
}

/** What an account comes to in a currency as it is shown: confirmed and pending. */
export function shownBalance(db: CompanyDb, customer: number, currency: string): number {
  return (
    db
      .prepare<[number, string], { balance: number }>(
        `select coalesce(sum(debit_minor - credit_minor), 0) as balance from cell
         where customer_id = ? and currency = ?`,
      )
      .get(customer, currency)?.balance ?? 0
  )
}

interface Row {
  readonly customer: string
  readonly name: string
  readonly currency: Currency
  readonly confirmed: number
  readonly pending: number
}

/** By code, then currency. */
export function syncBalances(db: CompanyDb, held: HeldFigures): SyncBalance[] {
  const rows = db
    .prepare<[], Row>(
      `select c.code as customer, c.name, x.currency,
         sum(case x.state when 'confirmed' then x.debit_minor - x.credit_minor else 0 end) as confirmed,
         sum(case x.state when 'pending' then x.debit_minor - x.credit_minor else 0 end) as pending
       from cell as x join customer as c on c.id = x.customer_id
       group by c.code, x.currency`,
    )
    .all()
  const found = new Map<string, SyncBalance>(
    rows.map(({ customer, name, currency, confirmed, pending }) => [
      `${customer} ${currency}`,
      {
        customer,
        name,
        currency,
        confirmedMinor: confirmed,
        pendingMinor: pending,
        heldMinor: held.get(`${customer} ${currency}`) ?? 0,
      },
    ]),
  )
  for (const [key, heldMinor] of held) {
    if (found.has(key)) continue
    const at = key.lastIndexOf(' ')
    const customer = key.slice(0, at)
    found.set(key, {
      customer,
      name: customerByCode(db, customer)?.name ?? customer,
      currency: key.slice(at + 1) as Currency,
      confirmedMinor: 0,
      pendingMinor: 0,
      heldMinor,
    })
  }
  return [...found.values()].toSorted((a, b) =>
    a.customer === b.customer
      ? a.currency < b.currency
        ? -1
        : 1
      : a.customer < b.customer
        ? -1
        : 1,
  )
}
