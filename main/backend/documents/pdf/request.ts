/** What the writing thread is asked to print: reports and whose they are, all plain data. */
import type { LetterContent } from '../../../../shared/domain/letters/content.ts'
import type { Statement } from '../../../../shared/contract/reports.ts'
import type { AgingReport } from '../../features/aging.ts'
import type { ComparisonResult } from '../../../../shared/contract/reconcile.ts'
import type { Letterhead, PageFormat } from './paper.ts'

export type PaperLanguage = 'tr' | 'en' | 'de'

/** What every paper says of its house and its printing. */
export interface Imprint {
  readonly letterhead: Letterhead
  readonly iban: string | null
  /** ISO 8601 UTC. */
  readonly printedAt: string
  readonly timezone: string
}

/** One customer's statements, one per currency. */
export interface StatementOrder {
  readonly language: PaperLanguage
  readonly customer: {
    readonly code: string
    readonly name: string
    readonly lines: readonly string[]
    readonly taxId: string | null
    readonly taxOffice: string | null
  }
  readonly group: boolean
  readonly statements: readonly Statement[]
}

/** One open item in the report's currency, and the column it stands in. */
export interface AgedLine {
  readonly customer: string
  readonly name: string
  readonly currency: string
  readonly documentNo: string
  readonly kind: string
  readonly date: string
  readonly dueDate: string | null
  readonly daysLate: number
  readonly minor: number
  /** Index into the buckets; after them unapplied, then credit notes. */
  readonly column: number
}

export interface AgingOrder {
  readonly language: PaperLanguage
  readonly report: AgingReport
  /** By document as well: what the report's figures are made of, in its order. */
  readonly items: readonly AgedLine[] | null
  /** What was asked beside the day, as words and values. */
  readonly filter: readonly (readonly [string, string])[]
}

/** Their statement laid against ours. */
export interface ComparisonOrder {
  readonly language: PaperLanguage
  readonly customer: StatementOrder['customer']
  readonly comparison: ComparisonResult
}

/** One customer's letter, as it was sealed, with the statements it is about. */
export interface LetterOrder {
  readonly content: LetterContent
  /** SHA-256 of the content, hexadecimal; null on a letter for trial, which says that it is one. */
  readonly hash: string | null
  readonly statements: readonly Statement[]
  readonly contact: string
  readonly signers: readonly string[]
  /** Days the paragraph about silence names; null where a company does without it. */
  readonly silenceDays: number | null
}

export type PdfRequest = { readonly imprint: Imprint; readonly format: PageFormat } & (
  | { readonly kind: 'statement'; readonly order: StatementOrder }
  | { readonly kind: 'aging'; readonly order: AgingOrder }
  | { readonly kind: 'comparison'; readonly order: ComparisonOrder }
  | { readonly kind: 'letter'; readonly order: LetterOrder }
)
