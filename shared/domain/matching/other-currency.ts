/**
 * Money in another currency than the documents': their worth at the day's rate is what is compared. A
 * payer takes a rate of its own, so what is within tolerance of the worth closes the document, and the
 * rest is an exchange difference (domain.md 4.11).
 */
import { digitsOf } from '../currency.ts'
import { convert } from '../money.ts'
import type { Desk, Draft } from './draft.ts'
import type { AllocationKind, FeatureName } from './features.ts'

/** How far a payer's rate may be from ours, in parts of a thousand. */
const RATE_SLACK = 15
const NEAR = 2
const ONES_MAX = 3

export function draftOtherCurrency(desk: Desk): Draft[] {
  const { books, open, reading, payer } = desk
  const { amount, line } = reading
  const currencies = books.currenciesOf[payer.customer]
  const isAlone =
    (currencies?.size ?? 0) === (currencies?.has(desk.currency) ? 1 : 0) &&
    desk.named.every((hit) => books.index.currency[hit.document] === desk.currency)
  if (isAlone) return []
  const drafts: Draft[] = []
  books.index.currencies.forEach((currency, number) => {
    if (number === desk.currency) return
    const named = desk.named
      .map((hit) => hit.document)
      .filter((one) => books.index.currency[one] === number && open.of(one) > 0)
    if (named.length === 0 && !currencies?.has(number)) return
    const documents = open.documentsOf(payer.customer, number).filter((one) => open.of(one) > 0)
    if (documents.length === 0 && named.length === 0) return
    const rate = books.source.rateOf(currency, line.currency, line.bookedOn)
    if (rate === null) return
    const original = line.original?.currency === currency ? line.original.minor : null
    const worthOf = (document: number) => convert(open.of(document), currency, line.currency, rate)
    const add = (kind: AllocationKind, set: readonly number[]) => {
      const worths = set.map(worthOf)
      const difference = worths.reduce((sum, one) => sum + one, 0) - amount
      const owed = set.reduce((sum, one) => sum + open.of(one), 0)
      if (original === null ? Math.abs(difference) * 1000 > amount * RATE_SLACK : original !== owed)
        return
      const traits: FeatureName[] = []
      if (original !== null) traits.push('original_stated')
      if (Math.abs(difference) * 1000 <= amount * NEAR) traits.push('rate_near')
      drafts.push({
        customer: payer.customer,
        kind,
        documents: set,
        amounts: set.map((one) => open.of(one)),
        worths,
        rate,
        adjustments: difference === 0 ? [] : [{ kind: 'fx', minor: difference, document: null }],
        unapplied: 0,
        traits,
        hold: null,
      })
    }
    if (named.length > 0) add('named_currency', named)
    // Plain numbers find who comes near; what is drafted is converted exactly.
    const unit = Number(rate) * 10 ** (digitsOf(line.currency) - digitsOf(currency))
    const slack = (amount * 2 * RATE_SLACK) / 1000
    const near = documents
      .map((document) => ({ document, off: Math.abs(open.of(document) * unit - amount) }))
      .filter((one) => one.off <= slack || open.of(one.document) === original)
      .toSorted((a, b) => a.off - b.off || a.document - b.document)
      .slice(0, ONES_MAX)
    for (const { document } of near) add('one_currency', [document])
    const all = documents.reduce((sum, one) => sum + open.of(one), 0)
    if (documents.length > 1 && Math.abs(all * unit - amount) <= slack)
      add('one_currency', documents)
  })
  return drafts
}
