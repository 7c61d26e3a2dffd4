/**
 * Allocations to what a line names: each written number becomes the best document it can be of the
 * payer and its group, and their sum is held against the money.
 */
import { byPolicy } from './by-policy.ts'
import { explainShort } from './difference.ts'
import { type Desk, type Draft, draftOf, sumOf } from './draft.ts'
import { compact } from './fold.ts'
import { type NumberHit, type Reading, gradeOf } from './reading.ts'
import type { Books } from './books.ts'
import type { OpenAmounts } from './open-amounts.ts'
import { subsetsOf } from './subset-sum.ts'

/** Documents compared letter by letter with what is written; more would be slow and name nothing. */
const COMPARED_MAX = 300
const RANGE_MAX = 40

/** What a line names of these customers' open documents, by their place in the books. */
export function namedIn(
  books: Books,
  open: OpenAmounts,
  reading: Reading,
  isAllowed: (customer: number) => boolean,
  own: readonly number[],
): NumberHit[] {
  const best = new Map<number, NumberHit>()
  const places = new Map<number, NumberHit>()
  for (const hit of reading.hits) {
    if (!isAllowed(books.owner[hit.document] ?? -1) || open.of(hit.document) === 0) continue
    const known = places.get(hit.place)
    if (known === undefined || isBetter(reading, open, hit, known)) places.set(hit.place, hit)
  }
  const isRead = new Set<string>()
  for (const hit of places.values()) {
    isRead.add(hit.written)
    const known = best.get(hit.document)
    if (known === undefined || hit.grade > known.grade) best.set(hit.document, hit)
  }
  for (const hit of nearHits(books, reading, own, best, places)) best.set(hit.document, hit)
  return [...best.values()].toSorted((a, b) => a.document - b.document)
}

function isBetter(reading: Reading, open: OpenAmounts, hit: NumberHit, known: NumberHit): boolean {
  if (hit.grade !== known.grade) return hit.grade > known.grade
  return open.of(hit.document) === reading.amount && open.of(known.document) !== reading.amount
}

/** Numbers with one sign wrong, and numbers cut off at the end of the text: only where one document fits. */
function nearHits(
  books: Books,
  reading: Reading,
  own: readonly number[],
  best: ReadonlyMap<number, NumberHit>,
  places: ReadonlyMap<number, NumberHit>,
): NumberHit[] {
  if (own.length > COMPARED_MAX) return []
  const found: NumberHit[] = []
  // What is surely another document's number is no misspelling of one of these.
  const surely = new Set(
    reading.hits.flatMap((hit) => (hit.grade >= gradeOf('half') ? [hit.place] : [])),
  )
  for (const number of reading.numbers) {
    if (surely.has(number.place)) continue
    if (places.has(number.place) || number.digits.length < 4) continue
    const written = `${number.series}${number.digits}`
    const candidates = own.filter((document) => !best.has(document))
    if (number.isLast && reading.line.text.length >= 30 && written.length >= 6) {
      const cut = candidates.filter((document) => startsWith(books, document, written))
      if (cut.length > 0 && cut.length <= 3) {
        if (cut.length === 1)
          found.push({ document: cut[0] ?? 0, grade: gradeOf('cut'), place: number.place, written })
        continue
      }
    }
    const near = candidates.filter((document) => isNear(books, document, number))
    if (near.length === 1)
      found.push({ document: near[0] ?? 0, grade: gradeOf('typo'), place: number.place, written })
  }
  return found
}

function startsWith(books: Books, document: number, written: string): boolean {
  const whole = compact(books.documents[document]?.documentNo ?? '')
  return whole.length > written.length && whole.startsWith(written)
}

function isNear(
  books: Books,
  document: number,
  number: { readonly series: string; readonly year: number; readonly tail: string },
): boolean {
  const [tail, year] = [books.index.tails[document] ?? '', books.index.year[document] ?? 0]
  if (number.year !== 0 && year !== 0 && number.year !== year) return false
  if (books.index.knownSeries.has(number.series) && number.series !== books.index.series[document])
    return false
  return tail.length >= 4 && isOneApart(number.tail, tail)
}

/** One sign more, less or other, or two neighbours exchanged. */
export function isOneApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length !== long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return (
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  )
}

