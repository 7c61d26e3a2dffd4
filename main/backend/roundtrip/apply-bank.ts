/**
 * Posts and parks the bank lines a preview showed, as one batch with one undo: each by the path its
 * screen uses. Taking the batch back takes back exactly these acts.
 */
import { type BankLineRow, lineById } from '../../../db/local/bank.ts'
import { markOf } from '../../../db/local/bank-acts.ts'
import type { LoggedOperation } from '../../../db/local/log.ts'
import type { Line, Sheets } from '../../../shared/domain/roundtrip/lines.ts'
import { parkLine } from '../bank/park-line.ts'
import { postLine } from '../bank/post-line.ts'
import { takeBack } from '../bank/take-back.ts'
import type { Context } from '../context.ts'
import { operationsOfBatch } from '../imports/batch.ts'
import type { Journal } from '../ledger/journal.ts'
import { decisionOf } from './bank-decision.ts'
import { saidIn } from './bank-lines.ts'
import { type Applied, runInOrder, writeBatch } from './write-batch.ts'

/** `taken` are changed cells, of each row all or none. */
export function applyBankLines(
  context: Context,
  sheets: Sheets,
  taken: readonly Line[],
  fileName: string,
): Applied {
  const byLine = [...Map.groupBy(taken, ({ key }) => key ?? '')].toSorted(
    ([, [a]], [, [b]]) => (a?.row ?? 0) - (b?.row ?? 0),
  )
  return writeBatch(context, {
    kind: 'bank',
    fileName,
    sheets,
    taken,
    steps: (journal) =>
      byLine.map(([lineId, own]) => ({
        row: own[0]?.row ?? null,
        account: own[0]?.name ?? '',
        run: () => applyTo(context, journal, lineId, sheets, own),
      })),
    run: runInOrder,
  })
}

function applyTo(
  context: Context,
  journal: Journal,
  lineId: string,
  sheets: Sheets,
  own: readonly Line[],
): void {
  const line = lineById(context.db, lineId)
  if (!line) throw new Error(`the bank line ${lineId} was there a moment ago`)
  const decision = decisionOf(context, line, saidIn(sheets, own))
  if (decision.kind === 'park') parkLine(context, journal, line, { reason: decision.reason })
  else postLine(context, journal, line, decision.application, 'person')
}

export interface BankChanges {
  /** In the order they were written. */
  readonly lines: readonly BankLineRow[]
  /** Lines of which something else was made since. */
  readonly inTheWay: readonly string[]
}

/** What a batch did with bank lines, as far as it still stands. */
export function bankChangesOf(context: Context, batchId: string): BankChanges {
  const lines: BankLineRow[] = []
  const inTheWay: string[] = []
  for (const [lineId, operationId] of actsIn(operationsOfBatch(context, batchId))) {
    const line = lineById(context.db, lineId)
    if (!line) throw new Error(`an operation names the bank line ${lineId}, which is not there`)
    const { state, act } = markOf(context.db, line.rowid)
    if (state !== 'todo' && act?.operationId === operationId) lines.push(line)
    else if (state !== 'todo') inTheWay.push(`${line.bookedOn} ${line.counterparty ?? line.text}`)
  }
  return { lines, inTheWay }
}

/** The last one first: what came later may stand on what came before. */
export function takeBackLines(
  context: Context,
  journal: Journal,
  lines: readonly BankLineRow[],
  reason: string,
): number {
  let reversed = 0
  for (const line of lines.toReversed())
    reversed += takeBack(context, journal, line, reason, undefined)
  return reversed
}

/** Operation ids by line. */
function actsIn(operations: readonly LoggedOperation[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { kind, envelope } of operations) {
    if (kind !== 'wf.event') continue
    const {
      op_id: operationId,
      entity_id: lineId,
      payload,
    } = JSON.parse(envelope) as { op_id: string; entity_id: string; payload: { type: string } }
    if (payload.type === 'bank.posted' || payload.type === 'bank.parked')
      found.set(lineId, operationId)
  }
  return found
}
