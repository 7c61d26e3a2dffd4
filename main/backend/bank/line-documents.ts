/**
 * The documents a bank line makes. Their ids are of the line (sync.md 18): two devices that post the
 * same line make the same receipt, and where they disagree about whose it is, the server sees it.
 */
import { reversalOf } from '../../../db/local/documents.ts'
import type { DocumentRow } from '../../../db/local/documents.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { knownRowOf } from '../ledger/known-documents.ts'

const PREFIX = 'bank:'

/** Stands in the document's external reference. */
export function lineReference(lineId: string): string {
  return `${PREFIX}${lineId}`
}

/** Made from a bank line: taken back there, so that the line and its documents never disagree. */
export function isOfBankLine({ externalRef }: Pick<DocumentRow, 'externalRef'>): boolean {
  return externalRef?.startsWith(PREFIX) === true
}

/**
 * `part` tells several documents of one line apart. Once a document was reversed, the next one of the
 * same line is the next generation, which is part of the key.
 */
export function lineDocumentId(context: Context, lineId: string, part: string): string {
  const { companyId } = context.company
  const key = part === '' ? lineId : `${lineId}\0${part}`
  for (let generation = 1; ; generation += 1) {
    const id = externalId(
      companyId,
      'bank-receipt',
      generation === 1 ? key : `${key}\0${generation}`,
    )
    const there = knownRowOf(context, id)
    if (there === undefined) return id
    if (!reversalOf(context.db, there)) throw new Error(`bank line ${lineId} is posted already`)
  }
}
