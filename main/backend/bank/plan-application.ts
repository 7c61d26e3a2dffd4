/**
 * What a bank line pays, divided into what has to be posted: one receipt for each payer and currency.
 *
 * In the line's currency: worth of the documents − what settles them beside the money = the money used;
 * the rest of the line stays on the payer's account. Other currencies are worth what the rate of the day
 * says; what the payer's own rate made of it is the exchange difference, an adjustment of kind `fx`.
 */
import type { BankLineRow } from '../../../db/local/bank.ts'
import { type CustomerRow, customerByRow } from '../../../db/local/customers.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import type { BankApplication } from '../../../shared/contract/bank.ts'
import { convert, crossRate } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { findDocument } from '../features/document-keys.ts'
import { rateFor } from '../ledger/drafts.ts'
import { groupHeadOf } from './group.ts'

export interface Target {
  readonly document: DocumentRow
  /** In the document's currency; negative for a credit note that is netted. */
  readonly amountMinor: number
}

/** All of one payer in one currency. */
export interface Share {
  readonly customer: CustomerRow
  readonly currency: string
  readonly targets: readonly Target[]
  readonly adjustments: readonly ShareAdjustment[]
  /** What came in, in the share's currency: the receipt. */
  readonly receiptMinor: number
  /** The same in the line's currency. */
  readonly moneyMinor: number
}

export interface ShareAdjustment {
  readonly kind: 'discount' | 'fee' | 'rounding'
  /** In the share's currency; negative where more came in than was owed. */
  readonly amountMinor: number
  readonly document: DocumentRow | null
}

/**
 * `openOf` is what is left of a document now, signed as it, for targets without an amount. Of money that
 * went out, and of the credits it repays, all amounts of the plan are positive.
 */
export function planApplication(
  context: Context,
  line: BankLineRow,
  payer: CustomerRow,
  application: BankApplication,
  openOf: (document: DocumentRow) => number,
): readonly Share[] {
  if (line.amountMinor > 0) return planReceipt(context, line, payer, application, openOf)
  const [adjustment] = application.adjustments
  if (adjustment) throw new Refusal('bank.adjustment_alone', { kind: adjustment.kind })
  const repaid = (application.to ?? []).map((one) => ({
    ...one,
    amountMinor: one.amountMinor === null ? null : Math.abs(one.amountMinor),
  }))
  return planReceipt(
    context,
    { ...line, amountMinor: -line.amountMinor },
    payer,
    { ...application, to: repaid },
    (document) => Math.abs(openOf(document)),
  )
}

function planReceipt(
  context: Context,
  line: BankLineRow,
  payer: CustomerRow,
  application: BankApplication,
  openOf: (document: DocumentRow) => number,
): readonly Share[] {
  const family = groupHeadOf(context, payer)
  const wanted = (application.to ?? []).map(({ documentNo, documentId, amountMinor }) => {
    const document = findDocument(
      context,
      { documentNo, documentId },
      { customer: payer.rowid, ...(amountMinor !== null && amountMinor < 0 ? { side: -1 } : {}) },
    )
    const owner = document.customer === null ? null : customerByRow(context.db, document.customer)
    if (!owner || groupHeadOf(context, owner) !== family)
      throw new Refusal('bank.other_group', { documentNo: document.number, customer: payer.code })
    return { document, owner, amountMinor }
  })
  const worthOf = worthIn(context, line)
  const groups = new Map<string, Group>()
  const groupOf = (customer: CustomerRow, currency: string) => {
    const key = `${customer.rowid} ${currency}`
    const group = groups.get(key) ?? newGroup(customer, currency)
    groups.set(key, group)
    return group
  }
  let used = 0
  for (const { kind, amountMinor } of application.adjustments) {
    if (wanted.length === 0) throw new Refusal('bank.adjustment_alone', { kind })
    used -= amountMinor
  }
  // Stated amounts first: what says "all that is open" takes what they leave.
  for (const { document, owner, amountMinor } of wanted) {
    if (amountMinor === null) continue
    used += worthOf(document.currency, amountMinor)
    groupOf(owner, document.currency).targets.push({ document, amountMinor })
  }
  for (const { document, owner, amountMinor } of wanted) {
    if (amountMinor !== null) continue
    const open = openOf(document)
    const left = line.amountMinor - used
    const worth = worthOf(document.currency, open)
    const taken =
      worth <= left || open < 0 ? open : Math.max(0, worthOf.back(document.currency, left))
    if (taken === 0) continue
    used += Math.min(worth, Math.max(left, 0))
    groupOf(owner, document.currency).targets.push({ document, amountMinor: taken })
  }
  if (used > line.amountMinor)
    throw new Refusal('bank.application_sum', {
      currency: line.currency,
      amountMinor: line.amountMinor,
      usedMinor: used,
    })
  const shares = [...groups.values()]
  for (const { kind, amountMinor, documentId } of application.adjustments)
    adjust(shares, worthOf, kind, amountMinor, documentId)
  const made = shares.map((group) => shareOf(group, worthOf, line))
  return withRest(made, payer, line, line.amountMinor - used)
}

