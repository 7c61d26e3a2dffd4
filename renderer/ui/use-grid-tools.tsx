/**
 * Everything a person does with the cells of a grid beside opening them: ranges, figures, copying,
 * editing, menus. One hook for grids whose rows are in the page and for those that page.
 */
import type {
  CellClassParams,
  CellContextMenuEvent,
  CellMouseDownEvent,
  ColDef,
  GridApi,
  IRowNode,
  SuppressKeyboardEventParams,
  TabToNextCellParams,
  CellPosition,
} from 'ag-grid-community'
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent as FrameKeyEvent,
  type MouseEvent as FrameMouseEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import type { Clip } from './clipboard.ts'
import type { CopyWords } from './grid-clipboard.ts'
import { useOfferGrid, type GridActs, type GridTraits, type GridViewActs } from './grid-at-hand.ts'
import type { GridColumn } from './grid-columns.ts'
import { focusCell } from './grid-focus.ts'
import type { HeadActs, ValueFilters } from './grid-menus.ts'
import type { RowOrder } from './grid-order.ts'
import type { Ranges } from './grid-range.ts'
import { useGridSettings } from './grid-settings.tsx'
import type { SelectionSums } from './grid-sums.ts'
import type { CellActsProps } from './cell-acts.ts'
import { CellReason } from './CellReason.tsx'
import { useTips } from './cut-text.ts'
import { GridEditor } from './GridEditor.tsx'
import { GridMenu } from './GridMenu.tsx'
import { holdKeysUntilIn } from './held-keys.ts'
import { useText } from './language.tsx'
import { PasteBar } from './PasteBar.tsx'
import { useClipboard } from './use-clipboard.ts'
import type { GridEditing } from './use-edit-batches.ts'
import { useEdits } from './use-edits.ts'
import { useGridMenus } from './use-grid-menus.ts'
import { IS_MAC } from './platform.ts'
import { CHOSEN, useRanges } from './use-ranges.ts'

interface Sources<Data, Row> {
  readonly api: GridApi<Data> | null
  readonly frameRef: RefObject<HTMLElement | null>
  readonly columns: readonly GridColumn<Row>[]
  readonly headOf: (column: GridColumn<Row>) => string
  readonly orderOf: (api: GridApi<Data>, known: ReadonlySet<string>) => RowOrder<Row>
  readonly idOf: (node: IRowNode) => string | null
  readonly rowIn: (data: Data | undefined) => Row | undefined
  readonly totalClip: (withHeads: boolean, words: CopyWords<Row>) => Clip | null
  readonly heads: HeadActs
  /** "Show only this" and "leave this out" of the cell menu, where the grid can be filtered. */
  readonly filtersOf?: (column: GridColumn<Row>, row: Row) => ValueFilters
  /** What the rows are an answer to: other rows let go of what was chosen by number. */
  readonly question?: object | undefined
  readonly acts: RefObject<CellActsProps<Row> & { onOpen?: (row: Row, columnId: string) => void }>
  readonly editing: GridEditing<Row> | undefined
  /** Filters and groups, and whether there are any. */
  readonly viewActs?: (GridViewActs & Pick<GridTraits, 'hasFilters' | 'hasGroups'>) | undefined
  readonly canPeek?: boolean
  readonly sumsOfAll?: (ranges: Ranges, order: RowOrder<Row>) => Promise<SelectionSums>
  readonly fetchRows?: (rows: readonly number[]) => Promise<readonly Row[]>
  readonly onFailed?: (error: unknown) => void
}

