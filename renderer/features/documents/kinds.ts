/** What can be entered by hand, and how each behaves. */
export const ENTRY_KINDS = [
  'invoice',
  'debit_note',
  'receipt',
  'credit_note',
  'write_off',
  'refund',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Credits pay open debits; a refund gives an open credit back. */
export function sideOfTargets(kind: EntryKind): 'debit' | 'credit' | null {
  if (kind === 'refund') return 'credit'
  return kind === 'invoice' || kind === 'debit_note' ? null : 'debit'
}

export function hasDueDate(kind: EntryKind): boolean {
  return kind === 'invoice' || kind === 'debit_note'
}