interface Group {
  readonly customer: CustomerRow
  readonly currency: string
  readonly targets: Target[]
  readonly adjustments: ShareAdjustment[]
  /** Exchange differences, in the line's currency. */
  fxMinor: number
  /** Of the other adjustments, in the line's currency. */
  besideMinor: number
}

function newGroup(customer: CustomerRow, currency: string): Group {
  return { customer, currency, targets: [], adjustments: [], fxMinor: 0, besideMinor: 0 }
}

type Worth = ((currency: string, minor: number) => number) & {
  readonly back: (currency: string, lineMinor: number) => number
}

/** What an amount of a currency is worth in the line's on its day, and back. */
function worthIn(context: Context, line: BankLineRow): Worth {
  const { company } = context
  const inCompany = (currency: string) =>
    currency === company.currency ? '1' : rateFor(context, currency, line.bookedOn)
  const between = (from: string, to: string) => crossRate(inCompany(from), inCompany(to))
  return Object.assign(
    (currency: string, minor: number) =>
      currency === line.currency
        ? minor
        : convert(minor, currency, line.currency, between(currency, line.currency)),
    {
      back: (currency: string, minor: number) =>
        currency === line.currency
          ? minor
          : convert(minor, line.currency, currency, between(line.currency, currency)),
    },
  )
}

/** Gives an adjustment to the share of its document, or to the largest one. */
function adjust(
  groups: readonly Group[],
  worthOf: Worth,
  kind: BankApplication['adjustments'][number]['kind'],
  amountMinor: number,
  documentId: string | null,
): void {
  const weight = (group: Group) =>
    group.targets.reduce((sum, one) => sum + worthOf(group.currency, one.amountMinor), 0)
  const own = groups.find(({ targets }) =>
    targets.some(({ document }) => document.documentId === documentId),
  )
  const group = own ?? groups.toSorted((a, b) => weight(b) - weight(a))[0]
  if (!group) throw new Refusal('bank.adjustment_alone', { kind })
  if (kind === 'fx') {
    group.fxMinor += amountMinor
    return
  }
  group.besideMinor += amountMinor
  group.adjustments.push({
    kind,
    amountMinor: worthOf.back(group.currency, amountMinor),
    document:
      group.targets.find(({ document }) => document.documentId === documentId)?.document ?? null,
  })
}

function shareOf(group: Group, worthOf: Worth, line: BankLineRow): Share {
  const owed = group.targets.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const beside = group.adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const receiptMinor = owed - beside
  const moneyMinor =
    group.targets.reduce((sum, one) => sum + worthOf(group.currency, one.amountMinor), 0) -
    group.besideMinor -
    group.fxMinor
  if (receiptMinor < 0 || moneyMinor < 0 || (receiptMinor === 0) !== (moneyMinor === 0))
    throw new Refusal('bank.application_sum', {
      currency: line.currency,
      amountMinor: line.amountMinor,
      usedMinor: moneyMinor,
    })
  const { customer, currency, targets, adjustments } = group
  return { customer, currency, targets, adjustments, receiptMinor, moneyMinor }
}

/** What nothing was said of is the payer's, in the line's currency. */
function withRest(
  shares: readonly Share[],
  payer: CustomerRow,
  line: BankLineRow,
  restMinor: number,
): readonly Share[] {
  if (restMinor === 0) return shares
  const isOwn = (share: Share) =>
    share.customer.rowid === payer.rowid && share.currency === line.currency
  if (shares.some(isOwn))
    return shares.map((share) =>
      isOwn(share)
        ? {
            ...share,
            receiptMinor: share.receiptMinor + restMinor,
            moneyMinor: share.moneyMinor + restMinor,
          }
        : share,
    )
  return [
    ...shares,
    {
      customer: payer,
      currency: line.currency,
      targets: [],
      adjustments: [],
      receiptMinor: restMinor,
      moneyMinor: restMinor,
    },
  ]
}
