import type { MenuItem } from './GridMenu.tsx'
import type { GridEditing } from './use-edit-batches.ts'

/** What a screen may ask to be told of the cells; all of it is optional. */
export interface CellActsProps<Row> {
  /** Makes the cells of columns with `edit` changeable: typing edits, so single keys act no more. */
  readonly editing?: GridEditing<Row> | undefined
  /** Opens the row in a window or tab of its own: Shift+Enter, Ctrl+Shift+click, cell menu. */
  readonly onOpenNew?: (row: Row, columnId: string) => void
  /** `onOpen` goes to another page: "open in new window" goes there too. */
  readonly opensPage?: boolean
  /** "Export selection" of the cell menu: the rows and columns that are chosen, as shown. */
  readonly onExportSelection?: (chosen: ChosenCells<Row>) => void
  /** Further entries of the cell menu. */
  readonly cellMenu?: (row: Row, columnId: string) => readonly MenuItem[]
}

export interface ChosenCells<Row> {
  readonly rows: readonly Row[]
  readonly columnIds: readonly string[]
}
