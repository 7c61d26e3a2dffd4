/**
 * Rules of master data (sync.md 11): three-way per field group against what stands. Every submitted
 * value ends as applied, converged, waiting for approval, or in the conflict queue; none vanishes.
 */
import { masterArchive, masterCreate, masterPatch } from '../../protocol/payloads.ts'
import { canonicalText, type Plain } from '../canonical.ts'
import { externalId } from '../ids.ts'
import { type Accepted, customerOf, type Deciding, invalid } from './deciding.ts'
import { payloadOf } from './payload.ts'
import type { Json, Row } from './tables.ts'

type Groups = Readonly<Record<string, Plain>>

/** A second person decides about these, whoever asks (sync.md 11, reliability-security.md 11). */
const GUARDED: ReadonlySet<string> = new Set([
  'limit',
  'iban',
  'taxId',
  'terms',
  'riskClass',
  'blocked',
  'controller',
])

export function isGuarded(group: string): boolean {
  return GUARDED.has(group)
}

export function createCustomer(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, masterCreate)
  const { op, rows, seq } = deciding
  const fields = payload.fields as Groups
  const code = fields['code']
  if (typeof code !== 'string' || code === '') throw invalid('schema', { field: 'code' })
  if (rows.one('customer', 'customer_id', op.entity_id))
    return merge(deciding, {}, fields, Object.keys(fields), {}, personal(op.private))
  const twin = rows.one('customer', 'code', code)
  const given = twin ? freeCode(deciding, code) : code
  const taxKey = taxKeyOf(personal(op.private))
  const flags =
    taxKey !== null && rows.all('customer', 'tax_key', taxKey).length > 0
      ? (['dup_suspect'] as const)
      : []
  const groups = { ...fields, code: given }
  const row: Row<'customer'> = {
    customer_id: op.entity_id,
    code: given,
    ver: 1,
    groups,
    group_vers: Object.fromEntries(Object.keys(groups).map((group) => [group, 1])),
    private: personal(op.private),
    archived: false,
    alias_of: null,
    flags: [...flags],
    tax_key: taxKey,
    seq,
  }
  rows.insert('customer', row)
  deciding.nodes.master(cardOf(row))
  if (twin) keepConflict(deciding, 'code', { current: given, other: code, base: null })
  const facts = {
    ver: 1,
    ...(twin ? { code: given, data: { conflicts: ['code'] } } : {}),
    ...(flags.length > 0 ? { flags: [...flags] } : {}),
  }
  deciding.feed({ class: 'M', entityId: op.entity_id, customerId: op.entity_id, facts })
  return { facts, flags }
}

export function patchCustomer(deciding: Deciding): Accepted {
  const payload = payloadOf(deciding, masterPatch)
  const customer = customerOf(deciding, deciding.op.entity_id)
  const from = payload.from as Groups
  const to = payload.to as Groups
  const clear = deciding.op.private ?? {}
  return customer.archived
    ? conflictsOnly(deciding, customer, payload.groups, from, to, personal(clear['to']))
    : merge(deciding, from, to, payload.groups, personal(clear['from']), personal(clear['to']))
}

export function archiveCustomer(deciding: Deciding): Accepted {
  const { archived } = payloadOf(deciding, masterArchive)
  const { op, rows } = deciding
  const customer = customerOf(deciding, op.entity_id)
  if (customer.archived !== archived) {
    if (archived && hasBalance(deciding, customer.customer_id))
      throw invalid('has_balance', { code: customer.code })
    save(deciding, { ...customer, archived, ver: customer.ver + 1 })
  }
  const facts = { ver: rows.one('customer', 'customer_id', op.entity_id)?.ver ?? customer.ver }
  deciding.feed({ class: 'M', entityId: op.entity_id, customerId: op.entity_id, facts })
  return { facts, flags: [] }
}

