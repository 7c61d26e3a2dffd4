/**
 * One `Ntry` of a camt message and the payments it opens into.
 *
 * A batch is opened when its payments add up to it, also after charges that each of them states, or
 * when all of them are in one other currency, which the bank exchanged at one rate: then each has its
 * share of the booking. In every other case the entry stays one line and the difference is noted.
 */
import type { IsoDate } from '../days.ts'
import { statedIban } from '../iban.ts'
import { split } from '../money.ts'
import { checkTaxId } from '../tax-id.ts'
import { dayAt, readMoney } from './camt-values.ts'
import { BankFault, syntaxFault } from './fault.ts'
import { named, type Notes, oneLine, realReference } from './readings.ts'
import { ibanIn, structuredRefsIn, taxIdIn } from './remittance.ts'
import type { BankMoney, EntryFacts, LineFacts } from './statement.ts'
import { find, findAll, textAt, type XmlNode } from './xml-node.ts'

/** What every line of an entry shares. */
interface Frame {
  readonly bookedOn: IsoDate
  readonly valueOn: IsoDate | null
  readonly currency: string
  readonly bankRef: string | null
  readonly code: string | null
  readonly isReversal: boolean
  readonly isPending: boolean
  readonly own: string | null
  /** What the entry says of itself. */
  readonly text: string
}

export function readCamtEntry(
  node: XmlNode,
  currency: string,
  own: string | null,
  notes: Notes,
): EntryFacts {
  const amount = signedMoney(node)
  if (amount === null) throw syntaxFault(node.row, 'Amt', '')
  if (amount.currency !== currency)
    throw new BankFault('bank.currency_mixed', { row: node.row, value: amount.currency, currency })
  const valueOn = dayAt(find(node, 'ValDt'), 'Dt', notes)
  const bookedOn = dayAt(find(node, 'BookgDt'), 'Dt', notes) ?? valueOn
  if (bookedOn === null)
    throw new BankFault('bank.day_invalid', { row: node.row, column: 'BookgDt', value: '' })
  const status = textAt(node, 'Sts', 'Cd') ?? textAt(node, 'Sts') ?? 'BOOK'
  const frame: Frame = {
    bookedOn,
    valueOn,
    currency,
    bankRef: realReference(textAt(node, 'AcctSvcrRef')),
    code: codeOf(node),
    isReversal: /^(?:true|1)$/.test(textAt(node, 'RvslInd') ?? ''),
    isPending: status !== 'BOOK',
    own,
    text: oneLine(textAt(node, 'AddtlNtryInf') ?? ''),
  }
  const payments = findAll(node, 'NtryDtls').flatMap((details) => findAll(details, 'TxDtls'))
  return {
    row: node.row,
    bookedOn,
    amountMinor: amount.minor,
    bankRef: frame.bankRef,
    text: frame.text,
    isPending: frame.isPending,
    lines: linesOf(node, payments, amount.minor, frame, notes),
  }
}

function linesOf(
  node: XmlNode,
  payments: readonly XmlNode[],
  minor: number,
  frame: Frame,
  notes: Notes,
): readonly LineFacts[] {
  const [only] = payments
  if (only === undefined) return [lineOf(node, minor, frame)]
  const isPart = announced(node) > payments.length
  if (payments.length === 1 && !isPart) return [lineOf(only, minor, frame, chargesOf(node))]
  const shares = isPart ? null : sharesOf(payments, minor, frame.currency)
  if (shares === null) {
    notes.add({ row: node.row, column: 'TxDtls' }, 'bank.batch_difference', '', {
      count: payments.length,
    })
    const texts = payments.map((payment) => lineOf(payment, minor, frame))
    return [
      {
        ...lineOf(node, minor, frame),
        text: oneLine([frame.text, ...texts.map(({ text }) => text)].join(' ')).slice(0, 2000),
        structuredRefs: [...new Set(texts.flatMap(({ structuredRefs }) => structuredRefs))],
      },
    ]
  }
  if (shares.isConverted)
    notes.add({ row: node.row, column: 'TxDtls' }, 'bank.batch_converted', '', {
      count: payments.length,
      currency: frame.currency,
    })
  return payments.map((payment, i) => lineOf(payment, shares.minor[i] ?? 0, frame))
}

/** How many payments the bank says the entry has; some give details of fewer. */
function announced(node: XmlNode): number {
  const counts = findAll(node, 'NtryDtls').map((one) => Number(textAt(one, 'Btch', 'NbOfTxs') ?? 0))
  return sum(counts.filter((count) => Number.isSafeInteger(count)))
}

