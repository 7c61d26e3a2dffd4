/** What a bank file was read as, and its statements. */
import type { SavedBankMap } from './saved-map.ts'
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
    /** Of a table with headings; what it is remembered by. */
    readonly headings: readonly string[] | null
    /** Its columns are known from a file before. */
    readonly isKnown: boolean
    /** The account of the last file with these headings. */
    readonly lastAccount: string | null
  }
}

/** A bank's table as it would be read, for a person to put right. */
export interface BankColumns {
  readonly format: 'csv' | 'xlsx'
  readonly decimal: ',' | '.'
  readonly dates: string
  /** What no cell decides. */
  readonly asks: readonly ('decimal' | 'dates')[]
  readonly headerRow: number | null
  readonly map: Readonly<Record<string, unknown>>
  readonly headings: readonly string[]
  /** First rows below the headings, as a person would read them. */
  readonly sample: readonly { readonly row: number; readonly cells: readonly string[] }[]
  /** Whether the columns are those of a file before; `near`: that had others beside them. */
  readonly known: 'yes' | 'near' | 'no'
  /** Why it cannot be read so. */
  readonly trouble: {
    readonly code: string
    readonly params: Readonly<Record<string, string | number>>
  } | null
  /** What it reads as; none while it cannot be read. */
  readonly statements: readonly BankStatement[]
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
  /** Maps of earlier files, the latest first; looked through where no `map` is given. */
  readonly saved?: readonly SavedBankMap[]
}
