/** What stood before an event that is taken back: the last one of its kind that counts. */
import { confirmedEventsOf } from '../../../db/local/confirmed.ts'
import { eventOperations } from '../../../db/local/outbox-operations.ts'
import type { Books } from './books.ts'
import { isInLedger } from './own-work.ts'
import { type Said, saidByUs, type Values } from './said.ts'

/** Events about the same entity, confirmed ones first, then own that wait; `taken` is none of them. */
export function eventsBeside(books: Books, taken: Said): Said[] {
  const confirmed = confirmedEventsOf(books.db, taken.entityId).map((event): Said => {
    const envelope = JSON.parse(event.envelope) as {
      readonly kind: string
      readonly device_id: string
      readonly device_seq: number
      readonly actor: string
      readonly payload: Values
      readonly private?: Values
    }
    return {
      operationId: event.operationId,
      kind: envelope.kind,
      entityId: taken.entityId,
      deviceId: envelope.device_id,
      deviceSeq: envelope.device_seq,
      actor: envelope.actor,
      supersedes: null,
      payload: envelope.payload,
      private: envelope.private ?? {},
      hash: event.hash,
      text: event.envelope,
    }
  })
  const waiting = eventOperations(books.db, taken.entityId, books.settledLocal)
    .filter((one) => one.operationId !== taken.operationId && isInLedger(books, one))
    .map(saidByUs)
  return [...confirmed, ...waiting]
}
