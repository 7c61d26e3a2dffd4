/** Cards of the model: values by field group, what waits for a second person, and what two people said at once. */
import type { Envelope, Person } from './model-types.ts'

interface Customer {
  /** JSON by group; absent and empty are one. */
  readonly groups: Map<string, string>
  archived: boolean
}

export interface Approval {
  readonly what: string
  readonly by: string
  readonly op?: string
  readonly customer?: string
  readonly group?: string
  readonly from?: string
  readonly to?: string
  readonly month?: string
  done: boolean
}

interface Conflict {
  readonly customer: string
  readonly group: string
  readonly other: string
  readonly by: string
  done: boolean
}

/** The id a request or a conflict gets that an operation leaves behind. */
export type IdOf = (what: 'approval' | 'conflict', opId: string, group: string) => string

const GUARDED = ['limit', 'iban', 'taxId', 'terms', 'riskClass', 'blocked', 'controller']

export class ModelCards {
  readonly customers = new Map<string, Customer>()
  readonly approvals = new Map<string, Approval>()
  readonly conflicts = new Map<string, Conflict>()
  readonly #idOf: IdOf

  constructor(idOf: IdOf) {
    this.#idOf = idOf
  }

  create(envelope: Envelope): void {
    const { payload, entity_id: id } = envelope
    const fields = payload['fields'] as Record<string, unknown>
    const known = this.customers.get(id)
    if (known) {
      for (const [group, value] of Object.entries(fields))
        this.#group(known.groups, group, undefined, value, envelope)
      return
    }
    const groups = new Map(Object.entries(fields).map(([key, value]) => [key, told(value)]))
    const code = String(fields['code'])
    let free = code
    for (let n = 2; this.#isInUse(told(free), id); n += 1) free = `${code}~${n}`
    groups.set('code', told(free))
    this.customers.set(id, { groups, archived: false })
    if (free !== code) this.#conflict(envelope, 'code', told(code))
  }

  /** The card is known. */
  patch(envelope: Envelope): void {
    const { payload, entity_id: id } = envelope
    const customer = this.customers.get(id)
    const from = payload['from'] as Record<string, unknown>
    const to = payload['to'] as Record<string, unknown>
    for (const group of payload['groups'] as string[])
      if (customer?.archived) this.#conflict(envelope, group, told(to[group]))
      else if (customer) this.#group(customer.groups, group, from[group], to[group], envelope)
  }

  /** A value a second person agreed to; false when another stands there by now. */
  agree({ customer = '', group = '', from = '', to = '' }: Approval): boolean {
    const groups = this.customers.get(customer)?.groups
    if (!groups || (groups.get(group) ?? '') !== from) return false
    groups.set(group, to)
    return true
  }

  resolve(
    id: string,
    isTaken: boolean,
    decider: Person & { readonly user: string },
    personOf: (user: string) => Person | undefined,
  ): string | null {
    const conflict = this.conflicts.get(id)
    if (!conflict) return 'INVALID'
    if (conflict.done) return 'BAD_TRANSITION'
    if (isTaken && conflict.group === 'code' && this.#isInUse(conflict.other, conflict.customer))
      return 'BAD_TRANSITION'
    if (isTaken && GUARDED.includes(conflict.group)) {
      const author = personOf(conflict.by)
      if (conflict.by === decider.user || author?.person === decider.person) return 'FORBIDDEN'
      if (!decider.roles.includes('finance_manager')) return 'FORBIDDEN'
    }
    conflict.done = true
    if (isTaken) this.customers.get(conflict.customer)?.groups.set(conflict.group, conflict.other)
    return null
  }

  /** Another customer has it. */
  #isInUse(code: string, except: string): boolean {
    return [...this.customers].some(
      ([id, { groups }]) => id !== except && groups.get('code') === code,
    )
  }

  #group(
    groups: Map<string, string>,
    group: string,
    before: unknown,
    after: unknown,
    envelope: Envelope,
  ): void {
    const now = groups.get(group) ?? ''
    const [from, to] = [told(before), told(after)]
    if (now === to) return
    if (group === 'tags') groups.set(group, told(united(now, before, after)))
    else if (GUARDED.includes(group))
      this.approvals.set(this.#idOf('approval', envelope.op_id, group), {
        what: 'guarded',
        by: envelope.actor,
        customer: envelope.entity_id,
        group,
        from,
        to,
        done: false,
      })
    else if (now === from) groups.set(group, to)
    else this.#conflict(envelope, group, to)
  }

  #conflict(envelope: Envelope, group: string, other: string): void {
    this.conflicts.set(this.#idOf('conflict', envelope.op_id, group), {
      customer: envelope.entity_id,
      group,
      other,
      by: envelope.actor,
      done: false,
    })
  }
}

/** What one added stays, what one took away is gone. */
function united(now: string, before: unknown, after: unknown): string[] {
  const [had, has] = [before, after].map((tags) => (Array.isArray(tags) ? (tags as string[]) : []))
  const kept = (now === '' ? [] : (JSON.parse(now) as string[])).filter(
    (tag) => has?.includes(tag) || !had?.includes(tag),
  )
  return [...kept, ...(has ?? []).filter((tag) => !had?.includes(tag) && !kept.includes(tag))]
}

function told(value: unknown): string {
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
