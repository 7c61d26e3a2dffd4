/**
 * Two accounts of the same dealings, and what a comparison says of them (cli.md, `reconcile statement`).
 *
 * Every figure is in OUR view: debit (they owe us) positive, whoever's book it stands in, in minor
 * units of one currency. The difference is ours.closing − theirs.closing; every item carries its share
 * of it, what stands in our book less what stands in theirs, so that the items and `unexplainedMinor`
 * add up to the difference whatever the comparison concludes.
 */
import type { IsoDate } from '../days.ts'
import type { DocumentKind, EnteredKind } from '../kinds.ts'

export interface BookLine {
  /** Index in its book. */
  readonly at: number
  /** Row of the file as a spreadsheet shows it; null for a document of ours. */
  readonly row: number | null
  readonly on: IsoDate
  /** As written; empty where the line has none. */
  readonly number: string
  readonly text: string
  /** Signed, our view, never zero. */
  readonly minor: number
  /** What the line is, where its book says so. */
  readonly kind: DocumentKind | null
  /** Booked from another currency, at a rate. */
  readonly isForeign: boolean
}

export interface Book {
  readonly openingMinor: number
  readonly closingMinor: number
  readonly lines: readonly BookLine[]
}

export const CAUSES = [
  'missing_in_theirs',
  'missing_in_ours',
  'amount',
  'timing',
  'fx',
  'rounding',
  'bank_fee',
  'discount',
  'sign',
  'duplicate',
  'opening',
] as const
export type Cause = (typeof CAUSES)[number]

export const MATCH_KINDS = [
  'exact',
  'date_shift',
  'number_variant',
  'split',
  'grouped',
  'netted',
  'many_to_many',
] as const
export type MatchKind = (typeof MATCH_KINDS)[number]

/** Lines of both books that say the same, to the last minor unit. */
export interface Match {
  readonly kind: MatchKind
  readonly ours: readonly BookLine[]
  readonly theirs: readonly BookLine[]
  readonly minor: number
}

/** How a cause was told, for the sentence that says it. */
export type Reason =
  | 'alone'
  | 'counter_entry_outside'
  | 'other_side'
  | 'digits_swapped'
  | 'digit_wrong'
  | 'decimal_shifted'
  | 'digit_lost'
  | 'other_amount'
  | 'cents'
  | 'fee_withheld'
  | 'fee_booked'
  | 'percent'
  | 'rate'
  | 'rate_booked'
  | 'booked_twice'
  | 'opening_differs'

export type Correction =
  /** A document to enter on our side. */
  | {
      readonly act: 'post'
      readonly kind: EnteredKind
      readonly minor: number
      readonly on: IsoDate
      readonly documentNo: string
    }
  /** Our document entered twice: take one back. */
  | { readonly act: 'reverse'; readonly documentNo: string }
  /** What to ask of them. */
  | { readonly act: 'ask'; readonly what: Ask }
  /** Passes by itself in the next period. */
  | { readonly act: 'wait' }

export type Ask =
  | 'book_document'
  | 'remove_twin'
  | 'correct_amount'
  | 'correct_side'
  | 'explain_opening'

/** One piece of the difference. */
export interface Item {
  readonly cause: Cause
  readonly reason: Reason
  /** Share of the difference: ours less theirs. */
  readonly minor: number
  readonly ours: readonly BookLine[]
  readonly theirs: readonly BookLine[]
  /** The counter-entry outside the period, or the twin that is booked twice. */
  readonly see: BookLine | null
  readonly correction: Correction
}

export interface Comparison {
  readonly ours: { readonly openingMinor: number; readonly closingMinor: number }
  readonly theirs: { readonly openingMinor: number; readonly closingMinor: number }
  readonly differenceMinor: number
  readonly matched: readonly Match[]
  /** In order of `CAUSES`, then of day and place. */
  readonly items: readonly Item[]
  readonly explanation: readonly {
    readonly cause: Cause
    readonly minor: number
    readonly items: readonly Item[]
  }[]
  /** What no line accounts for: a book whose own figures do not add up. */
  readonly unexplainedMinor: number
  /** Work was bounded and ran out: some groups may stand as missing on both sides. */
  readonly isCut: boolean
}

export function sumOf(lines: readonly BookLine[]): number {
  return lines.reduce((sum, { minor }) => sum + minor, 0)
}
