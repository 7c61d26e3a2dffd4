/** What is not matched yet of two books, and what was found so far. Each line is taken once. */
import { toDayNumber } from '../days.ts'
import {
  isLikely,
  isSlip,
  likeness,
  type NumberKey,
  numberKey,
  numbersIn,
} from './document-numbers.ts'
import type { BookLine, Match, MatchKind } from './line.ts'
import { wordingOf } from './words.ts'

export interface Entry {
  readonly line: BookLine
  readonly minor: number
  readonly day: number
  readonly key: NumberKey
  /** Numbers its text names. */
  readonly mentions: readonly string[]
  /** Says itself what it is: a fee, a rate difference, a discount, a rounding. */
  readonly isTold: boolean
}

/** Two lines, or groups, that belong together and differ. */
export interface Pair {
  readonly ours: readonly Entry[]
  readonly theirs: readonly Entry[]
}

export class Pool {
  readonly ours: readonly Entry[]
  readonly theirs: readonly Entry[]
  readonly matched: Match[] = []
  readonly differing: Pair[] = []
  readonly #taken = new Set<Entry>()
  readonly #counts = { ours: new Map<number, number>(), theirs: new Map<number, number>() }
  #isComparable = { debit: false, credit: false }

  constructor(ours: readonly BookLine[], theirs: readonly BookLine[]) {
    this.ours = ours.map(entryOf)
    this.theirs = theirs.map(entryOf)
    for (const side of ['ours', 'theirs'] as const)
      for (const { minor } of this[side])
        this.#counts[side].set(minor, (this.#counts[side].get(minor) ?? 0) + 1)
  }

  isFree(entry: Entry): boolean {
    return !this.#taken.has(entry)
  }

  free(side: 'ours' | 'theirs'): Entry[] {
    return this[side].filter((entry) => this.isFree(entry))
  }

  match(kind: MatchKind, ours: readonly Entry[], theirs: readonly Entry[]): void {
    this.#take([...ours, ...theirs])
    this.matched.push({
      kind,
      ours: ours.map(({ line }) => line),
      theirs: theirs.map(({ line }) => line),
      minor: ours.reduce((sum, { minor }) => sum + minor, 0),
    })
  }

  /** Belongs together, and differs. */
  pair(ours: readonly Entry[], theirs: readonly Entry[]): void {
    this.#take([...ours, ...theirs])
    this.differing.push({ ours, theirs })
  }

  /** The amount stands once in each book. */
  isUnique(minor: number): boolean {
    return this.#counts.ours.get(minor) === 1 && this.#counts.theirs.get(minor) === 1
  }

  /**
   * Decides, from what matched by number so far, on which side of the account both books use the same
   * numbers: invoices mostly, payments rarely.
   */
  learnNumbers(): void {
    const numbered = (side: 'ours' | 'theirs', sign: number) =>
      this[side].filter(({ minor, key }) => Math.sign(minor) === sign && key.serial !== '').length
    const alike = (sign: number) =>
      this.matched.filter(({ ours, theirs, minor }) => {
        const [o, t] = [ours[0], theirs[0]]
        return (
          Math.sign(minor) === sign && o && t && isLikely(numberKey(o.number), numberKey(t.number))
        )
      }).length
    const isCommon = (sign: number) => {
      const least = Math.min(numbered('ours', sign), numbered('theirs', sign))
      return least > 0 && alike(sign) * 2 >= least
    }
    this.#isComparable = { debit: isCommon(1), credit: isCommon(-1) }
  }

  /** Both carry numbers of one series of numbers, and these are of different documents. */
  conflict(o: Entry, t: Entry): boolean {
    const isComparable = o.minor > 0 ? this.#isComparable.debit : this.#isComparable.credit
    if (!isComparable || o.key.serial === '' || t.key.serial === '') return false
    return !isLikely(o.key, t.key) && !isSlip(o.key, t.key) && !isMentioned(o, t)
  }

