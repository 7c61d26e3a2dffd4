/** Documents by row, id and number: those of the database, and in a check those it has rehearsed. */
import {
  candidatesByNumber,
  documentByRow,
  type DocumentRow,
  installmentsOfDocument,
  isNumberTaken,
  liveNumber,
  liveNumbersOf,
  type NumberCandidate,
  rowOfDocument,
} from '../../../db/local/documents.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import type { Context } from '../context.ts'
import { isRehearsed } from './rehearsal.ts'

export function knownAt({ db, rehearsal }: Context, rowid: number): DocumentRow | undefined {
  return isRehearsed(rowid) ? rehearsal?.at(rowid) : documentByRow(db, rowid)
}

export function knownRowOf({ db, rehearsal }: Context, documentId: string): number | undefined {
  return rehearsal?.rowOf(documentId) ?? rowOfDocument(db, documentId)
}

/** The live (not reversed) document with this number of this customer and kind. */
export function knownLive(
  context: Context,
  customer: number,
  kind: string,
  number: string,
): number | undefined {
  const { db, rehearsal } = context
  return (
    liveNumber(db, customer, kind, number) ??
    rehearsal?.liveRows(customer, number).find((row) => rehearsal.at(row)?.kind === kind)
  )
}

/** Rows of a customer's live documents with this number. */
export function knownLiveRows(
  { db, rehearsal }: Context,
  customer: number,
  number: string,
): readonly number[] {
  const stored = liveNumbersOf(db, customer, number)
  return rehearsal ? [...stored, ...rehearsal.liveRows(customer, number)] : stored
}

export function knownCandidates({ db, rehearsal }: Context, number: string): NumberCandidate[] {
  const stored = candidatesByNumber(db, number)
  return rehearsal ? [...stored, ...rehearsal.candidates(number)] : stored
}

export function isKnownNumber({ db, rehearsal }: Context, number: string): boolean {
  return rehearsal?.isNumberTaken(number) === true || isNumberTaken(db, number)
}

export function knownInstallments(
  { db, rehearsal }: Context,
  rowid: number,
): readonly { readonly n: number; readonly dueOn: IsoDate; readonly amountMinor: number }[] {
  return isRehearsed(rowid)
    ? (rehearsal?.installmentsAt(rowid) ?? [])
    : installmentsOfDocument(db, rowid)
}
