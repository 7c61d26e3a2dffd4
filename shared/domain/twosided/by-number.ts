/** Lines told by their numbers: equal amounts first, then parts of one document, then what differs. */
import { isLikely, likeness, type NumberLikeness, stemOf } from './document-numbers.ts'
import type { MatchKind } from './line.ts'
import { type Entry, isMentioned, kindOfPair, pairUp, type Pool } from './pool.ts'

/** The same number in any spelling and the same amount. */
export function matchNumbersAndAmounts(pool: Pool): void {
  const keys: readonly ((entry: Entry) => readonly string[])[] = [
    ({ key }) => (key.raw === '' ? [] : [key.raw]),
    ({ key }) => (key.plain === '' ? [] : [key.plain]),
    ({ key }) => (key.serial === '' ? [] : [key.serial]),
  ]
  for (const keysOf of keys)
    pairUp(
      pool.free('ours'),
      pool.free('theirs'),
      (entry) => keysOf(entry).map((key) => `${key} ${entry.minor}`),
      (o, t) => isLikely(o.key, t.key),
      (o, t) => pool.match(kindOfPair(o, t), [o], [t]),
    )
  pairUp(
    pool.free('ours'),
    pool.free('theirs'),
    namesOf((entry) => ` ${entry.minor}`),
    isMentioned,
    (o, t) => pool.match('number_variant', [o], [t]),
  )
}

/** Its own number and those its text names. */
function namesOf(suffix: (entry: Entry) => string): (entry: Entry) => readonly string[] {
  return (entry) =>
    [...new Set([entry.key.plain, ...entry.mentions])]
      .filter((name) => name !== '')
      .map((name) => `${name}${suffix(entry)}`)
}

/** One document in several lines of the other book, all under its number. */
export function matchParts(pool: Pool): void {
  group(pool, 'ours', 'theirs', 'split')
  group(pool, 'theirs', 'ours', 'grouped')
}

function group(
  pool: Pool,
  wholeSide: 'ours' | 'theirs',
  partSide: 'ours' | 'theirs',
  kind: MatchKind,
): void {
  const parts = new Map<string, Entry[]>()
  for (const entry of pool.free(partSide))
    for (const name of namesOfPart(entry)) parts.set(name, [...(parts.get(name) ?? []), entry])
  for (const whole of pool.free(wholeSide)) {
    for (const name of [whole.key.plain, ...whole.mentions, `#${whole.key.serial}`]) {
      const own = parts.get(name)?.filter((part) => pool.isFree(part) && belongs(part, whole, name))
      if (!own || own.length < 2 || own.length > PARTS_MAX) continue
      if (own.reduce((sum, { minor }) => sum + minor, 0) !== whole.minor) continue
      const isNet = own.some(({ minor }) => Math.sign(minor) !== Math.sign(whole.minor))
      const used = isNet ? 'netted' : kind
      if (wholeSide === 'ours') pool.match(used, [whole], own)
      else pool.match(used, own, [whole])
      break
    }
  }
}

/** Its number, the number it is a part of, both by their serials too, and the numbers it mentions. */
function namesOfPart({ line, key, mentions }: Entry): Set<string> {
  const names = new Set([...mentions, key.plain, `#${key.serial}`])
  const stem = stemOf(line.number)
  if (stem) names.add(stem.plain).add(`#${stem.serial}`)
  names.delete('')
  names.delete('#')
  return names
}

/** A serial is common to many series. */
function belongs({ line, key }: Entry, whole: Entry, name: string): boolean {
  if (!name.startsWith('#')) return true
  const stem = stemOf(line.number)
  return isLikely(key, whole.key) || (stem !== null && isLikely(stem, whole.key))
}

const PARTS_MAX = 60

/** The same number and another amount: the surest likeness first, nearest days first. */
export function pairSameNumbers(pool: Pool): void {
  const byKey = (
    keyOf: (entry: Entry) => string,
    fits: (o: Entry, t: Entry, alike: NumberLikeness) => boolean,
  ) =>
    pairUp(
      pool.free('ours'),
      pool.free('theirs'),
      (entry) => (keyOf(entry) === '' ? [] : [keyOf(entry)]),
      (o, t) => fits(o, t, likeness(o.key, t.key)),
      (o, t) => pool.pair([o], [t]),
    )
  const isSure = (_o: Entry, _t: Entry, alike: NumberLikeness) =>
    alike === 'same' || alike === 'variant'
  byKey(({ key }) => key.plain, isSure)
  byKey(({ key }) => key.serial, isSure)
  byKey(
    ({ key }) => key.serial,
    (o, t, alike) => alike === 'serial' && isNear(o.minor, t.minor) && daysApart(o, t) <= 45,
  )
  // Two digits are a number too where day and side agree and the amount almost does.
  byKey(
    ({ key }) => key.serial,
    (o, t) =>
      isLikely(o.key, t.key) &&
      daysApart(o, t) <= 3 &&
      Math.abs(o.minor - t.minor) <= 0.35 * Math.abs(o.minor),
  )
}

function daysApart(o: Entry, t: Entry): number {
  return Math.abs(o.day - t.day)
}

/** A number that is told by its serial alone needs an amount that could be the same. */
function isNear(a: number, b: number): boolean {
  const [low, high] = [Math.min(Math.abs(a), Math.abs(b)), Math.max(Math.abs(a), Math.abs(b))]
  return low * 2 >= high || low * 10 === high || low * 100 === high
}
