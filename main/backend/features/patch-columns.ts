/** A card changed by the columns of `import customers`: what a script or a spreadsheet row says. */
import type { z } from 'zod'
import { type CustomerCard, customerPatch } from '../../../shared/contract/customers.ts'
import type { decisions as contract } from '../../../shared/contract/decisions.ts'
import { fromDecimalString } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import { patchCustomer } from './customer-cards.ts'

const FIELD_OF: Readonly<Record<string, string>> = {
  name: 'name',
  parent_code: 'parentCode',
  tax_id: 'taxId',
  tax_office: 'taxOffice',
  country: 'country',
  city: 'city',
  address: 'address',
  contact: 'contact',
  email: 'email',
  phone: 'phone',
  iban: 'iban',
  currency: 'currency',
  terms: 'terms',
  credit_limit: 'creditLimitMinor',
  segment: 'segment',
  price_list: 'priceList',
  discount: 'discount',
  language: 'language',
}

/** Columns that are not named stay as they are; an empty one is taken off the card. */
export function patchByColumns(
  context: Context,
  { customer, columns }: z.output<(typeof contract)['patch']['input']>,
): CustomerCard {
  const card = customerOf(context, customer)
  const currency = columns['currency'] || (card.currency ?? context.company.currency)
  const patch: Record<string, unknown> = {}
  const custom: Record<string, string> = {}
  for (const [column, text] of Object.entries(columns)) {
    const field = FIELD_OF[column]
    if (column.startsWith('custom.')) custom[column.slice('custom.'.length)] = text
    else if (field === undefined) throw new Refusal('patch.column', { column })
    else
      patch[field] = text === '' ? null : column === 'credit_limit' ? limitOf(text, currency) : text
  }
  if (Object.keys(custom).length > 0) patch['custom'] = custom
  const read = customerPatch.safeParse(patch)
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? '')
    const column = Object.keys(FIELD_OF).find((one) => FIELD_OF[one] === field) ?? field
    throw new Refusal('patch.value', { column, value: columns[column] ?? '' })
  }
  return patchCustomer(context, { code: customer, patch: read.data }) as CustomerCard
}

function limitOf(text: string, currency: string): number {
  const minor = fromDecimalString(text, currency)
  if (minor === null || minor < 0)
    throw new Refusal('patch.value', { column: 'credit_limit', value: text })
  return minor
}
