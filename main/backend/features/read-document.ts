/** A written document's bytes, for a screen that shows it. */
import { readFileSync, statSync } from 'node:fs'
import { Refusal } from '../../../shared/rpc/refusal.ts'

/** What a preview shows; a larger one is saved and opened by the reader's own program. */
const BYTES_MAX = 32 * 2 ** 20

export function readDocument(
  store: { document(documentId: string): { readonly path: string } | null },
  documentId: string,
): { base64: string } {
  const document = store.document(documentId)
  const found = document && statSync(document.path, { throwIfNoEntry: false })
  if (!document || !found) throw new Refusal('document.gone')
  if (found.size > BYTES_MAX) throw new Refusal('document.too_large_to_show')
  return { base64: readFileSync(document.path).toString('base64') }
}
