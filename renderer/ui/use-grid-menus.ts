/** The menus of a cell and of a heading: which is open, and what it offers there. */
import type { GridApi } from 'ag-grid-community'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { cellText, type GridColumn } from './grid-columns.ts'
import { cellMenu, headMenu, type HeadActs, type ValueFilters } from './grid-menus.ts'
import { blockOf } from './grid-range.ts'
import { useGridSettings } from './grid-settings.tsx'
import type { OpenMenu } from './GridMenu.tsx'
import { useFormat, useText } from './language.tsx'
import type { GridEditing } from './use-edit-batches.ts'
import type { CellActsProps } from './cell-acts.ts'
import type { GridRanges } from './use-ranges.ts'

export function useGridMenus<Data, Row>({
  api,
  columns,
  headOf,
  heads,
  acts,
  editing,
  filtersOf,
  ranges,
  copy,
  openEditor,
  fetchRows,
  onFailed,
}: {
  readonly api: GridApi<Data> | null
  readonly columns: readonly GridColumn<Row>[]
  readonly headOf: (column: GridColumn<Row>) => string
  readonly heads: HeadActs
  readonly acts: RefObject<CellActsProps<Row> & { onOpen?: (row: Row, columnId: string) => void }>
  readonly editing: GridEditing<Row> | undefined
  readonly filtersOf?: (column: GridColumn<Row>, row: Row) => ValueFilters
  readonly ranges: GridRanges<Data, Row>
  readonly copy: (withHeads: boolean) => void
  /** Opens the field over a cell. */
  readonly openEditor: (cell: Element) => boolean
  /** Rows that stay in the database, where they do. */
  readonly fetchRows?: (rows: readonly number[]) => Promise<readonly Row[]>
  readonly onFailed?: (error: unknown) => void
}) {
  const say = useText()
  const format = useFormat()
  const { elsewhere } = useGridSettings()
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const openCellMenu = useCallback(
    (row: Row, columnId: string, x: number, y: number) => {
      const column = columns.find(({ id }) => id === columnId)
      if (!column) return
      const { onOpen, onOpenNew, opensPage, onExportSelection, cellMenu: more } = acts.current
      const open = onOpen && (() => onOpen(row, columnId))
      const text = cellText(column, row, say, format)
      const chosen = async () => {
        const order = ranges.order()
        const block = order && blockOf(ranges.now(), order)
        if (!order || !block) return { rows: [row], columnIds: [columnId] }
        const known = block.rows.map((at) => order.rowAt(at))
        const isAsked = fetchRows !== undefined && known.includes(undefined)
        const rows = isAsked ? await fetchRows(block.rows) : known.flatMap((one) => one ?? [])
        return { rows, columnIds: block.columnIds }
      }
      const element = document.activeElement
      setMenu({
        label: say('cellMenu.cell', { column: headOf(column) }),
        x,
        y,
        items: cellMenu(
          {
            copy,
            filter: filtersOf && { text, ...filtersOf(column, row) },
            open,
            openNew: onOpenNew
              ? () => onOpenNew(row, columnId)
              : opensPage === true && open && elsewhere
                ? () => elsewhere(open)
                : undefined,
            edit:
              editing && column.edit && element
                ? () => void setTimeout(() => openEditor(element))
                : undefined,
            exportSelection:
              onExportSelection && (() => void chosen().then(onExportSelection, onFailed)),
            more: more?.(row, columnId) ?? [],
          },
          say,
        ),
      })
    },
    [
      columns,
      acts,
      say,
      format,
      headOf,
      copy,
      ranges,
      editing,
      openEditor,
      filtersOf,
      fetchRows,
      onFailed,
      elsewhere,
    ],
  )
  const openHeadMenu = useCallback(
    (columnId: string, x: number, y: number) => {
      const column = columns.find(({ id }) => id === columnId)
      if (!api || !column) return
      const items = headMenu(api, columnId, heads, say)
      setMenu({ label: say('cellMenu.head', { column: headOf(column) }), x, y, items })
    },
    [api, columns, heads, say, headOf],
  )
  // The row that has the focus while a menu is open: what is chosen there may move it.
  const rowId = useRef<string | undefined>(undefined)
  const isOpen = menu !== null
  useEffect(() => {
    const at = isOpen ? api?.getFocusedCell() : null
    rowId.current = at && !at.rowPinned ? api?.getDisplayedRowAtIndex(at.rowIndex)?.id : undefined
  }, [api, isOpen])
  const closeMenu = useCallback(() => {
    const node = rowId.current === undefined ? undefined : api?.getRowNode(rowId.current)
    setMenu(null)
    const at = api?.getFocusedCell()
    const element = document.activeElement
    const isFree = element === document.body || element?.closest('[role=menu]') !== null
    if (!at || !isFree) return
    const index = at.rowPinned ? at.rowIndex : (node?.rowIndex ?? at.rowIndex)
    api?.setFocusedCell(index, at.column, at.rowPinned)
  }, [api])

  return { menu, openCellMenu, openHeadMenu, closeMenu }
}
