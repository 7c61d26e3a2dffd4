/**
 * Writes the cards a preview showed, as one batch. Each account is changed by the path its own page uses.
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
import type { Journal } from '../ledger/journal.ts'
import { type Applied, refusedRow, type Step, writeBatch } from './write-batch.ts'
import { patchOf } from './customer-sheet.ts'

/** `taken` are lines of states yours, conflict and new. */
export function applyLines(
  context: Context,
  sheets: Sheets,
  taken: readonly Line[],
  fileName: string,
): Applied {
  const news = taken.filter(({ state }) => state === 'new')
  const byAccount = Map.groupBy(
    taken.filter(({ state }) => state !== 'new'),
    ({ key }) => key ?? '',
  )
  return writeBatch(context, {
    kind: 'customers',
    fileName,
    sheets,
    taken,
    created: news.length,
    steps: (journal, batch) => [
      ...news.map((line) => ({
        row: line.row,
        account: line.code,
        run: () => create(context, journal, sheets, line, batch),
      })),
      ...[...byAccount].map(([key, lines]) => ({
        row: lines[0]?.row ?? null,
        account: lines[0]?.code ?? '',
        run: () => change(context, journal, sheets, key, lines),
      })),
    ],
    run: runParentsLater,
  })
}

/**
 * Parents may change places: what is refused for a circle is tried again once the others are written.
 * What is refused still, or for another reason, refuses everything.
 */
function runParentsLater(steps: readonly Step[]): void {
  let left = steps
  while (left.length > 0) {
    const waiting: { readonly step: Step; readonly refusal: Refusal }[] = []
    for (const one of left) {
      try {
        one.run()
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const mayPass =
          error.code === 'customer.parent_circle' || error.code === 'customer.parent_unknown'
        if (!mayPass) throw refusedRow(one, error)
        waiting.push({ step: one, refusal: error })
      }
    }
    const [first] = waiting
    if (first && waiting.length === left.length) throw refusedRow(first.step, first.refusal)
    left = waiting.map(({ step }) => step)
  }
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
