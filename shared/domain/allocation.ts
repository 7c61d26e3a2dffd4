/**
 * Where a credit goes: the three policies of domain.md 4.5.
 *
 * `explicit` applies only to the debts the payer (or our receipt) named. `statutory`, the default,
 * goes on with the order of the Turkish Code of Obligations, articles 100–102: interest and costs in
 * arrears before principal, due debts before not due, the earliest due first, debts of one due day
 * in proportion. `oldest` is plain first in, first out. *Due* is judged on the allocation's
 * effective day. Items are of one customer and one currency, all open amounts positive; ties go by
 * id, so that two machines with the same items reach the same result.
 */
import type { IsoDate } from './days.ts'
import { split } from './money.ts'

export type AllocationPolicy = 'explicit' | 'statutory' | 'oldest'

export interface Payable {
  readonly id: string
  readonly documentNo: string
  readonly dueOn: IsoDate
  readonly openMinor: number
  /** Interest or costs in arrears come before principal (article 100). */
  readonly isInterest?: boolean
}

export type Reason = 'stated' | 'interest' | 'earliest_due' | 'same_day' | 'not_due' | 'oldest'

export interface Proposal {
  readonly itemId: string
  readonly amountMinor: number
  readonly reason: Reason
}

export interface Proposed {
  readonly lines: readonly Proposal[]
  readonly unappliedMinor: number
}

export function proposeAllocation(
  creditMinor: number,
  items: readonly Payable[],
  options: {
    readonly policy: AllocationPolicy
    readonly on: IsoDate
    readonly stated: readonly string[]
  },
): Proposed {
  if (!(creditMinor > 0)) throw new RangeError('a credit to allocate is positive')
  const rest = new Remainder(creditMinor)
  const byNumber = new Set(options.stated)
  const named = items.filter((item) => byNumber.has(item.documentNo)).toSorted(byDueThenId)
  for (const item of named) rest.take(item, item.openMinor, 'stated')
  if (options.policy === 'explicit') return rest.done()

  const others = items.filter((item) => !byNumber.has(item.documentNo)).toSorted(byDueThenId)
  if (options.policy === 'oldest') {
    for (const item of others) rest.take(item, item.openMinor, 'oldest')
    return rest.done()
  }
  const isDue = (item: Payable) => item.dueOn <= options.on
  for (const item of others)
    if (item.isInterest && isDue(item)) rest.take(item, item.openMinor, 'interest')
  const principal = others.filter((item) => !(item.isInterest && isDue(item)))
  takeByDueDay(rest, principal.filter(isDue), 'earliest_due')
  takeByDueDay(
    rest,
    principal.filter((item) => !isDue(item)),
    'not_due',
  )
  return rest.done()
}

/** Numbers of open documents that a free text names, longest first, so that INV-1 is not INV-10. */
export function numbersNamedIn(text: string, items: readonly Payable[]): string[] {
  const folded = fold(text)
  const numbers = [...new Set(items.map((item) => item.documentNo))]
  return numbers
    .filter((number) => {
      const wanted = fold(number)
      if (wanted.replace(/[^a-z0-9]/g, '').length < 3) return false
      let at = folded.indexOf(wanted)
      while (at >= 0) {
        const before = folded[at - 1] ?? ' '
        const after = folded[at + wanted.length] ?? ' '
        if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) return true
        at = folded.indexOf(wanted, at + 1)
      }
      return false
    })
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
}

/** Items of one due day share what is left in proportion to what is open (article 102). */
function takeByDueDay(rest: Remainder, items: readonly Payable[], reason: Reason): void {
  let start = 0
  while (start < items.length && rest.left > 0) {
    let end = start + 1
    while (end < items.length && items[end]?.dueOn === items[start]?.dueOn) end += 1
    const sameDay = items.slice(start, end)
    const open = sameDay.reduce((sum, item) => sum + item.openMinor, 0)
    if (rest.left >= open || sameDay.length === 1) {
      for (const item of sameDay) rest.take(item, item.openMinor, reason)
    } else {
      const parts = split(
        rest.left,
        sameDay.map((item) => item.openMinor),
      )
      sameDay.forEach((item, index) => rest.take(item, parts[index] ?? 0, 'same_day'))
    }
    start = end
  }
}

class Remainder {
  left: number
  readonly #lines: Proposal[] = []

  constructor(creditMinor: number) {
    this.left = creditMinor
  }

  take(item: Payable, wishedMinor: number, reason: Reason): void {
    const amountMinor = Math.min(this.left, wishedMinor, item.openMinor)
    if (amountMinor <= 0) return
    this.#lines.push({ itemId: item.id, amountMinor, reason })
    this.left -= amountMinor
  }

  done(): Proposed {
    return { lines: this.#lines, unappliedMinor: this.left }
  }
}

function byDueThenId(a: Payable, b: Payable): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
  if (a.documentNo !== b.documentNo) return a.documentNo < b.documentNo ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function fold(text: string): string {
  return text.toLowerCase()
}
