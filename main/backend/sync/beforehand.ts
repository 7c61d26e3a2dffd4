/** What a corrected operation needs before it: its old paper void, its account opened, or out of the archive. */
import { customerByCode, customerByUuid } from '../../../db/local/customers.ts'
import {
  cardCreation,
  type OutboxOperation,
  outboxOperation,
} from '../../../db/local/outbox-operations.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { addCustomer, setArchived } from '../features/customer-cards.ts'
import { cardFields, groupsOf, separate } from '../features/customer-fields.ts'
import { depsOf } from '../ledger/deps.ts'
import type { Journal } from '../ledger/journal.ts'
import { documentPayload } from './effects.ts'
import { type Said, saidByUs, valuesIn } from './said.ts'

/** The paper with the taken number is void: said for ever, beside the document's new number. */
export function voidPaper(
  journal: Journal,
  said: Said,
  operation: OutboxOperation,
  reason: string | undefined,
): void {
  const { document_no, number, block, customer_id, doc_id } = documentPayload(said)
  const old = document_no ?? number ?? operation.asideNumber
  if (old === null || old === undefined) return
  if (block !== undefined) {
    journal.operations.write(journal.operations.newId(), {
      kind: 'number.void',
      entityId: block,
      payload: { number: old, reason: reason ?? 'number taken' },
    })
    return
  }
  journal.event(
    'paper.voided',
    doc_id,
    { number: old, ...(customer_id === undefined ? {} : { customer_id }) },
    reason === undefined ? undefined : { reason },
  )
}

/** Opens on the server the customer it does not know: from the card here, or from what opened it once. */
export function openCard(
  context: Context,
  journal: Journal,
  said: Said,
  code: string | undefined,
): void {
  const { db } = context
  const { customer_id: id } = documentPayload(said)
  if (id === undefined) throw new Refusal('held.no_exit')
  const card = customerByUuid(db, id)
  if (card) {
    const groups = groupsOf(context, card)
    const { open, personal } = separate(context, id, groups)
    const parent = groups['parent']
    journal.operations.write(journal.operations.newId(), {
      kind: 'master.create',
      entityId: id,
      payload: { entity: 'customer', fields: open },
      private: personal,
      deps: depsOf(context, { customers: typeof parent === 'string' ? [parent] : [] }),
    })
    return
  }
  const creation = cardCreation(db, id)
  const opened = creation === undefined ? undefined : outboxOperation(db, creation)
  const before = opened && saidByUs(opened)
  const groups = { ...valuesIn(before?.payload['fields']), ...before?.private }
  const fields = cardFields(context, groups as Parameters<typeof cardFields>[1])
  const own = code ?? fields.code
  if (own === '') throw new Refusal('held.target_missing')
  const other = customerByCode(db, own)
  if (other) throw new Refusal('customer.exists', { customer: other.code, name: other.name })
  const { parent: _parent, code: _code, name, ...rest } = fields
  addCustomer(
    context,
    journal,
    id,
    { ...rest, code: own, name: name === '' ? own : name } as Parameters<typeof addCustomer>[3],
    null,
  )
}

export function unarchive(context: Context, journal: Journal, said: Said): void {
  const { customer_id: id } = documentPayload(said)
  const card = id === undefined ? undefined : customerByUuid(context.db, id)
  if (card?.archived) setArchived(context, journal, card, false)
}