/** What an approved or resolved change does: the group takes the value, whatever stood before it. */
export function applyGroup(
  deciding: Deciding,
  customerId: string,
  group: string,
  value: Plain | null,
  clear: Plain | null,
): number {
  const customer = customerOf(deciding, customerId)
  const change = { groups: { [group]: value }, clear: { [group]: clear } }
  return applied(deciding, customer, change).ver
}

/** The card as its leaf covers it. */
export function cardOf(row: Row<'customer'>): {
  readonly customer_id: string
  readonly ver: number
  readonly groups: Groups
  readonly archived: boolean
  readonly alias_of: string | null
} {
  return {
    customer_id: row.customer_id,
    ver: row.ver,
    groups: groupsOf(row.groups),
    archived: row.archived,
    alias_of: row.alias_of,
  }
}

function merge(
  deciding: Deciding,
  from: Groups,
  to: Groups,
  names: readonly string[],
  clearFrom: Groups,
  clearTo: Groups,
): Accepted {
  const { op } = deciding
  const customer = customerOf(deciding, op.entity_id)
  const current = groupsOf(customer.groups)
  const take: Record<string, Plain | null> = {}
  let tags: string[] | null = null
  const clear: Record<string, Plain | null> = {}
  const waiting: string[] = []
  const conflicts: string[] = []
  for (const group of names) {
    const value = to[group] ?? null
    if (sameValue(current[group], value)) continue
    if (group === 'tags') {
      tags = unitedTags(current[group], from[group], value)
      take[group] = tags
      continue
    }
    if (isGuarded(group) && !deciding.isPublished) {
      ask(deciding, group, from[group] ?? null, value, clearFrom[group], clearTo[group])
      waiting.push(group)
      continue
    }
    if (sameValue(current[group], from[group])) {
      take[group] = value
      clear[group] = clearTo[group] ?? null
    } else {
      keepConflict(
        deciding,
        group,
        { current: current[group] ?? null, other: value, base: from[group] ?? null },
        clearTo[group],
      )
      conflicts.push(group)
    }
  }
  const names2 = Object.keys(take)
  const after =
    names2.length === 0 ? customer : applied(deciding, customer, { groups: take, clear })
  const data = {
    ...(waiting.length > 0 ? { waiting } : {}),
    ...(conflicts.length > 0 ? { conflicts } : {}),
    ...(tags === null ? {} : { groups: { tags } }),
  }
  const facts = {
    ver: after.ver,
    applied: names2,
    ...(Object.keys(data).length > 0 ? { data } : {}),
  }
  deciding.feed({ class: 'M', entityId: op.entity_id, customerId: op.entity_id, facts })
  return { facts, flags: [] }
}

/** A patch made before the customer was archived never revives her: all of it waits for a person. */
function conflictsOnly(
  deciding: Deciding,
  customer: Row<'customer'>,
  names: readonly string[],
  from: Groups,
  to: Groups,
  clear: Groups,
): Accepted {
  const current = groupsOf(customer.groups)
  for (const group of names)
    keepConflict(
      deciding,
      group,
      { current: current[group] ?? null, other: to[group] ?? null, base: from[group] ?? null },
      clear[group],
    )
  const facts = { ver: customer.ver, applied: [], data: { conflicts: [...names] } }
  deciding.feed({
    class: 'M',
    entityId: customer.customer_id,
    customerId: customer.customer_id,
    facts,
  })
  return { facts, flags: [] }
}

function applied(
  deciding: Deciding,
  customer: Row<'customer'>,
  change: {
    readonly groups: Readonly<Record<string, Plain | null>>
    readonly clear: Readonly<Record<string, Plain | null>>
  },
): Row<'customer'> {
  const ver = customer.ver + 1
  const groups = without({ ...groupsOf(customer.groups), ...change.groups })
  const clear = without({ ...groupsOf(customer.private), ...change.clear })
  const vers = { ...groupsOf(customer.group_vers) }
  for (const group of Object.keys(change.groups)) vers[group] = ver
  const code = groups['code']
  const row = {
    ...customer,
    ver,
    groups,
    private: clear,
    group_vers: vers,
    code: typeof code === 'string' ? code : customer.code,
    tax_key: taxKeyOf(clear),
  }
  save(deciding, row)
  return row
}

