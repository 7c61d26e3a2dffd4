/** One line against the books: payers, drafts for each, and how likely each draft is. */
import type { Books } from './books.ts'
import { byPolicy } from './by-policy.ts'
import { type Desk, type Draft, draftOf, signatureOf } from './draft.ts'
import { type AllocationKind, type FeatureName, featureId } from './features.ts'
import { draftNamed, namedIn } from './named.ts'
import { isNotCustomer, ownNameKey, saysNotCustomer } from './not-customer.ts'
import type { OpenAmounts } from './open-amounts.ts'
import { draftOtherCurrency } from './other-currency.ts'
import { classOf, type Payer, unknownPayer } from './payer.ts'
import { PayerFinder, type Payers } from './payers.ts'
import { gradeOf, type NumberHit, type Reading, readLine } from './reading.ts'
import { compileRules, ruleFor } from './rules.ts'
import { scoreOf, shares } from './score.ts'
import type { MatchLine, MatchRule } from './types.ts'
import { draftUnnamed } from './unnamed.ts'
import { draftFeatures, noneFeatures, payerFeatures } from './weigh.ts'

export interface Candidate {
  readonly draft: Draft
  readonly payer: Payer
  readonly named: readonly NumberHit[]
  readonly features: readonly number[]
  readonly score: number
  readonly confidence: number
  /** Nothing but age tells it from another candidate. */
  readonly hasEqual: boolean
}

export interface Evaluation {
  readonly reading: Reading
  readonly rule: MatchRule | null
  readonly notCustomer: boolean
  /** The likeliest first. */
  readonly candidates: readonly Candidate[]
  readonly none: readonly number[]
  readonly isCrowded: boolean
  /** Customers whose open amounts were looked at, and their state then. */
  readonly seen: readonly (readonly [customer: number, version: number])[]
}

/** What tells equal documents apart in law and habit, and proves nothing. */
const AGE = new Set(
  (['oldest', 'not_oldest', 'due_near', 'not_due'] satisfies FeatureName[]).map(featureId),
)
const NUMBER_OF_OTHER = featureId('number_of_other')
const EQUAL = 1e-9
/** Candidates below this do not change what is answered. */
const SEEN_MIN = 0.002
const FITTING: ReadonlySet<AllocationKind> = new Set([
  'one_exact',
  'all_open',
  'run',
  'installment',
])

export class Evaluator {
  readonly #books: Books
  readonly #payers: PayerFinder
  readonly #rules: ReturnType<typeof compileRules>
  readonly #ownNames: ReadonlySet<string>

  constructor(books: Books) {
    this.#books = books
    this.#payers = new PayerFinder(books)
    this.#rules = compileRules(books.source.rules)
    this.#ownNames = new Set(books.source.ownNames.map(ownNameKey).filter(Boolean))
  }

