/** Books of a few customers for worked examples; every field has a plain default. */
import { day } from '../../shared/domain/days.ts'
import {
  type LineMatch,
  MATCH_DEFAULTS,
  type MatchBooks,
  type MatchCustomer,
  type MatchDocument,
  type MatchLine,
} from '../../shared/domain/matching/types.ts'
import { buildMatcher } from '../../shared/domain/matching/matcher.ts'

export function customer(
  code: string,
  name: string,
  rest: Partial<MatchCustomer> = {},
): MatchCustomer {
  return { code, name, taxId: null, ibans: [], parent: null, policy: 'statutory', ...rest }
}

export function invoice(
  documentNo: string,
  owner: string,
  openMinor: number,
  rest: Partial<MatchDocument> = {},
): MatchDocument {
  return {
    id: documentNo,
    customer: owner,
    documentNo,
    references: [],
    kind: openMinor < 0 ? 'credit_note' : 'invoice',
    currency: 'TRY',
    documentOn: day('2026-08-05'),
    dueOn: day('2026-09-04'),
    openMinor,
    originalMinor: openMinor,
    discount: null,
    ...rest,
  }
}

export function line(amountMinor: number, text: string, rest: Partial<MatchLine> = {}): MatchLine {
  return {
    id: 'L1',
    account: 'TR-1',
    bookedOn: day('2026-09-30'),
    valueOn: null,
    amountMinor,
    currency: 'TRY',
    original: null,
    charges: null,
    bankRef: null,
    customerRef: null,
    endToEndId: null,
    structuredRefs: [],
    text,
    counterparty: null,
    iban: null,
    taxId: null,
    isReversal: false,
    ...rest,
  }
}

export function books(
  customers: readonly MatchCustomer[],
  documents: readonly MatchDocument[],
  rest: Partial<MatchBooks> = {},
): MatchBooks {
  return {
    customers,
    documents,
    receipts: [],
    facts: [],
    rules: [],
    rateOf: () => null,
    settings: MATCH_DEFAULTS,
    ownIbans: [],
    ownNames: [],
    ...rest,
  }
}

/** The answer to one line. */
export function matchOne(source: MatchBooks, one: MatchLine): LineMatch {
  const [match] = buildMatcher(source).matchLines([one])
  if (match === undefined) throw new RangeError('a line has an answer')
  return match
}

/** The first proposal in short: customer, documents with amounts, adjustments and what is left. */
export function firstOf(match: LineMatch): object | null {
  const [first] = match.proposals
  if (first === undefined) return null
  return {
    customer: first.customer,
    pays: first.allocations.map((one) => `${one.documentNo}=${one.amountMinor}`),
    adjustments: first.adjustments.map((one) => `${one.kind}=${one.amountMinor}`),
    unapplied: first.unappliedMinor,
  }
}
