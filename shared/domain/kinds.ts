/**
 * The kinds of document and what each does to the customer's account.
 *
 * A debit raises what the customer owes. What is open of a debit stands in an aging bucket, of a
 * credit note in `credit_notes`, of every other credit in `unapplied` (cli.md, Accounts).
 */

/** Kinds a person or a file may enter; the words are those of cli.md. */
export const ENTERED_KINDS = [
  'invoice',
  'credit_note',
  'debit_note',
  'receipt',
  'refund',
  'write_off',
  'opening',
  'cheque',
  'note',
  'supplier_invoice',
] as const

/** Kinds Saldo makes itself. */
export const DERIVED_KINDS = ['reversal', 'fx_difference', 'revaluation', 'suspense'] as const

export type EnteredKind = (typeof ENTERED_KINDS)[number]
export type DocumentKind = EnteredKind | (typeof DERIVED_KINDS)[number]

/** Where the open part of a document is shown. */
export const OPEN_COLUMNS = ['bucket', 'credit_notes', 'unapplied'] as const
export type OpenColumn = (typeof OPEN_COLUMNS)[number]

const DEBITS: ReadonlySet<DocumentKind> = new Set(['invoice', 'debit_note', 'refund'])

/** +1 raises the balance, −1 lowers it; an opening's own sign decides. */
export function sideOf(kind: EnteredKind): 1 | -1 {
  return DEBITS.has(kind) || kind === 'opening' ? 1 : -1
}

/** The column of an open item; `amountMinor` is signed, debit positive. */
export function openColumnOf(kind: DocumentKind, amountMinor: number): OpenColumn {
  if (amountMinor > 0) return 'bucket'
  return kind === 'credit_note' ? 'credit_notes' : 'unapplied'
}

export function isEnteredKind(kind: string): kind is EnteredKind {
  return (ENTERED_KINDS as readonly string[]).includes(kind)
}

export function isDerivedKind(kind: string): boolean {
  return (DERIVED_KINDS as readonly string[]).includes(kind)
}

/** Three-letter series of the numbers Saldo gives (sync.md 5). */
export const SERIES: Readonly<Record<DocumentKind, string>> = {
  invoice: 'INV',
  credit_note: 'CRN',
  debit_note: 'DBN',
  receipt: 'RCT',
  refund: 'RFD',
  write_off: 'WOF',
  opening: 'OPN',
  cheque: 'CHQ',
  note: 'PNT',
  supplier_invoice: 'SUP',
  reversal: 'REV',
  fx_difference: 'FXD',
  revaluation: 'RVL',
  suspense: 'SUS',
}
