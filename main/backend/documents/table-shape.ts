/** The shape of a table to export; written by `table.ts`, which is what features import. */

/**
 * How a workbook computes a total of its column, beside the value we know: `shown` adds up the rows
 * the filter leaves (SUBTOTAL), of the cell's currency where the column mixes several; otherwise a
 * start plus all rows of one column less all of another, whatever is filtered: a balance.
 */
export type Sum =
  | 'shown'
  | { readonly startMinor: number; readonly plus: number; readonly minus: number }

export type TableCell =
  | string
  | null
  | { readonly minor: number; readonly currency: string; readonly sum?: Sum }
  | { readonly day: string }
  | { readonly number: number; readonly sum?: 'shown' }

export interface Table {
  readonly sheet: string
  readonly headings: readonly string[]
  /** Character widths of the columns; a column grows to its totals. */
  readonly widths: readonly number[]
  readonly rows: Iterable<readonly TableCell[]>
  /** Last rows, set apart: totals. A workbook computes those that say how (`sum`); CSV has none. */
  readonly totals: readonly (readonly TableCell[])[]
  /** Column with the currency code of each row, where amounts of several stand in one column. */
  readonly currencyColumn?: number
  /** Columns that stay in sight when scrolling to the right. */
  readonly frozenColumns?: number
}

/** What the workbook says of itself on a last sheet: company, filter, as-of, user, time. */
export interface BookFacts {
  /** Name of that sheet. */
  readonly sheet: string
  readonly rows: readonly (readonly [label: string, value: TableCell])[]
}

/** A table without its rows, which follow in pieces. */
export type SheetHead = Omit<Table, 'rows'>

/** A column of a sheet that is edited and brought back. */
export interface EditColumn {
  /** Its id, in the hidden first row. */
  readonly mark: string
  readonly heading: string
  readonly kind: 'text' | 'amount' | 'number' | 'day'
  readonly locked: boolean
  /** Of all its amounts, or null where each row has its own. */
  readonly currency: string | null
  /** In characters. */
  readonly width: number
  /** What may be typed: one of a list, no negative amount, or anything. */
  readonly allows: readonly string[] | 'not_negative' | null
}

/** A sheet to edit: its rows start with their key. */
export interface EditHead {
  readonly look: 'edit'
  readonly sheet: string
  readonly keyMark: string
  readonly keyHeading: string
  readonly columns: readonly EditColumn[]
  /** Empty rows below the last record, to type new ones into. */
  readonly room: number
}

/** A sheet that only the program reads: text and nothing else. */
export interface MemoryHead {
  readonly look: 'memory'
  readonly sheet: string
  readonly state: 'veryHidden'
}