export interface GridTools<Data> {
  readonly columnDefaults: ColDef<Data>
  /** The text a cell shows instead of its data: a value on its way, or one that was refused. */
  readonly keptText: (node: IRowNode | null | undefined, columnId: string) => string | undefined
  readonly events: {
    readonly onCellMouseDown: (event: CellMouseDownEvent<Data>) => void
    readonly onCellContextMenu: (event: CellContextMenuEvent<Data>) => void
    readonly tabToNextCell: (params: TabToNextCellParams<Data>) => CellPosition | boolean
    readonly preventDefaultOnContextMenu: boolean
  }
  readonly frameEvents: {
    readonly onCopy: (event: ClipboardEvent) => void
    readonly onPaste: (event: ClipboardEvent) => void
    readonly onKeyDown: (event: FrameKeyEvent) => void
    readonly onContextMenu: (event: FrameMouseEvent) => void
  }
  /** A double click edits where it can; true then. */
  readonly onDoubleClick: (event: Event | null | undefined) => boolean
  readonly over: ReactNode
}

const TAKEN = new WeakSet<KeyboardEvent>()

/** True when a key on a cell was for the tools, which have acted on it. */
export function tookKey(event: KeyboardEvent): boolean {
  return TAKEN.has(event)
}

export function useGridTools<Data, Row>(sources: Sources<Data, Row>): GridTools<Data> {
  const { api, frameRef, columns, headOf, idOf, rowIn, acts, editing, viewActs } = sources
  const say = useText()
  const { tabMoves } = useGridSettings()
  const ranges = useRanges({ ...sources, say })
  const clipboard = useClipboard({ ...sources, ranges })
  const edits = useEdits({ api, frameRef, ranges, columns, headOf, editing })
  const { marks } = edits

  const keptText = useCallback(
    (node: IRowNode | null | undefined, columnId: string) =>
      marks.size === 0 || !node ? undefined : (marks.at(idOf(node), columnId)?.text ?? undefined),
    [marks, idOf],
  )

  const { onKey: onEditKey, open: openEditor } = edits
  const { menu, openCellMenu, openHeadMenu, closeMenu } = useGridMenus({
    ...sources,
    ranges,
    copy: clipboard.copy,
    openEditor,
  })

  const actOnKey = useCallback(
    (event: KeyboardEvent): boolean => {
      const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
      const at = api?.getFocusedCell()
      const row =
        at && !at.rowPinned ? rowIn(api?.getDisplayedRowAtIndex(at.rowIndex)?.data) : undefined
      if (isMenu && at && row !== undefined && event.target instanceof Element) {
        const { left, bottom } = event.target.getBoundingClientRect()
        // After this key: the menu takes any key that reaches the window for one to close by.
        holdKeysUntilIn('[role=menu]')
        setTimeout(() => openCellMenu(row, at.column.getColId(), left + 8, bottom))
        return true
      }
      if (clipboard.onKey(event) || ranges.onKey(event) || onEditKey(event)) return true
      const { onOpenNew } = acts.current
      if (event.key !== 'Enter' || !event.shiftKey || !onOpenNew || !at || row === undefined)
        return false
      onOpenNew(row, at.column.getColId())
      return true
    },
    [api, rowIn, openCellMenu, clipboard, ranges, onEditKey, acts],
  )

  // Columns keep their identity: a new definition would lay them out anew.
  const actNow = useRef(actOnKey)
  useLayoutEffect(() => {
    actNow.current = actOnKey
  })
  const columnDefaults = useMemo<ColDef<Data>>(
    () => ({
      cellClassRules: {
        [CHOSEN]: ranges.isChosen,
        'saldo-refused': ({ node, column }: CellClassParams<Data>) =>
          marks.at(idOf(node), column.getColId())?.reason != null,
        'saldo-pending': ({ node, column }: CellClassParams<Data>) =>
          marks.at(idOf(node), column.getColId())?.reason === null,
      },
      // The grid tells of keys a moment later, when their default can be prevented no more.
      suppressKeyboardEvent: ({ event }: SuppressKeyboardEventParams<Data>) => {
        if (event.type === 'keydown' && !TAKEN.has(event) && actNow.current(event)) {
          TAKEN.add(event)
          event.preventDefault()
        }
        // Alt with arrows is history, not the next cell.
        return event.altKey || TAKEN.has(event)
      },
    }),
    [ranges, marks, idOf],
  )
  const press = useCallback<GridActs['press']>(
    ({ key, mod = false, shift = false }) => {
      if (!api) return
      focusCell(api, undefined)
      // Like the key itself, so that both do the same.
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', {
          key,
          ctrlKey: mod && !IS_MAC,
          metaKey: mod && IS_MAC,
          shiftKey: shift,
          bubbles: true,
          cancelable: true,
        }),
      )
    },
    [api],
  )
  useOfferGrid(
    frameRef,
    { press, copy: clipboard.copy, view: viewActs },
    {
      isEditing: editing !== undefined,
      canPeek: sources.canPeek === true,
      hasView: viewActs !== undefined,
      hasFilters: viewActs?.hasFilters === true,
      hasGroups: viewActs?.hasGroups === true,
    },
  )
  useTips(frameRef)
  const events = useMemo<GridTools<Data>['events']>(
    () => ({
      preventDefaultOnContextMenu: true,
      onCellMouseDown: (event) => {
        const mouse = event.event
        const row = rowIn(event.data)
        const isNew =
          mouse instanceof MouseEvent &&
          mouse.button === 0 &&
          mouse.shiftKey &&
          (mouse.ctrlKey || mouse.metaKey)
        if (isNew && row !== undefined) acts.current.onOpenNew?.(row, event.column.getColId())
      },
      onCellContextMenu: ({ data, column, event }) => {
        const row = rowIn(data)
        // Opened by a key it has no place of its own: the key's handler did it.
        if (row !== undefined && event instanceof MouseEvent && event.button === 2)
          openCellMenu(row, column.getColId(), event.clientX, event.clientY)
      },
      tabToNextCell: ({ nextCellPosition }) => (tabMoves ? (nextCellPosition ?? false) : false),
    }),
    [acts, openCellMenu, rowIn, tabMoves],
  )
  const frameEvents = useMemo<GridTools<Data>['frameEvents']>(
    () => ({
      onCopy: clipboard.onCopy,
      onPaste: edits.onPaste,
      onKeyDown: (event) => {
        const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
        const head = headAt(event.target)
        const columnId = head?.getAttribute('col-id')
        if (!isMenu || !head || !columnId) return
        event.preventDefault()
        const { left, bottom } = head.getBoundingClientRect()
        holdKeysUntilIn('[role=menu]')
        setTimeout(() => openHeadMenu(columnId, left + 8, bottom))
      },
      onContextMenu: (event) => {
        const columnId = headAt(event.target)?.getAttribute('col-id')
        if (!columnId) return
        event.preventDefault()
        openHeadMenu(columnId, event.clientX, event.clientY)
      },
    }),
    [clipboard, edits.onPaste, openHeadMenu],
  )

  return {
    columnDefaults,
    keptText,
    events,
    frameEvents,
    onDoubleClick: (event) => {
      const cell = event?.target instanceof Element ? event.target.closest('[role=gridcell]') : null
      const at = ranges.focused()
      const column = columns.find(({ id }) => id === at?.columnId)
      return editing !== undefined && column?.edit !== undefined && cell !== null
        ? openEditor(cell)
        : false
    },
    over: (
      <>
        <CellReason api={api} frameRef={frameRef} marks={marks} idOf={idOf} />
        {edits.editor && (
          <GridEditor
            key={`${edits.editor.rowId} ${edits.editor.columnId}`}
            editor={edits.editor}
            onTake={edits.take}
            onLeave={edits.leave}
            onCancel={edits.cancel}
          />
        )}
        {edits.pasting && (
          <PasteBar count={edits.pasting} onPaste={edits.paste} onCancel={edits.cancelPaste} />
        )}
        <GridMenu menu={menu} onClose={closeMenu} />
      </>
    ),
  }
}

function headAt(target: EventTarget): Element | null {
  return target instanceof Element ? target.closest('[role=columnheader]') : null
}
