/** The fields of a customer card as a form holds them, and what of them changed. */
import type { z } from 'zod'
import type { CustomerCard, customerPatch } from '../../../shared/contract/customers.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { isIban } from '../../../shared/domain/iban.ts'
import { checkTaxId } from '../../../shared/domain/tax-id.ts'
import { parseTerms } from '../../../shared/domain/terms.ts'
import { LANGUAGES } from '../../../shared/i18n/index.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { SayText } from '../../ui/language.tsx'

export const TEXT_FIELDS = [
  'name',
  'taxId',
  'taxOffice',
  'country',
  'city',
  'address',
  'contact',
  'email',
  'phone',
  'iban',
  'terms',
  'segment',
  'priceList',
  'discount',
] as const
export type TextField = (typeof TEXT_FIELDS)[number]
export type CardField =
  | TextField
  | 'code'
  | 'currency'
  | 'creditLimitMinor'
  | 'language'
  | 'parentCode'
  | 'tags'

export interface Draft {
  readonly texts: Readonly<Record<TextField, string>>
  readonly code: string
  readonly currency: string
  readonly creditLimitMinor: number | null
  readonly language: string
  readonly parentCode: string
  readonly tags: string
  readonly custom: Readonly<Record<string, string>>
}

export type Problems = Partial<Record<CardField, string>>
type Patch = z.output<typeof customerPatch>

export function draftOf(card: CustomerCard | null): Draft {
  const texts = Object.fromEntries(
    TEXT_FIELDS.map((field) => [field, card?.[field] ?? '']),
  ) as Record<TextField, string>
  return {
    texts,
    code: card?.code ?? '',
    currency: card?.currency ?? '',
    creditLimitMinor: card?.creditLimitMinor ?? null,
    language: card?.language ?? '',
    parentCode: card?.parentCode ?? '',
    tags: card?.tags.join(', ') ?? '',
    custom: card?.custom ?? {},
  }
}

/** Fields whose value differs; an emptied field becomes null. */
export function patchOf(before: Draft, now: Draft): Patch {
  const patch: Patch = {}
  for (const field of TEXT_FIELDS) {
    const text = now.texts[field].trim()
    if (text === before.texts[field].trim()) continue
    if (field === 'name') patch.name = text
    else patch[field] = text === '' ? null : text
  }
  if (now.currency !== before.currency)
    patch.currency = isCurrency(now.currency) ? now.currency : null
  if (now.creditLimitMinor !== before.creditLimitMinor)
    patch.creditLimitMinor = now.creditLimitMinor
  if (now.language !== before.language)
    patch.language = LANGUAGES.find((one) => one === now.language) ?? null
  if (now.parentCode !== before.parentCode)
    patch.parentCode = now.parentCode === '' ? null : now.parentCode
  if (now.tags !== before.tags) patch.tags = tagsOf(now.tags)
  if (JSON.stringify(now.custom) !== JSON.stringify(before.custom)) patch.custom = now.custom
  return patch
}

export function tagsOf(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

/** What is wrong as far as the form itself can tell. */
export function problemsOf(draft: Draft, say: SayText): Problems {
  const { taxId, country, iban, terms } = draft.texts
  const problems: Problems = {}
  if (taxId.trim() !== '' && !checkTaxId(taxId.trim(), country.trim() || null).ok)
    problems.taxId = say('customer.taxId.bad')
  if (iban.trim() !== '' && !isIban(iban)) problems.iban = say('customer.iban.bad')
  if (terms.trim() !== '' && parseTerms(terms) === null) problems.terms = say('customer.terms.bad')
  return problems
}

const FIELD_OF_REFUSAL: Readonly<Record<string, CardField>> = {
  'tax_id.invalid': 'taxId',
  'terms.invalid': 'terms',
  'iban.invalid': 'iban',
  'customer.exists': 'code',
  'customer.duplicate': 'taxId',
  'customer.parent_unknown': 'parentCode',
  'customer.parent_circle': 'parentCode',
}

/** The field a refusal stands at, or null when it is of the whole form. */
export function fieldOfRefusal(error: unknown): CardField | null {
  return error instanceof Refusal ? (FIELD_OF_REFUSAL[error.code] ?? null) : null
}
