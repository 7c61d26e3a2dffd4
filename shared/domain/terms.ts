/**
 * Payment terms and the due days they give (M65).
 *
 * Written forms: `30` or `NET30` (days after the document), `EOM` (end of its month), `EOM+15`
 * (15 days after that), `DAY15` (the next 15th, in the following month when the day has passed),
 * `3X30` (three equal installments every 30 days), `2/10 NET30` (2 % within 10 days, else 30; the
 * discount does not move or split the due day, domain.md 4.9).
 */
import { addDays, addMonths, firstOfMonth, type IsoDate, lastOfMonth, monthOf } from './days.ts'
import { split } from './money.ts'

export type Terms =
  | { readonly kind: 'net'; readonly days: number; readonly discount?: CashDiscount }
  | { readonly kind: 'end_of_month'; readonly plusDays: number }
  | { readonly kind: 'day_of_month'; readonly day: number }
  | { readonly kind: 'installments'; readonly count: number; readonly everyDays: number }

export interface CashDiscount {
  readonly percent: string
  readonly withinDays: number
}

/** The terms every company starts with. */
export const STANDARD_TERMS = ['NET7', 'NET15', 'NET30', 'NET60', 'NET90', 'EOM'] as const

const MAX_DAYS = 3650

/** Null when the text is no term of ours. */
export function parseTerms(text: string): Terms | null {
  const upper = text.trim().toUpperCase().replace(/\s+/g, ' ')
  const net = /^(?:NET ?)?(\d{1,4})$/.exec(upper)
  if (net) return netOf(Number(net[1]))
  const discount = /^(\d{1,2}(?:\.\d{1,2})?)\/(\d{1,3}) ?,? ?(?:NET ?)?(\d{1,4})$/.exec(upper)
  if (discount) {
    const terms = netOf(Number(discount[3]))
    const [percent, withinDays] = [discount[1] ?? '', Number(discount[2])]
    if (terms?.kind !== 'net' || withinDays > terms.days) return null
    return { ...terms, discount: { percent, withinDays } }
  }
  const endOfMonth = /^EOM(?: ?\+ ?(\d{1,3}))?$/.exec(upper)
  if (endOfMonth) return { kind: 'end_of_month', plusDays: Number(endOfMonth[1] ?? 0) }
  const dayOfMonth = /^DAY ?(\d{1,2})$/.exec(upper)
  if (dayOfMonth) {
    const day = Number(dayOfMonth[1])
    return day >= 1 && day <= 31 ? { kind: 'day_of_month', day } : null
  }
  const installments = /^(\d{1,2}) ?X ?(\d{1,3})$/.exec(upper)
  if (installments) {
    const [count, everyDays] = [Number(installments[1]), Number(installments[2])]
    return count >= 2 && everyDays >= 1 ? { kind: 'installments', count, everyDays } : null
  }
  return null
}

/** The (last) due day of a document of `date`; no terms means due on the day itself. */
export function dueDate(date: IsoDate, terms: Terms | null): IsoDate {
  if (!terms) return date
  switch (terms.kind) {
    case 'net':
      return addDays(date, terms.days)
    case 'end_of_month':
      return addDays(lastOfMonth(monthOf(date)), terms.plusDays)
    case 'day_of_month':
      return nextDayOfMonth(date, terms.day)
    case 'installments':
      return addDays(date, terms.count * terms.everyDays)
  }
}

/** The installments that terms make of an amount; null when they make one item only. */
export function installmentsOf(
  date: IsoDate,
  terms: Terms | null,
  amountMinor: number,
): readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[] | null {
  if (terms?.kind !== 'installments') return null
  const parts = split(
    amountMinor,
    Array.from({ length: terms.count }, () => 1),
  )
  if (parts.some((part) => part <= 0)) return null
  return parts.map((part, index) => ({
    dueOn: addDays(date, (index + 1) * terms.everyDays),
    amountMinor: part,
  }))
}

function netOf(days: number): Terms | null {
  return days <= MAX_DAYS ? { kind: 'net', days } : null
}

function nextDayOfMonth(date: IsoDate, day: number): IsoDate {
  const inMonth = (first: IsoDate): IsoDate => {
    const last = lastOfMonth(monthOf(first))
    const wanted = addDays(first, day - 1)
    return wanted > last ? last : wanted
  }
  const month = monthOf(date)
  const here = inMonth(firstOfMonth(month))
  return here >= date ? here : inMonth(firstOfMonth(addMonths(month, 1)))
}
