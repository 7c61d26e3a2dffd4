/**
 * What a batch changed on accounts and rates that were there before it, taken back.
 *
 * The batch's operations carry the values before and after, by field group: a group that still has the
 * batch's value gets the one before, by an operation of its own. A group that was changed again since
 * is in the way, and everything in the way is named.
 */
import { type CustomerRow, customerByUuid } from '../../../db/local/customers.ts'
import type { LoggedOperation } from '../../../db/local/log.ts'
import { deleteRate, rateExactly, saveRate } from '../../../db/local/periods.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import { setArchived, writeCard } from '../features/customer-cards.ts'
import { groupsOf } from '../features/customer-fields.ts'
import type { Journal } from '../ledger/journal.ts'
import { operationsOfBatch } from './batch.ts'

type Groups = Readonly<Record<string, Plain | undefined>>

interface CardChange {
  readonly card: CustomerRow
  /** The values to go back to, by group; an absent one is empty again. */
  readonly back: Groups
  readonly opened: boolean
}

interface RateChange {
  readonly currency: string
  readonly date: string
  readonly rate: string
  /** The rate of that day before the batch; absent when it had none. */
  readonly was?: string
}

export interface FieldChanges {
  readonly cards: readonly CardChange[]
  readonly rates: readonly RateChange[]
  /** `CODE field`, for each value that is not the batch's any more. */
  readonly inTheWay: readonly string[]
}

/** What taking the batch's field changes back would do; nothing is written. */
export function fieldChangesOf(context: Context, batchId: string): FieldChanges {
  const operations = operationsOfBatch(context, batchId)
  const inTheWay: string[] = []
  const cards: CardChange[] = []
  const byCard = Map.groupBy(
    operations.filter(({ kind }) => kind === 'master.patch' || kind === 'master.archive'),
    (operation) => entityOf(operation),
  )
  for (const [customerId, ofCard] of byCard) {
    const card = customerByUuid(context.db, customerId)
    if (!card) throw new Error(`an operation names the card ${customerId}, which is not there`)
    const { from, to } = movedBy(ofCard)
    const now: Groups = groupsOf(context, card)
    for (const group of Object.keys(to))
      if (!isSame(now[group], to[group])) inTheWay.push(`${card.code} ${group}`)
    cards.push({ card, back: from, opened: ofCard.some(({ kind }) => kind === 'master.archive') })
  }
  const rates = operations.flatMap(({ kind, envelope }) =>
    kind === 'wf.event' ? ratesIn(envelope) : [],
  )
  for (const { currency, date, rate } of rates)
    if (rateExactly(context.db, currency, date) !== rate) inTheWay.push(`${currency} ${date}`)
  return { cards, rates, inTheWay }
}

/** Puts the values before the batch back; answers how many cards it changed. */
export function takeBack(context: Context, journal: Journal, changes: FieldChanges): number {
  let restored = 0
  for (const { card, back, opened } of changes.cards) {
    const after = writeCard(context, journal, card, { ...card, ...fieldsOf(context, card, back) })
    if (opened && !after.archived && !isInUse(context, card))
      setArchived(context, journal, after, true)
    restored += 1
  }
  const { db, nowMs, company } = context
  for (const { currency, date, was } of changes.rates) {
    if (was === undefined) deleteRate(db, currency, date)
    else saveRate(db, currency, date, was, nowMs)
  }
  for (let at = 0; at < changes.rates.length; at += 500)
    journal.event('rates.undone', company.companyId, {
      rates: changes.rates.slice(at, at + 500).map((rate) => ({ ...rate })),
    })
  return restored
}

function entityOf({ envelope }: LoggedOperation): string {
  return (JSON.parse(envelope) as { entity_id: string }).entity_id
}

/** First value before and last value after, by group, over the operations of one card. */
function movedBy(operations: readonly LoggedOperation[]): { from: Groups; to: Groups } {
  const from: Record<string, Plain | undefined> = {}
  const to: Record<string, Plain | undefined> = {}
  for (const { kind, envelope, private: detached } of operations) {
    if (kind !== 'master.patch') continue
    const { payload } = JSON.parse(envelope) as {
      payload: { groups: string[]; from: Groups; to: Groups }
    }
    const personal = (detached === null ? {} : JSON.parse(detached)) as {
      from?: Groups
      to?: Groups
    }
    for (const group of payload.groups) {
      if (!(group in from)) from[group] = personal.from?.[group] ?? payload.from[group]
      to[group] = personal.to?.[group] ?? payload.to[group]
    }
  }
  return { from, to }
}

function ratesIn(envelope: string): readonly RateChange[] {
  const { payload } = JSON.parse(envelope) as {
    payload: { type: string; rates?: readonly RateChange[] }
  }
  return payload.type === 'rates.set' ? (payload.rates ?? []) : []
}

/** The columns of a card that a group stands for (the inverse of `groupsOf`). */
function fieldsOf(context: Context, card: CustomerRow, back: Groups): Partial<CustomerRow> {
  const fields: Record<string, unknown> = {}
  const custom = { ...card.custom }
  for (const [group, value] of Object.entries(back)) {
    const part = (name: string) => (value as Groups | undefined)?.[name] ?? null
    if (group.startsWith('custom.')) {
      const key = group.slice('custom.'.length)
      if (value === undefined) delete custom[key]
      else custom[key] = String(value as string)
    } else if (group === 'taxId') {
      fields['taxId'] = part('number')
      fields['taxOffice'] = part('office')
    } else if (group === 'address') {
      for (const name of ['address', 'city', 'country']) fields[name] = part(name)
    } else if (group === 'parent') {
      fields['parent'] =
        value === undefined ? null : (customerByUuid(context.db, value as string)?.rowid ?? null)
    } else if (group === 'limit') fields['creditLimitMinor'] = value ?? null
    else if (group === 'tags') fields['tags'] = value ?? []
    else fields[group] = value ?? null
  }
  return { ...fields, custom }
}

/** An account with something open stays in sight. */
function isInUse({ db }: Context, card: CustomerRow): boolean {
  return (
    db
      .prepare<[number], { n: number }>(
        'select 1 as n from item where customer_id = ? and open_minor <> 0 limit 1',
      )
      .get(card.rowid) !== undefined
  )
}

/** The order of keys inside a value says nothing. */
function isSame(a: Plain | undefined, b: Plain | undefined): boolean {
  return sorted(a) === sorted(b)
}

function sorted(value: Plain | undefined): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value ?? null)
}
