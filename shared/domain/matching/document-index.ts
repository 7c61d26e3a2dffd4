/**
 * Documents by their numbers, their other references and their open amounts: the first stage of
 * matching, made once for the books.
 *
 * Documents of one tail or amount are chained (`next…`) instead of listed: with hundreds of thousands
 * of documents nearly every tail and amount stands alone, and lists of one cost more than all else.
 */
import { compact } from './fold.ts'
import { type OwnNumber, readOwnNumber } from './numbers.ts'
import type { MatchDocument } from './types.ts'

/** Amounts stay exact with a currency's number packed in beside. */
export const CURRENCIES_MAX = 256
/** A reference is as long, in capitals and digits. */
export const REFERENCE_LENGTH = { min: 4, max: 40 } as const
const END = -1

type IndexedDocument = Pick<MatchDocument, 'documentNo' | 'references' | 'openMinor' | 'currency'>

export class DocumentIndex {
  readonly currencies: readonly string[]
  /** Number of each document's currency. */
  readonly currency: Uint8Array
  /** Series, year and tail of each document's number. */
  readonly series: readonly string[]
  readonly year: Int32Array
  readonly tails: readonly string[]
  readonly knownSeries = new Set<string>()
  readonly #firstOfTail = new Map<string, number>()
  readonly #nextOfTail: Int32Array
  readonly #firstOfAmount = new Map<number, number>()
  readonly #nextOfAmount: Int32Array
  /** The first signs of all references, as numbers. */
  readonly #beginnings = new Set<number>()
  readonly #byReference = new Map<string, number[]>()

  constructor(documents: readonly IndexedDocument[]) {
    const numbers = new Map<string, number>()
    let currency = ''
    for (const document of documents)
      if (document.currency !== currency) numbers.set((currency = document.currency), 0)
    this.currencies = [...numbers.keys()].toSorted()
    if (this.currencies.length > CURRENCIES_MAX) throw new RangeError('too many currencies')
    this.currencies.forEach((one, at) => numbers.set(one, at))
    const count = documents.length
    this.currency = new Uint8Array(count)
    this.year = new Int32Array(count)
    this.#nextOfTail = new Int32Array(count).fill(END)
    this.#nextOfAmount = new Int32Array(count).fill(END)
    const own = documents.map((one) => readOwnNumber(one.documentNo))
    this.series = own.map((one) => one.series)
    this.tails = own.map((one) => one.tail)
    let last = ''
    for (const series of this.series) if (series !== last) this.knownSeries.add((last = series))
    this.knownSeries.delete('')
    // From the end, so that chains go from the first to the last.
    for (let at = count - 1; at >= 0; at -= 1) {
      const document = documents[at]
      const number = own[at]
      if (document === undefined || number === undefined) continue
      this.#add(document, number, at, numbers.get(document.currency) ?? 0)
    }
  }

  #add(document: IndexedDocument, own: OwnNumber, at: number, currency: number): void {
    this.currency[at] = currency
    this.year[at] = own.year
    if (own.tail !== '') chain(this.#firstOfTail, this.#nextOfTail, own.tail, at)
    chain(this.#firstOfAmount, this.#nextOfAmount, amountKey(document.openMinor, currency), at)
    // Plain numbers are found by their tails; only what these leave out needs its whole text.
    if (!own.isPlain) this.#refer(document.documentNo, at)
    for (const reference of document.references) this.#refer(reference, at)
  }

  #refer(reference: string, at: number): void {
    const key = compact(reference)
    if (key.length < REFERENCE_LENGTH.min) return
    this.#beginnings.add(beginningOf(key))
    const known = this.#byReference.get(key)
    if (known === undefined) this.#byReference.set(key, [at])
    else if (known[0] !== at) known.unshift(at)
  }

  /** False when no reference begins as a text of at least the shortest length does. */
  mayBeReference(key: string): boolean {
    return this.#beginnings.has(beginningOf(key))
  }

  withReference(key: string): readonly number[] | undefined {
    return this.#byReference.get(key)
  }

  /** The first document whose number ends so, −1 for none; `nextOfTail` leads on. */
  firstOfTail(tail: string): number {
    return this.#firstOfTail.get(tail) ?? END
  }

  nextOfTail(document: number): number {
    return this.#nextOfTail[document] ?? END
  }

  /** Documents that have exactly this amount open in the books, of any customer. */
  withAmount(minor: number, currency: number): number[] {
    const found: number[] = []
    let at = this.#firstOfAmount.get(amountKey(minor, currency)) ?? END
    while (at !== END) {
      found.push(at)
      at = this.#nextOfAmount[at] ?? END
    }
    return found
  }
}

/** The first four signs in one number: capitals and digits have codes below 128. */
function beginningOf(key: string): number {
  return (
    (key.charCodeAt(0) << 21) |
    (key.charCodeAt(1) << 14) |
    (key.charCodeAt(2) << 7) |
    key.charCodeAt(3)
  )
}

function chain<K>(first: Map<K, number>, next: Int32Array, key: K, at: number): void {
  const known = first.get(key)
  if (known !== undefined) next[at] = known
  first.set(key, at)
}

function amountKey(minor: number, currency: number): number {
  return minor * CURRENCIES_MAX + currency
}
