/** What a document can be allocated to, as rows of the allocation table. */
import type { z } from 'zod'
import type { proposedLine } from '../../../shared/contract/allocations.ts'
import type { DocumentDraft, OpenItem } from '../../../shared/contract/documents.ts'
import { isEnteredKind, type DocumentKind } from '../../../shared/domain/kinds.ts'

type ProposedLine = z.output<typeof proposedLine>

export interface Target {
  readonly key: string
  readonly documentId: string
  readonly documentNo: string
  readonly kind: DocumentKind
  readonly installment: number
  readonly dueDate: string
  /** Positive, whichever side it stands on. */
  readonly openMinor: number
  readonly proposedMinor: number
  readonly reason: ProposedLine['reason']
}

export function targetsOfProposal(lines: readonly ProposedLine[]): Target[] {
  return lines.map(({ applyMinor, ...line }) => ({
    ...line,
    key: keyOf(line),
    proposedMinor: applyMinor,
  }))
}

export function targetsOfItems(items: readonly OpenItem[], currency: string): Target[] {
  return items
    .filter((item) => item.currency === currency)
    .map((item) => ({
      key: keyOf(item),
      documentId: item.documentId,
      documentNo: item.documentNo,
      kind: item.kind,
      installment: item.installment,
      dueDate: item.dueDate,
      openMinor: Math.abs(item.openMinor),
      proposedMinor: 0,
      reason: 'none',
    }))
}

/** Amounts typed by hand; null takes the proposal as it is. */
export type Edits = ReadonlyMap<string, number | null>

export function applied(target: Target, edits: Edits | null): number {
  return edits === null ? target.proposedMinor : (edits.get(target.key) ?? 0)
}

/** The contract allocates per document: installments of one are added up. */
export function allocateTo(
  targets: readonly Target[],
  edits: Edits | null,
): NonNullable<DocumentDraft['allocateTo']> {
  const byDocument = new Map<string, { target: Target; amountMinor: number }>()
  for (const target of targets) {
    const amountMinor = applied(target, edits)
    if (amountMinor <= 0) continue
    const known = byDocument.get(target.documentId)
    if (known) known.amountMinor += amountMinor
    else byDocument.set(target.documentId, { target, amountMinor })
  }
  return [...byDocument.values()].map(({ target, amountMinor }) => ({
    documentNo: target.documentNo,
    amountMinor,
    ...(isEnteredKind(target.kind) ? { kind: target.kind } : {}),
  }))
}

function keyOf(item: { readonly documentId: string; readonly installment: number }): string {
  return `${item.documentId} ${item.installment}`
}
