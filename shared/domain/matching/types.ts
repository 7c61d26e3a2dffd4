/**
 * What matching is given and what it answers (cli.md, `bank match`).
 *
 * Amounts are minor units. A bank line is positive for money that came in; an open document is signed
 * as in the ledger: positive for a debit, negative for an open credit note or credit. The books are a
 * picture of one moment: matching reads no clock, no file and no database, and answers the same for
 * the same books and lines.
 */
import type { AllocationPolicy } from '../allocation.ts'
import type { LineFacts } from '../bank/statement.ts'
import type { IsoDate } from '../days.ts'
import type { DocumentKind } from '../kinds.ts'

export interface MatchCustomer {
  readonly code: string
  readonly name: string
  readonly taxId: string | null
  /** Of the master record; what was learned from lines comes as facts. */
  readonly ibans: readonly string[]
  /** Code of the account this one stands below; accounts under one head may pay for each other. */
  readonly parent: string | null
  readonly policy: AllocationPolicy
}

export interface MatchInstallment {
  readonly dueOn: IsoDate
  readonly openMinor: number
}

/** A discount for early payment, as the document's terms grant it (domain.md 4.9). */
export interface MatchDiscount {
  /** A decimal string: `2`. */
  readonly percent: string
  /** The last day it may be taken. */
  readonly untilOn: IsoDate
}

export interface MatchDocument {
  readonly id: string
  readonly customer: string
  readonly documentNo: string
  /**
   * What else a payer may call it: order and delivery numbers, the payment link made for it, its
   * number in another program, the creditor reference printed on it.
   */
  readonly references: readonly string[]
  readonly kind: DocumentKind
  /** Interest or costs in arrears come before principal (domain.md 4.5). */
  readonly isInterest?: boolean
  readonly currency: string
  readonly documentOn: IsoDate
  /** Of several installments the earliest open one. */
  readonly dueOn: IsoDate
  /** What is open, signed; never 0. */
  readonly openMinor: number
  /** What it was made out for, signed as `openMinor`: discounts are granted on it. */
  readonly originalMinor: number
  readonly discount: MatchDiscount | null
  /** Open installments, the earliest first, adding up to `openMinor`; left out when it has one due day. */
  readonly installments?: readonly MatchInstallment[]
}

/** A receipt of the past: the rhythm and the habits of a payer. */
export interface PastReceipt {
  readonly customer: string
  readonly receivedOn: IsoDate
  readonly amountMinor: number
  readonly currency: string
}

/**
 * What is remembered of a payer: `iban` the account money came from, `name` the folded name of the
 * counterparty, `tax_id`, `text` the words of a payment that come back every time.
 */
export type FactKind = 'iban' | 'name' | 'tax_id' | 'text'

/** What confirmed matches taught: money with this key was this customer's, so many times. */
export interface LearnedFact {
  readonly kind: FactKind
  readonly key: string
  readonly customer: string
  readonly count: number
  readonly lastOn: IsoDate
  /** The confirmed lines it comes from, so that undoing one takes away exactly what it taught. */
  readonly sources: readonly FactSource[]
}

export interface FactSource {
  readonly lineId: string
  readonly on: IsoDate
}

/** A line a person (or the auto-post policy, seen and not undone) has given to a customer. */
export interface ConfirmedMatch {
  readonly line: Pick<MatchLine, 'id' | 'text' | 'counterparty' | 'iban' | 'taxId' | 'bookedOn'>
  readonly customer: string
}

/** All that is given must hold; texts are compared without case, accents and punctuation. */
export interface RuleCondition {
  readonly text?: string
  readonly counterparty?: string
  readonly iban?: string
  /** Of the line's absolute amount; both included. */
  readonly minMinor?: number
  readonly maxMinor?: number
  readonly currency?: string
  /** The account of ours it came to. */
  readonly account?: string
}

export type RuleEffect =
  /** Whose money it is; `onAccount` leaves it unapplied instead of looking for documents. */
  | { readonly kind: 'customer'; readonly customer: string; readonly onAccount: boolean }
  | { readonly kind: 'not_customer' }

/** A rule a person wrote; the first that applies decides. */
export interface MatchRule {
  readonly id: string
  readonly name: string
  readonly when: RuleCondition
  readonly effect: RuleEffect
}

export interface MatchSettings {
  /** The auto-post policy: proposals below are never posted. */
  readonly minConfidence: number
  /** Differences closed as rounding are within both (domain.md 4.8). */
  readonly roundingMinor: number
  readonly roundingBasisPoints: number
  /** What a bank may keep of a transfer, in whole units: of TRY, and of every other currency. */
  readonly feeTry: number
  readonly feeOther: number
}

