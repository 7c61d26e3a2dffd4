/** The operations inside an entry of the outbox journal, as a person would know them. */
import {
  type Segment,
  type SegmentEntry,
  statementBytes,
} from '../../../db/local/outbox/segment.ts'
import { StatementReader } from '../../../db/local/outbox/statements.ts'

export interface UnsureOperation {
  readonly kind: string
  readonly documentNo: string | null
  readonly documentKind: string | null
  readonly date: string | null
  readonly currency: string | null
  /** Signed, debit positive: what the document does to the account; null where it is no document. */
  readonly amountMinor: number | null
}

const OPERATION = 'insert into op_outbox'
/** Place of the envelope among the values of that statement (db/local/log.ts). */
const ENVELOPE = 4

export function operationsIn(
  segments: readonly Segment[],
  wanted: SegmentEntry,
): UnsureOperation[] {
  const found: UnsureOperation[] = []
  for (const segment of segments) {
    const reader = new StatementReader()
    for (const entry of segment.entries)
      for (const bytes of statementBytes(segment.path, entry))
        for (const { sql, values } of reader.read(bytes)) {
          const envelope = values[ENVELOPE]
          if (entry === wanted && sql.startsWith(OPERATION) && typeof envelope === 'string')
            found.push(plain(envelope))
        }
  }
  return found
}

function plain(envelope: string): UnsureOperation {
  const { kind, payload } = JSON.parse(envelope) as {
    kind: string
    payload: Readonly<Record<string, unknown>>
  }
  const text = (key: string) => (typeof payload[key] === 'string' ? payload[key] : null)
  const lines = Array.isArray(payload['lines'])
    ? (payload['lines'] as readonly { account: string; amount: number }[])
    : []
  return {
    kind,
    documentNo: text('number'),
    documentKind: text('kind'),
    date: text('doc_date'),
    currency: text('currency'),
    amountMinor: lines[0]?.amount ?? null,
  }
}