function save({ rows, nodes }: Deciding, row: Row<'customer'>): void {
  rows.update('customer', row)
  nodes.master(cardOf(row))
}

function ask(
  deciding: Deciding,
  group: string,
  from: Plain | null,
  to: Plain | null,
  clearFrom: Plain | undefined,
  clearTo: Plain | undefined,
): void {
  const { op, rows, seq } = deciding
  rows.insert('approval', {
    approval_id: externalId(op.company_id, 'approval', `${op.op_id}\0${group}`),
    kind: 'guarded',
    object_id: op.entity_id,
    effect: bare({ group, from, to }),
    private: bare({ from: clearFrom ?? null, to: clearTo ?? null }),
    reason: null,
    asked_by: op.actor,
    asked_op: op.op_id,
    state: 'waiting',
    decided_by: null,
    seq,
    ended_seq: null,
  })
}

function keepConflict(
  deciding: Deciding,
  group: string,
  values: { readonly current: Json; readonly other: Json; readonly base: Json },
  clear?: Plain,
): void {
  const { op, rows, seq } = deciding
  rows.insert('conflict', {
    conflict_id: externalId(op.company_id, 'conflict', `${op.op_id}\0${group}`),
    entity_id: op.entity_id,
    group_name: group,
    ...values,
    private: clear === undefined ? null : { other: clear },
    op_id: op.op_id,
    actor: op.actor,
    state: 'open',
    decided_by: null,
    seq,
    ended_seq: null,
  })
}

/** Added here and added there are both kept; what either removed is gone. */
function unitedTags(current: Json | undefined, from: Json | undefined, to: Json): string[] {
  const [now, before, after] = [current, from, to].map((tags) =>
    Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
  ) as [string[], string[], string[]]
  const removed = new Set(before.filter((tag) => !after.includes(tag)))
  const added = after.filter((tag) => !before.includes(tag))
  return [...new Set([...now.filter((tag) => !removed.has(tag)), ...added])]
}

function freeCode({ rows }: Deciding, code: string): string {
  for (let n = 2; ; n += 1) if (!rows.one('customer', 'code', `${code}~${n}`)) return `${code}~${n}`
}

function hasBalance({ rows }: Deciding, customerId: string): boolean {
  const sums = new Map<string, number>()
  for (const cell of rows.all('cell', 'customer_id', customerId))
    sums.set(cell.currency, (sums.get(cell.currency) ?? 0) + cell.debit - cell.credit)
  return [...sums.values()].some((sum) => sum !== 0)
}

function taxKeyOf(clear: Groups): string | null {
  const tax = clear['taxId']
  if (typeof tax !== 'object' || tax === null || !('number' in tax)) return null
  const { number } = tax as { readonly number?: unknown }
  return typeof number === 'string' && number !== '' ? number : null
}

function personal(value: unknown): Groups {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Groups)
    : {}
}

function groupsOf(value: Json): Groups {
  return personal(value)
}

/** Equal in canonical form; absent and null are one. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  const [left, right] = [a ?? null, b ?? null]
  if (left === null || right === null) return left === right
  // Whatever was stored came out of a canonical text, which has no null inside.
  return canonicalText(left as Plain) === canonicalText(right as Plain)
}

function without(groups: Readonly<Record<string, Plain | null>>): Record<string, Plain> {
  return Object.fromEntries(
    Object.entries(groups).filter((entry): entry is [string, Plain] => entry[1] !== null),
  )
}

/** Absent instead of null, as everything canonical. */
function bare(values: Readonly<Record<string, Plain | null>>): Record<string, Plain> {
  return without(values)
}