export function draftNamed(desk: Desk): Draft[] {
  const documents = desk.named
    .map((hit) => hit.document)
    .filter((one) => desk.books.index.currency[one] === desk.currency)
  if (documents.length === 0) return []
  const { amount } = desk.reading
  const drafts: Draft[] = []
  const owed = sumOf(desk, documents)
  if (owed === amount) drafts.push(draftOf(desk, 'named_exact', documents))
  const range = inRange(desk)
  if (range.length > documents.length && sumOf(desk, range) === amount)
    drafts.push(draftOf(desk, 'named_exact', range, { traits: ['named_range'] }))
  const isExact = drafts.length > 0
  if (!isExact) drafts.push(...withCredits(desk, documents, owed), ...mixed(desk, documents, owed))
  const short = owed - amount
  const differences = isExact ? [] : explainShort(desk, documents, short)
  for (const one of differences) drafts.push(draftOf(desk, 'named_difference', documents, one))
  const debits = documents.filter((one) => desk.open.of(one) > 0)
  if (debits.length === 0) return drafts
  if (short > 0) {
    const part = inPart(desk, debits)
    // Short by a usual discount, or short of several: which one is short is a person's to say.
    const isAsked = debits.length > 1 || differences.some((one) => one.hold !== null)
    const hold = isAsked ? 'match.difference' : null
    if (part !== null) drafts.push({ ...part, hold })
  } else if (short < 0) {
    const over = byPolicy(desk, 'named_over', debits)
    if (over !== null) drafts.push(over)
  }
  return drafts
}

/** Credit notes are netted without being named. */
function withCredits(desk: Desk, documents: readonly number[], owed: number): Draft[] {
  const others = desk.credits.filter((one) => !documents.includes(one))
  const drafts = others
    .filter((one) => owed + desk.open.of(one) === desk.reading.amount)
    .map((one) => draftOf(desk, 'named_mixed', [...documents, one], { traits: ['has_credit'] }))
  if (
    drafts.length === 0 &&
    others.length > 1 &&
    owed + sumOf(desk, others) === desk.reading.amount
  )
    drafts.push(draftOf(desk, 'named_mixed', [...documents, ...others], { traits: ['has_credit'] }))
  return drafts
}

/** Some of what is named, or all of it and others. */
function mixed(desk: Desk, documents: readonly number[], owed: number): Draft[] {
  const { amount } = desk.reading
  const amounts = documents.map((one) => desk.open.of(one))
  const drafts = documents
    .filter((one) => documents.length > 1 && desk.open.of(one) === amount)
    .map((one) => draftOf(desk, 'named_mixed', [one], { traits: ['named_left_out'] }))
  if (documents.length > 2)
    for (const set of subsetsOf(amounts, amount, { max: 3, sizeMax: documents.length - 1 }))
      drafts.push(
        draftOf(
          desk,
          'named_mixed',
          set.map((at) => documents[at] ?? 0),
          { traits: ['named_left_out'] },
        ),
      )
  const rest = amount - owed
  if (rest <= 0) return drafts
  const currency = desk.currency
  const others = desk.open
    .withAmount(desk.payer.customer, rest, currency)
    .filter((one) => !documents.includes(one))
  for (const one of others.slice(0, 3))
    drafts.push(draftOf(desk, 'named_mixed', [...documents, one]))
  if (others.length === 0) {
    const candidates = desk.debits.filter((one) => !documents.includes(one))
    const sets = subsetsOf(
      candidates.map((one) => desk.open.of(one)),
      rest,
      { max: 2, sizeMax: 4 },
    )
    for (const set of sets)
      drafts.push(
        draftOf(desk, 'named_mixed', [...documents, ...set.map((at) => candidates[at] ?? 0)], {
          traits: ['named_and_set'],
        }),
      )
  }
  return drafts
}

/** Less than is named: the earliest due first; installments of a document likewise. */
function inPart(desk: Desk, debits: readonly number[]): Draft | null {
  let left = desk.reading.amount
  const used: number[] = []
  const amounts: number[] = []
  for (const document of debits) {
    const minor = Math.min(left, desk.open.of(document))
    if (minor <= 0) break
    used.push(document)
    amounts.push(minor)
    left -= minor
  }
  if (left > 0) return null
  const first = desk.books.documents[used[0] ?? -1]
  const isInstallment =
    used.length === 1 && first?.installments?.some((one) => one.openMinor === amounts[0]) === true
  return draftOf(desk, 'named_part', used, {
    amounts,
    traits: isInstallment ? ['whole_installment'] : [],
  })
}

/** All open documents between two named ones of one series. */
function inRange(desk: Desk): number[] {
  const { reading, books, named } = desk
  if (!reading.hints.range || named.length !== 2) return []
  const [a, b] = named.map((hit) => hit.document)
  if (a === undefined || b === undefined || books.index.series[a] !== books.index.series[b])
    return []
  const [from, to] = [Number(books.index.tails[a]), Number(books.index.tails[b])].toSorted(
    (x, y) => x - y,
  )
  if (from === undefined || to === undefined || to - from > 10_000) return []
  const inside = [...desk.debits, ...desk.credits].filter((one) => {
    const tail = Number(books.index.tails[one])
    return (
      books.index.series[one] === books.index.series[a] &&
      books.index.year[one] === books.index.year[a] &&
      tail >= from &&
      tail <= to
    )
  })
  return inside.length <= RANGE_MAX ? inside : []
}
