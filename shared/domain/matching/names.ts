/**
 * Names of customers by their words, for texts that spell, shorten and cut them.
 *
 * Words weigh by how few customers have them (their information, in nats); legal forms and what firms
 * are made for weigh next to nothing, but tell sisters of one name apart. A word is also found with one
 * letter dropped, added or wrong, and as the beginning of a longer one where a text was cut.
 */
import { foldText, UNKNOWN_LETTER } from './fold.ts'

/** Legal forms, in the words that folding leaves of them. */
const FORMS: Readonly<Record<string, string>> = {
  AS: 'AS',
  ANONIM: 'AS',
  LTD: 'LTD',
  LIMITED: 'LTD',
  GMBH: 'GMBH',
  AG: 'AG',
  KG: 'KG',
  OHG: 'OHG',
  EK: 'EK',
  PLC: 'PLC',
  LLP: 'LLP',
  INC: 'INC',
  BV: 'BV',
  SARL: 'SARL',
  SRL: 'SRL',
}
/** Words of half the firms there are. */
const FILLERS = new Set(
  'SIRKETI STI SAN SANAYI SANAYII VE TIC TICARET TICARETI PAZ PAZARLAMA ITH IHR CO COMPANY SONS UND AND A S E K SIRKET DIS TIC'.split(
    ' ',
  ),
)
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

export interface NameWords {
  readonly words: readonly string[]
  readonly form: string
}

/** The distinctive words of a name and its legal form; A.Ş. comes as two letters and counts as one. */
export function nameWords(text: string): NameWords {
  const words: string[] = []
  let form = ''
  const all = foldText(text).split(' ')
  all.forEach((word, at) => {
    const pair = word.length === 1 ? word + (all[at + 1] ?? '') : ''
    const found = FORMS[word] ?? (pair === 'AS' || pair === 'EK' ? FORMS[pair] : undefined)
    if (found !== undefined) form = form === '' || form === 'GMBH' ? form + found : form
    else if (word.length > 1 && !FILLERS.has(word)) words.push(word)
  })
  return { words, form }
}

export interface NameHit {
  readonly customer: number
  /** Share of the customer's name that is there, by weight, 0…1. */
  readonly found: number
  /** Share of what is shown that the customer's name explains; 1 in free text. */
  readonly explained: number
  /** 1 the same legal form is shown, −1 another one, 0 nothing said. */
  readonly form: -1 | 0 | 1
}

/** Hits below this share of a name are chance. */
const FOUND_MIN = 0.45
const HITS_MAX = 6
const EQUALS_MAX = 30
/** A word of more customers than this names nobody by itself. */
const POSTINGS_MAX = 4000
/** What a shown word that no name has counts against all of them. */
const UNKNOWN_WORD = 6
/** Of its weight, a word that is not spelled as it should be. */
const SPELLED_OTHERWISE = 0.8
/** Words looked up before, kept up to so many. */
const REMEMBERED_MAX = 50_000

export class NameIndex {
  readonly #postings = new Map<string, number[]>()
  readonly #weights = new Map<string, number>()
  readonly #sums: Float64Array
  readonly #forms: readonly string[]
  /** Words by what is left when one letter is dropped. */
  readonly #near = new Map<string, string[]>()
  readonly #sorted: readonly string[]
  readonly #score: Float64Array
  readonly #remembered = new Map<string, readonly string[]>()

