/**
 * The other side's statement as it was read: its own figures in its own view, not yet turned round.
 *
 * `plusMinor` of a line is debit less credit as the file writes it; which of the two views it is in,
 * theirs or already ours, is decided against our books (view.ts).
 */
import type { IsoDate } from '../days.ts'
import type { TableProblem } from '../tabular/table.ts'

export interface StatementLine {
  /** As a spreadsheet shows it; of a PDF, the line counted over all pages. */
  readonly row: number
  readonly on: IsoDate
  readonly number: string
  readonly text: string
  /** Their word for the kind of document; empty where there is none. */
  readonly word: string
  /** Debit less credit, as written. */
  readonly plusMinor: number
  readonly isForeign: boolean
}

export interface StatementFile {
  readonly format: 'csv' | 'xlsx' | 'pdf' | 'paste'
  /** Stated in the file, or null. */
  readonly currency: string | null
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  /** Debit less credit; null where neither stated nor to be had from running balances. */
  readonly openingMinor: number | null
  readonly openingOn: IsoDate | null
  readonly closingMinor: number | null
  readonly lines: readonly StatementLine[]
  readonly warnings: readonly TableProblem[]
  readonly detected: StatementDetected
}

export interface StatementDetected {
  readonly encoding: string | null
  readonly separator: string | null
  readonly decimal: string
  readonly dates: string
  readonly headerRow: number | null
  readonly sheet: string | null
  /** Field -> heading, as a map that reads the next file the same way. */
  readonly map: Readonly<Record<string, unknown>>
  readonly headings: readonly string[]
  /** First rows below the headings, as a person would read them. */
  readonly sample: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

export interface StatementFileOptions {
  /** Only what the columns are, even where some are missing: no lines are read. */
  readonly isPreview?: boolean
  /** A column map as JSON, not yet looked at. */
  readonly map?: unknown
  readonly sheet?: string
  readonly encoding?: string
  readonly decimal?: ',' | '.'
  readonly dates?: string
  readonly headerRow?: number
  /** Currencies of the account on our side, the likeliest first. */
  readonly currencies?: readonly string[]
}

/** Why their file is refused as a whole. */
export class StatementFault extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'StatementFault'
    this.code = code
    this.params = params
  }
}
