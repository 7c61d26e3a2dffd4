/**
 * Whose view a statement is written in. Their debit is our credit, so figures of theirs are turned
 * round; but a dealer may send back our own list, or one whose signs were turned already. Matching
 * lines decide, by number and amount before amount and day; where none tell, the closing balance.
 */
import type { IsoDate } from '../days.ts'
import { numberKey } from './document-numbers.ts'
import type { BookLine } from './line.ts'
import type { StatementFile } from './statement-file.ts'
import { kindInOurView } from './words.ts'

/** `theirs`: debit is what we owe them, as their own books say. */
export type View = 'theirs' | 'ours'

/** Sign of a figure of the file in our view. */
export function signOf(view: View): 1 | -1 {
  return view === 'theirs' ? -1 : 1
}

export function viewOf(
  file: StatementFile,
  ours: { readonly lines: readonly BookLine[]; readonly closingMinor: number },
): View {
  const byNumber = tally(file, ours.lines, (line) => {
    const { plain, serial } = numberKey(line.number)
    return [plain, serial].filter((key) => key !== '')
  })
  if (byNumber !== 0) return byNumber > 0 ? 'ours' : 'theirs'
  const byDay = tally(file, ours.lines, ({ on }) => [on])
  if (byDay !== 0) return byDay > 0 ? 'ours' : 'theirs'
  const closing = file.closingMinor ?? 0
  const [same, turned] = [closing, -closing].map((minor) => Math.abs(ours.closingMinor - minor))
  return (same ?? 0) < (turned ?? 0) ? 'ours' : 'theirs'
}

/** Lines that meet one of ours with the sign as written, less those that meet one turned round. */
function tally(
  file: StatementFile,
  ours: readonly BookLine[],
  keysOf: (line: { readonly number: string; readonly on: IsoDate }) => readonly string[],
): number {
  const known = new Set(ours.flatMap((line) => keysOf(line).map((key) => `${key} ${line.minor}`)))
  let points = 0
  for (const line of file.lines)
    for (const key of keysOf(line)) {
      const isSame = known.has(`${key} ${line.plusMinor}`)
      const isTurned = known.has(`${key} ${-line.plusMinor}`)
      if (isSame !== isTurned) points += isSame ? 1 : -1
    }
  return points
}

/** Their lines in our view, in order of days. */
export function linesInOurView(file: StatementFile, view: View): BookLine[] {
  const sign = signOf(view)
  return file.lines
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.row - b.row))
    .map((line, at) => {
      const minor = sign * line.plusMinor
      return {
        at,
        row: line.row,
        on: line.on,
        number: line.number,
        text: line.text,
        minor,
        kind: kindInOurView(line.word, minor),
        isForeign: line.isForeign,
      }
    })
}
