/** A refusal of the ledger as a problem of a row, at the column the person has to look at. */
import type { ImportProblem } from '../../../shared/contract/imports.ts'
import type { Refusal } from '../../../shared/rpc/refusal.ts'
import type { RowProblem } from './outcome.ts'

const COLUMNS: readonly (readonly [string, string])[] = [
  ['customer.parent', 'parent_code'],
  ['customer.', 'customer_code'],
  ['period.', 'document_date'],
  ['date.', 'document_date'],
  ['rate.', 'rate'],
  ['currency.mismatch', 'allocate_to'],
  ['currency.', 'currency'],
  ['amount.', 'amount'],
  ['allocation.', 'allocate_to'],
  ['installments.', 'installments'],
  ['terms.', 'terms'],
  ['tax_id.', 'tax_id'],
  ['iban.', 'iban'],
  ['document.', 'document_no'],
]

export function problemOf(row: number, refusal: Refusal, column?: string): RowProblem {
  const found = COLUMNS.find(([prefix]) => refusal.code.startsWith(prefix))?.[1] ?? 'row'
  const value =
    refusal.params['value'] ??
    refusal.params['documentNo'] ??
    refusal.params['customer'] ??
    refusal.params['date'] ??
    null
  return {
    row,
    column: column ?? found,
    code: refusal.code,
    value: value === null ? null : String(value),
    params: refusal.params,
  }
}

/** A problem as the contract carries it. */
export function plainProblem({ row, column, code, value, params }: RowProblem): ImportProblem {
  return { row, column, code, value, params: { ...params } }
}
