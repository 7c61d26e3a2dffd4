/** Values of a card's field groups as people read them: ids become codes, amounts have a currency. */
import { customerByUuid, type CustomerRow } from '../../../db/local/customers.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'

/** A parent is shown by her code; null for nothing. */
export function shownValue(
  { db }: Pick<Context, 'db'>,
  group: string,
  value: unknown,
): Plain | null {
  if (value === null || value === undefined) return null
  if (group === 'parent' && typeof value === 'string')
    return customerByUuid(db, value)?.code ?? value
  return value as Plain
}

/** Currency of a limit: the account's, else the company's. */
export function currencyOf({ company }: Pick<Context, 'company'>, card?: CustomerRow): string {
  return card?.currency ?? company.currency
}