/** What each payment is of the entry, signed; null when they do not add up to it. */
function sharesOf(
  payments: readonly XmlNode[],
  minor: number,
  currency: string,
): { readonly minor: readonly number[]; readonly isConverted: boolean } | null {
  const amounts = payments.map((payment) => paymentMoney(payment, currency))
  if (amounts.some((amount) => amount === null)) return null
  const stated = amounts.flatMap((amount) => amount ?? [])
  const [first] = stated
  if (first === undefined) return null
  if (stated.every((amount) => amount.currency === currency)) {
    const signs = minor < 0 ? -1 : 1
    const plain = stated.map((amount) => amount.minor)
    // Some banks give the side of the other account, some none: then the entry's side holds.
    const onSide = plain.map((one) => signs * Math.abs(one))
    const charged = payments.map((payment, i) => {
      const charges = chargesOf(payment)
      const own = charges?.currency === currency ? charges.minor : 0
      return (plain[i] ?? 0) - own
    })
    const found = [plain, onSide, charged].find((parts) => sum(parts) === minor)
    return found === undefined ? null : { minor: found.map(noMinusZero), isConverted: false }
  }
  const isOneCurrency = stated.every((amount) => amount.currency === first.currency)
  const isOneSide = stated.every((amount) => Math.sign(amount.minor) === Math.sign(first.minor))
  if (!isOneCurrency || !isOneSide || first.minor === 0) return null
  return {
    minor: split(
      minor,
      stated.map((amount) => Math.abs(amount.minor)),
    ),
    isConverted: true,
  }
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0)
}

function noMinusZero(minor: number): number {
  return minor === 0 ? 0 : minor
}

/** A payment in the account's currency where the bank gives that, else as it gives it; signed. */
function paymentMoney(node: XmlNode, own: string): BankMoney | null {
  const amounts = [
    find(node, 'Amt'),
    ...['TxAmt', 'CntrValAmt'].map((name) => find(node, 'AmtDtls', name, 'Amt')),
  ].flatMap((amount) => amount ?? [])
  const amount = amounts.find(({ attributes }) => attributes['Ccy'] === own) ?? amounts[0]
  return amount === undefined ? null : sided(amount, textAt(node, 'CdtDbtInd'))
}

function sided(amount: XmlNode, side: string | null): BankMoney {
  const { currency, minor } = readMoney(amount)
  return { currency, minor: side === 'DBIT' && minor !== 0 ? -minor : minor }
}

function signedMoney(node: XmlNode): BankMoney | null {
  const amount = find(node, 'Amt')
  const side = textAt(node, 'CdtDbtInd')
  if (amount === undefined) return null
  if (side !== 'CRDT' && side !== 'DBIT') throw syntaxFault(node.row, 'CdtDbtInd', side ?? '')
  return sided(amount, side)
}

/** `node` is the `TxDtls`, or the `Ntry` itself when it has none. */
function lineOf(
  node: XmlNode,
  minor: number,
  frame: Frame,
  entryCharges: BankMoney | null = null,
): LineFacts {
  const { text, structuredRefs } = remittanceOf(node, frame)
  const other = otherParty(node, minor, frame.isReversal, frame.own)
  const stated = other.account
  const iban = statedIban(stated ?? '') ?? ibanIn(text, frame.own)
  return {
    bookedOn: frame.bookedOn,
    valueOn: frame.valueOn,
    amountMinor: minor,
    currency: frame.currency,
    original: originalOf(node, frame.currency),
    charges: chargesOf(node) ?? entryCharges,
    bankRef: realReference(textAt(node, 'Refs', 'AcctSvcrRef')) ?? frame.bankRef,
    customerRef: realReference(textAt(node, 'Refs', 'InstrId')),
    endToEndId: realReference(textAt(node, 'Refs', 'EndToEndId')),
    structuredRefs,
    text,
    counterparty: other.name,
    iban,
    counterpartyAccount: iban === null ? named(stated) : null,
    taxId: other.taxId ?? taxIdIn(text),
    transactionCode: codeOf(node) ?? frame.code,
    isReversal: frame.isReversal || find(node, 'RtrInf') !== undefined,
    isPending: frame.isPending,
  }
}

function remittanceOf(
  node: XmlNode,
  frame: Frame,
): { readonly text: string; readonly structuredRefs: readonly string[] } {
  const remittance = find(node, 'RmtInf')
  const structured = findAll(remittance, 'Strd')
  const free = findAll(remittance, 'Ustrd').map((one) => one.text)
  const further = structured.flatMap((one) => findAll(one, 'AddtlRmtInf').map(({ text }) => text))
  const documents = structured.flatMap((one) =>
    findAll(one, 'RfrdDocInf').flatMap((document) => textAt(document, 'Nb') ?? []),
  )
  const said = oneLine([...free, ...documents, ...further].join(' '))
  const extra = oneLine(textAt(node, 'AddtlTxInf') ?? '')
  const text = said === '' ? extra || frame.text : said
  const refs = structured.flatMap((one) => realReference(textAt(one, 'CdtrRefInf', 'Ref')) ?? [])
  return { text, structuredRefs: [...new Set([...refs, ...structuredRefsIn(text)])] }
}

