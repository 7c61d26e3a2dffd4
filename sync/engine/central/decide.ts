/** One operation: who may, what it needs, then the rule of its kind. Throws Held, Known or Missing. */
import { type OpKind, SERVER_KINDS } from '../../protocol/envelope.ts'
import { addAllocation, removeAllocation } from './allocations.ts'
import {
  decideApproval,
  endRequests,
  requestApproval,
  resolveConflict,
  voidNumber,
  withdraw,
} from './control.ts'
import { type Accepted, type Deciding, Held, invalid } from './deciding.ts'
import { postDocument, reverseDocument } from './documents.ts'
import { recordEvent } from './events.ts'
import { archiveCustomer, createCustomer, patchCustomer } from './masters.ts'
import { isHandedTo } from './hand-over.ts'
import { isScoped, lackingFor, mayDo, rolesOf } from './roles.ts'
import { closePeriod, giveBlock, systemDeviceOf, voidBlock } from './server-ops.ts'
import { changeMembers } from './staff.ts'
import { voidOfReplaced } from './void-numbers.ts'

/** Version of each kind's payload this server writes; older ones are brought up before they are decided. */
export const OP_VERSION = 1

const RULES: Partial<Record<OpKind, (deciding: Deciding) => Accepted>> = {
  'doc.post': postDocument,
  'doc.reverse': reverseDocument,
  'alloc.add': addAllocation,
  'alloc.remove': removeAllocation,
  'master.create': createCustomer,
  'master.patch': patchCustomer,
  'master.archive': archiveCustomer,
  'wf.event': recordEvent,
  'approval.request': requestApproval,
  'approval.decide': decideApproval,
  'op.withdraw': withdraw,
  'conflict.resolve': resolveConflict,
  'number.void': voidNumber,
  'period.soft_close': closePeriod,
  'period.lock': closePeriod,
  'number.block': giveBlock,
  'config.change': changeMembers,
}

/** What a person asks of the server, written by it in their name; and what it does to their blocks. */
const BY_SERVER_TOO: Partial<Record<OpKind, (deciding: Deciding) => Accepted>> = {
  'approval.request': requestApproval,
  'number.void': voidBlock,
}

export function checkAndApply(deciding: Deciding): Accepted {
  const { op } = deciding
  if (op.v > OP_VERSION) throw invalid('version', { v: op.v })
  const isServer = op.device_id === systemDeviceOf(op.company_id)
  const rule =
    isServerKind(op.kind) === isServer ? RULES[op.kind] : isServer && BY_SERVER_TOO[op.kind]
  if (!rule) throw invalid('kind', { kind: op.kind })
  // What the operator sets up is nobody's of the company.
  if (!(isServer && op.actor === op.device_id)) checkRights(deciding)
  checkDeps(deciding)
  checkScope(deciding)
  return rule(deciding)
}

/** The corrected operation takes the place of the held one. */
export function supersede(deciding: Deciding): void {
  const { op, rows, seq } = deciding
  if (op.supersedes === undefined) return
  const held = rows.one('op_held', 'op_id', op.supersedes)
  if (!held || held.state !== 'held' || held.entity_id !== op.entity_id)
    throw invalid('supersedes', { op: op.supersedes })
  const isAllowed =
    held.actor === op.actor ||
    isHandedTo(deciding, held.op_id) ||
    mayDo(rolesOf(deciding.member), 'late_posting', 'A')
  if (!isAllowed) throw new Held('FORBIDDEN', { op: op.supersedes })
  rows.update('op_held', { ...held, state: 'superseded', ended_seq: seq })
  endRequests(deciding, op.supersedes)
  voidOfReplaced(deciding, op.supersedes)
  deciding.outcome(op.supersedes, 'superseded')
}

function isServerKind(kind: string): boolean {
  return (SERVER_KINDS as readonly string[]).includes(kind)
}

function checkRights({ op, member }: Deciding): void {
  if (!member || member.status !== 'active') throw new Held('FORBIDDEN', { reason: 'suspended' })
  const lacking = lackingFor(rolesOf(member), op)
  if (lacking !== null)
    throw new Held('FORBIDDEN', {
      kind: op.kind,
      action: lacking === 'anything' ? op.kind : lacking,
    })
}

function checkDeps({ op, rows }: Deciding): void {
  for (const dep of op.deps) {
    if (dep === op.op_id) throw invalid('deps', { dep })
    const logged = rows.one('op_log', 'op_id', dep)
    if (!logged) throw new Held('DEP_HELD', { dep })
    if (logged.outcome === 'withdrawn') throw new Held('DEP_HELD', { dep, state: 'withdrawn' })
    if (logged.outcome !== 'held') continue
    const state = rows.one('op_held', 'op_id', dep)?.state
    if (state !== 'released' && state !== 'superseded')
      throw new Held('DEP_HELD', { dep, state: state ?? 'held' })
  }
}

/** Controllers and sales work on the customers they are assigned. */
function checkScope({ op, rows, member }: Deciding): void {
  const scope = member?.scope
  if (!Array.isArray(scope) || !isScoped(rolesOf(member))) return
  const customers = new Set<string>()
  const named = [op.payload['customer_id']]
  for (const key of ['debit_doc', 'credit_doc', 'reverses', 'doc_id']) {
    const id = op.payload[key]
    if (typeof id === 'string') named.push(rows.one('document', 'doc_id', id)?.customer_id ?? null)
  }
  if (op.kind.startsWith('master.')) named.push(op.entity_id)
  if (op.kind === 'alloc.remove')
    for (const slice of rows.all('alloc_event', 'alloc_id', op.entity_id))
      named.push(rows.one('document', 'doc_id', slice.debit_doc)?.customer_id ?? null)
  for (const id of named) if (typeof id === 'string') customers.add(id)
  for (const id of customers) {
    const code = rows.one('customer', 'customer_id', id)?.code
    if (!scope.includes(id) && (code === undefined || !scope.includes(code)))
      throw new Held('OUT_OF_SCOPE', { customer_id: id })
  }
}
