/**
 * Import rows as the reading side hands them over: typed, in minor units, each with its row in the
 * file. What is checked against the ledger is checked here; what a row alone can say was said before.
 */
import type { IsoDate } from '../../../shared/domain/days.ts'
import type { EnteredKind } from '../../../shared/domain/kinds.ts'

export interface ImportedDocument {
  readonly row: number
  readonly kind: EnteredKind
  readonly documentNo?: string | undefined
  readonly customerCode: string
  /** Name for an account that has to be opened; the code where the file gives none. */
  readonly customerName?: string | undefined
  readonly documentDate: IsoDate
  readonly postingDate?: IsoDate | undefined
  readonly dueDate?: IsoDate | undefined
  readonly valueDate?: IsoDate | undefined
  readonly amountMinor: number
  readonly originalMinor?: number | undefined
  readonly currency?: string | undefined
  readonly rate?: string | undefined
  readonly taxMinor?: number | undefined
  readonly reference?: string | undefined
  readonly description?: string | undefined
  readonly externalRef?: string | undefined
  readonly branchCode?: string | undefined
  readonly method?: string | undefined
  readonly installments?:
    | readonly { readonly dueOn: IsoDate; readonly amountMinor: number }[]
    | undefined
  readonly allocateTo?:
    | readonly { readonly documentNo: string; readonly amountMinor: number | null }[]
    | undefined
}

export interface ImportedCustomer {
  readonly row: number
  readonly code: string
  readonly name: string
  /** Fields of the card the file states; absent ones stay as they are. */
  readonly fields: Readonly<
    Record<string, string | number | Readonly<Record<string, string>> | null>
  >
  readonly parentCode?: string | undefined
}

export interface ImportedRate {
  readonly row: number
  readonly currency: string
  readonly date: IsoDate
  readonly rate: string
}

/** A fact about one row: what is wrong, where, and with which value. */
export interface RowProblem {
  readonly row: number | null
  readonly column: string
  readonly code: string
  readonly value: string | null
  readonly params: Readonly<Record<string, string | number | boolean | null>>
}

export type RowState = 'new' | 'update' | 'unchanged' | 'error'

/** What became (or would become) of each row. */
export interface Outcome {
  readonly states: ReadonlyMap<number, RowState>
  readonly changes: ReadonlyMap<
    number,
    readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[]
  >
  readonly problems: readonly RowProblem[]
  readonly totals: Readonly<Record<string, { debitMinor: number; creditMinor: number }>>
  /** Refused rows had an effect on others: without them the rest may come out otherwise. */
  readonly leavesTraces: boolean
}
