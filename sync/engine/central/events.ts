/**
 * Rules of `wf.event`: state is the fold of accepted events in order of sequence; the first of two
 * racing transitions wins, the second is held (sync.md 12).
 */
import { z } from 'zod'
import { wfEvent } from '../../protocol/payloads.ts'
import { type Accepted, customerOf, type Deciding, documentOf, Held, invalid } from './deciding.ts'
import { giveBack, handOver } from './hand-over.ts'
import { payloadOf } from './payload.ts'
import { checkPeriod, closeThrough, reopenFrom } from './periods.ts'
import { moved, setState } from './states.ts'

const id = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const opened = z.object({ doc_id: id, amount: z.int().positive(), on: z.iso.date() })
const agreed = z.object({
  installment: z.int().min(1),
  due_on: z.iso.date(),
  effective_on: z.iso.date(),
})
const month = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/) })
const ofCustomer = z.object({ customer_id: id })

export function recordEvent(deciding: Deciding): Accepted {
  const { type } = payloadOf(deciding, wfEvent)
  const { op } = deciding
  if (type.startsWith('period.') && type !== 'period.sealed') closeAsPublished(deciding, type)
  const customerId = transition(deciding, type)
  deciding.feed({ class: 'W', entityId: op.entity_id, customerId, facts: {} })
  return { facts: {}, flags: [] }
}

/** Checks what an event of this type may do now, and answers whose event it is. */
function transition(deciding: Deciding, type: string): string | null {
  const { op, rows } = deciding
  switch (type) {
    case 'dispute.opened': {
      const dispute = payloadOf(deciding, opened)
      const document = documentOf(deciding, dispute.doc_id)
      if (rows.one('wf_state', 'entity_id', op.entity_id)) throw moved(deciding, 'open')
      setState(deciding, 'dispute', 'open', document.customer_id, { doc_id: dispute.doc_id })
      return document.customer_id
    }
    case 'dispute.resolved': {
      const state = rows.one('wf_state', 'entity_id', op.entity_id)
      if (!state) {
        const held = rows
          .all('op_held', 'entity_id', op.entity_id)
          .find((row) => row.state === 'held' && row.op_id !== op.op_id)
        throw held
          ? new Held('DEP_HELD', { dep: held.op_id })
          : invalid('dispute_unknown', { dispute: op.entity_id })
      }
      // An answer after another's says which one it replaces.
      if (state.state !== 'open' && op.payload['over'] !== state.op_id)
        throw moved(deciding, state.state)
      setState(deciding, 'dispute', 'resolved', state.customer_id, state.data)
      return state.customer_id
    }
    case 'work.handed_over':
      handOver(deciding)
      return null
    case 'work.returned':
      giveBack(deciding)
      return null
    case 'due_date.agreed': {
      const agreement = payloadOf(deciding, agreed)
      const document = documentOf(deciding, op.entity_id)
      checkPeriod(deciding, agreement.effective_on)
      return document.customer_id
    }
    default: {
      const named = ofCustomer.safeParse(op.payload)
      if (named.success) return customerOf(deciding, named.data.customer_id).customer_id
      return rows.one('customer', 'customer_id', op.entity_id)?.customer_id ?? null
    }
  }
}

/** Months closed before there was a server are locks of their place in the chain (sync.md 20). */
function closeAsPublished(deciding: Deciding, type: string): void {
  const { rows, op, seq, nowMs } = deciding
  if (!deciding.isPublished) throw new Held('FORBIDDEN', { kind: type })
  const { month: ym } = payloadOf(deciding, month)
  const act = { ym, by: op.actor, atMs: nowMs, seq, reason: null }
  if (type === 'period.reopen') reopenFrom(rows, act)
  else closeThrough(rows, type === 'period.close' ? 'locked' : 'soft', act)
}
