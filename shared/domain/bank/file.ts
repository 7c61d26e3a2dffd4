/** What a bank file was read as, and its statements. */
import type { BankFormat, BankStatement } from './statement.ts'

export interface BankFile {
  readonly format: BankFormat
  readonly statements: readonly BankStatement[]
  /** Null where it does not apply; `headerRow` as a spreadsheet shows it. */
  readonly detected: {
    readonly encoding: string | null
    readonly separator: string | null
    readonly decimal: string | null
    readonly dates: string | null
    readonly headerRow: number | null
    readonly sheet: string | null
    /** The columns as a map that reads the bank's next file the same way. */
    readonly map: Readonly<Record<string, unknown>> | null
  }
}

export interface BankFileOptions {
  /** Absent: told by the content. */
  readonly format?: BankFormat
  /** A bank map as JSON, not yet looked at. */
  readonly map?: unknown
  /** Of the account, for a file that names none. */
  readonly account?: string
  readonly currency?: string
  readonly encoding?: string
  readonly separator?: string
  readonly decimal?: ',' | '.'
  readonly dates?: string
  readonly sheet?: string
  readonly headerRow?: number
}