/** Who stands on the other side: the debtor of money in, the creditor of money out. */
function otherParty(
  node: XmlNode,
  minor: number,
  isReversal: boolean,
  own: string | null,
): {
  readonly name: string | null
  readonly account: string | null
  readonly taxId: string | null
} {
  const parties = find(node, 'RltdPties')
  const of = (role: 'Dbtr' | 'Cdtr') => {
    const holder = find(parties, role)
    // Version 8 puts a party, or a bank in its place, one level down.
    const party = find(holder, 'Pty') ?? find(holder, 'Agt', 'FinInstnId') ?? holder
    const id = find(parties, `${role}Acct`, 'Id')
    return {
      name: named(textAt(party, 'Nm')),
      account: textAt(id, 'IBAN') ?? textAt(id, 'Othr', 'Id'),
      taxId: taxIdOf(party),
    }
  }
  const [first, second] =
    minor > 0 !== isReversal
      ? ([of('Dbtr'), of('Cdtr')] as const)
      : ([of('Cdtr'), of('Dbtr')] as const)
  const isOther = (one: { name: string | null; account: string | null }) =>
    (one.name !== null || one.account !== null) &&
    (own === null || statedIban(one.account ?? '') !== own)
  return isOther(first) ? first : isOther(second) ? second : first
}

function taxIdOf(party: XmlNode | undefined): string | null {
  const others = ['OrgId', 'PrvtId'].flatMap((kind) => findAll(find(party, 'Id', kind), 'Othr'))
  for (const other of others) {
    const id = textAt(other, 'Id')
    const scheme = textAt(other, 'SchmeNm', 'Cd')
    if (id !== null && (scheme === 'TXID' || (/^\d{10,11}$/.test(id) && checkTaxId(id, 'TR').ok)))
      return id
  }
  return null
}

function originalOf(node: XmlNode, currency: string): LineFacts['original'] {
  for (const name of ['InstdAmt', 'TxAmt', 'CntrValAmt']) {
    const amount = find(node, 'AmtDtls', name, 'Amt')
    if (amount === undefined) continue
    const money = readMoney(amount)
    if (money.currency === currency) continue
    return { ...money, rate: rateOf(node) }
  }
  const amount = find(node, 'Amt')
  const money = node.name === 'TxDtls' && amount !== undefined ? readMoney(amount) : null
  return money === null || money.currency === currency || money.minor === 0
    ? null
    : { ...money, rate: rateOf(node) }
}

function rateOf(node: XmlNode): string | null {
  for (const name of ['TxAmt', 'CntrValAmt', 'InstdAmt', 'AnncdPstngAmt']) {
    const rate = textAt(node, 'AmtDtls', name, 'CcyXchg', 'XchgRate')
    if (rate !== null && /^\d{1,12}(?:\.\d{1,12})?$/.test(rate)) return rate
  }
  return null
}

/** The bank's charges of an entry or payment, all in one currency; null when it states none. */
function chargesOf(node: XmlNode): BankMoney | null {
  const charges = findAll(node, 'Chrgs')
  const total = charges.flatMap((one) => find(one, 'TtlChrgsAndTaxAmt') ?? [])
  const records = charges.flatMap((one) =>
    findAll(one, 'Rcrd').flatMap((it) => find(it, 'Amt') ?? []),
  )
  const plain = charges.flatMap((one) => find(one, 'Amt') ?? [])
  const chosen = [total, records, plain].find((list) => list.length > 0) ?? []
  const amounts = chosen.map(readMoney)
  const [first] = amounts
  if (first === undefined || amounts.some(({ currency }) => currency !== first.currency))
    return null
  const minor = sum(amounts.map((one) => Math.abs(one.minor)))
  return minor === 0 ? null : { currency: first.currency, minor }
}

/** `PMNT-RCDT-ESCT`, else the bank's own code. */
function codeOf(node: XmlNode): string | null {
  const code = find(node, 'BkTxCd')
  const domain = find(code, 'Domn')
  const parts = [
    textAt(domain, 'Cd'),
    textAt(domain, 'Fmly', 'Cd'),
    textAt(domain, 'Fmly', 'SubFmlyCd'),
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join('-') : textAt(code, 'Prtry', 'Cd')
}
