/** What all lines to do probably pay, in one reading of the books. */
import type { z } from 'zod'
import { linesIn } from '../../../db/local/bank.ts'
import { allCustomers } from '../../../db/local/customers.ts'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import { buildMatcher } from '../../../shared/domain/matching/matcher.ts'
import type { Context } from '../context.ts'
import { booksOf, matchLineOf } from './books.ts'
import { decidedFor, lineView, matchView } from './match-view.ts'

export type Proposed = z.input<(typeof contract)['proposals']['output']>

/** `account` is a row, null for all of them; `onProgress` is told how many of the lines are done. */
export function proposalsOf(
  context: Context,
  account: number | null,
  onProgress: (done: number, total: number) => void,
): Proposed {
  const lines = linesIn(context.db, 'todo', account)
  if (lines.length === 0) return []
  onProgress(0, lines.length)
  const matches = buildMatcher(booksOf(context)).matchLines(lines.map(matchLineOf), {
    onProgress: (done) => onProgress(done, lines.length),
  })
  const byId = new Map(matches.map((match) => [match.lineId, match]))
  const names = new Map(allCustomers(context.db).map(({ code, name }) => [code, name]))
  return lines.flatMap((line) => {
    const match = byId.get(line.lineId)
    return match
      ? [{ entry: lineView(line), ...matchView(decidedFor(context, line, match), names) }]
      : []
  })
}
