/**
 * What every bank file becomes, whatever its format.
 *
 * A statement holds *entries*, the bank's own bookings, and each entry the *lines* it opens into: one,
 * or the payments of a batch where the file gives them. Amounts are minor units of the statement's
 * currency, positive for money that came in; an entry's lines always add up to the entry. What a bank
 * states wrongly is kept as stated: the control says by how much a statement does not close.
 */
import type { IsoDate } from '../days.ts'
import type { TableProblem } from '../tabular/table.ts'

export type BankFormat = 'mt940' | 'camt' | 'ofx' | 'bai2' | 'csv' | 'xlsx'

export interface BankMoney {
  readonly currency: string
  readonly minor: number
}

export interface LineFacts {
  readonly bookedOn: IsoDate
  /** Null when the bank states none. */
  readonly valueOn: IsoDate | null
  readonly amountMinor: number
  readonly currency: string
  /** Before the bank exchanged it; `rate` as the bank states it, a decimal string. */
  readonly original: (BankMoney & { readonly rate: string | null }) | null
  /** What the bank says it kept; positive. */
  readonly charges: BankMoney | null
  /** The bank's own reference of the booking. */
  readonly bankRef: string | null
  /** What the payer's order calls itself to the account's owner. */
  readonly customerRef: string | null
  readonly endToEndId: string | null
  /** Creditor, ISR and payment-slip references that the payer could not mistype. */
  readonly structuredRefs: readonly string[]
  /** What the payment says, on one line. */
  readonly text: string
  readonly counterparty: string | null
  readonly iban: string | null
  /** The other account where it is no IBAN, as stated. */
  readonly counterpartyAccount: string | null
  readonly taxId: string | null
  /** The bank's kind of transaction, in the codes of its format. */
  readonly transactionCode: string | null
  /** Takes back an earlier booking. */
  readonly isReversal: boolean
  readonly isPending: boolean
}

export interface EntryFacts {
  /** Row or line of the file, from 1. */
  readonly row: number
  readonly bookedOn: IsoDate
  readonly amountMinor: number
  readonly bankRef: string | null
  /** What the bank says of the entry as a whole, beside its lines. */
  readonly text: string
  readonly isPending: boolean
  readonly lines: readonly LineFacts[]
}

/** A booking of one payment: the entry is its line. */
export function entryOfLine(row: number, line: LineFacts): EntryFacts {
  const { bookedOn, amountMinor, bankRef, text, isPending } = line
  return { row, bookedOn, amountMinor, bankRef, text, isPending, lines: [line] }
}

export interface BankLine extends LineFacts {
  /** The same line of two files has the same; twins inside one file differ by their number. */
  readonly identity: string
}

export interface BankEntry extends Omit<EntryFacts, 'lines'> {
  /** As of lines; an entry already known is not opened again by a file that gives more of it. */
  readonly identity: string
  readonly lines: readonly BankLine[]
}

export interface Control {
  /** Null when the file gives nothing to check by. */
  readonly ok: boolean | null
  /** Opening + credits − debits − closing, or what the file's own total is off by; minor units. */
  readonly differenceMinor: number | null
}

/** A statement as a parser of one format leaves it. */
export interface StatementFacts {
  readonly row: number
  /** As stated; empty when the file names none. */
  readonly account: string
  readonly iban: string | null
  readonly currency: string
  readonly number: string | null
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  readonly openingMinor: number | null
  readonly closingMinor: number | null
  readonly entries: readonly EntryFacts[]
  /** Announced, not booked: no part of balances and sums. */
  readonly pending: readonly EntryFacts[]
  /** Where the format has a check of its own beside the balances. */
  readonly control?: Control
  /** What a person should know: the file was read all the same. */
  readonly problems: readonly TableProblem[]
}

export interface BankStatement
  extends Omit<StatementFacts, 'entries' | 'pending' | 'control' | 'row'> {
  readonly entries: readonly BankEntry[]
  readonly pending: readonly BankEntry[]
  readonly lineCount: number
  /** Both positive. */
  readonly creditsMinor: number
  readonly debitsMinor: number
  readonly control: Control
}
