/** An allocation as it is drafted for one payer, before it is weighed. */
import type { Books } from './books.ts'
import type { AllocationKind, FeatureName } from './features.ts'
import type { OpenAmounts } from './open-amounts.ts'
import type { Payer } from './payer.ts'
import type { NumberHit, Reading } from './reading.ts'
import type { AdjustmentKind, DecisionReason } from './types.ts'

export interface DraftAdjustment {
  readonly kind: AdjustmentKind
  readonly minor: number
  readonly document: number | null
}

export interface Draft {
  readonly customer: number
  readonly kind: AllocationKind
  readonly documents: readonly number[]
  /** In each document's currency, signed as what is open. */
  readonly amounts: readonly number[]
  /** Their worth in the line's currency; the amounts themselves in one currency. */
  readonly worths: readonly number[]
  /** Units of the line's currency for one of the documents'; null in one currency. */
  readonly rate: string | null
  readonly adjustments: readonly DraftAdjustment[]
  readonly unapplied: number
  readonly traits: readonly FeatureName[]
  /** Why it may be proposed and not posted, whatever its score. */
  readonly hold: DecisionReason | null
}

/** One payer's part of the work on one line. */
export interface Desk {
  readonly books: Books
  readonly open: OpenAmounts
  readonly reading: Reading
  readonly payer: Payer
  /** Of the line. */
  readonly currency: number
  /** Open documents in the line's currency, earliest due first: what is owed, and credits. */
  readonly debits: readonly number[]
  readonly credits: readonly number[]
  /** Documents of the payer and its group that the line names, the best reading of each number. */
  readonly named: readonly NumberHit[]
}

export function draftOf(
  desk: Desk,
  kind: AllocationKind,
  given: readonly number[],
  rest: Partial<Pick<Draft, 'amounts' | 'adjustments' | 'unapplied' | 'traits' | 'hold'>> = {},
): Draft {
  const order = inOrder(given)
  const documents = order === null ? given : order.map((at) => given[at] ?? 0)
  const stated = rest.amounts
  const amounts =
    stated === undefined
      ? documents.map((one) => desk.open.of(one))
      : order === null
        ? stated
        : order.map((at) => stated[at] ?? 0)
  return {
    customer: desk.payer.customer,
    kind,
    documents,
    amounts,
    worths: amounts,
    rate: null,
    adjustments: rest.adjustments ?? [],
    unapplied: rest.unapplied ?? 0,
    traits: rest.traits ?? [],
    hold: rest.hold ?? null,
  }
}

/** How to put documents in the order of the books; null when they stand so. */
function inOrder(documents: readonly number[]): number[] | null {
  for (let at = 1; at < documents.length; at += 1)
    if ((documents[at] ?? 0) < (documents[at - 1] ?? 0))
      return documents
        .map((_, place) => place)
        .toSorted((a, b) => (documents[a] ?? 0) - (documents[b] ?? 0))
  return null
}

export function sumOf(desk: Desk, documents: readonly number[]): number {
  let sum = 0
  for (const one of documents) sum += desk.open.of(one)
  return sum
}

/** What the allocation comes to, whichever way it was found: documents stand in the order of the books. */
export function signatureOf({ customer, documents, amounts, unapplied }: Draft): string {
  return `${customer}:${documents.join()}:${amounts.join()}:${unapplied}`
}
