/** The parts of a document that are settled: one, or one an installment. */
import { split } from '../../../shared/domain/money.ts'
import type { DocumentCore } from '../document-core.ts'
import type { Row } from './tables.ts'

/** The parts of a document that are settled; none for a document without an amount. */
export function itemsOf(
  core: DocumentCore,
  amount: number,
  base: number,
): Omit<Row<'item'>, 'doc_id'>[] {
  if (amount === 0) return []
  const side = amount > 0 ? 1 : -1
  const parts =
    core.installments && core.installments.length > 0
      ? core.installments.map((part) => ({ due: part.due_date, amount: part.amount }))
      : [{ due: core.due_date ?? core.paper_date ?? core.doc_date, amount: Math.abs(amount) }]
  const bases =
    parts.length === 1
      ? [base]
      : split(
          base,
          parts.map((part) => part.amount),
        )
  return parts.map((part, index) => ({
    n: index + 1,
    due_date: part.due,
    amount: side * part.amount,
    base: bases[index] ?? 0,
  }))
}