  #take(entries: readonly Entry[]): void {
    for (const entry of entries) this.#taken.add(entry)
  }
}

function entryOf(line: BookLine): Entry {
  return {
    line,
    minor: line.minor,
    day: toDayNumber(line.on),
    key: numberKey(line.number),
    mentions: numbersIn(line.text),
    isTold: line.kind === 'fx_difference' || Object.values(wordingOf(line.text)).some(Boolean),
  }
}

/** Their text names our number, or ours theirs. */
export function isMentioned(o: Entry, t: Entry): boolean {
  return (
    (o.key.plain !== '' && t.mentions.includes(o.key.plain)) ||
    (t.key.plain !== '' && o.mentions.includes(t.key.plain))
  )
}

/** One line against one of the same amount. */
export function kindOfPair(o: Entry, t: Entry): MatchKind {
  const alike = likeness(o.key, t.key)
  if (alike === 'variant' || alike === 'serial' || (alike === 'none' && isLikely(o.key, t.key)))
    return 'number_variant'
  if (alike === 'none' && o.key.plain !== '' && isSlip(o.key, t.key)) return 'number_variant'
  return o.day === t.day ? 'exact' : 'date_shift'
}

/**
 * Pairs entries under a common key, nearest days first; equals in the order of their books. Groups so
 * large that all pairs are too many are paired in order.
 */
export function pairUp(
  ours: readonly Entry[],
  theirs: readonly Entry[],
  keysOf: (entry: Entry) => readonly string[],
  fits: (o: Entry, t: Entry) => boolean,
  take: (o: Entry, t: Entry) => void,
): void {
  const byKey = new Map<string, Entry[]>()
  for (const t of theirs)
    for (const key of keysOf(t)) {
      const list = byKey.get(key)
      if (list) list.push(t)
      else byKey.set(key, [t])
    }
  const groups = new Map<string, Entry[]>()
  for (const o of ours)
    for (const key of keysOf(o)) {
      if (!byKey.has(key)) continue
      const list = groups.get(key)
      if (list) list.push(o)
      else groups.set(key, [o])
    }
  const taken = new Set<Entry>()
  for (const [key, own] of groups) {
    const others = byKey.get(key) ?? []
    for (const [o, t] of nearest(own, others))
      if (!taken.has(o) && !taken.has(t) && fits(o, t)) {
        taken.add(o)
        taken.add(t)
        take(o, t)
      }
  }
}

const PAIRS_MAX = 10_000

function nearest(ours: readonly Entry[], theirs: readonly Entry[]): [Entry, Entry][] {
  if (ours.length === 1 && theirs.length === 1) return [[ours[0] as Entry, theirs[0] as Entry]]
  if (ours.length * theirs.length > PAIRS_MAX) return inOrder(ours, theirs)
  return ours
    .flatMap((o) => theirs.map((t): [Entry, Entry] => [o, t]))
    .toSorted(
      ([a, b], [c, d]) =>
        Math.abs(a.day - b.day) - Math.abs(c.day - d.day) ||
        a.line.at - c.line.at ||
        b.line.at - d.line.at,
    )
}

/** Same days first, then the rest as they come. */
function inOrder(ours: readonly Entry[], theirs: readonly Entry[]): [Entry, Entry][] {
  const byDay = new Map<number, Entry[]>()
  for (const t of theirs) byDay.set(t.day, [...(byDay.get(t.day) ?? []), t])
  const pairs: [Entry, Entry][] = []
  const restOurs: Entry[] = []
  for (const o of ours) {
    const t = byDay.get(o.day)?.shift()
    if (t) pairs.push([o, t])
    else restOurs.push(o)
  }
  const rest = [...byDay.values()].flat().toSorted((a, b) => a.day - b.day)
  restOurs
    .toSorted((a, b) => a.day - b.day)
    .forEach((o, i) => {
      const t = rest[i]
      if (t) pairs.push([o, t])
    })
  return pairs
}
