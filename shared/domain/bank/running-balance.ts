/** The balance column of a bank's table: from it come the balances at start and end. */
import type { EntryFacts } from './statement.ts'

export interface Balanced {
  readonly entry: EntryFacts
  /** After the entry; null where the cell is empty. */
  readonly balanceMinor: number | null
}

export interface Chain {
  readonly openingMinor: number
  readonly closingMinor: number
  /** Rows whose balance does not follow from the row before it. */
  readonly breaks: readonly number[]
}

/**
 * Oldest row first or last: the order in which more balances follow from each other; where that tells
 * nothing, the order of days. Null when a row has no balance.
 */
export function chainOf(rows: readonly Balanced[]): Chain | null {
  const balances = rows.map(({ balanceMinor }) => balanceMinor)
  if (rows.length === 0 || balances.some((one) => one === null)) return null
  const down = breaksOf(rows)
  const upwards = rows.toReversed()
  const up = breaksOf(upwards)
  const first = rows[0]?.entry.bookedOn ?? ''
  const last = rows.at(-1)?.entry.bookedOn ?? ''
  const isDown = down.length === up.length ? first <= last : down.length < up.length
  const ordered = isDown ? rows : upwards
  const oldest = ordered[0]
  return {
    openingMinor: (oldest?.balanceMinor ?? 0) - (oldest?.entry.amountMinor ?? 0),
    closingMinor: ordered.at(-1)?.balanceMinor ?? 0,
    breaks: isDown ? down : up,
  }
}

function breaksOf(rows: readonly Balanced[]): number[] {
  return rows.flatMap(({ entry, balanceMinor }, i) => {
    const before = rows[i - 1]
    if (before === undefined) return []
    return (before.balanceMinor ?? 0) + entry.amountMinor === balanceMinor ? [] : [entry.row]
  })
}
