/**
 * Work its author may not enter goes to somebody who may (sync.md 9, `hand_over`): an event carries the
 * held envelope to her devices, and what she makes of it supersedes the held one in her own name.
 */
import { endOffer, offerWork, takeBackOffer } from '../../../db/local/handed-work.ts'
import type { OutboxOperation } from '../../../db/local/outbox-operations.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { hashOfEnvelope } from '../../../sync/engine/operation.ts'
import { lackingFor } from '../../../sync/engine/central/roles.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'
import type { Books } from './books.ts'
import { People } from './people.ts'
import { enteredAt, type Said, valuesIn } from './said.ts'

export function handOver(
  context: Context,
  operation: OutboxOperation,
  said: Said,
  user: string | undefined,
): void {
  if (user === undefined) throw new Refusal('held.user_missing')
  const [to, second] = new People(context).named(user)
  if (!to || second || to.userId === context.company.userId)
    throw new Refusal('user.unknown', { user })
  if (lackingFor(to.roles, said) !== null) throw new Refusal('user.not_entitled', { user: to.name })
  const journal = new Journal(context)
  journal.event(
    'work.handed_over',
    operation.operationId,
    { user_id: to.userId, held: JSON.parse(operation.envelope) as Plain },
    operation.private === null ? undefined : { held: JSON.parse(operation.private) as Plain },
  )
  offerWork(context.db, {
    operationId: operation.operationId,
    from: context.company.userId,
    to: to.userId,
    at: context.nowMs,
    envelope: operation.envelope,
    private: operation.private,
  })
  journal.close('sync.hand_over', operation.asideNumber ?? operation.kind, { user: to.name })
}

/** It goes back to the one who handed it over. */
export function returnWork(
  context: Context,
  operationId: string,
  reason: string | undefined,
): void {
  const journal = new Journal(context)
  journal.event('work.returned', operationId, {}, reason === undefined ? undefined : { reason })
  endOffer(context.db, operationId, 'returned')
  journal.close('sync.return', operationId, { reason })
}

/** An event of these two types; an envelope that does not bear its own hash is offered to nobody. */
export function layHandOver({ db }: Books, said: Said): void {
  if (said.payload['type'] === 'work.returned') {
    endOffer(db, said.entityId, 'returned')
    return
  }
  const envelope = JSON.stringify(said.payload['held'])
  const read = hashOfEnvelope(envelope)
  const { user_id } = said.payload
  if (read === null || read.claimed !== read.computed || typeof user_id !== 'string') return
  if (read.body['op_id'] !== said.entityId) return
  const held = valuesIn(said.private['held'])
  offerWork(db, {
    operationId: said.entityId,
    from: said.actor,
    to: user_id,
    at: enteredAt(said),
    envelope,
    private: Object.keys(held).length === 0 ? null : JSON.stringify(held),
  })
}

/** The own event was not taken by the server, or is given up. */
export function takeOutHandOver({ db }: Books, said: Said): void {
  if (said.payload['type'] === 'work.handed_over') takeBackOffer(db, said.entityId)
}
