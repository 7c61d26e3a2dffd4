/** One line of a statement, and what is open of each document. */
import { bytesToUuid } from '../../../db/kit/uuid-codec.ts'
import type { SettledBy } from '../../../db/local/ledger-sums.ts'
import { ALL_KNOWN, itemsOpenAt } from '../../../db/local/open-items.ts'
import type { StatementRow } from '../../../db/local/statement-rows.ts'
import type { StatementLine } from '../../../shared/contract/reports.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import type { Context } from '../context.ts'

type LineFields = Omit<StatementRow, 'customer' | 'isReversed'>

/** `effect` moves the balance to `balanceMinor`; all amounts in the statement's currency. */
export function lineOf(
  row: LineFields,
  customer: string,
  effect: number,
  balanceMinor: number,
  openMinor: number,
  settled: readonly SettledBy[],
  reversed: boolean,
): StatementLine {
  const isCredit = row.amountMinor < 0
  const showsDue =
    !isCredit || row.kind === 'cheque' || row.kind === 'note' || row.kind === 'supplier_invoice'
  return {
    documentId: row.documentId,
    date: row.docOn,
    documentDate: row.paperOn ?? row.docOn,
    dueDate: showsDue && row.kind !== 'reversal' ? row.dueOn : null,
    kind: row.kind,
    documentNo: row.number,
    customer,
    description: row.description,
    debitMinor: effect > 0 ? effect : 0,
    creditMinor: effect < 0 ? -effect : 0,
    balanceMinor,
    openMinor,
    baseMinor: row.baseMinor,
    rate: row.rate,
    branchCode: row.branchCode,
    allocations: settled.map((one) => ({
      documentId: bytesToUuid(one.documentId),
      documentNo: one.number,
      amountMinor: one.amountMinor,
      on: one.on,
    })),
    reversed,
  }
}

interface OpenOfDocument {
  minor: number
  items: number
  dueDays: number[]
}

/** Documents of accounts that are open at the end of `to`, in one currency. */
export function openByDocument(
  context: Context,
  members: readonly number[],
  currency: string,
  to: IsoDate,
): Map<number, OpenOfDocument> {
  const result = new Map<number, OpenOfDocument>()
  for (const item of itemsOpenAt(context.db, toDayNumber(to), ALL_KNOWN, members)) {
    if (item.currency !== currency || item.openMinor === 0) continue
    let entry = result.get(item.doc)
    if (!entry) result.set(item.doc, (entry = { minor: 0, items: 0, dueDays: [] }))
    entry.minor += item.openMinor
    entry.items += 1
    if (item.openMinor > 0) entry.dueDays.push(item.dueDay)
  }
  return result
}
