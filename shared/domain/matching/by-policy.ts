/** Where money goes that names nothing that fits: the account's policy (domain.md 4.5). */
import { type Payable, proposeAllocation } from '../allocation.ts'
import { type Desk, type Draft, draftOf } from './draft.ts'
import type { AllocationKind } from './features.ts'

export function byPolicy(
  desk: Desk,
  kind: AllocationKind,
  stated: readonly number[],
): Draft | null {
  const { books, reading } = desk
  const customer = books.customers[desk.payer.customer]
  if (customer === undefined) return null
  const payables: Payable[] = []
  for (const document of reachable(desk, stated)) addPayables(desk, document, payables)
  const { lines, unappliedMinor } = proposeAllocation(reading.amount, payables, {
    policy: customer.policy,
    on: reading.line.bookedOn,
    stated: stated.map((one) => books.documents[one]?.documentNo ?? ''),
  })
  const parts = new Map<number, number>()
  for (const { itemId, amountMinor } of lines) {
    const document = Number(itemId.slice(0, itemId.indexOf('#')))
    parts.set(document, (parts.get(document) ?? 0) + amountMinor)
  }
  // A rest that goes on to what nobody named is the policy's word, not the payer's.
  const isStated = kind !== 'policy' && [...parts.keys()].every((one) => stated.includes(one))
  return draftOf(desk, kind, [...parts.keys()], {
    amounts: [...parts.values()],
    unapplied: unappliedMinor,
    hold: isStated ? null : 'match.by_policy',
  })
}

/**
 * The documents the money can reach under any policy: what is stated, interest, and the earliest due
 * until it is used up, with all that are due on the last of these days. The rest is never touched, and
 * large accounts have thousands of it.
 */
function reachable(desk: Desk, stated: readonly number[]): number[] {
  const { books, open, debits, reading } = desk
  const wanted = new Set(stated.filter((one) => open.of(one) > 0))
  let left = reading.amount
  let lastDay = Infinity
  for (const document of debits) {
    const due = books.dueDay[document] ?? 0
    const source = books.documents[document]
    if (due <= lastDay || source?.isInterest) wanted.add(document)
    if (lastDay !== Infinity) continue
    // Installments come one by one: of such a document only the first is due on its day.
    left -= source?.installments === undefined ? open.of(document) : 0
    if (left <= 0) lastDay = due
  }
  return [...wanted]
}

/** A document's open installments, each due by itself; what was used filled the earliest. */
function addPayables(desk: Desk, document: number, payables: Payable[]): void {
  const source = desk.books.documents[document]
  if (source === undefined) return
  const common = { documentNo: source.documentNo, isInterest: source.isInterest ?? false }
  if (source.installments === undefined) {
    const openMinor = desk.open.of(document)
    payables.push({ ...common, id: `${document}#0`, dueOn: source.dueOn, openMinor })
    return
  }
  let used = source.openMinor - desk.open.of(document)
  source.installments.forEach(({ dueOn, openMinor }, at) => {
    const gone = Math.min(used, openMinor)
    used -= gone
    if (gone < openMinor)
      payables.push({ ...common, id: `${document}#${at}`, dueOn, openMinor: openMinor - gone })
  })
}
