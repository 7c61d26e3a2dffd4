/**
 * Differences between what is owed and what came in that need no person: a discount as the terms grant
 * it, what the bank says or may have kept, rounding (domain.md 4.8 and 4.9; cli.md, `bank match`). A
 * discount that the terms do not grant is recognised too, to be proposed and never posted.
 */
import { digitsOf } from '../currency.ts'
import { toDayNumber } from '../days.ts'
import { proportion } from '../money.ts'
import type { Desk, DraftAdjustment } from './draft.ts'
import type { FeatureName } from './features.ts'
import type { DecisionReason, MatchDocument, MatchLine } from './types.ts'

export interface Difference {
  readonly adjustments: readonly DraftAdjustment[]
  readonly traits: readonly FeatureName[]
  readonly hold: DecisionReason | null
}

/** Discounts people take without being granted them, in hundredths of a percent. */
const USUAL_DISCOUNTS = [100, 150, 200, 300, 400, 500]
/** Rounding of a percentage may go either way. */
const DISCOUNT_SLACK = 2
/** A fee above this share of the tolerance is unusual. */
const FEE_USUAL = 0.5
/** No bank keeps more of a payment than this; more than the second is much. */
const FEE_SHARE_MAX = 0.2
const FEE_SHARE_USUAL = 0.03

/** What `short` (owed less received) may be, the likeliest first; empty when nothing explains it. */
export function explainShort(
  desk: Desk,
  documents: readonly number[],
  short: number,
): Difference[] {
  const found: Difference[] = []
  const { charges } = desk.reading.line
  const granted = documents.flatMap((document) => grantedDiscount(desk, document))
  const total = granted.reduce((sum, one) => sum + one.minor, 0)
  if (total > 0 && Math.abs(total - short) <= DISCOUNT_SLACK)
    found.push({
      adjustments: spread(granted, short - total),
      traits: ['discount_granted'],
      hold: null,
    })
  if (
    charges !== null &&
    charges.minor === short &&
    charges.currency === desk.reading.line.currency
  )
    found.push({ adjustments: [fee(short)], traits: ['charges_stated'], hold: null })
  if (found.length > 0) return found
  if (isRounding(desk, documents, short))
    return [
      {
        adjustments: [{ kind: 'rounding', minor: short, document: null }],
        traits: [desk.reading.amount % 100 === 0 ? 'rounding_down' : 'rounding'],
        hold: null,
      },
    ]
  if (short < 0) return []
  const usual = usualDiscount(desk, documents, short)
  if (usual !== null) found.push(usual)
  else if (short <= feeMax(desk) && short <= owedOn(desk, documents) * FEE_SHARE_MAX)
    found.push({
      adjustments: [fee(short)],
      traits: feeTraits(desk, documents, short),
      hold: null,
    })
  return found
}

function feeTraits(desk: Desk, documents: readonly number[], short: number): FeatureName[] {
  const traits: FeatureName[] = []
  if (short > feeMax(desk) * FEE_USUAL) traits.push('fee_large')
  if (short > owedOn(desk, documents) * FEE_SHARE_USUAL) traits.push('fee_heavy')
  return traits
}

function owedOn(desk: Desk, documents: readonly number[]): number {
  return documents.reduce((sum, one) => sum + desk.open.of(one), 0)
}

/** The most a bank may have kept, in the line's currency. */
export function feeMax(desk: Desk): number {
  const { feeTry, feeOther } = desk.books.source.settings
  const { currency } = desk.reading.line
  return (currency === 'TRY' ? feeTry : feeOther) * 10 ** digitsOf(currency)
}

export function roundingMax(desk: Desk, owed: number): number {
  const { roundingMinor, roundingBasisPoints } = desk.books.source.settings
  return Math.min(roundingMinor, Math.floor((owed * roundingBasisPoints) / 10_000))
}

/** The discount that may still be taken on what is open of a document, if any. */
export function grantedDiscount(desk: Desk, document: number): DraftAdjustment[] {
  const source = desk.books.documents[document]
  if (source === undefined) return []
  const minor = discountFor({ ...source, openMinor: desk.open.of(document) }, desk.reading.line)
  return minor === 0 ? [] : [{ kind: 'discount', minor, document }]
}

/** What the terms of a document grant when a line pays it: minor units of the document, 0 for nothing. */
export function discountFor(
  {
    discount,
    originalMinor,
    openMinor,
  }: Pick<MatchDocument, 'discount' | 'originalMinor' | 'openMinor'>,
  { valueOn, bookedOn }: Pick<MatchLine, 'valueOn' | 'bookedOn'>,
): number {
  // On what was partly paid before, the terms' discount is a question for a person.
  if (discount === null || openMinor !== originalMinor) return 0
  const paidOn = valueOn !== null && valueOn < bookedOn ? valueOn : bookedOn
  if (toDayNumber(paidOn) > toDayNumber(discount.untilOn)) return 0
  return Math.max(0, percentOf(originalMinor, Math.round(Number(discount.percent) * 100)))
}

/** As `proportion`, without big decimals where plain numbers are exact. */
function percentOf(minor: number, hundredths: number): number {
  const scaled = 2 * minor * hundredths + 10_000
  if (minor < 0 || !Number.isSafeInteger(scaled)) return proportion(minor, hundredths, 10_000)
  return Math.floor(scaled / 20_000)
}

function usualDiscount(desk: Desk, documents: readonly number[], short: number): Difference | null {
  const owed = documents.reduce(
    (sum, one) => sum + Math.max(0, desk.books.documents[one]?.originalMinor ?? 0),
    0,
  )
  const isUsual = USUAL_DISCOUNTS.some(
    (one) => Math.abs(percentOf(owed, one) - short) <= DISCOUNT_SLACK,
  )
  if (!isUsual) return null
  return {
    adjustments: [{ kind: 'discount', minor: short, document: documents[0] ?? null }],
    traits: ['discount_other'],
    hold: 'match.difference',
  }
}

function isRounding(desk: Desk, documents: readonly number[], short: number): boolean {
  const owed = documents.reduce((sum, one) => sum + Math.abs(desk.open.of(one)), 0)
  return Math.abs(short) <= roundingMax(desk, owed)
}

function fee(minor: number): DraftAdjustment {
  return { kind: 'fee', minor, document: null }
}

/** The smallest unit that percentages leave goes to the last discount. */
function spread(granted: readonly DraftAdjustment[], rest: number): DraftAdjustment[] {
  return granted.map((one, at) =>
    at === granted.length - 1 ? { ...one, minor: one.minor + rest } : one,
  )
}
