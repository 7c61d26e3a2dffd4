/**
 * Finds records while somebody types, in milliseconds among a hundred thousand.
 *
 * All records stand in one text, one after the other, each of their fields behind a line break, so
 * that a word is looked for by one search over it instead of one per record. The words' next places
 * leap ahead of each other: only a record that may hold the rarest of them is looked at.
 *
 * Texts and words come folded; a word holds no white space.
 */
/** Before the first field of a record and between its fields. */
const FIELD = '\n'
/** What stands before a word within a field. */
const WORD_MARKS = [' ', '.']

export class TextIndex {
  readonly #text: string
  /** Where each record begins; one more for the end. */
  readonly #starts: Int32Array
  /** Of each record, letters its fields begin with, and its further words: 32 bits, as a first sieve. */
  readonly #fieldLetters: Int32Array
  readonly #wordLetters: Int32Array

  constructor(records: readonly (readonly string[])[]) {
    const texts = records.map((fields) => FIELD + fields.filter(Boolean).join(FIELD))
    this.#starts = new Int32Array(records.length + 1)
    this.#fieldLetters = new Int32Array(records.length)
    this.#wordLetters = new Int32Array(records.length)
    let at = 0
    texts.forEach((text, record) => {
      this.#starts[record] = at
      at += text.length
      for (let i = 0; i + 1 < text.length; i += 1) {
        const letters =
          text[i] === FIELD
            ? this.#fieldLetters
            : WORD_MARKS.includes(text[i] ?? '')
              ? this.#wordLetters
              : null
        if (letters) letters[record] = (letters[record] ?? 0) | bitOf(text[i + 1])
      }
    })
    this.#starts[records.length] = at
    this.#text = texts.join('')
  }

  /**
   * Up to `limit` records that hold every word, by the sum over the words of where each stands best:
   * 0 at a field's start, 1 at a word's, 2 inside one; equals in the order they were given.
   */
  find(words: readonly string[], limit: number): number[] {
    if (words.length === 0) return []
    const text = this.#text
    const places = words.map((word) => new Places(text, word))
    const after = (mark: string, word: string, letters: Int32Array) =>
      new Places(text, mark + word, this.#skipper(letters, bitOf(word[0])))
    const fields = words.map((word) => after(FIELD, word, this.#fieldLetters))
    const begins = words.map(
      (word) =>
        new AnyPlace([
          after(FIELD, word, this.#fieldLetters),
          ...WORD_MARKS.map((mark) => after(mark, word, this.#wordLetters)),
        ]),
    )
    const ranked = new Ranked(2 * words.length, limit)
    for (let from = 0, record = 0; from < text.length; ) {
      const at = nextUseful(fields, begins, ranked.useful, from)
      if (at === Infinity) break
      record = this.#recordAt(at, record)
      from = Math.max(from, this.#starts[record] ?? 0)
      const farthest = nth(places, places.length, from)
      if (farthest === Infinity) break
      record = this.#recordAt(farthest, record)
      const start = this.#starts[record] ?? 0
      const end = this.#starts[record + 1] ?? 0
      let rank = 0
      for (let word = 0; word < words.length && rank <= ranked.useful; word += 1) {
        if (stands(places, word, start, end))
          rank += stands(fields, word, start, end) ? 0 : stands(begins, word, start, end) ? 1 : 2
        else rank = Infinity
      }
      if (rank <= ranked.useful) ranked.add(record, rank)
      if (ranked.useful < 0) break
      from = end
    }
    return ranked.best()
  }

  /** From a place on, where the next record begins (or goes on) that may have the letter at a start. */
  #skipper(letters: Int32Array, bit: number): (at: number) => number {
    const starts = this.#starts
    let record = 0
    return (at) => {
      while ((starts[record + 1] ?? Infinity) <= at) record += 1
      while (record < letters.length && ((letters[record] ?? 0) & bit) === 0) record += 1
      return record < letters.length ? Math.max(at, starts[record] ?? 0) : Infinity
    }
  }

  /** The record a place lies in, from `record` on. */
  #recordAt(at: number, record: number): number {
    const starts = this.#starts
    if (at < (starts[record + 1] ?? 0)) return record
    let [low, high] = [record, starts.length - 1]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle
    }
    return low
  }
}

/** Records by rank, in the order they came. */
class Ranked {
  /** The worst rank a further record may have and still be among the best. */
  useful: number
  readonly #limit: number
  readonly #byRank: number[][]

  constructor(worst: number, limit: number) {
    this.useful = worst
    this.#limit = limit
    this.#byRank = Array.from({ length: worst + 1 }, () => [])
  }

  add(record: number, rank: number): void {
    this.#byRank[rank]?.push(record)
    let count = 0
    for (let better = 0; better <= this.useful; better += 1) {
      count += this.#byRank[better]?.length ?? 0
      if (count >= this.#limit) this.useful = better - 1
    }
  }

  best(): number[] {
    return this.#byRank.flat().slice(0, this.#limit)
  }
}

/** Where a text stands next, read forward; nothing is searched twice. */
class Places {
  readonly #text: string
  readonly #wanted: string
  readonly #skip: ((at: number) => number) | null
  #next = -1

  constructor(text: string, wanted: string, skip: ((at: number) => number) | null = null) {
    this.#text = text
    this.#wanted = wanted
    this.#skip = skip
  }

  /** The first place not before `start`, which only rises; Infinity when there is none. */
  from(start: number): number {
    if (this.#next < start) {
      const begin = this.#skip ? this.#skip(start) : start
      const at = begin === Infinity ? -1 : this.#text.indexOf(this.#wanted, begin)
      this.#next = at < 0 ? Infinity : at
    }
    return this.#next
  }
}

/** The nearest of several texts. */
class AnyPlace {
  readonly #places: readonly Places[]

  constructor(places: readonly Places[]) {
    this.#places = places
  }

  from(start: number): number {
    let least = Infinity
    for (const place of this.#places) {
      const at = place.from(start)
      if (at < least) least = at
    }
    return least
  }
}

type Forward = Pick<Places, 'from'>

function bitOf(letter: string | undefined): number {
  return 1 << ((letter ?? '').charCodeAt(0) & 31)
}

/**
 * Before this place no record ranks `useful` or better. Where `a` words stand at a field's start, the
 * others cost one each and what is left allows some of them to stand inside a word; whatever `a` is,
 * so many places must have come by.
 */
function nextUseful(
  fields: readonly Forward[],
  begins: readonly Forward[],
  useful: number,
  from: number,
): number {
  const words = fields.length
  let least = Infinity
  for (let a = Math.max(0, words - useful); a <= words; a += 1) {
    const inside = Math.min(words - a, useful - (words - a))
    const at = Math.max(nth(fields, a, from), nth(begins, words - inside, from))
    if (at === from) return from
    if (at < least) least = at
  }
  return least
}

/** The n-th smallest of where the words stand next; words are few. */
function nth(places: readonly Forward[], n: number, from: number): number {
  if (n === 0) return from
  if (n === 1 || n === places.length) {
    let found = n === 1 ? Infinity : 0
    for (const place of places) {
      const at = place.from(from)
      if (n === 1 ? at < found : at > found) found = at
    }
    return found
  }
  return places.map((place) => place.from(from)).toSorted((a, b) => a - b)[n - 1] ?? Infinity
}

function stands(places: readonly Forward[], word: number, start: number, end: number): boolean {
  return (places[word]?.from(start) ?? Infinity) < end
}
