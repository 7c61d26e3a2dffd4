/**
 * ISO 20022 camt.052 (report), camt.053 (statement) and camt.054 (notification), versions 1 to 8 and
 * on: elements are found by name, so what a version moved (parties into `Pty`, charges into `Rcrd`,
 * status into `Cd`) is looked for in both places.
 *
 * Opening is OPBD, else PRCD (the day before's closing), else the first of two interim balances;
 * closing is CLBD, else the last interim one. Entries that are not BOOK are pending.
 */
import type { IsoDate } from '../days.ts'
import { statedIban } from '../iban.ts'
import { readCamtEntry } from './camt-entry.ts'
import { dayAt, isoDay, readMoney } from './camt-values.ts'
import { BankFault, truncatedAt } from './fault.ts'
import { balanceControl, movementOf } from './finish.ts'
import { Notes, statedCurrency } from './readings.ts'
import type { BankMoney, Control, EntryFacts, StatementFacts } from './statement.ts'
import { find, findAll, textAt, type XmlNode } from './xml-node.ts'

const MESSAGES: ReadonlyMap<string, readonly [statement: string, kind: Kind]> = new Map([
  ['BkToCstmrAcctRpt', ['Rpt', 'report']],
  ['BkToCstmrStmt', ['Stmt', 'statement']],
  ['BkToCstmrDbtCdtNtfctn', ['Ntfctn', 'notification']],
])
type Kind = 'report' | 'statement' | 'notification'

/** The root is `Document`, perhaps inside an envelope. */
export function parseCamt(root: XmlNode): readonly StatementFacts[] {
  const messages = messagesIn(root)
  if (messages.length === 0)
    throw new BankFault('bank.format_unknown', { row: root.row, value: root.name })
  return messages.flatMap(({ node, name, kind }) => {
    const statements = findAll(node, name)
    if (statements.length === 0) throw truncatedAt(node.row)
    return statements.map((statement) => statementOf(statement, kind))
  })
}

function messagesIn(node: XmlNode): { node: XmlNode; name: string; kind: Kind }[] {
  const message = MESSAGES.get(node.name)
  if (message) return [{ node, name: message[0], kind: message[1] }]
  return node.children.flatMap(messagesIn)
}

function statementOf(node: XmlNode, kind: Kind): StatementFacts {
  const notes = new Notes()
  const account = find(node, 'Acct')
  const stated = textAt(account, 'Id', 'IBAN') ?? textAt(account, 'Id', 'Othr', 'Id') ?? ''
  const entryNodes = findAll(node, 'Ntry')
  const { opening, closing, isInterim } = balancesOf(node, notes)
  const currency = currencyOf(account, opening ?? closing, entryNodes[0], node)
  for (const balance of [opening, closing])
    if (balance !== null && balance.currency !== currency)
      notes.add({ row: balance.row, column: 'Bal' }, 'bank.balance_currency', balance.currency, {
        currency,
      })
  const iban = statedIban(stated)
  const read = entryNodes.map((entry) => readCamtEntry(entry, currency, iban, notes))
  const entries = read.filter(({ isPending }) => !isPending)
  const facts = {
    row: node.row,
    account: stated,
    iban,
    currency,
    number: textAt(node, 'ElctrncSeqNb') ?? textAt(node, 'LglSeqNb') ?? textAt(node, 'Id'),
    from: periodDay(node, 'FrDtTm', notes) ?? opening?.on ?? null,
    to: periodDay(node, 'ToDtTm', notes) ?? closing?.on ?? null,
    openingMinor: opening?.minor ?? null,
    closingMinor: closing?.minor ?? null,
  }
  return {
    ...facts,
    entries,
    pending: read.filter(({ isPending }) => isPending),
    control: controlOf(facts, entries, kind === 'report' && isInterim),
    problems: notes.problems,
  }
}

/** During the day a report may give only what is new: a difference then proves nothing. */
function controlOf(
  facts: Parameters<typeof balanceControl>[0],
  entries: readonly EntryFacts[],
  isReportOfDay: boolean,
): Control {
  const control = balanceControl(facts, movementOf(entries, facts.row))
  return isReportOfDay && control.ok === false ? { ok: null, differenceMinor: null } : control
}

function currencyOf(
  account: XmlNode | undefined,
  balance: BankMoney | null,
  entry: XmlNode | undefined,
  node: XmlNode,
): string {
  const own = find(account, 'Ccy')
  if (own) return statedCurrency(own.text, { row: own.row, column: 'Ccy' })
  if (balance !== null) return balance.currency
  const amount = find(entry, 'Amt')
  if (amount) return readMoney(amount).currency
  // Neither balance nor entry: the file says nothing of money at all.
  throw new BankFault('bank.currency_missing', { row: node.row })
}

interface Balance extends BankMoney {
  readonly code: string
  readonly on: IsoDate | null
  readonly row: number
}

function balancesOf(
  node: XmlNode,
  notes: Notes,
): { opening: Balance | null; closing: Balance | null; isInterim: boolean } {
  const balances = findAll(node, 'Bal').flatMap((bal): Balance[] => {
    const code = textAt(bal, 'Tp', 'CdOrPrtry', 'Cd')
    const amount = find(bal, 'Amt')
    if (code === null || amount === undefined) return []
    const money = readMoney(amount)
    const isDebit = textAt(bal, 'CdtDbtInd') === 'DBIT'
    return [
      {
        code,
        currency: money.currency,
        minor: isDebit && money.minor !== 0 ? -money.minor : money.minor,
        on: dayAt(find(bal, 'Dt'), 'Dt', notes),
        row: bal.row,
      },
    ]
  })
  const of = (code: string) => balances.find((balance) => balance.code === code) ?? null
  const interim = balances.filter(({ code }) => code === 'ITBD')
  const opening = of('OPBD') ?? of('PRCD') ?? (interim.length > 1 ? (interim[0] ?? null) : null)
  const closing = of('CLBD') ?? interim.at(-1) ?? null
  return { opening, closing, isInterim: closing?.code === 'ITBD' }
}

function periodDay(node: XmlNode, name: string, notes: Notes): IsoDate | null {
  const at = find(node, 'FrToDt', name)
  return at === undefined ? null : isoDay(at, notes)
}
