/** What can be done to a document from the statement. */
import type { DocumentView } from '../../../shared/contract/documents.ts'
import { DERIVED_KINDS } from '../../../shared/domain/kinds.ts'

export type Act =
  | { readonly kind: 'reverse' }
  | { readonly kind: 'due' }
  | { readonly kind: 'dispute' }
  | { readonly kind: 'resolve'; readonly disputeId: string }

export const DISPUTE_REASONS = [
  'PRICE',
  'QUANTITY',
  'QUALITY',
  'DELIVERY',
  'DUPLICATE',
  'OTHER',
] as const

const DERIVED: ReadonlySet<string> = new Set(DERIVED_KINDS)

export function canReverse(document: DocumentView): boolean {
  return document.reversedBy === null && !DERIVED.has(document.kind)
}

export function isOpenDebit(document: DocumentView): boolean {
  return document.openMinor > 0
}

/** Why an act is not possible on a document, as a sentence to say, or null. */
export function whyNot(
  act: Act,
  document: DocumentView,
): 'document.cannotReverse' | 'document.notOpen' | null {
  if (act.kind === 'resolve') return null
  if (act.kind === 'reverse') return canReverse(document) ? null : 'document.cannotReverse'
  return isOpenDebit(document) ? null : 'document.notOpen'
}
