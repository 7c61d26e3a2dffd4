/** Items of a comparison in words, for the screen and for the document that is sent. */
import type { ComparedItem } from '../contract/reconcile.ts'
import type { Formatters } from './formatters.ts'
import { isMessageId, type MessageId } from './index.ts'
import { kindName } from './kind-names.ts'

type Say = (id: MessageId, values?: Record<string, string | number>) => string

/** How the cause was told. */
export function reasonWords({ reason, see }: ComparedItem, say: Say, format: Formatters): string {
  const id = `compare.reason.${reason}`
  if (!isMessageId(id)) return ''
  return say(id, {
    date: see === null ? '' : format.date(see.date),
    documentNo: see === null ? '' : see.documentNo || see.text || '–',
  })
}

/** What to do about it. */
export function correctionWords(
  { correction }: ComparedItem,
  currency: string,
  say: Say,
  format: Formatters,
): string {
  switch (correction.act) {
    case 'post':
      return say('compare.do.post', {
        kind: kindName(correction.kind, format.choice.language),
        amount: format.moneyWithCode(correction.minor, currency),
      })
    case 'reverse':
      return say('compare.do.reverse', { documentNo: correction.documentNo })
    case 'ask':
      return say(`compare.do.${correction.what}`)
    case 'wait':
      return say('compare.do.wait')
    default:
      return correction satisfies never
  }
}
