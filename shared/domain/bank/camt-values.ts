/** Amounts and days of camt messages. */
import type { IsoDate } from '../days.ts'
import { BankFault, syntaxFault } from './fault.ts'
import { type Notes, statedCurrency, statedDay, statedMinor } from './readings.ts'
import type { BankMoney } from './statement.ts'
import { find, type XmlNode } from './xml-node.ts'

/** `<Amt Ccy="EUR">1.00</Amt>` */
export function readMoney({ text, attributes, row, name }: XmlNode): BankMoney {
  const place = { row, column: name }
  const currency = statedCurrency(attributes['Ccy'] ?? '', place)
  if (!/^[+-]?\d{1,18}(?:\.\d{0,17})?$/.test(text)) throw syntaxFault(row, name, text)
  return { currency, minor: statedMinor(text, '.', currency, place) }
}

/** A choice of `Dt` and `DtTm`; null when neither is there. */
export function dayAt(node: XmlNode | undefined, name: string, notes: Notes): IsoDate | null {
  const at = find(node, name) ?? find(node, 'DtTm')
  return at === undefined || at.text === '' ? null : isoDay(at, notes)
}

/** The day as the bank wrote it, in its own zone. */
export function isoDay({ text, row, name }: XmlNode, notes: Notes): IsoDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[TZ+-].*)?$/.exec(text)
  if (!parts)
    throw new BankFault('bank.day_invalid', { row, column: name, value: text.slice(0, 100) })
  const [, year = '', month = '', day = ''] = parts
  return statedDay(year, month, day, { row, column: name }, notes)
}
