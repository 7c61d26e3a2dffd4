/**
 * Bank lines to do in the form of a round trip: what the bank said and what matching proposes is locked;
 * whose money it is, what it pays, what stays on the account and why a line is parked can be filled in.
 *
 * The columns to fill in go out empty, also where something is proposed: the file decides nothing that
 * nobody wrote into it. A proposal is taken by copying its three cells beside it.
 */
import { digitsOf } from '../../../shared/domain/currency.ts'
import { settlementText } from '../../../shared/domain/bank/settlement-text.ts'
import { exactDecimal } from '../../../shared/domain/format.ts'
import { shownScore } from '../../../shared/domain/matching/shown-score.ts'
import type { SheetColumn, SheetRow, Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { YES_NO } from '../../../shared/domain/roundtrip/yes-no.ts'
import { catalogues, type Language } from '../../../shared/i18n/index.ts'
import { problemSentence } from '../../../shared/i18n/sentences.ts'
import type { Proposed } from '../bank/proposals.ts'

type ProposedLine = Proposed[number]

/** Columns a person fills in. */
export const BANK_EDITS = ['customer', 'documents', 'on_account', 'park'] as const
export type BankEdit = (typeof BANK_EDITS)[number]

/** What the bank said in figures: a row whose figure was typed over is not to be trusted. */
export const BANK_FIGURES: ReadonlySet<string> = new Set(['date', 'amount', 'currency'])

export function bankColumns(language: Language): SheetColumn[] {
  const words = catalogues[language]
  const column = (
    field: string,
    heading: string,
    kind: SheetColumn['kind'] = 'text',
  ): SheetColumn => ({
    field,
    heading,
    kind,
    locked: !BANK_EDITS.some((one) => one === field),
    currency: null,
    widths: [],
  })
  return [
    column('line', words['roundtrip.bank.head.line']),
    column('name', words['roundtrip.bank.head.name']),
    column('date', words['head.date'], 'day'),
    column('amount', words['reconcile.head.amount'], 'amount'),
    column('currency', words['head.currency']),
    column('text', words['roundtrip.bank.head.text']),
    column('account', words['reconcile.account']),
    column('proposed_name', words['roundtrip.bank.head.proposedName']),
    column('score', words['reconcile.head.score'], 'number'),
    column('proposed_customer', words['roundtrip.bank.head.proposedCustomer']),
    column('proposed_documents', words['roundtrip.bank.head.proposedDocuments']),
    column('proposed_on_account', words['roundtrip.bank.head.proposedOnAccount']),
    column('customer', words['roundtrip.bank.head.customer']),
    column('documents', words['roundtrip.bank.head.documents']),
    column('on_account', words['roundtrip.bank.head.onAccount']),
    column('park', words['roundtrip.bank.head.park']),
    column('why', words['reconcile.head.why']),
  ]
}

/** Lines in their order, those of `lineIds` in theirs where they are named. */
export function bankRows(
  proposed: Proposed,
  columns: readonly SheetColumn[],
  language: Language,
  lineIds?: readonly string[],
): SheetRow[] {
  const byId = new Map(proposed.map((one) => [one.entry.id, one]))
  const wanted =
    lineIds === undefined ? proposed : [...new Set(lineIds)].flatMap((id) => byId.get(id) ?? [])
  const ofDay = new Map<string, number>()
  return wanted.map((one) => {
    const { id, date, currency } = one.entry
    const n = (ofDay.get(date) ?? 0) + 1
    ofDay.set(date, n)
    return {
      key: id,
      currency,
      values: columns.map(({ field }) => valueOf(field, one, `${date} #${n}`, language)),
    }
  })
}

function valueOf(field: string, line: ProposedLine, label: string, language: Language): Value {
  const { entry, reason } = line
  const best: ProposedLine['proposals'][number] | undefined = line.proposals[0]
  switch (field) {
    case 'line':
      return label
    case 'name':
      return entry.counterparty ?? entry.text
    case 'date':
      return entry.date
    case 'amount':
      return entry.amountMinor
    case 'currency':
      return entry.currency
    case 'text':
      return entry.text
    case 'account':
      return entry.account
    case 'proposed_name':
      return best?.customerName ?? null
    case 'score':
      return best ? shownScore(best.confidence) : null
    case 'proposed_customer':
      return best?.customer ?? null
    case 'proposed_documents':
      return best ? textOf(best, entry.currency) || null : null
    case 'proposed_on_account':
      return best && best.unappliedMinor !== 0 ? YES_NO[language].yes : null
    case 'why':
      return best
        ? best.evidence.map(({ code, params }) => problemSentence(code, params, language)).join(' ')
        : problemSentence(reason, {}, language)
    default:
      return null
  }
}

function textOf(
  { allocations, adjustments }: ProposedLine['proposals'][number],
  currency: string,
): string {
  return settlementText({
    documents: allocations.map((one) => ({
      documentNo: one.documentNo,
      amount: exactDecimal(one.amountMinor, digitsOf(one.currency)),
    })),
    adjustments: adjustments.map(({ kind, amountMinor, documentId }) => {
      const at = allocations.findIndex((one) => one.documentId === documentId)
      return {
        kind,
        amount: exactDecimal(amountMinor, digitsOf(currency)),
        document: kind === 'discount' && at >= 0 ? at : null,
      }
    }),
  })
}
