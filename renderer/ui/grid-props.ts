/** What a screen gives to a grid, and what it may ask of it. */
import type { ReactNode, Ref } from 'react'
import type { GridColumn } from './grid-columns.ts'
import type { TotalRow } from './grid-totals.ts'
import type { Trouble } from './states.tsx'
import type { CellActsProps } from './use-grid-tools.tsx'

export interface SaldoGridHandle<Row = never> {
  /** Puts the focus into the grid: where it was, or on the first cell. */
  readonly focus: () => void
  /** Shows a row and puts the focus on it; false while it is not there. */
  readonly focusRow: (rowId: string) => boolean
  /** The row with the focus this very moment: `onFocusRow` comes a moment after a key. */
  readonly focusedRow: () => Row | null
  /** The rows as filtered and sorted on screen. */
  readonly shownRows: () => readonly Row[]
}

export interface SaldoGridProps<Row> extends CellActsProps<Row> {
  /** Accessible name, such as "Customers". */
  readonly label: string
  /** Keep its identity between renders. */
  readonly columns: readonly GridColumn<Row>[]
  /** Undefined while nothing has come yet. */
  readonly rows: readonly Row[] | undefined
  readonly rowId: (row: Row) => string
  readonly filter?: string
  readonly onClearFilter?: () => void
  readonly empty: ReactNode
  readonly trouble?: Trouble | null
  readonly onRetry?: () => void
  /** When the rows on screen were fetched: shown when a refetch failed. */
  readonly rowsSince?: string
  /** Enter or double click. */
  readonly onOpen?: (row: Row, columnId: string) => void
  /** Space. */
  readonly onPeek?: (row: Row) => void
  readonly onFocusRow?: (row: Row | null, columnId: string) => void
  /** Further single keys on the focused row, by the character typed. */
  readonly onKey?: Readonly<Record<string, (row: Row, columnId: string) => void>>
  /** Rows that the filter leaves. */
  readonly onShown?: (count: number) => void
  /** Other totals than per currency over money columns with `total`. */
  readonly totals?: (rows: readonly Row[]) => readonly TotalRow[]
  readonly rowTone?: (row: Row) => 'danger' | 'disputed' | 'warn' | 'muted' | null
  /** First order of the rows; keep its identity. */
  readonly sortBy?: { readonly columnId: string; readonly descending?: boolean }
  /** Focus and scroll are kept under this name and come back with the screen. */
  readonly memory?: string
  /** Takes the focus once its first rows are there. */
  readonly takesFocus?: boolean
  /** Row height in px, without the text scale. */
  readonly rowHeight?: number
  readonly scale?: number
  readonly ref?: Ref<SaldoGridHandle<Row>>
}
