/** What people decide about the exchange: held work and its ways out, conflicts, approvals. */
import type { z } from 'zod'
import type { decisions as contract } from '../../../shared/contract/decisions.ts'
import type { Context } from '../context.ts'
import { approvalsOf, decideApproval } from '../sync/approvals.ts'
import { conflictsOf, type SaidValue, settleConflict } from '../sync/conflicts.ts'
import { handedWork, heldWork } from '../sync/holds.ts'
import { takeWayOut } from '../sync/ways-out.ts'

type In<K extends keyof typeof contract> = z.output<(typeof contract)[K]['input']>
type Out<K extends keyof typeof contract> = z.input<(typeof contract)[K]['output']>

export function heldOf(context: Context): Out<'held'> {
  return [...handedWork(context), ...heldWork(context)].map(({ operationId, since, ...work }) => ({
    op: operationId,
    ...work,
    since: moment(since),
    exits: [...work.exits],
  })) as Out<'held'>
}

export function resolveHeld(
  context: Context,
  { op, document, ...way }: In<'resolve'>,
): Out<'resolve'> {
  takeWayOut(context, op, { ...way, to: document })
  return heldOf(context)
}

export function conflicts(context: Context): Out<'conflicts'> {
  return conflictsOf(context).map(({ conflictId, standing, other, ...shown }) => ({
    id: conflictId,
    ...shown,
    standing: saidOf(standing),
    other: saidOf(other),
  })) as Out<'conflicts'>
}

export function settle(context: Context, { id, choice }: In<'settleConflict'>): Out<'conflicts'> {
  settleConflict(context, id, choice)
  return conflicts(context)
}

export function approvals(context: Context): Out<'approvals'> {
  return approvalsOf(context).map(({ approvalId, at, ...shown }) => ({
    id: approvalId,
    ...shown,
    at: moment(at),
  })) as Out<'approvals'>
}

export function decide(context: Context, { id, approve, reason }: In<'decide'>): Out<'approvals'> {
  decideApproval(context, id, approve, reason)
  return approvals(context)
}

function saidOf({ at, ...said }: SaidValue) {
  return { ...said, at: at === null ? null : moment(at) }
}

function moment(ms: number): string {
  return new Date(ms).toISOString()
}
