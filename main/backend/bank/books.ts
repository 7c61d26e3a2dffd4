/** The books as matching sees them (shared/domain/matching): one picture, of now. */
import { allAccounts, type BankLineRow } from '../../../db/local/bank.ts'
import { allFacts } from '../../../db/local/bank-acts.ts'
import { liveRules } from '../../../db/local/bank-rules.ts'
import { allCustomers } from '../../../db/local/customers.ts'
import { openForMatching, receiptsSince } from '../../../db/local/matching-books.ts'
import { rateOn } from '../../../db/local/periods.ts'
import { addDays, fromDayNumber, type IsoDate } from '../../../shared/domain/days.ts'
import {
  type LearnedFact,
  MATCH_DEFAULTS,
  type MatchBooks,
  type MatchCustomer,
  type MatchDiscount,
  type MatchDocument,
  type MatchInstallment,
  type MatchLine,
  type MatchRule,
} from '../../../shared/domain/matching/types.ts'
import { crossRate } from '../../../shared/domain/money.ts'
import { parseTerms } from '../../../shared/domain/terms.ts'
import { settingsOf } from '../features/settings.ts'
import type { Context } from '../context.ts'
import { RATE_MAX_AGE_DAYS } from '../ledger/drafts.ts'

/** Older habits say little of today. */
const HISTORY_DAYS = 400

export function booksOf(context: Context): MatchBooks {
  const { db, company, today } = context
  const settings = settingsOf(context)
  const cards = allCustomers(db)
  const codes = new Map(cards.map(({ rowid, code }) => [rowid, code]))
  const terms = new Map(cards.map(({ rowid, terms: own }) => [rowid, own]))
  const codeOf = (rowid: number) => codes.get(rowid) ?? ''
  return {
    customers: cards
      .filter(({ archived }) => !archived)
      .map(
        (card): MatchCustomer => ({
          code: card.code,
          name: card.name,
          taxId: card.taxId,
          ibans: card.iban === null ? [] : [card.iban],
          parent: card.parent === null ? null : codeOf(card.parent),
          policy: settings.allocationPolicy,
        }),
      ),
    documents: documentsOf(context, codeOf, (rowid) => terms.get(rowid) ?? null),
    receipts: receiptsSince(db, addDays(today, -HISTORY_DAYS)).map(({ customer, ...receipt }) => ({
      customer: codeOf(customer),
      ...receipt,
    })),
    facts: learnedFacts(context),
    rules: liveRules(db).map(({ ruleId, name, rule }): MatchRule => {
      const { when, effect } = JSON.parse(rule) as Pick<MatchRule, 'when' | 'effect'>
      return { id: ruleId, name, when, effect }
    }),
    rateOf: ratesOf(context),
    settings: {
      ...MATCH_DEFAULTS,
      minConfidence: settings.autoPostBasisPoints / 10_000,
      roundingMinor: settings.writeOffToleranceMinor,
      roundingBasisPoints: settings.writeOffToleranceBasisPoints,
      feeTry: settings.transferFeeTry,
      feeOther: settings.transferFeeOther,
    },
    ownIbans: allAccounts(db).flatMap(({ iban }) => iban ?? []),
    ownNames: [company.name],
  }
}

/** A line of the books as matching takes it. */
export function matchLineOf(line: BankLineRow): MatchLine {
  return {
    id: line.lineId,
    account: line.accountName,
    bookedOn: line.bookedOn,
    valueOn: line.valueOn,
    amountMinor: line.amountMinor,
    currency: line.currency,
    original: line.original,
    charges: line.charges,
    bankRef: line.bankRef,
    customerRef: line.customerRef,
    endToEndId: line.endToEndId,
    structuredRefs: line.structuredRefs,
    text: line.text,
    counterparty: line.counterparty,
    iban: line.iban,
    taxId: line.taxId,
    isReversal: line.isReversal,
  }
}

export function learnedFacts({ db }: Pick<Context, 'db'>): LearnedFact[] {
  const facts: (LearnedFact & { sources: { lineId: string; on: IsoDate }[] })[] = []
  for (const { kind, key, customerCode, lineId, bookedOn } of allFacts(db)) {
    const last = facts.at(-1)
    const source = { lineId, on: bookedOn }
    if (last?.kind === kind && last.key === key && last.customer === customerCode)
      facts[facts.length - 1] = {
        ...last,
        count: last.count + 1,
        lastOn: bookedOn,
        sources: [...last.sources, source],
      }
    else
      facts.push({
        kind,
        key,
        customer: customerCode,
        count: 1,
        lastOn: bookedOn,
        sources: [source],
      })
  }
  return facts
}

function documentsOf(
  { db }: Context,
  codeOf: (rowid: number) => string,
  termsOf: (rowid: number) => string | null,
): MatchDocument[] {
  const documents: MatchDocument[] = []
  let installments: MatchInstallment[] = []
  for (const item of openForMatching(db)) {
    const part = { dueOn: fromDayNumber(item.dueDay), openMinor: item.openMinor }
    const last = documents.at(-1)
    if (last?.id === item.documentId) {
      installments.push(part)
      const parts = installments.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      documents[documents.length - 1] = {
        ...last,
        dueOn: parts[0]?.dueOn ?? last.dueOn,
        openMinor: last.openMinor + item.openMinor,
        installments: parts,
      }
      continue
    }
    installments = [part]
    const documentOn = item.paperOn ?? item.docOn
    documents.push({
      id: item.documentId,
      customer: codeOf(item.customer),
      documentNo: item.number,
      references: [item.reference, item.externalRef].filter((one) => one !== null),
      kind: item.kind,
      currency: item.currency,
      documentOn,
      dueOn: part.dueOn,
      openMinor: item.openMinor,
      originalMinor: item.amountMinor,
      discount: item.kind === 'invoice' ? discountOf(documentOn, termsOf(item.customer)) : null,
    })
  }
  return documents
}

/** The discount that terms grant on an invoice of a day; null where they grant none. */
export function discountOf(documentOn: IsoDate, text: string | null): MatchDiscount | null {
  const terms = text === null ? null : parseTerms(text)
  if (terms?.kind !== 'net' || !terms.discount) return null
  const { percent, withinDays } = terms.discount
  return { percent, untilOn: addDays(documentOn, withinDays) }
}

/** Rates by the company's table, remembered for the run; null where none is recent enough. */
export function ratesOf({ db, company }: Context): MatchBooks['rateOf'] {
  const known = new Map<string, string | null>()
  const toCompany = (currency: string, on: IsoDate) =>
    currency === company.currency
      ? '1'
      : (rateOn(db, currency, on, addDays(on, -RATE_MAX_AGE_DAYS)) ?? null)
  return (from, to, on) => {
    const key = `${from}${to}${on}`
    const rate = known.get(key)
    if (rate !== undefined) return rate
    const [one, other] = [toCompany(from, on), toCompany(to, on)]
    const found = one === null || other === null ? null : crossRate(one, other)
    known.set(key, found)
    return found
  }
}
