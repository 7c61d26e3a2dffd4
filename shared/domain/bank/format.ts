/** Which format a file has, told by what is in it; its name says nothing. */
import type { BankFormat } from './statement.ts'

/** Text that is none of the known formats is a table; its headings decide then. */
export function formatOf(text: string): Exclude<BankFormat, 'xlsx'> {
  const head = text.slice(0, 20_000)
  if (/^[\s\u0001\ufeff]*(?:OFXHEADER\s*[:=]|(?:<\?[^>]*\?>\s*)*<OFX>)/i.test(head)) return 'ofx'
  if (/^\s*</.test(head)) return 'camt'
  if (/^\s*01,[^\n]*\/?\s*\n02,/.test(head) || /^\s*01,[^,\n]*,[^,\n]*,\d{6},\d{0,4},/.test(head))
    return 'bai2'
  if (/^[\s\u0001]*(?:\{1:F|:94[0-2]:|:20:)/.test(head) || /^:20:/m.test(head)) return 'mt940'
  return 'csv'
}
