/**
 * The document core: what `content_hash` covers (sync.md 3). Both sides compute it from their own
 * rows; free text enters only by a salted commitment, so it can be redacted later.
 */
import { hash } from 'node:crypto'
import { canonicalText, type Plain, sha256 } from './canonical.ts'

export interface DocumentCore {
  readonly doc_id: string
  readonly kind: string
  readonly customer_id?: string | undefined
  /** Only where the document came with its own. */
  readonly document_no?: string | undefined
  readonly doc_date: string
  readonly paper_date?: string | undefined
  readonly due_date?: string | undefined
  readonly value_date?: string | undefined
  readonly installments?:
    | readonly { readonly n: number; readonly due_date: string; readonly amount: number }[]
    | undefined
  readonly currency: string
  readonly rate?: string | undefined
  readonly lines: readonly {
    readonly account: string
    readonly amount: number
    readonly base: number
  }[]
  readonly tax?: number | undefined
  readonly original?: number | undefined
  readonly ext_key?: string | undefined
  readonly reference?: string | undefined
  readonly branch_code?: string | undefined
  readonly method?: string | undefined
  readonly reverses?: string | undefined
  readonly cause?: string | undefined
  readonly memo_c?: string | undefined
}

export function contentHash(core: DocumentCore): Buffer {
  return sha256('saldo.doc.v1', canonicalText(core as unknown as Plain))
}

/**
 * SHA-256(salt ‖ memo). The salt is derived from the company's key and the document, so that two
 * devices importing one file commit alike, and nobody outside the company can guess a memo.
 */
export function commitment(saltKey: Uint8Array, docId: string, text: string): string {
  const salt = hash('sha256', Buffer.concat([saltKey, Buffer.from(docId)]), 'hex')
  return hash('sha256', `${salt}\0${text}`, 'hex')
}
