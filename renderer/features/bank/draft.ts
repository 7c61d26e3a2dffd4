/**
 * The match a person builds for a bank line: what it pays, what settles beside the money, what stays on
 * the account. Amounts are minor units; in the line's currency always
 * rest = line + Σ adjustments − Σ ticked, and the match is whole when nothing is left unsaid.
 */
import type {
  BankApplication,
  bank as contract,
  PayableItem,
} from '../../../shared/contract/bank.ts'
import type { z } from 'zod'
import { convert, crossRate } from '../../../shared/domain/money.ts'

export type ProposedLine = z.output<(typeof contract)['proposals']['output']>[number]
export type Proposal = ProposedLine['proposals'][number]

export interface Payer {
  readonly code: string
  readonly name: string
}

export interface Tick {
  readonly documentId: string
  readonly documentNo: string
  readonly customer: string
  readonly currency: string
  /** In the document's currency; negative for a credit that is netted. */
  readonly amountMinor: number
  /** Its worth in the line's currency. */
  readonly lineMinor: number
  /** What its terms grant where all of it is paid, in the line's currency. */
  readonly discountMinor?: number
}

export interface Draft {
  readonly payer: Payer | null
  readonly ticks: readonly Tick[]
  readonly adjustments: BankApplication['adjustments']
  /** What nothing is said of stays on the payer's account. */
  readonly keepsRest: boolean
  /** Of the proposal it is, unchanged; null once a hand was laid on it. */
  readonly confidence: number | null
}

export const EMPTY: Draft = {
  payer: null,
  ticks: [],
  adjustments: [],
  keepsRest: false,
  confidence: null,
}

export function draftOf(proposal: Proposal | undefined): Draft {
  if (!proposal) return EMPTY
  return {
    payer: { code: proposal.customer, name: proposal.customerName },
    ticks: proposal.allocations,
    adjustments: proposal.adjustments,
    keepsRest: proposal.unappliedMinor !== 0,
    confidence: proposal.confidence,
  }
}

/** What of the line is not said yet; below zero when more is ticked than came in. */
export function restOf(amountMinor: number, { ticks, adjustments }: Draft): number {
  return (
    adjustments.reduce((sum, one) => sum + one.amountMinor, amountMinor) -
    ticks.reduce((sum, one) => sum + one.lineMinor, 0)
  )
}

/** The rest may stay on the account only as money of the line's own direction. */
function canKeep(amountMinor: number, rest: number): boolean {
  return Math.sign(rest) === Math.sign(amountMinor)
}

export interface Tolerance {
  /** Differences closed as rounding are within both (domain.md 4.8). */
  readonly roundingMinor: number
  readonly roundingBasisPoints: number
}

/** The largest difference that is closed as rounding without being asked. */
export function roundingMost(amountMinor: number, tolerance: Tolerance): number {
  return Math.min(
    tolerance.roundingMinor,
    Math.floor((Math.abs(amountMinor) * tolerance.roundingBasisPoints) / 10_000),
  )
}

/**
 * The largest discount a person may still write off: what the terms of the ticked documents grant and
 * no adjustment has taken, or the company's tolerance where that is more.
 */
export function discountMost(amountMinor: number, draft: Draft, tolerance: Tolerance): number {
  const takenFor = (document: string | null) =>
    draft.adjustments.reduce(
      (sum, one) =>
        one.kind === 'discount' && one.documentId === document ? sum + one.amountMinor : sum,
      0,
    )
  const granted = draft.ticks.reduce(
    (sum, { documentId, discountMinor = 0 }) =>
      sum + Math.max(0, discountMinor - takenFor(documentId)),
    0,
  )
  return Math.max(roundingMost(amountMinor, tolerance), granted - takenFor(null))
}

export type Missing = 'payer' | 'nothing' | 'over' | 'left'

export interface Standing {
  readonly restMinor: number
  /** Of the rest: what stays on the account. */
  readonly keptMinor: number
  /** Of the rest: what is closed as rounding. */
  readonly roundedMinor: number
  /** What nobody has said anything of: the difference shown. */
  readonly differenceMinor: number
  /** Why it cannot be accepted; null when it can. */
  readonly missing: Missing | null
}

export function standingOf(amountMinor: number, draft: Draft, tolerance: Tolerance): Standing {
  const restMinor = restOf(amountMinor, draft)
  const keptMinor = draft.keepsRest && canKeep(amountMinor, restMinor) ? restMinor : 0
  const left = restMinor - keptMinor
  const isRounded =
    left !== 0 && draft.ticks.length > 0 && Math.abs(left) <= roundingMost(amountMinor, tolerance)
  const roundedMinor = isRounded ? left : 0
  const differenceMinor = left - roundedMinor
  const missing =
    draft.payer === null
      ? 'payer'
      : draft.ticks.length === 0 && keptMinor === 0
        ? 'nothing'
        : differenceMinor === 0
          ? null
          : canKeep(amountMinor, differenceMinor)
            ? 'left'
            : 'over'
  return { restMinor, keptMinor, roundedMinor, differenceMinor, missing }
}

