/** What a matcher made of labelled lines, in the figures the goals are stated in. */
import type { LineMatch, MatchLine } from '../../shared/domain/matching/types.ts'
import type { Cases, LabelledLine, Truth } from '../fixtures/matching/cases.ts'

export interface Scoreboard {
  readonly lines: number
  readonly posted: number
  readonly postedWrong: number
  /** Of what was posted. */
  readonly precision: number
  /** Customers' lines that books decide. */
  readonly decidable: number
  readonly decidableFirst: number
  readonly decidablePosted: number
  /** Lines of nobody's or of strangers', and how many of them are proposed to somebody. */
  readonly nobodys: number
  readonly nobodysProposed: number
  readonly twins: number
  readonly twinsPosted: number
}

export function isRight(match: LineMatch, truth: Truth | null): boolean {
  const [first] = match.proposals
  if (first === undefined || truth === null) return first === undefined && truth === null
  return (
    first.customer === truth.customer &&
    first.allocations.length === truth.allocations.size &&
    first.allocations.every((one) => truth.allocations.get(one.documentId) === one.amountMinor)
  )
}

export function scoreboard(cases: Cases, matches: readonly LineMatch[]): Scoreboard {
  const board = {
    lines: matches.length,
    posted: 0,
    postedWrong: 0,
    decidable: 0,
    decidableFirst: 0,
    decidablePosted: 0,
    nobodys: 0,
    nobodysProposed: 0,
    twins: 0,
    twinsPosted: 0,
  }
  matches.forEach((match, at) => {
    const { truth, decidable, scenario } = labelledAt(cases, at)
    const right = isRight(match, truth)
    const isPosted = match.decision === 'post'
    if (isPosted) board.posted += 1
    if (isPosted && !right) board.postedWrong += 1
    if (truth === null) board.nobodys += 1
    if (truth === null && match.proposals.length > 0) board.nobodysProposed += 1
    if (scenario.startsWith('twin')) board.twins += 1
    if (scenario.startsWith('twin') && isPosted) board.twinsPosted += 1
    if (!decidable) return
    board.decidable += 1
    if (right) board.decidableFirst += 1
    if (right && isPosted) board.decidablePosted += 1
  })
  return { ...board, precision: board.posted === 0 ? 1 : 1 - board.postedWrong / board.posted }
}

export interface Bin {
  readonly from: number
  readonly proposals: number
  readonly said: number
  readonly right: number
}

const EDGES = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01]

/** First proposals by what they say of themselves, and how many of them are right. */
export function calibration(cases: Cases, matches: readonly LineMatch[]): Bin[] {
  return EDGES.slice(0, -1).map((from, bin) => {
    const to = EDGES[bin + 1] ?? 1.01
    let [proposals, said, right] = [0, 0, 0]
    matches.forEach((match, at) => {
      const confidence = match.proposals[0]?.confidence ?? -1
      if (confidence < from || confidence >= to) return
      proposals += 1
      said += confidence
      if (isRight(match, labelledAt(cases, at).truth)) right += 1
    })
    return { from, proposals, said: said / (proposals || 1), right: right / (proposals || 1) }
  })
}

/** Posts the one open document of exactly this amount, whoever paid. */
export function matchByAmount(cases: Cases): LineMatch[] {
  return baseline(cases, (candidates) => (candidates.length === 1 ? candidates : []))
}

/** Posts the document of exactly this amount whose number stands in the text as it is. */
export function matchByAmountAndReference(cases: Cases): LineMatch[] {
  return baseline(cases, (candidates, line) => {
    const text = line.text.toUpperCase()
    const named = candidates.filter((one) => text.includes(one.documentNo.toUpperCase()))
    return named.length === 1 ? named : []
  })
}

type Document = Cases['books']['documents'][number]

function baseline(
  cases: Cases,
  choose: (candidates: readonly Document[], line: MatchLine) => readonly Document[],
): LineMatch[] {
  const used = new Set<string>()
  const byAmount = Map.groupBy(cases.books.documents, (one) => `${one.openMinor} ${one.currency}`)
  return cases.lines.map(({ line }): LineMatch => {
    const candidates = byAmount.get(`${line.amountMinor} ${line.currency}`) ?? []
    const [document] = choose(
      candidates.filter((one) => !used.has(one.id)),
      line,
    )
    if (document === undefined)
      return { lineId: line.id, proposals: [], decision: 'suspense', reason: 'match.nobody' }
    used.add(document.id)
    const allocation = {
      customer: document.customer,
      documentId: document.id,
      documentNo: document.documentNo,
      currency: document.currency,
      amountMinor: line.amountMinor,
      lineMinor: line.amountMinor,
      rate: null,
    }
    const proposal = {
      customer: document.customer,
      confidence: 1,
      allocations: [allocation],
      adjustments: [],
      unappliedMinor: 0,
      evidence: [],
    }
    return { lineId: line.id, proposals: [proposal], decision: 'post', reason: 'match.sure' }
  })
}

function labelledAt(cases: Cases, at: number): LabelledLine {
  const labelled = cases.lines[at]
  if (labelled === undefined) throw new RangeError(`no line ${at}`)
  return labelled
}
