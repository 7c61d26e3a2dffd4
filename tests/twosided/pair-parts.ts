/** What a labelled pair is made of: documents, faults and how often they occur, labels, books in order. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import type { Book, BookLine, Cause, MatchKind } from '../../shared/domain/twosided/line.ts'

export interface Document {
  readonly on: IsoDate
  readonly number: string
  readonly kind: DocumentKind
  readonly minor: number
}

export interface Label {
  readonly cause: Cause
  readonly minor: number
  /** `ours`/`theirs` indexes (`at`), in order. */
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
}

export interface LabelledPair {
  readonly ours: Book
  readonly theirs: Book
  readonly outside: { readonly ours: readonly BookLine[]; readonly theirs: readonly BookLine[] }
  readonly labels: readonly Label[]
  /** Groups that are no difference, by kind, how many were made. */
  readonly groups: Readonly<Partial<Record<MatchKind, number>>>
}

/** A line before its book is put in order. */
export type Draft = Omit<BookLine, 'at' | 'row'> & { id: number }

/** Of a thousand documents so many get each fault. */
export const FAULTS = [
  ['missing_in_theirs', 20],
  ['missing_in_ours', 20],
  ['shift', 50],
  ['split', 18],
  ['group', 14],
  ['net', 8],
  ['typed_over', 14],
  ['bank_fee', 14],
  ['fx', 12],
  ['rounding', 10],
  ['discount', 10],
  ['sign', 9],
  ['duplicate_theirs', 7],
  ['duplicate_ours', 5],
  ['timing', 8],
  ['fee_line', 6],
  ['fx_line', 6],
  ['many', 6],
] as const

export function sum(drafts: readonly Draft[]): number {
  return drafts.reduce((total, { minor }) => total + minor, 0)
}

export function numbered(
  drafts: readonly Draft[],
  isTheirs: boolean,
): { draft: Draft; line: BookLine }[] {
  return drafts
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id))
    .map((draft, at) => {
      const { id: _, ...facts } = draft
      return { draft, line: { ...facts, at, row: isTheirs ? at + 2 : null } }
    })
}