/** As shipped (cli.md, `bank match`; domain.md 4.8). */
export const MATCH_DEFAULTS: MatchSettings = {
  minConfidence: 0.95,
  roundingMinor: 500,
  roundingBasisPoints: 50,
  feeTry: 100,
  feeOther: 30,
}

/** Units of `to` for one unit of `from` on a day, a decimal string; null when none is known. */
export type RateProvider = (from: string, to: string, on: IsoDate) => string | null

export interface MatchBooks {
  readonly customers: readonly MatchCustomer[]
  readonly documents: readonly MatchDocument[]
  readonly receipts: readonly PastReceipt[]
  readonly facts: readonly LearnedFact[]
  readonly rules: readonly MatchRule[]
  readonly rateOf: RateProvider
  readonly settings: MatchSettings
  /** IBANs of our own accounts: a transfer between them is nobody's payment. */
  readonly ownIbans: readonly string[]
  /** Our own names, as counterparties write them. */
  readonly ownNames: readonly string[]
}

/** A line of a bank statement, as `bank/statement.ts` has it, with its id and our account. */
export interface MatchLine
  extends Pick<
    LineFacts,
    | 'bookedOn'
    | 'valueOn'
    | 'amountMinor'
    | 'currency'
    | 'original'
    | 'charges'
    | 'bankRef'
    | 'customerRef'
    | 'endToEndId'
    | 'structuredRefs'
    | 'text'
    | 'counterparty'
    | 'iban'
    | 'taxId'
    | 'isReversal'
  > {
  readonly id: string
  readonly account: string
}

export interface MatchAllocation {
  readonly customer: string
  readonly documentId: string
  readonly documentNo: string
  /** The document's. */
  readonly currency: string
  /** In the document's currency; negative for a credit note that is netted. */
  readonly amountMinor: number
  /** Its worth in the line's currency at `rate`; the same as `amountMinor` in one currency. */
  readonly lineMinor: number
  /** Units of the line's currency for one of the document's; null in one currency. */
  readonly rate: string | null
}

export const ADJUSTMENT_KINDS = ['discount', 'fee', 'rounding', 'fx'] as const
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number]

/**
 * What documents are settled by beside the money: as `bank post --adjust` writes it, positive for what
 * did not come in. In the line's currency always
 * Σ allocations.lineMinor = line.amountMinor + Σ adjustments.amountMinor − unappliedMinor.
 */
export interface MatchAdjustment {
  readonly kind: AdjustmentKind
  /** In the line's currency; negative when more came in than was owed (rounding, exchange). */
  readonly amountMinor: number
  /** The document whose discount it is; null for what belongs to the whole payment. */
  readonly documentId: string | null
}

export const EVIDENCE_KINDS = [
  'iban',
  'tax_id',
  'name',
  'reference',
  'amount',
  'rhythm',
  'learned',
  'rule',
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

/** Why: a code of `shared/i18n/sentences-matching.ts` and what its sentence names. */
export interface MatchEvidence {
  readonly kind: EvidenceKind
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

export interface MatchProposal {
  readonly customer: string
  /** 0…1: how likely customer *and* allocations are right. */
  readonly confidence: number
  readonly allocations: readonly MatchAllocation[]
  readonly adjustments: readonly MatchAdjustment[]
  /** In the line's currency; stays on the payer's account. */
  readonly unappliedMinor: number
  readonly evidence: readonly MatchEvidence[]
}

export type Decision = 'post' | 'propose' | 'suspense'

/** Why a line is not posted, or that it is; codes of `sentences-matching.ts` too. */
export type DecisionReason =
  | 'match.sure'
  /** The best proposal is below the auto-post policy. */
  | 'match.unsure'
  /** Two candidates are equally good. */
  | 'match.equal'
  /** The payer is known, no document fits: by the account's policy. */
  | 'match.by_policy'
  /** It asks for a discount the terms do not grant, or another difference a person must agree to. */
  | 'match.difference'
  /** Its month is closed to postings: said by who posts, not by the matcher. */
  | 'match.month_closed'
  /** Nothing says whose money it is. */
  | 'match.nobody'
  /** No customer's money: fees, salaries, own transfers, money that went out. */
  | 'match.not_customer'

export interface LineMatch {
  readonly lineId: string
  /** The best first; empty for what is no customer's money. */
  readonly proposals: readonly MatchProposal[]
  readonly decision: Decision
  readonly reason: DecisionReason
}

/** Indexes over the books, built once; it holds no state of a run. */
export interface Matcher {
  /**
   * Matches the lines of one run in order of their day. An open amount that one line's first proposal
   * uses is not there for the next; `onProgress` is told every few hundred lines how many are done.
   */
  matchLines(
    lines: readonly MatchLine[],
    options?: {
      readonly minConfidence?: number
      readonly onProgress?: (done: number) => void
    },
  ): LineMatch[]
}
