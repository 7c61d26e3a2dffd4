/**
 * What a person asks the server to do (protocol/control.ts), decided by the rules of every operation
 * and written in the server's own chain, in the asker's name.
 */
import { dayIn } from '../../../shared/domain/days.ts'
import { canonicalText, type Plain } from '../../engine/canonical.ts'
import { fiscalYear } from '../../engine/central/numbers.ts'
import { systemDeviceOf } from '../../engine/central/server-ops.ts'
import type { Row } from '../../engine/central/tables.ts'
import { RequestError } from '../../protocol/codes.ts'
import type { ControlRequest } from '../../protocol/control.ts'
import type { Caller } from '../core-api.ts'
import type { CompanyHead, ServerStore, WriteTx } from '../store.ts'
import { type Pen, writeAsServer } from './pen.ts'
import type { SystemOp } from './system.ts'

type Asker = Pick<Caller, 'companyId' | 'userId' | 'deviceId' | 'epoch'>

export interface Controlled {
  readonly timeline_id: string
  readonly head_seq: number
  readonly state: 'done' | 'waiting'
  readonly seq: number
  readonly approval: string | null
}

export async function control(
  { store, ...pen }: Pick<Pen, 'secret' | 'now'> & { readonly store: ServerStore },
  asker: Asker,
  { op_id: opId, ask }: ControlRequest,
): Promise<Controlled> {
  const done = await store.write(asker.companyId, async (tx) => {
    const op = opOf(tx.head, asker, opId, ask, pen.now())
    const [known] = await tx.lookup('op_log', 'op_id', [opId])
    if (known) return again(tx.head, known, op, ask)
    const waiting = ask.do === 'reopen' ? await reopening(tx, ask.month) : null
    if (waiting) return told(tx.head, tx.head.seq, waiting)
    const [result] = await writeAsServer(pen, tx, [op])
    const seq = result?.seq ?? tx.head.seq
    return told({ ...tx.head, seq }, seq, ask.do === 'reopen' ? op.entityId : null)
  })
  if (done === null) throw new RequestError('WRONG_COMPANY')
  return done
}

function told(head: CompanyHead, seq: number, approval: string | null): Controlled {
  return {
    timeline_id: head.timelineId,
    head_seq: head.seq,
    state: approval === null ? 'done' : 'waiting',
    seq,
    approval,
  }
}

/** The operation that says it; an approval and a block bear the id of the request. */
function opOf(
  head: CompanyHead,
  { companyId, userId, deviceId, epoch }: Asker,
  opId: string,
  ask: ControlRequest['ask'],
  nowMs: number,
): SystemOp {
  const common = { opId, actor: userId }
  switch (ask.do) {
    case 'close':
      return {
        ...common,
        kind: ask.soft ? 'period.soft_close' : 'period.lock',
        entityId: companyId,
        payload: { month: ask.month, reason: ask.reason },
      }
    case 'reopen':
      return {
        ...common,
        kind: 'approval.request',
        entityId: opId,
        payload: { what: 'reopen', month: ask.month, reason: ask.reason },
      }
    case 'block':
      return {
        ...common,
        kind: 'number.block',
        entityId: opId,
        payload: {
          series: ask.series,
          // The server's day: a device's clock says nothing of the year.
          year: ask.year ?? fiscalYear(dayIn(head.timezone, nowMs), head.fiscalYearStart),
          size: ask.size,
          device_id: deviceId,
          epoch,
        },
      }
  }
}

/** The answer of before, to whoever asked the same before; anything else under its id is refused. */
function again(
  head: CompanyHead,
  known: Row<'op_log'>,
  op: SystemOp,
  ask: ControlRequest['ask'],
): Controlled {
  const { payload } = JSON.parse(known.envelope) as { readonly payload: Record<string, Plain> }
  // A year the server chose is the one of that day.
  const asked =
    ask.do === 'block' && ask.year === undefined
      ? { ...op.payload, year: payload['year'] }
      : op.payload
  const isSame =
    known.device_id === systemDeviceOf(head.companyId) &&
    known.actor === op.actor &&
    known.kind === op.kind &&
    canonicalText(payload) === canonicalText(asked as Record<string, Plain>)
  if (!isSame) throw new RequestError('IDEMPOTENCY_MISMATCH')
  return told(head, known.seq, ask.do === 'reopen' ? op.entityId : null)
}

/** The request for this month that waits already: it is not asked for twice. */
async function reopening(tx: WriteTx, month: string): Promise<string | null> {
  const waiting = await tx.lookup('approval', 'state', ['waiting'])
  const same = waiting.find(
    ({ kind, effect }) =>
      kind === 'reopen' && (effect as { readonly month?: string }).month === month,
  )
  return same?.approval_id ?? null
}
