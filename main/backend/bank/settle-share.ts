/** Allocates one payer's documents: credit notes and what settles beside the money first, then the money. */
import type { DocumentRow } from '../../../db/local/documents.ts'
import { type IsoDate, laterOf, toDayNumber } from '../../../shared/domain/days.ts'
import type { Journal } from '../ledger/journal.ts'
import type { Share, ShareAdjustment } from './plan-application.ts'

interface Source {
  readonly row: DocumentRow
  left: number
  /** Meant for this document alone. */
  readonly only: DocumentRow | null
  /** Made by the act itself: what it settles goes with it. */
  readonly isOwn: boolean
}

/** What can be settled of a document from a day on, signed as the document. */
export function openNow(journal: Journal, document: DocumentRow, on: IsoDate): number {
  const day = toDayNumber(laterOf(on, document.docOn))
  const items = journal.items.ofDocument(document.rowid)
  const size = items.reduce((sum, item) => sum + journal.items.available(item, day), 0)
  return document.amountMinor < 0 ? -size : size
}

/** Answers the ids of allocations between documents that were there before. */
export function applyShare(
  journal: Journal,
  on: IsoDate,
  share: Share,
  receipt: DocumentRow | null,
  beside: readonly { readonly adjustment: ShareAdjustment; readonly row: DocumentRow }[],
): string[] {
  const credits = beside.filter(({ row }) => row.amountMinor < 0)
  const sources: Source[] = [
    ...credits
      .filter(({ adjustment }) => adjustment.document !== null)
      .map(({ adjustment, row }) => ownSource(row, adjustment.document)),
    ...share.targets
      .filter(({ amountMinor }) => amountMinor < 0)
      .map(({ document, amountMinor }) => ({
        row: document,
        left: -amountMinor,
        only: null,
        isOwn: false,
      })),
    ...credits
      .filter(({ adjustment }) => adjustment.document === null)
      .map(({ row }) => ownSource(row, null)),
    ...(receipt ? [ownSource(receipt, null)] : []),
  ]
  const debits = [
    ...share.targets
      .filter(({ amountMinor }) => amountMinor > 0)
      .map(({ document, amountMinor }) => ({ row: document, needMinor: amountMinor })),
    // Cents paid too much: owed by this note, and paid by the receipt at once.
    ...beside
      .filter(({ row }) => row.amountMinor > 0)
      .map(({ row }) => ({ row, needMinor: row.amountMinor })),
  ]
  const between: string[] = []
  for (const { row: debit, needMinor } of debits) {
    let need = needMinor
    for (const source of sources) {
      if (source.only !== null && source.only.rowid !== debit.rowid) continue
      const amount = Math.min(need, source.left)
      if (amount <= 0) continue
      const day = journal.firstOpenDay(laterOf(on, laterOf(source.row.docOn, debit.docOn)))
      const { allocationId } = journal.allocate(source.row, debit, amount, day)
      if (!source.isOwn) between.push(allocationId)
      source.left -= amount
      need -= amount
    }
  }
  return between
}

function ownSource(row: DocumentRow, only: DocumentRow | null): Source {
  return { row, left: -row.amountMinor, only, isOwn: true }
}
