/**
 * Matching of bank lines to open documents.
 *
 * Every line is weighed against the books as they stand; then the sure ones take their documents in
 * order of their day, and the others what is left, the likeliest first. A line is weighed again when
 * something it looked at was taken in the meantime, so no open amount is used twice. The order in which
 * lines are given does not matter: equals go by day and id.
 */
import { Books } from './books.ts'
import { type Candidate, type Evaluation, Evaluator } from './evaluate.ts'
import { evidenceOf } from './evidence.ts'
import { OpenAmounts } from './open-amounts.ts'
import type {
  DecisionReason,
  LineMatch,
  MatchBooks,
  Matcher,
  MatchLine,
  MatchProposal,
} from './types.ts'

const PROPOSALS_MAX = 5
/** Below this a proposal is a guess nobody asked for. */
const SHOWN_MIN = 0.1
/** Below what any company posts by itself, or accepts in one stroke. */
const ASKED_CONFIDENCE_MAX = 0.94
const PROGRESS_EVERY = 250
/** What a person's rule decides is as sure as the person. */
const RULE_CONFIDENCE = 0.99

/** Indexes over the books, made once; `matchLines` may be called for any number of runs. */
export function buildMatcher(source: MatchBooks): Matcher {
  const books = new Books(source)
  const evaluator = new Evaluator(books)
  return {
    matchLines: (lines, options = {}) =>
      new Run(
        books,
        evaluator,
        options.minConfidence ?? source.settings.minConfidence,
        options.onProgress ?? (() => {}),
      ).match(lines),
  }
}

class Run {
  readonly #books: Books
  readonly #evaluator: Evaluator
  readonly #open: OpenAmounts
  readonly #minConfidence: number
  readonly #onProgress: (done: number) => void

  constructor(
    books: Books,
    evaluator: Evaluator,
    minConfidence: number,
    onProgress: (done: number) => void,
  ) {
    this.#books = books
    this.#evaluator = evaluator
    this.#open = new OpenAmounts(books)
    this.#minConfidence = minConfidence
    this.#onProgress = onProgress
  }

  match(lines: readonly MatchLine[]): LineMatch[] {
    const ordered = lines.toSorted(byDayThenId)
    const evaluations = ordered.map((line, at) => {
      if (at % PROGRESS_EVERY === 0) this.#onProgress(at)
      return this.#evaluator.evaluate(this.#evaluator.read(line), this.#open)
    })
    const results = new Map<string, LineMatch>()
    const rest: Evaluation[] = []
    for (const first of evaluations) {
      const isSure = reasonOf(first, this.#minConfidence) === 'match.sure'
      const now = isSure ? this.#current(first) : first
      if (isSure && reasonOf(now, this.#minConfidence) === 'match.sure')
        results.set(now.reading.line.id, this.#take(now, true))
      else rest.push(now)
    }
    const likeliest = rest.toSorted(
      (a, b) => confidenceOf(b) - confidenceOf(a) || byDayThenId(a.reading.line, b.reading.line),
    )
    for (const one of likeliest)
      results.set(one.reading.line.id, this.#take(this.#current(one), false))
    this.#onProgress(lines.length)
    return lines.map((line) => {
      const result = results.get(line.id)
      if (result === undefined) throw new RangeError(`line without an answer: ${line.id}`)
      return result
    })
  }

  /** The evaluation as of now: made again when somebody took of what it looked at. */
  #current(evaluation: Evaluation): Evaluation {
    const isStale = evaluation.seen.some(([one, version]) => this.#open.version(one) !== version)
    return isStale ? this.#evaluator.evaluate(evaluation.reading, this.#open) : evaluation
  }

  /**
   * Books what a line comes to. What an unsure line takes may leave one candidate to the next, which
   * then looks sure and is a guess on a guess: only lines that were sure from the start are posted.
   */
  #take(evaluation: Evaluation, isSure: boolean): LineMatch {
    const { reading, candidates } = evaluation
    const found = reasonOf(evaluation, this.#minConfidence)
    const reason = found === 'match.sure' && !isSure ? 'match.unsure' : found
    // Whose money it is a person has said by her rule, however little the documents say.
    const isRuled = evaluation.rule?.effect.kind === 'customer'
    const shown = candidates
      .filter((one) => isRuled || confidenceFor(evaluation, one) >= SHOWN_MIN)
      .slice(0, PROPOSALS_MAX)
    const [first] = shown
    if (evaluation.notCustomer || first === undefined)
      return {
        lineId: reading.line.id,
        proposals: [],
        decision: 'suspense',
        reason: evaluation.notCustomer ? 'match.not_customer' : 'match.nobody',
      }
    // What is asked about for another reason than its likelihood is never among the sure ones.
    const isAsked = !isSure && (reason !== 'match.unsure' || found === 'match.sure')
    const most = isAsked || first.draft.hold !== null ? ASKED_CONFIDENCE_MAX : 1
    first.draft.documents.forEach((document, at) => {
      this.#open.use(document, first.draft.amounts[at] ?? 0)
    })
    return {
      lineId: reading.line.id,
      proposals: shown.map((one) => this.#proposal(evaluation, one, most)),
      decision: isSure ? 'post' : 'propose',
      reason,
    }
  }

  #proposal(evaluation: Evaluation, candidate: Candidate, most: number): MatchProposal {
    const { draft } = candidate
    const books = this.#books
    return {
      customer: books.customers[draft.customer]?.code ?? '',
      confidence: Math.min(most, confidenceFor(evaluation, candidate)),
      allocations: draft.documents.map((document, at) => {
        const source = books.documents[document]
        if (source === undefined) throw new RangeError(`no document ${document}`)
        return {
          customer: source.customer,
          documentId: source.id,
          documentNo: source.documentNo,
          currency: source.currency,
          amountMinor: draft.amounts[at] ?? 0,
          lineMinor: draft.worths[at] ?? 0,
          rate: draft.rate,
        }
      }),
      adjustments: draft.adjustments.map(({ kind, minor, document }) => ({
        kind,
        amountMinor: minor,
        documentId: document === null ? null : (books.documents[document]?.id ?? null),
      })),
      unappliedMinor: draft.unapplied,
      evidence: evidenceOf(books, evaluation, candidate),
    }
  }
}

function confidenceFor({ rule }: Evaluation, candidate: Candidate): number {
  const isDecided = rule?.effect.kind === 'customer' && rule.effect.onAccount
  return isDecided ? RULE_CONFIDENCE : candidate.confidence
}

function confidenceOf(evaluation: Evaluation): number {
  const [first] = evaluation.candidates
  return first === undefined ? 0 : confidenceFor(evaluation, first)
}

/** `match.sure` exactly when the line may be posted. */
function reasonOf(evaluation: Evaluation, minConfidence: number): DecisionReason {
  const [first] = evaluation.candidates
  if (evaluation.notCustomer) return 'match.not_customer'
  if (first === undefined) return 'match.nobody'
  if (first.hasEqual || evaluation.isCrowded) return 'match.equal'
  if (first.draft.hold !== null) return first.draft.hold
  return confidenceFor(evaluation, first) >= minConfidence ? 'match.sure' : 'match.unsure'
}

function byDayThenId(a: MatchLine, b: MatchLine): number {
  if (a.bookedOn !== b.bookedOn) return a.bookedOn < b.bookedOn ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
