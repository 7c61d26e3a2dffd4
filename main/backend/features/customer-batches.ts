/** Many cards changed or opened in one step: all of them, or none and what stands in the way of each. */
import type { z } from 'zod'
import { customerByCode, type CustomerRow } from '../../../db/local/customers.ts'
import type { customers as contract } from '../../../shared/contract/customers.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'
import {
  addCustomer,
  cardOf,
  changeCustomer,
  refuseWithBalance,
  setArchived,
} from './customer-cards.ts'
import { checkFields, parentOf } from './customer-fields.ts'

type In = z.output<(typeof contract)['patchMany']['input']>
type Out = z.input<(typeof contract)['patchMany']['output']>
type Change = In['changes'][number]
type Refused = Out['refused'][number]

/**
 * Looks at everything before it writes the first change. A card that is no longer as the person saw
 * it (`was`) is refused too: a paste over old rows must not undo what somebody did since.
 */
export function patchCustomers(context: Context, input: In): Out {
  const found = input.changes.map((change) => ({
    change,
    card: customerByCode(context.db, change.code),
  }))
  const opens = input.opens.filter(
    ({ customerId, customer }) =>
      customerByCode(context.db, customer.code)?.customerId !== customerId,
  )
  const moves = input.archive.flatMap(({ code, archived }) => {
    const card = customerByCode(context.db, code)
    return card?.archived === archived ? [] : [{ code, card, archived }]
  })
  const refused = [
    ...found.flatMap(({ change, card }) => whyNot(context, change, card)),
    ...opens.flatMap((one, at) => whyNotOpened(context, one, opens.slice(0, at))),
    ...moves.flatMap(({ code, card, archived }) =>
      card === undefined
        ? [unknown(code)]
        : (refusedBy(null, code, () => {
            if (archived) refuseWithBalance(context, card)
          }) ?? []),
    ),
  ]
  if (refused.length > 0) return { changed: 0, opened: 0, refused }

  const journal = new Journal(context)
  let changed = 0
  for (const { change, card } of found) {
    if (!card) continue
    // Two changes may be of one card: the second goes on from the first.
    const before = customerByCode(context.db, card.code) ?? card
    if (changeCustomer(context, journal, before, change.patch) !== before) changed += 1
  }
  for (const { customerId, customer } of opens)
    addCustomer(context, journal, customerId, customer, null)
  for (const { card, archived } of moves) if (card) setArchived(context, journal, card, archived)
  const accounts = changed + opens.length + moves.length
  if (accounts > 0) {
    const codes = [
      ...input.changes.map(({ code }) => code),
      ...opens.map((one) => one.customer.code),
    ]
    const [only = ''] = codes
    journal.close('customers.patch', codes.length === 1 ? only : '', { accounts })
  }
  return { changed, opened: opens.length, refused: [] }
}

/** A code that is taken, by an account that is there or by another of the new ones. */
function whyNotOpened(
  context: Context,
  { customer }: In['opens'][number],
  before: In['opens'],
): Refused[] {
  const { code } = customer
  const there =
    customerByCode(context.db, code) ?? before.find((one) => one.customer.code === code)?.customer
  if (there !== undefined)
    return [
      {
        code,
        field: 'code',
        reason: 'customer.exists',
        params: { customer: code, name: there.name },
      },
    ]
  return [
    refusedBy('terms', code, () => checkFields({ terms: customer.terms })),
    refusedBy(null, code, () => checkFields({ ...customer, terms: null })),
    refusedBy('parentCode', code, () => {
      if (customer.parentCode !== undefined) parentOf(context, customer.parentCode, code)
    }),
  ].filter((one) => one !== null)
}

function unknown(code: string): Refused {
  return { code, field: null, reason: 'customer.unknown', params: { customer: code } }
}

function whyNot(context: Context, change: Change, card: CustomerRow | undefined): Refused[] {
  const { code, patch, was } = change
  if (!card) return [unknown(code)]
  const now: Readonly<Record<string, unknown>> = { ...cardOf(context, card) }
  const moved = Object.entries(was ?? {}).filter(([field, value]) => !isSame(field, value, now))
  if (moved.length > 0)
    return moved.map(([field]) => ({
      code,
      field,
      reason: 'customer.changed_since',
      params: { customer: code },
    }))
  return [
    refusedBy('taxId', code, () =>
      checkFields({ taxId: patch.taxId, country: patch.country ?? card.country }),
    ),
    refusedBy('terms', code, () => checkFields({ terms: patch.terms })),
    refusedBy('iban', code, () => checkFields({ iban: patch.iban })),
    refusedBy('parentCode', code, () => {
      if (patch.parentCode !== undefined) parentOf(context, patch.parentCode, code)
    }),
  ].filter((one) => one !== null)
}

function refusedBy(field: string | null, code: string, check: () => void): Refused | null {
  try {
    check()
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code, field, reason: error.code, params: { ...error.params } }
  }
}

/** Custom fields that are not named are not looked at. */
function isSame(field: string, value: unknown, now: Readonly<Record<string, unknown>>): boolean {
  if (field !== 'custom')
    return JSON.stringify(value ?? null) === JSON.stringify(now[field] ?? null)
  const custom = now['custom'] as Readonly<Record<string, string>>
  return Object.entries(value as Record<string, string>).every(
    ([key, text]) => (custom[key] ?? '') === text,
  )
}
