/** What a screen gives to a grid whose rows come in pages, and what it may ask of it. */
import type { ReactNode, Ref } from 'react'
import type { GridColumn } from './grid-columns.ts'
import type { Page } from './paged-rows.ts'
import type { CellActsProps } from './cell-acts.ts'

export type CellTint = 'danger' | 'warn' | 'info'

export interface PagedGridHandle {
  readonly focus: () => void
  /** Scrolls a row into view and puts the focus on one of its cells; answers once it is there. */
  readonly goTo: (index: number, columnId: string) => Promise<void>
}

export interface PagedGridProps<Row> extends CellActsProps<Row> {
  readonly label: string
  /** Keep its identity between renders. */
  readonly columns: readonly GridColumn<Row>[]
  /** A page of rows and how many there are; a new function means other rows. */
  readonly page: Page<Row>
  readonly rowId: (row: Row) => string
  readonly empty: ReactNode
  readonly tint: (row: Row, columnId: string) => CellTint | null
  readonly rowTone: (row: Row) => 'danger' | 'disputed' | 'warn' | null
  readonly onFocusCell: (index: number, row: Row, columnId: string) => void
  /** F2, Enter or a double click on a cell, with the cell on screen. */
  readonly onEdit: (row: Row, columnId: string, cell: Element) => void
  readonly onFailed: (error: unknown) => void
  readonly rowHeight?: number
  readonly scale?: number
  readonly ref?: Ref<PagedGridHandle>
}
