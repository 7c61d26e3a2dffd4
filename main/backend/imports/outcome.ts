/** What became of import rows: faults, states, changes. The rows themselves are as they were parsed. */

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
