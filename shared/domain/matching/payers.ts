/**
 * Who a line's money may be from: customers with what speaks for each.
 *
 * An account, tax id, learned key, name, customer code or document number brings a customer in; with
 * none of these, so does an amount that few open documents have. Whoever pays for others of its group
 * brings those in whose documents are named or have the amount.
 */
import type { Books, KeyOwner } from './books.ts'
import { foldText } from './fold.ts'
import { textPattern } from './learn.ts'
import type { NameHit } from './names.ts'
import { classOf, NAME_MOST, type Payer, points, shareOf, unknownPayer } from './payer.ts'
import { gradeOf, type Reading } from './reading.ts'

export interface Payers {
  readonly list: readonly Payer[]
  /** Some as good as the best were left out: nobody can be told. */
  readonly isCrowded: boolean
}

const PAYERS_MAX = 8
/** An amount of more open documents brings nobody in. */
const AMOUNT_OWNERS_MAX = 4
const GROUP_MAX = 40
const CODE_WORDS = 4
const CODE_LENGTH_MIN = 5
const REMEMBERED_MAX = 50_000
/** Banks cut texts and names here, at the shortest. */
const TEXT_CUT_FROM = 30
const NAME_CUT_FROM = 20

export class PayerFinder {
  readonly #books: Books
  readonly #nameHits = new Map<string, NameHit[]>()

  constructor(books: Books) {
    this.#books = books
  }

  find(reading: Reading, open: (document: number) => number): Payers {
    const payers = new Map<number, Payer>()
    const of = (customer: number) => {
      let payer = payers.get(customer)
      if (payer === undefined) payers.set(customer, (payer = unknownPayer(customer)))
      return payer
    }
    const books = this.#books
    const ibanOwners = reading.iban === null ? [] : (books.ibans.get(reading.iban) ?? [])
    for (const owner of ibanOwners) of(owner.customer).iban = ibanEvidence(owner, ibanOwners.length)
    const taxOwners = reading.taxIds.flatMap((one) => books.taxIds.get(one) ?? [])
    for (const { customer } of taxOwners) of(customer).taxId = 'own'
    this.#learned(reading, of)
    this.#named(
      reading,
      of,
      [...payers.values()].some((one) => classOf(one) === 3),
    )
    for (const customer of codesIn(books, reading.words)) of(customer).hasCode = true
    this.#numbered(reading, open, of)
    this.#groups(reading, payers, of, open)
    if (![...payers.values()].some((one) => classOf(one) > 0))
      for (const customer of this.#byAmount(reading, open)) of(customer)
    contradict(books, reading, payers, ibanOwners, taxOwners)
    const ranked = [...payers.values()].toSorted(
      (a, b) => points(b) - points(a) || a.customer - b.customer,
    )
    const known = ranked.filter((one) => classOf(one) >= 2)
    for (const payer of ranked)
      payer.hasBetter =
        classOf(payer) < 2 &&
        known.some((one) => books.head[one.customer] !== books.head[payer.customer])
    const [best] = ranked
    const next = ranked[PAYERS_MAX]
    // Beside a payer who is known, chance likenesses of names weigh nothing and cost much.
    const list =
      known.length === 0 ? ranked : ranked.filter((one) => classOf(one) > 0 || one.grade >= 0)
    return {
      list: list.slice(0, PAYERS_MAX),
      isCrowded: best !== undefined && next !== undefined && points(best) === points(next),
    }
  }

