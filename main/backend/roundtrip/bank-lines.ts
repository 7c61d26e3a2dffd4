/**
 * The difference of a bank workbook, row by row: a line is posted or parked by its whole row, so one cell
 * that cannot be taken holds the others, and what a row would do is told beside its cells.
 */
import { lineById } from '../../../db/local/bank.ts'
import { markOf } from '../../../db/local/bank-acts.ts'
import { customerByRow } from '../../../db/local/customers.ts'
import { type Line, type LineProblem, type Sheets } from '../../../shared/domain/roundtrip/lines.ts'
import type { Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { BankRehearsal, decisionOf } from './bank-decision.ts'
import { BANK_FIGURES } from './bank-sheet.ts'

/** Fills in the problem of each row, or what it would do (`note`). */
export function judged(context: Context, sheets: Sheets, lines: readonly Line[]): Line[] {
  const rehearsal = new BankRehearsal(context)
  const verdicts = new Map<string, { problem: LineProblem } | { note: LineProblem }>()
  const byRow = Map.groupBy(
    lines.filter(({ key, column }) => key !== null && column !== null),
    ({ key }) => key ?? '',
  )
  const inFileOrder = [...byRow].toSorted(([, [a]], [, [b]]) => (a?.row ?? 0) - (b?.row ?? 0))
  for (const [key, own] of inFileOrder) {
    if (!own.some(isSaid)) continue
    try {
      verdicts.set(key, { note: noteOf(context, sheets, rehearsal, key, own) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      verdicts.set(key, { problem: { code: error.code, params: plain(error.params) } })
    }
  }
  return lines.map((line) => {
    const verdict = isSaid(line) && line.key !== null ? verdicts.get(line.key) : undefined
    if (verdict === undefined) return renamed(line)
    return 'note' in verdict
      ? { ...line, note: verdict.note }
      : { ...line, state: 'invalid', problem: verdict.problem }
  })
}

/** The cells of a row as its decision takes them. */
export function saidIn({ columns }: Sheets, lines: readonly Line[]): Map<string, Value> {
  return new Map(lines.map(({ column, yours }) => [columns[column ?? -1]?.field ?? '', yours]))
}

function noteOf(
  context: Context,
  sheets: Sheets,
  rehearsal: BankRehearsal,
  key: string,
  own: readonly Line[],
): LineProblem {
  const line = lineById(context.db, key)
  if (!line) throw new Refusal('bank.line_unknown', { line: key })
  const { state, act } = markOf(context.db, line.rowid)
  if (state === 'suspense') throw new Refusal('bank.parked_since', { reason: act?.reason ?? '' })
  if (state === 'posted') {
    const payer = act?.customer == null ? undefined : customerByRow(context.db, act.customer)
    throw new Refusal('bank.posted_since', { name: payer?.name ?? '', customer: payer?.code ?? '' })
  }
  const isFigure = ({ column }: Line) => BANK_FIGURES.has(sheets.columns[column ?? -1]?.field ?? '')
  if (own.some((one) => one.state === 'locked' && isFigure(one)))
    throw new Refusal('bank.figure_edited')
  if (own.some((one) => one.state === 'invalid')) throw new Refusal('bank.row_has_fault')
  return rehearsal.plan(line, decisionOf(context, line, saidIn(sheets, own.filter(isSaid))))
}

function isSaid({ state }: Line): boolean {
  return state === 'yours' || state === 'conflict'
}

/** Sentences that speak of accounts have their own form for bank lines. */
function renamed(line: Line): Line {
  const code = line.problem?.code
  return code !== undefined && OWN_WORDS.has(code) && line.problem !== null
    ? { ...line, problem: { ...line.problem, code: `bank.${code}` } }
    : line
}

const OWN_WORDS: ReadonlySet<string> = new Set(['cell.locked', 'row.twice', 'row.other_code'])

function plain(params: Refusal['params']): LineProblem['params'] {
  return Object.fromEntries(
    Object.entries(params).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
}