/** What the backend is told; the draft must be whole. */
export function applicationOf(
  lineId: string,
  draft: Draft,
  { roundedMinor }: Standing,
): BankApplication {
  return {
    lineId: lineId as BankApplication['lineId'],
    customerCode: (draft.payer?.code ?? '') as BankApplication['customerCode'],
    ...(draft.ticks.length === 0
      ? {}
      : {
          to: draft.ticks.map(({ documentNo, documentId, amountMinor }) => ({
            documentNo: documentNo as BankApplication['customerCode'],
            documentId: documentId as BankApplication['lineId'],
            amountMinor,
          })),
        }),
    adjustments: [
      ...draft.adjustments,
      // Ticked more than came in is positive there, as it did not come in.
      ...(roundedMinor === 0
        ? []
        : [{ kind: 'rounding' as const, amountMinor: -roundedMinor, documentId: null }]),
    ],
    onAccount: draft.ticks.length === 0,
    confidence: draft.confidence,
  }
}

/** The item's worth in the line's currency; null where no rate is known. */
export function lineWorth(
  { currency, rate }: Pick<PayableItem, 'currency' | 'rate'>,
  minor: number,
  lineCurrency: string,
): number | null {
  if (currency === lineCurrency) return minor
  return rate === null ? null : convert(minor, currency, lineCurrency, rate)
}

/** Ticks an item with all that is open of it, or takes the tick away. A change by hand drops the rest. */
export function toggled(draft: Draft, item: PayableItem, lineCurrency: string): Draft {
  if (draft.ticks.some(({ documentId }) => documentId === item.documentId)) {
    const ticks = draft.ticks.filter(({ documentId }) => documentId !== item.documentId)
    return byHand(draft, ticks)
  }
  return withPart(draft, item, item.openMinor, lineCurrency)
}

/** Ticks an item with a part of it; in the item's currency, signed as it. */
export function withPart(
  draft: Draft,
  item: PayableItem,
  amountMinor: number,
  lineCurrency: string,
): Draft {
  const lineMinor = lineWorth(item, amountMinor, lineCurrency)
  if (lineMinor === null || amountMinor === 0) return draft
  const { documentId, documentNo, customer, currency } = item
  const isWhole = amountMinor === item.openMinor
  const discountMinor = isWhole ? (lineWorth(item, item.discountMinor, lineCurrency) ?? 0) : 0
  const tick = { documentId, documentNo, customer, currency, amountMinor, lineMinor, discountMinor }
  const isNew = draft.ticks.every((one) => one.documentId !== documentId)
  const ticks = isNew
    ? [...draft.ticks, tick]
    : draft.ticks.map((one) => (one.documentId === documentId ? tick : one))
  // The first tick says whose money it is.
  const payer =
    draft.payer === null || draft.ticks.length === 0
      ? item.customer === draft.payer?.code
        ? draft.payer
        : { code: item.customer, name: item.customerName }
      : draft.payer
  return { ...byHand(draft, ticks), payer }
}

/** What belonged to a document that is no longer ticked goes with it; shares of the whole go too. */
function byHand(draft: Draft, ticks: readonly Tick[]): Draft {
  const ids = new Set(ticks.map(({ documentId }) => documentId))
  return {
    ...draft,
    ticks,
    adjustments: draft.adjustments.filter(
      ({ documentId }) => documentId !== null && ids.has(documentId),
    ),
    keepsRest: false,
    confidence: null,
  }
}

/** The rest to the account; with nothing left, the whole line. */
export function bookedOnAccount(amountMinor: number, draft: Draft): Draft {
  return canKeep(amountMinor, restOf(amountMinor, draft)) && !draft.keepsRest
    ? { ...draft, keepsRest: true, confidence: null }
    : { ...draft, ticks: [], adjustments: [], keepsRest: true, confidence: null }
}

/** Closes the difference beside the money. */
export function writtenOff(
  amountMinor: number,
  draft: Draft,
  kind: BankApplication['adjustments'][number]['kind'],
): Draft {
  const rest = restOf(amountMinor, draft)
  if (rest === 0) return draft
  return {
    ...draft,
    keepsRest: false,
    confidence: null,
    adjustments: [...draft.adjustments, { kind, amountMinor: -rest, documentId: null }],
  }
}

/**
 * What of the money is left for an item, in the item's currency; all that is open when there is more,
 * or where no rate is known.
 */
export function partFor(
  amountMinor: number,
  draft: Draft,
  item: PayableItem,
  lineCurrency: string,
): number {
  const { openMinor, currency, rate, documentId } = item
  const ticks = draft.ticks.filter((one) => one.documentId !== documentId)
  const left = restOf(amountMinor, { ...draft, ticks })
  const open = lineWorth(item, openMinor, lineCurrency)
  if (open === null || rate === null || !canKeep(openMinor, left)) return openMinor
  if (Math.abs(left) >= Math.abs(open)) return openMinor
  return currency === lineCurrency
    ? left
    : convert(left, lineCurrency, currency, crossRate('1', rate))
}
