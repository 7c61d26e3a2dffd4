/**
 * Writes what a preview showed: one transaction, one batch, one audit entry over the operations, so
 * that one undo takes all of it back. Each account is changed by the path its own page uses.
 */
import { v7 as uuidv7 } from 'uuid'
import { customerByUuid } from '../../../db/local/customers.ts'
import { customerPatch, newCustomer } from '../../../shared/contract/customers.ts'
import { newValues } from '../../../shared/domain/roundtrip/diff.ts'
import type { Line, Sheets } from '../../../shared/domain/roundtrip/lines.ts'
import type { Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { addCustomer, changeCustomer } from '../features/customer-cards.ts'
import { beginBatch, endBatch } from '../imports/batch.ts'
import type { Journal } from '../ledger/journal.ts'
import { patchOf } from './customer-sheet.ts'

/** The action of the audit entry. */
export const APPLY_ACTION = 'roundtrip.apply'

export interface Applied {
  readonly batchId: string | null
  readonly cells: number
  readonly accounts: number
  readonly created: number
}

interface Change {
  readonly row: number | null
  readonly code: string
  readonly run: () => void
}

/** `taken` are lines of states yours, conflict and new; nothing at all writes nothing. */
export function applyLines(
  context: Context,
  sheets: Sheets,
  taken: readonly Line[],
  fileName: string,
): Applied {
  const news = taken.filter(({ state }) => state === 'new')
  const cells = taken.length - news.length
  const byAccount = Map.groupBy(
    taken.filter(({ state }) => state !== 'new'),
    ({ key }) => key ?? '',
  )
  const counts = { cells, accounts: byAccount.size, created: news.length }
  if (taken.length === 0) return { batchId: null, ...counts }
  const batch = beginBatch(context, { kind: 'customers', fileName })
  const { batchId, journal } = batch
  const changes: Change[] = [
    ...news.map((line) => ({
      row: line.row,
      code: line.code,
      run: () => create(context, journal, sheets, line, batch.rowid),
    })),
    ...[...byAccount].map(([key, lines]) => ({
      row: lines[0]?.row ?? null,
      code: lines[0]?.code ?? '',
      run: () => change(context, journal, sheets, key, lines),
    })),
  ]
  runAll(changes)
  endBatch(context, batch, {
    rows: sheets.file.length,
    imported: counts.accounts + counts.created,
    unchanged: Math.max(0, sheets.file.length - counts.accounts - counts.created),
    rejected: 0,
    totals: '{}',
  })
  journal.close(APPLY_ACTION, fileName, { batch: batchId, kind: 'customers', ...counts })
  return { batchId, ...counts }
}

/**
 * Parents may change places: what is refused for a circle is tried again once the others are written.
 * What is refused still, or for another reason, refuses everything.
 */
function runAll(changes: readonly Change[]): void {
  let left = changes
  while (left.length > 0) {
    const waiting: { readonly change: Change; readonly refusal: Refusal }[] = []
    for (const one of left) {
      try {
        one.run()
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const mayPass =
          error.code === 'customer.parent_circle' || error.code === 'customer.parent_unknown'
        if (!mayPass) throw refusedRow(one, error)
        waiting.push({ change: one, refusal: error })
      }
    }
    const [first] = waiting
    if (first && waiting.length === left.length) throw refusedRow(first.change, first.refusal)
    left = waiting.map(({ change: one }) => one)
  }
}

function refusedRow({ row, code }: Change, cause: Refusal): Refusal {
  return new Refusal('roundtrip.row_refused', {
    ...cause.params,
    row: row ?? 0,
    account: code,
    reason: cause.code,
  })
}

function change(
  context: Context,
  journal: Journal,
  { columns }: Sheets,
  key: string,
  lines: readonly Line[],
): void {
  const before = customerByUuid(context.db, key)
  if (!before) throw new Error(`the account ${key} was there a moment ago`)
  const values = new Map<string, Value>(
    lines.flatMap(({ column, yours }) => {
      const field = column === null ? undefined : columns[column]?.field
      return field === undefined ? [] : [[field, yours] as const]
    }),
  )
  changeCustomer(context, journal, before, customerPatch.parse(patchOf(values)))
}

function create(
  context: Context,
  journal: Journal,
  sheets: Sheets,
  line: Line,
  batch: number,
): void {
  const row = sheets.file.find((one) => one.row === line.row)
  const values = row ? newValues(sheets, row) : null
  if (!(values instanceof Map)) throw new Error(`row ${line.row} was a new account a moment ago`)
  const filled = new Map([...values].filter(([, value]) => value !== null))
  addCustomer(context, journal, uuidv7(), newCustomer.parse(patchOf(filled)), batch)
}
