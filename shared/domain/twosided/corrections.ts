/**
 * What to do about an item: a document to enter on our side, a document of ours to take back, or what
 * to ask of them. A proposal: a person looks at it before anything is booked.
 */
import type { EnteredKind } from '../kinds.ts'
import type { BookLine, Cause, Correction } from './line.ts'

/** `minor` is the item's share of the difference: ours less theirs, debit positive. */
export function correctionOf(
  cause: Cause,
  minor: number,
  ours: readonly BookLine[],
  theirs: readonly BookLine[],
): Correction {
  const [o, t] = [ours[0], theirs[0]]
  switch (cause) {
    case 'missing_in_theirs':
      return { act: 'ask', what: 'book_document' }
    case 'missing_in_ours':
      return t ? post(kindFor(t), -minor, t) : { act: 'ask', what: 'book_document' }
    case 'timing':
      return { act: 'wait' }
    case 'duplicate':
      return o ? { act: 'reverse', documentNo: o.number } : { act: 'ask', what: 'remove_twin' }
    case 'opening':
      return { act: 'ask', what: 'explain_opening' }
    case 'sign':
      return { act: 'ask', what: 'correct_side' }
    case 'amount':
      return { act: 'ask', what: 'correct_amount' }
    case 'fx':
      return adjust(minor > 0 ? 'credit_note' : 'debit_note', minor, t ?? o)
    case 'discount':
      return adjust(minor > 0 ? 'credit_note' : 'debit_note', minor, t ?? o)
    case 'bank_fee':
    case 'rounding':
      return adjust(minor > 0 ? 'write_off' : 'debit_note', minor, t ?? o)
    default:
      return cause satisfies never
  }
}

/** Their line entered with us brings us to their figure. */
function kindFor(t: BookLine): EnteredKind {
  if (t.minor > 0) return t.kind === 'refund' || t.kind === 'debit_note' ? t.kind : 'invoice'
  return t.kind === 'credit_note' || t.kind === 'cheque' || t.kind === 'note' ? t.kind : 'receipt'
}

/** `towards` is what our balance must change by. */
function post(kind: EnteredKind, towards: number, line: BookLine): Correction {
  return { act: 'post', kind, minor: Math.abs(towards), on: line.on, documentNo: line.number }
}

function adjust(kind: EnteredKind, minor: number, line: BookLine | undefined): Correction {
  if (!line) return { act: 'ask', what: 'correct_amount' }
  return { act: 'post', kind, minor: Math.abs(minor), on: line.on, documentNo: '' }
}
