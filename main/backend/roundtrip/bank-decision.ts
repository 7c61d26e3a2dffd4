/**
 * What a row of a bank workbook decides, and whether the books can take it: what would be posted is
 * planned as posting plans it, row after row, so that two rows that pay the same document with more than
 * is open of it are seen before anything is written.
 */
import { customerByCode } from '../../../db/local/customers.ts'
import type { BankLineRow } from '../../../db/local/bank.ts'
import type { CustomerRow } from '../../../db/local/customers.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import type { BankApplication } from '../../../shared/contract/bank.ts'
import { code, name } from '../../../shared/contract/fields.ts'
import { settlementIn } from '../../../shared/domain/bank/settlement-text.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { fromDecimalString } from '../../../shared/domain/money.ts'
import type { Validate } from '../../../shared/domain/roundtrip/diff.ts'
import { type LineProblem, told } from '../../../shared/domain/roundtrip/lines.ts'
import type { Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { isYes } from '../../../shared/domain/roundtrip/yes-no.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { planApplication, type Share } from '../bank/plan-application.ts'
import { openNow } from '../bank/settle-share.ts'
import type { Context } from '../context.ts'
import { findDocument } from '../features/document-keys.ts'
import { assertPeriod, customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'

export type BankDecision =
  | { readonly kind: 'park'; readonly reason: string }
  | {
      readonly kind: 'post'
      readonly application: BankApplication
      /** What the documents leave of the money stays on the account. */
      readonly keepsRest: boolean
    }

/** What a cell can be by itself; the row as a whole is decided afterwards. */
export function bankRules(context: Context): Validate {
  return (field, value, _values, key) => {
    if (key === null) return told('bank.no_new')
    if (value === null) return null
    const text = String(value)
    switch (field) {
      case 'customer':
        return customerByCode(context.db, text)
          ? null
          : { code: 'customer.unknown', params: { customer: text.slice(0, 60) } }
      case 'on_account':
        return isYes(text) === null
          ? { code: 'bank.yes_no', params: { value: text.slice(0, 60) } }
          : null
      case 'park':
        return name.safeParse(text).success ? null : told('text.unfit')
      default:
        return null
    }
  }
}

/** `values` are the cells that were filled in. Refuses what is no decision, or names what is not there. */
export function decisionOf(
  context: Context,
  line: BankLineRow,
  values: ReadonlyMap<string, Value>,
): BankDecision {
  const text = (field: string) => String(values.get(field) ?? '').trim()
  const keepsRest = isYes(text('on_account')) === true
  const settlement = settlementIn(text('documents'))
  const isPosting = text('customer') !== '' || text('documents') !== '' || keepsRest
  if (text('park') !== '') {
    if (isPosting) throw new Refusal('bank.park_alone')
    return { kind: 'park', reason: text('park') }
  }
  if (!isPosting) throw new Refusal('bank.nothing_said')
  if (text('customer') === '') throw new Refusal('bank.customer_missing')
  const payer = customerOf(context, text('customer'))
  if (payer.archived) throw new Refusal('customer.archived', { customer: payer.code })
  const documents = settlement.documents.map(({ documentNo, amount }) =>
    namedBy(context, payer, documentNo, amount),
  )
  if (documents.length === 0 && !keepsRest) throw new Refusal('bank.nothing_named')
  return {
    kind: 'post',
    keepsRest,
    application: {
      lineId: line.lineId,
      customerCode: payer.code,
      ...(documents.length === 0 ? {} : { to: documents }),
      adjustments: settlement.adjustments.map(({ kind, amount, document }) => ({
        kind,
        amountMinor: amountIn(amount, line.currency),
        documentId: document === null ? null : (documents[document]?.documentId ?? null),
      })),
      onAccount: documents.length === 0,
      confidence: null,
    },
  }
}

function namedBy(context: Context, payer: CustomerRow, documentNo: string, amount: string | null) {
  const isCredit = amount?.startsWith('-') === true
  const number = code.safeParse(documentNo)
  if (!number.success) throw new Refusal('document.unknown', { documentNo })
  const { documentId, currency } = findDocument(
    context,
    { documentNo: number.data },
    { customer: payer.rowid, ...(isCredit ? { side: -1 } : {}) },
  )
  return {
    documentNo: number.data,
    documentId,
    amountMinor: amount === null ? null : amountIn(amount, currency),
  }
}

function amountIn(text: string, currency: string): number {
  const minor = plainAmount(text, currency)
  if (minor === null) throw new Refusal('bank.amount_unread', { value: text, currency })
  return minor
}

/**
 * `100.00` or `100,00` in minor units; null for anything else. Marks between thousands are none of it: a
 * mark with more digits behind it than the currency has is not read at all.
 */
export function plainAmount(text: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const shape = new RegExp(digits === 0 ? '^-?\\d+$' : `^-?\\d+(?:[.,]\\d{1,${digits}})?$`)
  return shape.test(text) ? fromDecimalString(text.replace(',', '.'), currency) : null
}

/** Plans rows one after the other against what is open now and what the rows before take of it. */
export class BankRehearsal {
  readonly #context: Context
  readonly #journal: Journal
  /** By document: what rows before settle of it, as a size. */
  readonly #taken = new Map<number, number>()

  constructor(context: Context) {
    this.#context = context
    this.#journal = new Journal(context)
  }

  /** What posting would do, in words; refuses what posting would refuse. */
  plan(line: BankLineRow, decision: BankDecision): LineProblem {
    assertPeriod(this.#context, line.bookedOn, undefined)
    if (decision.kind === 'park') return told('bank.parks')
    const { application, keepsRest } = decision
    const payer = customerOf(this.#context, application.customerCode)
    const shares = planApplication(this.#context, line, payer, application, (document) =>
      this.#leftOf(document, line),
    )
    const targets = shares.flatMap((share) => share.targets)
    for (const { documentId, documentNo } of application.to ?? [])
      if (!targets.some(({ document }) => document.documentId === documentId))
        throw new Refusal('bank.nothing_open', { documentNo })
    const restMinor = shares.reduce((sum, share) => sum + restOf(share), 0)
    if (restMinor !== 0 && !keepsRest)
      throw new Refusal('bank.rest_left', {
        restMinor,
        currency: line.currency,
      })
    const taken = new Map(this.#taken)
    for (const { document, amountMinor } of targets) this.#take(line, document, amountMinor, taken)
    for (const [document, size] of taken) this.#taken.set(document, size)
    return {
      code:
        restMinor === 0 ? 'bank.posts' : targets.length === 0 ? 'bank.keeps' : 'bank.posts_keeps',
      params: {
        name: payer.name,
        documents: targets.map(({ document: { number, currency }, amountMinor }) => ({
          number,
          amountMinor,
          currency,
        })),
        restMinor,
        currency: line.currency,
      },
    }
  }

  /** Signed as the document. */
  #leftOf(document: DocumentRow, line: BankLineRow): number {
    const open = openNow(this.#journal, document, line.bookedOn)
    const left = Math.max(0, Math.abs(open) - (this.#taken.get(document.rowid) ?? 0))
    return open < 0 ? -left : left
  }

  #take(
    line: BankLineRow,
    document: DocumentRow,
    amountMinor: number,
    taken: Map<number, number>,
  ): void {
    // A refund repays credits; a receipt pays debits, and nets credits that are named below zero.
    const side = line.amountMinor < 0 ? -1 : Math.sign(amountMinor)
    if (Math.sign(document.amountMinor) !== side)
      throw new Refusal('allocation.wrong_side', {
        documentNo: document.number,
        kind: document.kind,
      })
    const before = taken.get(document.rowid) ?? 0
    const left = Math.abs(openNow(this.#journal, document, line.bookedOn)) - before
    const size = Math.abs(amountMinor)
    if (size > left)
      throw new Refusal('allocation.exceeds_open', {
        documentNo: document.number,
        currency: document.currency,
        wishedMinor: size,
        availableMinor: Math.max(0, left),
      })
    taken.set(document.rowid, before + size)
  }
}

/** What of the money is neither a document's nor settles one: it stays on the payer's account. */
function restOf({ targets, adjustments, receiptMinor }: Share): number {
  const owed = targets.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, receiptMinor - owed)
}