  read(line: MatchLine): Reading {
    return readLine(this.#books, line)
  }

  evaluate(reading: Reading, open: OpenAmounts): Evaluation {
    const rule = ruleFor(this.#rules, reading.line)
    const nothing = { reading, rule, candidates: [], none: [], isCrowded: false, seen: [] }
    if (rule?.effect.kind === 'not_customer' || isNotCustomer(this.#books, this.#ownNames, reading))
      return { ...nothing, notCustomer: true }
    const payers = this.#payersOf(reading, rule, open)
    const known = Math.max(0, ...payers.list.map(classOf))
    const looksForeign = known < 3 && saysNotCustomer(reading)
    const isNamed = payers.list.some((one) => one.grade >= gradeOf('half'))
    if (looksForeign && known < 2 && !isNamed) return { ...nothing, notCustomer: true }
    const none = noneFeatures(reading, payers.list, looksForeign)
    const drafts = payers.list.flatMap((payer) => this.#draftsOf(reading, payer, rule, open))
    const candidates = weigh(distinct(drafts), none)
    const seen = new Set<number>()
    for (const { draft, confidence } of candidates) {
      if (confidence < SEEN_MIN) continue
      seen.add(draft.customer)
      for (const document of draft.documents) seen.add(this.#books.owner[document] ?? 0)
    }
    return {
      ...nothing,
      notCustomer: false,
      candidates,
      none,
      isCrowded: payers.isCrowded,
      seen: [...seen].map((one) => [one, open.version(one)] as const),
    }
  }

  #payersOf(reading: Reading, rule: MatchRule | null, open: OpenAmounts): Payers {
    const found = this.#payers.find(reading, (document) => open.of(document))
    if (rule?.effect.kind !== 'customer') return found
    const customer = this.#books.indexOf.get(rule.effect.customer)
    if (customer === undefined) return found
    const own = found.list.find((one) => one.customer === customer)
    // A person's rule knows the payer as well as a tax id does.
    const payer: Payer = { ...(own ?? unknownPayer(customer)), iban: null, taxId: 'own' }
    return { list: [payer], isCrowded: false }
  }

  #draftsOf(
    reading: Reading,
    payer: Payer,
    rule: MatchRule | null,
    open: OpenAmounts,
  ): Omit<Candidate, 'score' | 'confidence' | 'hasEqual'>[] {
    const books = this.#books
    const currency = books.currencyNumber(reading.line.currency)
    const documents = currency < 0 ? [] : open.documentsOf(payer.customer, currency)
    const head = books.head[payer.customer]
    const desk: Desk = {
      books,
      open,
      reading,
      payer,
      currency,
      debits: documents.filter((one) => open.of(one) > 0),
      credits: documents.filter((one) => open.of(one) < 0),
      named: namedIn(books, open, reading, (one) => books.head[one] === head, documents),
    }
    const isOnAccount = rule?.effect.kind === 'customer' && rule.effect.onAccount
    const drafts = isOnAccount
      ? [draftOf(desk, 'policy', [], { unapplied: reading.amount })]
      : draftAll(desk)
    const own = payerFeatures(desk)
    return drafts.map((draft) => {
      const features = [...own, ...draftFeatures(desk, draft)]
      // Who names another customer's document may have meant it, whatever else fits.
      const isContradicted = features.includes(NUMBER_OF_OTHER) && draft.hold === null
      return {
        draft: isContradicted ? { ...draft, hold: 'match.unsure' } : draft,
        payer,
        named: desk.named,
        features,
      }
    })
  }
}

function draftAll(desk: Desk): Draft[] {
  const named = draftNamed(desk)
  const drafts = [...named, ...draftUnnamed(desk), ...draftOtherCurrency(desk)]
  // Where what is named fits, nothing is left to the policy.
  const isNamed = named.some((one) => one.kind === 'named_exact' || one.kind === 'named_difference')
  if (!isNamed && classOf(desk.payer) > 0) {
    const fallback = byPolicy(desk, 'policy', [])
    const fits = drafts.some((one) => FITTING.has(one.kind))
    if (fallback !== null)
      drafts.push(fits ? { ...fallback, traits: ['policy_though_fitting'] } : fallback)
  }
  // What is booked for one customer alone is that customer's, whoever of the group sent it.
  const { owner } = desk.books
  return drafts.filter(
    ({ documents }) =>
      documents.length === 0 ||
      documents.some((one) => owner[one] === desk.payer.customer) ||
      documents.some((one) => owner[one] !== owner[documents[0] ?? 0]),
  )
}

/** One draft of each outcome: the first way it was found is the better founded. */
function distinct<T extends { readonly draft: Draft }>(drafts: readonly T[]): T[] {
  const seen = new Set<string>()
  return drafts.filter(({ draft }) => {
    const signature = signatureOf(draft)
    return seen.has(signature) ? false : seen.add(signature) !== undefined
  })
}

function weigh(
  drafts: readonly Omit<Candidate, 'score' | 'confidence' | 'hasEqual'>[],
  none: readonly number[],
): Candidate[] {
  if (drafts.length === 0) return []
  const scores = drafts.map((one) => scoreOf(one.features))
  const confidences = shares([...scores, scoreOf(none)])
  const ageless = drafts.map((one, at) => {
    let score = scores[at] ?? 0
    for (const id of one.features) if (AGE.has(id)) score -= scoreOf([id])
    return score
  })
  return drafts
    .map((one, at) => ({
      ...one,
      score: scores[at] ?? 0,
      confidence: confidences[at] ?? 0,
      hasEqual: ageless.some(
        (other, place) => place !== at && Math.abs(other - (ageless[at] ?? 0)) < EQUAL,
      ),
    }))
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        a.draft.customer - b.draft.customer ||
        (signatureOf(a.draft) < signatureOf(b.draft) ? -1 : 1),
    )
}
