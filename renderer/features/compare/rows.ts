/** A comparison as rows of the grid: ours left, theirs right, between them what was found. */
import type { ComparedLine, ComparisonResult } from '../../../shared/contract/reconcile.ts'
import type { Cause, MatchKind } from '../../../shared/domain/twosided/line.ts'

export const COMPARE_SHOWS = ['differences', 'matched', 'all'] as const
export type CompareShow = (typeof COMPARE_SHOWS)[number]

export interface CompareRow {
  readonly id: string
  /** Index into the items; null for a match. */
  readonly item: number | null
  readonly finding: Cause | MatchKind
  readonly currency: string
  readonly ours: readonly ComparedLine[]
  readonly theirs: readonly ComparedLine[]
  readonly oursMinor: number | null
  readonly theirsMinor: number | null
  readonly differenceMinor: number
}

export function rowsOf(found: ComparisonResult): readonly CompareRow[] {
  const { currency } = found
  const of = (places: { readonly ours: readonly number[]; readonly theirs: readonly number[] }) => {
    const ours = places.ours.flatMap((i) => found.oursLines[i] ?? [])
    const theirs = places.theirs.flatMap((i) => found.theirsLines[i] ?? [])
    return { ours, theirs, oursMinor: sumOf(ours), theirsMinor: sumOf(theirs) }
  }
  return [
    ...found.items.map((item, i): CompareRow => {
      const opening = item.cause === 'opening'
      return {
        id: `item ${i}`,
        item: i,
        finding: item.cause,
        currency,
        ...of(item),
        ...(opening
          ? { oursMinor: found.ours.openingMinor, theirsMinor: found.theirs.openingMinor }
          : {}),
        differenceMinor: item.minor,
      }
    }),
    ...found.matched.map(
      (match, i): CompareRow => ({
        id: `match ${i}`,
        item: null,
        finding: match.kind,
        currency,
        ...of(match),
        differenceMinor: 0,
      }),
    ),
  ]
}

export function isShown(row: CompareRow, show: CompareShow, cause: Cause | null): boolean {
  if (cause !== null) return row.item !== null && row.finding === cause
  if (show === 'all') return true
  return show === 'matched' ? row.item === null : row.item !== null
}

function sumOf(lines: readonly ComparedLine[]): number | null {
  return lines.length === 0 ? null : lines.reduce((sum, { minor }) => sum + minor, 0)
}
