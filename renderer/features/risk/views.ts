/** The lists of the risk screen, and which open items each of the item lists shows. */
import type { OpenItem, OpenPile } from '../../../shared/contract/documents.ts'

export const RISK_VIEWS = ['accounts', 'expected', 'unapplied', 'creditNotes', 'disputed'] as const
export type RiskView = (typeof RISK_VIEWS)[number]

export const PILE_OF: Readonly<Record<Exclude<RiskView, 'accounts'>, OpenPile>> = {
  expected: 'dueSoon',
  unapplied: 'unapplied',
  creditNotes: 'creditNotes',
  disputed: 'disputed',
}

/** What is due soonest first; else what weighs most. */
export function inOrder(
  view: Exclude<RiskView, 'accounts'>,
  items: readonly OpenItem[],
): readonly OpenItem[] {
  return view === 'expected'
    ? items.toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0))
    : items.toSorted((a, b) => Math.abs(b.openBaseMinor) - Math.abs(a.openBaseMinor))
}
