/** Bank lines and what matching says of them, as windows and the command line get them. */
import type { z } from 'zod'
import type { BankLineRow } from '../../../db/local/bank.ts'
import type { bank as contract, BankLineView } from '../../../shared/contract/bank.ts'
import type { Currency } from '../../../shared/domain/currency.ts'
import type { LineMatch } from '../../../shared/domain/matching/types.ts'
import type { Context } from '../context.ts'
import { isOpenMonth } from '../ledger/open-months.ts'

type Matched = z.input<(typeof contract)['match']['output']>[number]

/** One line of a closed month does not keep the others from being posted: a person decides. */
export function decidedFor(context: Context, line: BankLineRow, match: LineMatch): LineMatch {
  return match.decision === 'post' && !isOpenMonth(context, line.bookedOn)
    ? { ...match, decision: 'propose', reason: 'match.month_closed' }
    : match
}

/** What matching says of a line, with names a person reads. */
export function matchView(
  { proposals, decision, reason }: LineMatch,
  names: ReadonlyMap<string, string>,
): Omit<Matched, 'entry' | 'posted'> {
  return {
    proposals: proposals.map((one) => ({
      customer: one.customer,
      customerName: names.get(one.customer) ?? '',
      confidence: one.confidence,
      allocations: one.allocations.map(({ rate: _rate, currency, ...allocation }) => ({
        ...allocation,
        currency: currency as Currency,
      })),
      adjustments: one.adjustments.map((adjustment) => ({ ...adjustment })),
      unappliedMinor: one.unappliedMinor,
      evidence: one.evidence.map(({ kind, code, params }) => ({
        kind,
        code,
        params: { ...params },
      })),
    })),
    decision,
    reason,
  }
}

export function lineView(line: BankLineRow): BankLineView {
  return {
    id: line.lineId,
    account: line.accountName,
    bankRef: line.bankRef,
    date: line.bookedOn,
    valueDate: line.valueOn,
    amountMinor: line.amountMinor,
    currency: line.currency as Currency,
    text: line.text,
    counterparty: line.counterparty,
    iban: line.iban,
  }
}
