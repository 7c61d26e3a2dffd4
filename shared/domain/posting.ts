/**
 * The journal lines of a document: signed minor units, debit positive, adding up to zero in document
 * currency and in company currency.
 *
 * Account codes follow the uniform chart of accounts used in Türkiye (Tekdüzen Hesap Planı), which
 * is also what the control accounts 120 and 320 of the specifications mean.
 */
import type { EnteredKind } from './kinds.ts'
import { assertSafe } from './money.ts'

export interface JournalLine {
  readonly account: string
  readonly amountMinor: number
  readonly baseMinor: number
}

export const RECEIVABLE = '120'
export const PAYABLE = '320'
/** Customers' balances are the sum of these; L3 compares them with the sub-ledger. */
export const CONTROL_ACCOUNTS: readonly string[] = [RECEIVABLE, PAYABLE]
/** Month-end revaluation stands beside the control account, so L3 holds on every day. */
export const REVALUATION_LAYER = '120.R'
const FX_GAIN = '646'
const FX_LOSS = '656'
const VAT_PAYABLE = '391'
const VAT_DEDUCTIBLE = '191'
const BANK = '102'

/** The account against which a kind is posted. */
const CONTRA: Readonly<Record<EnteredKind, string>> = {
  invoice: '600',
  debit_note: '602',
  credit_note: '610',
  receipt: BANK,
  refund: BANK,
  write_off: '689',
  opening: '500',
  cheque: '101',
  note: '121',
  supplier_invoice: '153',
}

export interface Postable {
  readonly kind: EnteredKind
  /** Effect on the customer's account. */
  readonly amountMinor: number
  readonly baseMinor: number
  /** Tax inside the gross amount, positive, with its company-currency twin. */
  readonly tax?: { readonly amountMinor: number; readonly baseMinor: number } | undefined
  /** Instead of the kind's own account. */
  readonly contra?: string | undefined
}

/** What a bank kept of a transfer, what was granted for paying early, and cents nobody pays. */
export const FEE_EXPENSE = '653'
export const SALES_DISCOUNTS = '611'
export const ROUNDING = '689'
export const ROUNDING_GAIN = '679'

/** Money in or out of a bank account that nobody has explained yet. */
const SUSPENSE_IN = '397'
const SUSPENSE_OUT = '197'

/** A bank line on the suspense account; positive for money that came in. */
export function suspenseLines(amountMinor: number, baseMinor: number): JournalLine[] {
  return assertBalanced([
    { account: BANK, amountMinor, baseMinor },
    {
      account: amountMinor > 0 ? SUSPENSE_IN : SUSPENSE_OUT,
      amountMinor: negate(amountMinor),
      baseMinor: negate(baseMinor),
    },
  ])
}

export function journalLines(document: Postable): JournalLine[] {
  const { kind, amountMinor, baseMinor, tax, contra } = document
  const control = kind === 'supplier_invoice' ? PAYABLE : RECEIVABLE
  const lines: JournalLine[] = [{ account: control, amountMinor, baseMinor }]
  const sign = amountMinor < 0 ? -1 : 1
  const taxMinor = tax ? sign * tax.amountMinor : 0
  const taxBase = tax ? sign * tax.baseMinor : 0
  lines.push({
    account: contra ?? CONTRA[kind],
    amountMinor: negate(amountMinor - taxMinor),
    baseMinor: negate(baseMinor - taxBase),
  })
  if (taxMinor !== 0 || taxBase !== 0) {
    const account = kind === 'supplier_invoice' ? VAT_DEDUCTIBLE : VAT_PAYABLE
    lines.push({ account, amountMinor: negate(taxMinor), baseMinor: negate(taxBase) })
  }
  return assertBalanced(lines)
}

/** A realised exchange difference: zero in document currency, gain positive. */
export function realisedLines(gainMinor: number): JournalLine[] {
  return assertBalanced([
    { account: RECEIVABLE, amountMinor: 0, baseMinor: gainMinor },
    { account: gainMinor >= 0 ? FX_GAIN : FX_LOSS, amountMinor: 0, baseMinor: negate(gainMinor) },
  ])
}

/** An unrealised difference on the revaluation layer; the control account is not touched. */
export function revaluationLines(differenceMinor: number): JournalLine[] {
  return assertBalanced([
    { account: REVALUATION_LAYER, amountMinor: 0, baseMinor: differenceMinor },
    {
      account: differenceMinor >= 0 ? FX_GAIN : FX_LOSS,
      amountMinor: 0,
      baseMinor: negate(differenceMinor),
    },
  ])
}

export function mirrored(lines: readonly JournalLine[]): JournalLine[] {
  return lines.map(({ account, amountMinor, baseMinor }) => ({
    account,
    amountMinor: negate(amountMinor),
    baseMinor: negate(baseMinor),
  }))
}

export function assertBalanced(lines: JournalLine[]): JournalLine[] {
  let amount = 0
  let base = 0
  for (const line of lines) {
    amount += assertSafe(line.amountMinor)
    base += assertSafe(line.baseMinor)
  }
  if (amount !== 0 || base !== 0) throw new Error('journal entry does not balance')
  return lines
}

/** −0 would be another number in canonical JSON's eyes. */
function negate(minor: number): number {
  return minor === 0 ? 0 : -minor
}
