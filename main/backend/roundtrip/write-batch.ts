/**
 * What a workbook brought back, written as one batch with one audit entry over its operations, so that
 * one undo takes all of it back.
 */
import type { Line, Sheets } from '../../../shared/domain/roundtrip/lines.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { beginBatch, endBatch } from '../imports/batch.ts'
import type { Journal } from '../ledger/journal.ts'

/** The action of the audit entry. */
export const APPLY_ACTION = 'roundtrip.apply'

export interface Applied {
  readonly batchId: string | null
  readonly cells: number
  readonly accounts: number
  readonly created: number
}

/** What one row of the file asks for. */
export interface Step {
  readonly row: number | null
  /** How the row names itself to people. */
  readonly account: string
  readonly run: () => void
}

export interface BatchOf {
  readonly kind: 'customers' | 'letters' | 'bank'
  readonly fileName: string
  readonly sheets: Sheets
  readonly taken: readonly Line[]
  readonly created?: number
  readonly steps: (journal: Journal, batch: number) => readonly Step[]
  readonly run: (steps: readonly Step[]) => void
}

/** Nothing taken writes nothing; a refusal names its row and refuses all of it. */
export function writeBatch(
  context: Context,
  { kind, fileName, sheets, taken, created = 0, steps, run }: BatchOf,
): Applied {
  if (taken.length === 0) return { batchId: null, cells: 0, accounts: 0, created: 0 }
  const batch = beginBatch(context, { kind, fileName })
  const { batchId, journal } = batch
  const all = steps(journal, batch.rowid)
  run(all)
  endBatch(context, batch, {
    rows: sheets.file.length,
    imported: all.length,
    unchanged: Math.max(0, sheets.file.length - all.length),
    rejected: 0,
    totals: '{}',
  })
  const counts = { cells: taken.length - created, accounts: all.length - created, created }
  journal.close(APPLY_ACTION, fileName, { batch: batchId, kind, ...counts })
  return { batchId, ...counts }
}

/** One after the other; the first refusal ends it. */
export function runInOrder(steps: readonly Step[]): void {
  for (const step of steps)
    try {
      step.run()
    } catch (error) {
      throw error instanceof Refusal ? refusedRow(step, error) : error
    }
}

/** The refusal of a row, with what it is called and why. */
export function refusedRow({ row, account }: Step, cause: Refusal): Refusal {
  return new Refusal('roundtrip.row_refused', {
    ...cause.params,
    row: row ?? 0,
    account,
    reason: cause.code,
  })
}
