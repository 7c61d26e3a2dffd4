/**
 * A refusal as a sentence.
 *
 * Params come as plain data from the backend; here days, months, kinds and amounts become what the
 * reader writes, then fill the ICU message. A code without a message names itself.
 */
import { isMessageId, type MessageId } from './index.ts'
import type { Formatters } from './formatters.ts'
import type { RefusalParams } from '../rpc/refusal.ts'

export type Say = (id: MessageId, values?: Record<string, string | number>) => string

export function refusalSentence(
  code: string,
  params: RefusalParams,
  say: Say,
  format: Formatters,
): string {
  const id = `refusal.${code}`
  if (!isMessageId(id)) return say('refusal.unknown', { code })
  return say(id, { ...ABSENT, ...readable(params, say, format) })
}

/** Older backends may leave a param out; a sentence with a gap is better than none. */
const ABSENT: Record<string, string> = Object.fromEntries(
  [
    'amountMinor',
    'by',
    'code',
    'column',
    'count',
    'currency',
    'cursor',
    'customer',
    'date',
    'documentNo',
    'earliest',
    'field',
    'file',
    'here',
    'incident',
    'kind',
    'list',
    'month',
    'name',
    'op',
    'openMinor',
    'other',
    'columns',
    'row',
    'server',
    'account',
    'parent',
    'there',
    'value',
  ].map((key) => [key, key === 'field' || key === 'incident' ? 'none' : '–']),
)

function readable(
  params: RefusalParams,
  say: Say,
  format: Formatters,
): Record<string, string | number> {
  const currency = typeof params['currency'] === 'string' ? params['currency'] : null
  const values: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(params)) {
    if (value === null) continue
    if (typeof value === 'number') {
      values[key] =
        key.endsWith('Minor') && currency ? format.moneyWithCode(value, currency) : value
    } else if (typeof value === 'boolean') {
      values[key] = String(value)
    } else {
      values[key] = readableText(key, value, say, format)
    }
  }
  return values
}

function readableText(key: string, value: string, say: Say, format: Formatters): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return format.date(value)
  if (/^\d{4}-\d{2}$/.test(value)) return format.month(value)
  const kind = `kind.${value}`
  return key === 'kind' && isMessageId(kind) ? say(kind) : value
}
