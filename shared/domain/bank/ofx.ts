/**
 * OFX 1 and 2: bank (STMTRS) and card (CCSTMTRS) statements. A statement has a closing balance
 * (LEDGERBAL) and no opening one, so nothing can be checked. FITID should be unique and is not: it is
 * kept as the bank's reference and twins stay two.
 */
import { Decimal } from 'decimal.js'
import type { IsoDate } from '../days.ts'
import { statedIban } from '../iban.ts'
import { convert, isRate } from '../money.ts'
import { BankFault, syntaxFault, truncatedAt } from './fault.ts'
import { readOfxTree } from './ofx-tree.ts'
import {
  named,
  Notes,
  oneLine,
  type Place,
  realReference,
  statedCurrency,
  statedDay,
  statedMinor,
} from './readings.ts'
import { ibanIn, structuredRefsIn, taxIdIn } from './remittance.ts'
import { entryOfLine, type EntryFacts, type LineFacts, type StatementFacts } from './statement.ts'
import { find, findAll, textAt, type XmlNode } from './xml-node.ts'

export function parseOfx(text: string): readonly StatementFacts[] {
  const statements = statementsIn(readOfxTree(text))
  if (statements.length === 0) throw truncatedAt(1)
  return statements.map(statementOf)
}

function statementsIn(node: XmlNode): readonly XmlNode[] {
  if (node.name === 'STMTRS' || node.name === 'CCSTMTRS') return [node]
  return node.children.flatMap(statementsIn)
}

function statementOf(node: XmlNode): StatementFacts {
  const notes = new Notes()
  const currency = statedCurrency(textAt(node, 'CURDEF') ?? '', { row: node.row, column: 'CURDEF' })
  const account = find(node, 'BANKACCTFROM') ?? find(node, 'CCACCTFROM')
  const stated = textAt(account, 'ACCTID')
  if (stated === null) throw syntaxFault(node.row, 'ACCTID', '')
  const list = find(node, 'BANKTRANLIST')
  const iban = statedIban(stated)
  const to = dayAt(list, 'DTEND', notes)
  const balance = find(node, 'LEDGERBAL', 'BALAMT')
  const asOf = dayAt(find(node, 'LEDGERBAL'), 'DTASOF', notes)
  const frame = { currency, own: iban, fallback: to ?? asOf, notes }
  return {
    row: node.row,
    account: stated,
    iban,
    currency,
    number: null,
    from: dayAt(list, 'DTSTART', notes),
    to: to ?? asOf,
    openingMinor: null,
    closingMinor: balance === undefined ? null : amountOf(balance, currency),
    entries: findAll(list, 'STMTTRN').map((one) => entryOf(one, frame)),
    pending: findAll(find(node, 'BANKTRANLISTP'), 'STMTTRNP').map((one) => ({
      ...entryOf(one, frame),
      isPending: true,
    })),
    problems: notes.problems,
  }
}

interface Frame {
  readonly currency: string
  readonly own: string | null
  /** Stands in for a day the bank left out. */
  readonly fallback: IsoDate | null
  readonly notes: Notes
}

function entryOf(node: XmlNode, { currency, own, fallback, notes }: Frame): EntryFacts {
  const amount = find(node, 'TRNAMT')
  if (amount === undefined) throw syntaxFault(node.row, 'TRNAMT', '')
  const place = { row: node.row, column: 'DTPOSTED' }
  let bookedOn = dayAt(node, 'DTPOSTED', notes) ?? dayAt(node, 'DTTRAN', notes)
  if (bookedOn === null) {
    if (fallback === null) throw new BankFault('bank.day_invalid', { ...place, value: '' })
    notes.add(place, 'bank.day_missing', '', { date: fallback })
    bookedOn = fallback
  }
  const name = named(textAt(node, 'NAME') ?? textAt(node, 'PAYEE', 'NAME'))
  const text = oneLine(textAt(node, 'MEMO') ?? name ?? '')
  const to = find(node, 'BANKACCTTO') ?? find(node, 'CCACCTTO')
  const account = realReference(textAt(to, 'ACCTID'))
  const iban = statedIban(account ?? '') ?? ibanIn(text, own)
  const line: LineFacts = {
    bookedOn,
    valueOn: dayAt(node, 'DTAVAIL', notes),
    ...moneyOf(node, amount, currency),
    currency,
    charges: null,
    bankRef: realReference(textAt(node, 'FITID')),
    customerRef: realReference(textAt(node, 'CHECKNUM') ?? textAt(node, 'REFNUM')),
    endToEndId: null,
    structuredRefs: structuredRefsIn(text),
    text,
    counterparty: name,
    iban,
    counterpartyAccount: iban === null ? account : null,
    taxId: taxIdIn(text),
    transactionCode: textAt(node, 'TRNTYPE'),
    isReversal: find(node, 'CORRECTFITID') !== undefined,
    isPending: node.name === 'STMTTRNP',
  }
  return entryOfLine(node.row, line)
}

/**
 * ORIGCURRENCY tells what the amount was before the bank exchanged it; CURRENCY that the amount still
 * is in that currency and becomes the account's by the rate (account units per 1 unit).
 */
function moneyOf(
  node: XmlNode,
  amount: XmlNode,
  currency: string,
): Pick<LineFacts, 'amountMinor' | 'original'> {
  const foreign = find(node, 'CURRENCY') ?? find(node, 'ORIGCURRENCY')
  const rate = textAt(foreign, 'CURRATE')?.replace(',', '.') ?? null
  const symbol = textAt(foreign, 'CURSYM')
  if (foreign === undefined || rate === null || symbol === null || !isRate(rate))
    return { amountMinor: amountOf(amount, currency), original: null }
  const other = statedCurrency(symbol, { row: foreign.row, column: 'CURSYM' })
  if (foreign.name === 'CURRENCY') {
    const minor = amountOf(amount, other)
    return {
      amountMinor: convert(minor, other, currency, rate),
      original: { currency: other, minor: Math.abs(minor), rate },
    }
  }
  const amountMinor = amountOf(amount, currency)
  const inverse = new Decimal(1).div(rate).toFixed(12)
  const minor = convert(Math.abs(amountMinor), currency, other, inverse)
  return { amountMinor, original: { currency: other, minor, rate } }
}

function amountOf({ text, row, name }: XmlNode, currency: string): number {
  const place: Place = { row, column: name }
  if (!/^[+-]?[\d.,' ]{1,30}$/.test(text)) throw syntaxFault(row, name, text)
  return statedMinor(text, /,\d{1,3}$/.test(text) ? ',' : '.', currency, place)
}

/** `YYYYMMDD`, perhaps with time and zone: the day as the bank wrote it. */
function dayAt(node: XmlNode | undefined, name: string, notes: Notes): IsoDate | null {
  const at = find(node, name)
  if (at === undefined || at.text === '') return null
  const parts = /^(\d{4})(\d{2})(\d{2})(?:\d{0,6}(?:\.\d+)?\s*(?:\[[^\]]*\])?)$/.exec(at.text)
  if (!parts)
    throw new BankFault('bank.day_invalid', {
      row: at.row,
      column: name,
      value: at.text.slice(0, 100),
    })
  const [, year = '', month = '', day = ''] = parts
  return statedDay(year, month, day, { row: at.row, column: name }, notes)
}