  constructor(names: readonly string[]) {
    this.#score = new Float64Array(names.length)
    this.#sums = new Float64Array(names.length)
    const read = names.map(nameWords)
    this.#forms = read.map((one) => one.form)
    const spelled = names.map((name, at) => spellings(name, read[at]?.words ?? []))
    spelled.forEach((words, customer) => {
      for (const forms of words)
        for (const word of forms) {
          const list = this.#postings.get(word)
          if (list === undefined) this.#postings.set(word, [customer])
          else if (list.at(-1) !== customer) list.push(customer)
        }
    })
    for (const [word, list] of this.#postings)
      this.#weights.set(word, Math.log(1 + names.length / list.length))
    spelled.forEach((words, customer) => {
      this.#sums[customer] = words.reduce((sum, [word]) => sum + this.#weightOf(word ?? ''), 0)
    })
    this.#sorted = [...this.#postings.keys()].toSorted()
    for (const word of this.#sorted)
      if (word.length >= 5)
        for (const left of dropped(word)) {
          const list = this.#near.get(left)
          if (list === undefined) this.#near.set(left, [word])
          else list.push(word)
        }
  }

  #weightOf(word: string): number {
    return this.#weights.get(word) ?? 0
  }

  /**
   * Customers whose name a text shows, the best first. `isName` says that the text is a name and
   * nothing else; `isCut` that it may end before the name does.
   */
  find(text: string, options: { readonly isName: boolean; readonly isCut: boolean }): NameHit[] {
    const { words, form } = nameWords(text)
    const score = this.#score
    const touched: number[] = []
    let shown = 0
    const used = new Set<string>()
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? ''
      const mayBeCut = options.isCut && at === words.length - 1
      const known = this.#known(word, mayBeCut)
      if (known.length === 0) {
        if (options.isName && !mayBeCut) shown += UNKNOWN_WORD
        continue
      }
      let best = 0
      for (const one of known) {
        if (used.has(one)) continue
        used.add(one)
        const full = this.#weightOf(one)
        if (full > best) best = full
        const postings = this.#postings.get(one)
        if (postings === undefined || postings.length > POSTINGS_MAX) continue
        const weight = full * (one === word ? 1 : SPELLED_OTHERWISE)
        for (let n = 0; n < postings.length; n += 1) {
          const customer = postings[n] ?? 0
          if (score[customer] === 0) touched.push(customer)
          score[customer] = (score[customer] ?? 0) + weight
        }
      }
      shown += best
    }
    const hits: NameHit[] = []
    for (const customer of touched) {
      const points = score[customer] ?? 0
      score[customer] = 0
      const found = Math.min(1, points / (this.#sums[customer] || 1))
      if (found < FOUND_MIN) continue
      const own = this.#forms[customer] ?? ''
      hits.push({
        customer,
        found,
        explained: options.isName && shown > 0 ? Math.min(1, points / shown) : 1,
        form: form === '' || own === '' ? 0 : form === own ? 1 : -1,
      })
    }
    return best(hits)
  }

  /** Words of names that a shown word may be; the same words stand on many lines. */
  #known(word: string, mayBeCut: boolean): readonly string[] {
    const key = mayBeCut ? `${word}…` : word
    let known = this.#remembered.get(key)
    if (known === undefined) {
      if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
      known = this.#find(word, mayBeCut)
      this.#remembered.set(key, known)
    }
    return known
  }

  #find(word: string, mayBeCut: boolean): string[] {
    if (this.#postings.has(word)) return [word]
    if (word.includes(UNKNOWN_LETTER)) return this.#likeSpoiled(word)
    if (mayBeCut && word.length >= 3) {
      const longer = this.#startingWith(word)
      if (longer.length > 0) return longer
    }
    if (word.length < 4) return []
    const near = new Set(this.#near.get(word))
    for (const left of dropped(word)) {
      if (this.#postings.has(left) && left.length >= 4) near.add(left)
      for (const one of this.#near.get(left) ?? []) if (one.length === word.length) near.add(one)
    }
    return [...near].slice(0, 3)
  }

  /** Words that a spoiled one may be; ß is one letter lost where two are written. */
  #likeSpoiled(word: string): string[] {
    if (word.replaceAll(UNKNOWN_LETTER, '').length < 2) return []
    const pattern = new RegExp(`^${word.replaceAll(UNKNOWN_LETTER, '(?:SS|[AOU]E|[A-Z])')}$`)
    return this.#sorted.filter((one) => pattern.test(one)).slice(0, 4)
  }

  #startingWith(start: string): string[] {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle] ?? '') < start) low = middle + 1
      else high = middle
    }
    const found: string[] = []
    while (found.length < 8 && this.#sorted[low]?.startsWith(start))
      found.push(this.#sorted[low++] ?? '')
    return found
  }
}

/** The best few, and all that are as good as the best: that there are many of them must be seen. */
function best(hits: NameHit[]): NameHit[] {
  const sorted = hits.toSorted((a, b) => rank(b) - rank(a) || a.customer - b.customer)
  const most = sorted[0] === undefined ? 0 : rank(sorted[0])
  return sorted.filter((hit, at) => at < HITS_MAX || (at < EQUALS_MAX && rank(hit) === most))
}

function rank(hit: NameHit): number {
  return Math.min(hit.found, hit.explained) + hit.form * 0.02
}

/** Each word of a name in its spellings: ü as u and as ue. */
function spellings(name: string, words: readonly string[]): string[][] {
  if (!/[äöü]/i.test(name)) return words.map((word) => [word])
  const long = nameWords(
    name.replace(/[äÄöÖüÜ]/g, (letter) => UMLAUTS[letter.toLowerCase()] ?? letter),
  ).words
  return words.map((word, at) => [...new Set([word, long[at] ?? word])])
}

function* dropped(word: string): Iterable<string> {
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.slice(at + 1)
}
