/**
 * The balance column of an account statement: which way it runs, whose sign it has, and the balances
 * at the start and end that come of it.
 *
 * Programs write the newest row first or last, and the balance as debit less credit, the other way
 * round, or without a sign. The reading under which most balances follow from the row before is taken;
 * where a stated opening tells, it counts as a row.
 */
import type { StatementLine } from './statement-file.ts'

export interface Balanced {
  readonly line: StatementLine
  /** As written, after the line; null where there is none. */
  readonly balanceMinor: number | null
}

export interface Balances {
  /** Oldest first. */
  readonly rows: readonly Balanced[]
  readonly openingMinor: number | null
  readonly closingMinor: number | null
  /** Rows whose balance does not follow from the one before. */
  readonly breaks: readonly number[]
}

type Reading = (minor: number) => number
const READINGS: readonly Reading[] = [(minor) => minor, (minor) => -minor]

export function balancesOf(rows: readonly Balanced[], openingMinor: number | null): Balances {
  const ways = [rows, rows.toReversed()]
  if (rows.length === 0 || rows.some(({ balanceMinor }) => balanceMinor === null))
    return {
      rows: isFalling(rows) ? rows.toReversed() : rows,
      openingMinor: null,
      closingMinor: null,
      breaks: [],
    }
  const signed = ways
    .flatMap((ordered) =>
      READINGS.map((read) => ({ ordered, read, breaks: breaksOf(ordered, read, openingMinor) })),
    )
    .toSorted((a, b) => a.breaks.length - b.breaks.length)
  const best = signed[0]
  if (!best || best.breaks.length * 2 > rows.length) return withoutSign(rows, openingMinor)
  const [oldest, newest] = [best.ordered[0], best.ordered.at(-1)]
  return {
    rows: best.ordered,
    openingMinor:
      openingMinor ?? plain(best.read(oldest?.balanceMinor ?? 0) - (oldest?.line.plusMinor ?? 0)),
    closingMinor: plain(best.read(newest?.balanceMinor ?? 0)),
    breaks: best.breaks,
  }
}

/** A balance without a sign follows where its size does; its side comes from the movements. */
function withoutSign(rows: readonly Balanced[], openingMinor: number | null): Balances {
  for (const start of openingMinor === null ? startsOf(rows) : [openingMinor]) {
    let balance = start
    const fits = rows.every(({ line, balanceMinor }) => {
      balance += line.plusMinor
      return Math.abs(balance) === Math.abs(balanceMinor ?? 0)
    })
    if (fits) return { rows, openingMinor: plain(start), closingMinor: plain(balance), breaks: [] }
  }
  return { rows, openingMinor: null, closingMinor: null, breaks: [] }
}

function startsOf(rows: readonly Balanced[]): number[] {
  const [oldest] = rows
  if (!oldest || oldest.balanceMinor === null) return []
  const size = Math.abs(oldest.balanceMinor)
  return [size - oldest.line.plusMinor, -size - oldest.line.plusMinor]
}

function breaksOf(rows: readonly Balanced[], read: Reading, openingMinor: number | null): number[] {
  return rows.flatMap(({ line, balanceMinor }, i) => {
    const before = i === 0 ? openingMinor : read(rows[i - 1]?.balanceMinor ?? 0)
    if (before === null) return []
    return before + line.plusMinor === read(balanceMinor ?? 0) ? [] : [line.row]
  })
}

function isFalling(rows: readonly Balanced[]): boolean {
  const [first, last] = [rows[0]?.line.on ?? '', rows.at(-1)?.line.on ?? '']
  return first > last
}

function plain(minor: number): number {
  return minor === 0 ? 0 : minor
}
