/**
 * Where bank lines of a workbook stand now: what was done with them since, in the words of the columns
 * that are filled in. What the bank said never changes, so the rest is as it was exported.
 */
import { type BankAct, markOf } from '../../../db/local/bank-acts.ts'
import { lineById } from '../../../db/local/bank.ts'
import { customerByRow } from '../../../db/local/customers.ts'
import { documentById, type DocumentRow } from '../../../db/local/documents.ts'
import { itemsOfDocument } from '../../../db/local/items.ts'
import { settlementIn, settlementText } from '../../../shared/domain/bank/settlement-text.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { exactDecimal } from '../../../shared/domain/format.ts'
import type { FileRow } from '../../../shared/domain/roundtrip/locate.ts'
import type { Exported, SheetRow, Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { isYes, YES_NO } from '../../../shared/domain/roundtrip/yes-no.ts'
import { cellText } from '../../../shared/domain/tabular/table.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import { type Paid, paidBy } from '../bank/paid-by.ts'
import type { Context } from '../context.ts'
import { plainAmount } from './bank-decision.ts'
import { BANK_EDITS, type BankEdit } from './bank-sheet.ts'

type Done = Readonly<Partial<Record<BankEdit, Value>>>

/** `file` are the rows brought back: what they mean is told in their own words. */
export function bankRowsNow(
  context: Context,
  { head: { columns, language }, rows }: Exported,
  file: readonly FileRow[],
): SheetRow[] {
  const at = (edit: BankEdit) => columns.findIndex(({ field }) => field === edit)
  const [documentsAt, onAccountAt] = [at('documents'), at('on_account')]
  const said = new Map(
    file.map(({ key, cells }) => [
      key,
      { documents: cellText(cells[documentsAt]), onAccount: cellText(cells[onAccountAt]) },
    ]),
  )
  return rows.flatMap((row) => {
    const line = lineById(context.db, row.key)
    if (!line) return []
    const { act } = markOf(context.db, line.rowid)
    const done = act === null ? {} : doneBy(context, act, said.get(row.key) ?? NOTHING, language)
    return [
      {
        ...row,
        values: columns.map(({ field }, index) => {
          const edit = BANK_EDITS.find((one) => one === field)
          return edit === undefined ? (row.values[index] ?? null) : (done[edit] ?? null)
        }),
      },
    ]
  })
}

interface Said {
  readonly documents: string
  readonly onAccount: string
}

const NOTHING: Said = { documents: '', onAccount: '' }

function doneBy(context: Context, act: BankAct, said: Said, language: Language): Done {
  if (act.kind === 'undone') return {}
  if (act.kind === 'parked') return { park: act.reason }
  const made = act.made.documents.flatMap((id) => documentById(context.db, id) ?? [])
  const paid = paidBy(context, made, act.made.allocations)
  const isLeft = made.some(({ kind, rowid }) => isMoney(kind) && isOpen(context, rowid))
  return {
    customer:
      act.customer === null ? null : (customerByRow(context.db, act.customer)?.code ?? null),
    documents: (saysSame(said.documents, paid) ? said.documents : settlementTextOf(paid)) || null,
    on_account:
      isYes(said.onAccount) === isLeft ? said.onAccount : isLeft ? YES_NO[language].yes : null,
  }
}

function settlementTextOf(paid: readonly Paid[]): string {
  return settlementText({
    documents: paid.map(({ document, amountMinor }) => ({
      documentNo: document.number,
      amount: exactDecimal(amountMinor, digitsOf(document.currency)),
    })),
    adjustments: [],
  })
}

/** The same documents, and the same of each where the text says how much. */
function saysSame(text: string, paid: readonly Paid[]): boolean {
  const { documents } = settlementIn(text)
  return (
    documents.length === paid.length &&
    paid.every(({ document, amountMinor }) =>
      documents.some(
        ({ documentNo, amount }) =>
          documentNo === document.number &&
          (amount === null || plainAmount(amount, document.currency) === amountMinor),
      ),
    )
  )
}

function isMoney(kind: DocumentRow['kind']): boolean {
  return kind === 'receipt' || kind === 'refund'
}

function isOpen(context: Context, document: number): boolean {
  return itemsOfDocument(context.db, document).some(({ openMinor }) => openMinor !== 0)
}
