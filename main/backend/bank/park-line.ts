/** Puts one bank line on the suspense account, with the act that remembers it. */
import { insertAct, markOf } from '../../../db/local/bank-acts.ts'
import type { BankLineRow } from '../../../db/local/bank.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import { convert } from '../../../shared/domain/money.ts'
import { suspenseLines } from '../../../shared/domain/posting.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { depsOf } from '../ledger/deps.ts'
import { assertPeriod, rateFor } from '../ledger/drafts.ts'
import type { Journal } from '../ledger/journal.ts'
import { newId } from '../ledger/new-id.ts'
import { lineDocumentId, lineReference } from './line-documents.ts'

export function parkLine(
  context: Context,
  journal: Journal,
  line: BankLineRow,
  input: { readonly reason: string; readonly periodReason?: string | undefined },
): DocumentRow {
  const { db, company, nowMs } = context
  if (markOf(db, line.rowid).state !== 'todo')
    throw new Refusal('bank.line_posted', { line: line.lineId })
  assertPeriod(context, line.bookedOn, input.periodReason)
  const rate =
    line.currency === company.currency ? null : rateFor(context, line.currency, line.bookedOn)
  const baseMinor =
    rate === null
      ? line.amountMinor
      : convert(line.amountMinor, line.currency, company.currency, rate)
  const document = journal.post({
    documentId: lineDocumentId(context, line.lineId, 'suspense'),
    kind: 'suspense',
    customer: null,
    number: null,
    docOn: line.bookedOn,
    paperOn: null,
    dueOn: null,
    valueOn: line.valueOn,
    currency: line.currency,
    rate,
    amountMinor: 0,
    baseMinor: 0,
    lines: suspenseLines(line.amountMinor, baseMinor),
    installments: [],
    taxMinor: null,
    originalMinor: Math.abs(line.amountMinor),
    reference: line.bankRef,
    description: input.reason,
    externalRef: lineReference(line.lineId),
    branchCode: null,
    method: 'bank',
  })
  const operationId = journal.event(
    'bank.parked',
    line.lineId,
    { documents: [document.documentId] },
    { reason: input.reason },
    depsOf(context, { documents: [document] }),
  )
  insertAct(db, {
    actId: newId(),
    line: line.rowid,
    kind: 'parked',
    by: 'person',
    confidence: null,
    customer: null,
    made: { documents: [document.documentId], allocations: [] },
    reason: input.reason,
    recordedAt: nowMs,
    operationId,
  })
  return document
}
