/**
 * What stands around the movements in a bank's table: whose account, which currency, the balances at
 * the start and end. Banks write it above the headings, below the last row, or as rows among them.
 */
import { isCurrency } from '../currency.ts'
import { fold } from '../fold.ts'
import { statedIban } from '../iban.ts'
import { type Cell, cellText, isBlank, type TableRow } from '../tabular/table.ts'

export interface Frame {
  /** As stated; empty when the file names none. */
  readonly account: string
  /** Of that account, where it is stated beside its number or is itself the number. */
  readonly iban: string | null
  readonly currency: string | null
}

const ACCOUNT =
  /^(?:hesap (?:no|numarasi)|musteri hesap no|account(?: (?:no|number))?|konto(?:nummer)?|rekening(?:nummer)?|compte)\.?$/
const IBAN = /^(?:hesap )?iban(?: no| numarasi)?\.?$/
const CURRENCY =
  /^(?:doviz(?: cinsi| kodu)?|para birimi|currency|wahrung|waehrung|valuta|devise)\.?$/

/** `Account Number : 123`, or the label in one cell and the value in the next. */
export function readFrame(rows: readonly TableRow[]): Frame {
  let account = ''
  let iban: string | null = null
  let currency: string | null = null
  for (const { cells } of rows)
    for (const [i, cell] of cells.entries()) {
      const text = cellText(cell)
      const at = text.indexOf(':')
      const label = fold((at < 0 ? text : text.slice(0, at)).trim())
      const behind = at < 0 ? '' : text.slice(at + 1).trim()
      const value =
        behind === '' ? cellText(cells.slice(i + 1).find((one) => !isBlank(one))) : behind
      if (account === '' && ACCOUNT.test(label) && /\d/.test(value)) account = value
      if (IBAN.test(label)) iban ??= statedIban(value)
      const code =
        at >= 0 || CURRENCY.test(label)
          ? currencyIn(CURRENCY.test(label) || label === '' ? value : '')
          : currencyIn(text)
      currency ??= code
    }
  return {
    account: account === '' ? (iban ?? '') : account,
    iban: iban ?? statedIban(account),
    currency,
  }
}

function currencyIn(text: string): string | null {
  const upper = text.trim().toUpperCase()
  const code = upper === 'TL' ? 'TRY' : upper
  return isCurrency(code) ? code : null
}

const OPENING =
  /\b(?:balance at start|opening balance|start(?:ing)? balance|balance brought forward|previous balance|devreden bakiye|devir(?: bakiyesi)?|acilis bakiyesi|onceki bakiye|donem basi bakiye(?:si)?|anfangssaldo|alter kontostand|beginsaldo|solde initial)\b/
const CLOSING =
  /\b(?:balance at end|closing balance|end(?:ing)? balance|balance carried forward|kapanis bakiyesi|son bakiye|donem sonu bakiye(?:si)?|endsaldo|neuer kontostand|schlusssaldo|eindsaldo|solde final)\b/

/** Which balance a row states by its words, or null when it is none. */
export function balanceRowOf(cells: readonly Cell[]): 'opening' | 'closing' | null {
  for (const cell of cells) {
    if (typeof cell !== 'string') continue
    const text = fold(cell)
    if (OPENING.test(text)) return 'opening'
    if (CLOSING.test(text)) return 'closing'
  }
  return null
}
