/** Held work, conflicts and requests in the words of accounting. */
import type { z } from 'zod'
import type { approval, conflict, heldWork } from '../../../shared/contract/decisions.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import type { SayText } from '../../ui/language.tsx'
import { rolesText } from './staff.ts'

export type HeldRow = z.output<typeof heldWork>
export type ConflictRow = z.output<typeof conflict>
export type ApprovalRow = z.output<typeof approval>

/** Why the server did not take it. */
export function whyText({ code }: Pick<HeldRow, 'code'>, say: SayText): string {
  const id = `sync.why.${code}`
  return isMessageId(id) ? say(id) : say('sync.why.other', { code })
}

/** What it is: the kind of a document, else of the operation. */
export function whatText({ kind, documentKind }: HeldRow, say: SayText): string {
  const known = `kind.${documentKind ?? ''}`
  if (kind === 'doc.post' && isMessageId(known)) return say(known)
  const id = `sync.what.${kind}`
  return isMessageId(id) ? say(id) : kind
}

/** A field group under the name it has on the card. */
export function fieldText(group: string, say: SayText): string {
  if (group === 'roles') return say('staff.head.roles')
  const named = NAMES[group]
  const id = named ?? `customer.field.${group}`
  return isMessageId(id) ? say(id) : group.replace(/^custom\./, '')
}

const NAMES: Readonly<Record<string, string | undefined>> = {
  archived: 'customer.history.archivedField',
  limit: 'customer.field.creditLimitMinor',
  parent: 'customer.field.parentCode',
  tax: 'customer.field.taxId',
  bank: 'customer.field.iban',
}

/** A value of a card as a person reads it; `currency` is that of a limit. */
export function plainText(
  group: string,
  value: unknown,
  currency: string | null,
  say: SayText,
  format: Formatters,
): string {
  if (group === 'roles' && Array.isArray(value)) return rolesText(value.map(String), say)
  if (value === null || value === undefined || value === '') return say('sync.value.none')
  if (typeof value === 'boolean') return say(`customer.history.${value ? 'yes' : 'no'}`)
  if (typeof value === 'number')
    return group === 'limit' && currency !== null
      ? format.moneyWithCode(value, currency)
      : format.count(value)
  if (typeof value === 'string') return value
  const parts = Array.isArray(value) ? value : Object.values(value as object)
  const texts = parts
    .filter((part) => part !== null && part !== '')
    .map((part: unknown) => plainText(group, part, currency, say, format))
  return texts.length === 0 ? say('sync.value.none') : texts.join(', ')
}
