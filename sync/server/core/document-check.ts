/** A document's rows against the operation its author signed: the one proof of what they must say. */
import { effectOf } from '../../engine/central/ledger.ts'
import type { Row } from '../../engine/central/tables.ts'
import { contentHash, type DocumentCore } from '../../engine/document-core.ts'

/** Why a document is not what its author signed; null when it is. */
export function documentFault(
  row: Row<'document'>,
  lines: readonly Row<'document_line'>[],
  op: Row<'op_log'> | undefined,
): string | null {
  if (!op) return 'its operation is missing'
  const core = coreOf(row, lines, op)
  if (contentHash(core).toString('hex') !== row.content_hash) return 'its content has another hash'
  const sorted = lines.toSorted((a, b) => a.n - b.n)
  const isSame =
    sorted.length === core.lines.length &&
    core.lines.every((line, n) => {
      const stored = sorted[n]
      return (
        stored?.account === line.account &&
        stored.amount === line.amount &&
        stored.base === line.base
      )
    })
  if (!isSame) return 'its lines are not those that were signed'
  const effect = effectOf(core)
  if (effect.amount !== row.amount || effect.base !== row.base) return 'its amount was changed'
  if (
    core.doc_date !== row.doc_date ||
    core.currency !== row.currency ||
    (core.customer_id ?? null) !== row.customer_id ||
    core.kind !== row.kind
  )
    return 'its day, currency, customer or kind was changed'
  return null
}

/** As signed; of a document the server derived, from its own row and lines. */
function coreOf(
  row: Row<'document'>,
  lines: readonly Row<'document_line'>[],
  op: Row<'op_log'>,
): DocumentCore {
  const { payload } = JSON.parse(op.envelope) as { payload: Record<string, unknown> }
  if (payload['doc_id'] !== row.doc_id)
    return {
      cause: row.cause ?? undefined,
      currency: row.currency,
      customer_id: row.customer_id ?? undefined,
      doc_date: row.doc_date,
      doc_id: row.doc_id,
      kind: row.kind,
      lines: lines
        .toSorted((a, b) => a.n - b.n)
        .map(({ account, amount, base }) => ({ account, amount, base })),
    }
  return signedCore(payload)
}

/** The document in an operation's payload, without what stands beside it. */
export function signedCore(payload: Readonly<Record<string, unknown>>): DocumentCore {
  const {
    content_hash: _hash,
    number: _number,
    series: _series,
    block: _block,
    reason_given: _reason,
    ...core
  } = payload
  return core as unknown as DocumentCore
}
