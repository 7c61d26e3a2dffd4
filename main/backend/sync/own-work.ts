/** Which own operations have an effect in the ledger that is not confirmed yet. */
import type { OutboxOperation } from '../../../db/local/outbox-operations.ts'
import type { Books } from './books.ts'

export function isInLedger(books: Books, operation: OutboxOperation): boolean {
  if (operation.aside !== null) return false
  if (operation.state === 'pending' || operation.state === 'sent') return true
  return operation.state === 'accepted' && (operation.serverSeq ?? 0) > books.appliedSeq
}