  #learned(reading: Reading, of: (customer: number) => Payer): void {
    const { line } = reading
    const { learnedNames, learnedTexts } = this.#books
    const names =
      line.counterparty === null ? undefined : learnedNames.get(foldText(line.counterparty))
    const pattern = learnedTexts.size === 0 ? null : textPattern(reading.folded)
    const texts = pattern === null ? undefined : learnedTexts.get(pattern)
    if (names?.length === 1)
      for (const { customer, confirmed } of names) {
        const payer = of(customer)
        payer.learnedName = true
        payer.confirmed = Math.max(payer.confirmed, confirmed)
      }
    if (texts?.length === 1)
      for (const { customer, confirmed } of texts) {
        const payer = of(customer)
        payer.learnedText = true
        payer.confirmed = Math.max(payer.confirmed, confirmed)
      }
  }

  #named(reading: Reading, of: (customer: number) => Payer, isSure: boolean): void {
    const { counterparty } = reading.line
    const fromName = counterparty === null ? [] : this.#hitsOf(counterparty, true)
    const isShown = fromName.some((hit) => Math.min(hit.found, hit.explained) >= NAME_MOST)
    // Whose account it is needs no name found in a text.
    const fromText = isShown || isSure ? [] : this.#hitsOf(reading.folded, false)
    for (const [hits, isFreeText] of [
      [fromName, false],
      [fromText, true],
    ] as const)
      hits.forEach((hit, at) => {
        const payer = of(hit.customer)
        const share = shareOf(hit)
        if (payer.name !== null && shareOf(payer.name) >= share) return
        payer.name = hit
        payer.isFreeText = isFreeText
        payer.hasRival = hits.some(
          (other, place) =>
            place !== at && shareOf(other) >= share - 0.02 && other.form >= hit.form,
        )
      })
  }

  /** The same counterparty stands on many lines. */
  #hitsOf(text: string, isName: boolean): readonly NameHit[] {
    if (!isName)
      return this.#books.names.find(text, { isName, isCut: text.length >= TEXT_CUT_FROM })
    if (this.#nameHits.size >= REMEMBERED_MAX) this.#nameHits.clear()
    let hits = this.#nameHits.get(text)
    if (hits === undefined) {
      hits = this.#books.names.find(text, { isName, isCut: text.length >= NAME_CUT_FROM })
      this.#nameHits.set(text, hits)
    }
    return hits
  }

  /**
   * Owners of documents that a number names well, or whose amount the line has too. Where several of
   * one group are named, its head may be who pays.
   */
  #numbered(
    reading: Reading,
    open: (document: number) => number,
    of: (customer: number) => Payer,
  ): void {
    const { owner, head } = this.#books
    const heads = new Map<number, number>()
    for (const { document, grade } of reading.hits) {
      const left = open(document)
      if (left === 0) continue
      const isNamed = grade >= gradeOf('half')
      if (!isNamed && (grade < gradeOf('tail') || Math.abs(left) !== reading.amount)) continue
      const customer = owner[document] ?? 0
      const payer = of(customer)
      payer.grade = Math.max(payer.grade, grade)
      const group = head[customer] ?? customer
      const first = heads.get(group)
      if (first === undefined) heads.set(group, customer)
      else if (first !== customer) of(group).grade = Math.max(of(group).grade, grade)
    }
  }

  #groups(
    reading: Reading,
    payers: ReadonlyMap<number, Payer>,
    of: (customer: number) => Payer,
    open: (document: number) => number,
  ): void {
    const { head, members, owner } = this.#books
    const amounts = this.#books.index.withAmount(
      reading.amount,
      this.#books.currencyNumber(reading.line.currency),
    )
    // Those it brings in are looked at too: they are not known well enough to bring in more.
    for (const payer of payers.values()) {
      const group = members.get(head[payer.customer] ?? -1) ?? []
      if (classOf(payer) < 2 || group.length < 2 || group.length > GROUP_MAX) continue
      const wanted = new Set<number>()
      for (const { document } of reading.hits)
        if (open(document) !== 0) wanted.add(owner[document] ?? -1)
      for (const document of amounts)
        if (open(document) === reading.amount) wanted.add(owner[document] ?? -1)
      for (const member of group) {
        if (member === payer.customer || !wanted.has(member)) continue
        const other = of(member)
        if (classOf(other) < 2 && other.through === null) other.through = payer.customer
      }
    }
  }

  #byAmount(reading: Reading, open: (document: number) => number): Set<number> {
    const currency = this.#books.currencyNumber(reading.line.currency)
    const owners = new Set<number>()
    for (const document of this.#books.index.withAmount(reading.amount, currency))
      if (open(document) === reading.amount) owners.add(this.#books.owner[document] ?? 0)
    return owners.size <= AMOUNT_OWNERS_MAX ? owners : new Set()
  }
}

/** Customers whose code stands in a text, in one word or in a few: 120.01.0042. */
function codesIn(books: Books, words: readonly string[]): number[] {
  const found: number[] = []
  for (let at = 0; at < words.length; at += 1) {
    if (!books.codeStarts.has(words[at] ?? '')) continue
    let code = ''
    for (let end = at; end < Math.min(words.length, at + CODE_WORDS); end += 1) {
      code += words[end] ?? ''
      const customer = code.length >= CODE_LENGTH_MIN ? books.byCode.get(code) : undefined
      if (customer !== undefined && /\d/.test(code)) found.push(customer)
    }
  }
  return found
}

function ibanEvidence({ isMaster, confirmed }: KeyOwner, owners: number): Payer['iban'] {
  if (owners > 1) return 'shared'
  if (isMaster) return 'master'
  return confirmed > 1 ? 'learned' : 'learned_once'
}

/** What speaks against: an account or tax id that is somebody else's, or a new one of a known payer. */
function contradict(
  books: Books,
  reading: Reading,
  payers: ReadonlyMap<number, Payer>,
  ibanOwners: readonly KeyOwner[],
  taxOwners: readonly KeyOwner[],
): void {
  const groupOf = (owners: readonly KeyOwner[]) =>
    new Set(owners.map((one) => books.head[one.customer]))
  const [ibanHeads, taxHeads] = [groupOf(ibanOwners), groupOf(taxOwners)]
  for (const payer of payers.values()) {
    const head = books.head[payer.customer]
    if (reading.iban !== null && payer.iban === null) {
      if (ibanOwners.length === 0)
        payer.iban = (books.customers[payer.customer]?.ibans.length ?? 0) > 0 ? 'new' : null
      else if (!ibanHeads.has(head)) payer.iban = 'of_other'
    }
    if (taxOwners.length > 0 && payer.taxId === null && !taxHeads.has(head))
      payer.taxId = 'of_other'
  }
}
