/** Our account as a book to compare: its lines, and what stands just outside the period. */
import type { CompanyDb } from '../../../db/local/open.ts'
import {
  accountBalance,
  type AccountLine,
  accountLines,
  type AccountSlice,
} from '../../../db/local/account-lines.ts'
import { addDays, type IsoDate } from '../../../shared/domain/days.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { isLikely, numberKey } from '../../../shared/domain/twosided/document-numbers.ts'
import { OUTSIDE_DAYS } from '../../../shared/domain/twosided/leftovers.ts'
import type { Book, BookLine } from '../../../shared/domain/twosided/line.ts'

export interface OurBook {
  readonly book: Book
  readonly outside: readonly BookLine[]
}

/**
 * Openings in the period belong to what is carried over, as the other side has it, but for those its
 * lines name: these were brought in document by document.
 */
export function ourBook(
  db: CompanyDb,
  slice: AccountSlice,
  period: { readonly from: IsoDate; readonly to: IsoDate },
  theirs: readonly BookLine[],
): OurBook {
  const { from, to } = period
  const before = accountBalance(db, slice, addDays(from, -1))
  const rows = accountLines(db, slice, from, to)
  const byAmount = Map.groupBy(theirs, ({ minor }) => minor)
  const isNamed = (row: AccountLine) => {
    const key = numberKey(row.number)
    return (byAmount.get(row.minor) ?? []).some(({ number }) => isLikely(key, numberKey(number)))
  }
  const openings = new Set(rows.filter((row) => row.kind === 'opening' && !isNamed(row)))
  const lines = rows.filter((row) => !openings.has(row)).map((row, at) => lineOf(row, at, slice))
  const openingMinor = [...openings].reduce((sum, { minor }) => addMinor(sum, minor), before)
  const closingMinor = rows.reduce((sum, { minor }) => addMinor(sum, minor), before)
  const outside = [
    ...accountLines(db, slice, addDays(from, -OUTSIDE_DAYS), addDays(from, -1)),
    ...accountLines(db, slice, addDays(to, 1), addDays(to, OUTSIDE_DAYS)),
  ]
  return {
    book: { openingMinor, closingMinor, lines },
    outside: outside.map((row, at) => lineOf(row, at, slice)),
  }
}

/** Dated as its paper is: that is the day the other side has. */
function lineOf(row: AccountLine, at: number, { currency }: AccountSlice): BookLine {
  return {
    at,
    row: null,
    on: row.paperOn ?? row.docOn,
    number: row.number,
    text: [row.description, row.reference].filter(Boolean).join(' · '),
    minor: row.minor,
    kind: row.kind,
    isForeign: currency === null && row.rate !== null,
  }
}

/**
 * The day the comparison begins on, where nobody says: their first line may be a document of ours some
 * days older. Of the days of such documents, the one on which both openings agree best.
 */
export function firstDay(
  db: CompanyDb,
  slice: AccountSlice,
  from: IsoDate,
  theirs: readonly BookLine[],
  theirOpeningMinor: number,
): IsoDate {
  const byAmount = Map.groupBy(theirs, ({ minor }) => minor)
  const days = accountLines(db, slice, addDays(from, -OUTSIDE_DAYS), addDays(from, -1))
    .filter(({ minor, number }) =>
      (byAmount.get(minor) ?? []).some((line) =>
        isLikely(numberKey(number), numberKey(line.number)),
      ),
    )
    .map(({ docOn }) => docOn)
  const gap = (day: IsoDate) =>
    Math.abs(accountBalance(db, slice, addDays(day, -1)) - theirOpeningMinor)
  let best = from
  for (const day of new Set(days)) if (gap(day) < gap(best)) best = day
  return best
}
