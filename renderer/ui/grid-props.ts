/** What a screen gives to a grid, and what it may ask of it. */
import type { ReactNode, Ref } from 'react'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { GridColumn } from './grid-columns.ts'
import type { GridSource } from './grid-infinite.ts'
import type { TotalRow } from './grid-totals.ts'
import type { GridView } from './grid-view.ts'
import type { Trouble } from './states.tsx'
import type { CellActsProps } from './cell-acts.ts'

/** How a row as a whole may look. */
export const ROW_TONES = ['danger', 'disputed', 'warn', 'muted', 'ticked'] as const

export interface SaldoGridHandle<Row = never> {
  /** Puts the focus into the grid: where it was, or on the first cell. */
  readonly focus: () => void
  /** Shows a row and puts the focus on it; false while it is not there. */
  readonly focusRow: (rowId: string) => boolean
  /** The row with the focus this very moment: `onFocusRow` comes a moment after a key. */
  readonly focusedRow: () => Row | null
  /** The rows as filtered and sorted on screen. */
  readonly shownRows: () => readonly Row[]
  /** Filters a column to what a row shows in it. */
  readonly filterTo: (columnId: string, rowId: string) => void
  /** Leaves out what a row shows in a column, besides what was left out before. */
  readonly exclude: (columnId: string, rowId: string) => void
  /** Opens the filter of a column, or of the focused one. */
  readonly openFilter: (columnId?: string) => void
  /** Shows the filter row and goes into it, or takes it and its room away. */
  readonly toggleFilterRow: () => void
  /** Opens or closes the group that the focus is on or in. */
  readonly toggleGroup: (open: boolean) => void
  readonly closeGroups: () => void
  readonly openGroups: () => void
  readonly clearFilters: () => void
}

export interface SaldoGridProps<Row> extends CellActsProps<Row> {
  /** Accessible name, such as "Customers". */
  readonly label: string
  /** Keep its identity between renders. */
  readonly columns: readonly GridColumn<Row>[]
  /** Undefined while nothing has come yet, and when there is a `source`. */
  readonly rows: readonly Row[] | undefined
  /** How many there are where `rows` are only the first of them: their total says so. */
  readonly rowsInAll?: number | undefined
  /** For more than 100,000 rows: they stay in the database, which sorts, filters and adds up. */
  readonly source?: GridSource<Row> | undefined
  readonly onSourceFailed?: (error: unknown) => void
  /** Columns that the source can sort by; all of them by default. */
  readonly sortable?: (column: GridColumn<Row>) => boolean
  /** Columns, sort, filters and groups when the screen holds them, as saved views do. */
  readonly view?: GridView
  /** What `t`, `-3` and "this month" count from in filters of days; the device's day by default. */
  readonly today?: IsoDate
  /** The day the figures are of: an export says so. */
  readonly asOf?: IsoDate | undefined
  /** The screen has a command that exports it. */
  readonly hasOwnExport?: boolean
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
  /** Rows that stay whatever is filtered, while at least one other row passes; keep its identity. */
  readonly stays?: (row: Row) => boolean
  readonly rowTone?: (row: Row) => (typeof ROW_TONES)[number] | null
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
