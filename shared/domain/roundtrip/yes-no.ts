/** Yes and no in a workbook of ours, in the three languages. */
import { headingKey } from '../tabular/fields.ts'

export const YES_NO = {
  tr: { yes: 'evet', no: 'hayır' },
  en: { yes: 'yes', no: 'no' },
  de: { yes: 'ja', no: 'nein' },
} as const satisfies Record<string, { readonly yes: string; readonly no: string }>

const YES: ReadonlySet<string> = new Set(['evet', 'e', 'yes', 'y', 'ja', 'j', 'x', '1'])
const NO: ReadonlySet<string> = new Set(['hayir', 'h', 'no', 'n', 'nein', '0'])

/** Null for a word that is neither. */
export function isYes(text: string): boolean | null {
  const key = headingKey(text)
  return YES.has(key) ? true : NO.has(key) ? false : null
}
