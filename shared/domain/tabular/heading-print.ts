/** Which headings a table has, as one text: next month's export of the same program has the same. */
import { fold } from '../fold.ts'

/** Headings folded and sorted: a table is recognised whatever the order of its columns. */
export function headingPrint(headings: readonly string[]): string {
  return headings.map(folded).filter(Boolean).toSorted().join('|')
}

/** With their places, empty ones too: for a map that names a column by where it stands. */
export function placedHeadingPrint(headings: readonly string[]): string {
  return headings.map((heading, at) => `${at + 1} ${folded(heading)}`).join('|')
}

function folded(heading: string): string {
  return fold(heading).replace(/\s+/g, ' ').trim()
}
