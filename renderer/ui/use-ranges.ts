/**
 * Choosing cells by mouse and keys, painting them, and asking for their figures.
 *
 * The focus stays on the cell where a range began, as in a spreadsheet; moving it by plain arrows or
 * a plain click lets go of the ranges. They are painted by a cell class of ours, over the rendered
 * rows only, and read to assistive software as selected cells.
 */
import type { CellClassParams, GridApi, IRowNode } from 'ag-grid-community'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import type { GridColumn } from './grid-columns.ts'
import { goToCell } from './grid-focus.ts'
import type { RowOrder } from './grid-order.ts'
import {
  extendedTo,
  isChosen,
  NO_RANGES,
  roughCount,
  withCell,
  type Cell,
  type Order,
  type Ranges,
} from './grid-range.ts'
import { focusAfterKey, letsGo, rangeAfterKey } from './grid-range-keys.ts'
import { sumRanges, type SelectionSums } from './grid-sums.ts'
import { SumsDesk } from './grid-sums-store.ts'
import type { SayText } from './language.tsx'
import { dragBeyond } from './grid-drag.ts'

/** The cell class of a chosen cell; SaldoGrid.module.css draws it. */
export const CHOSEN = 'saldo-chosen'
const ROWS_PER_STEP = 500
/** Above this the figures are of the loaded rows alone, and say how many are not. */
const CELLS_ASKED_MAX = 500_000
/** Changes of rows, order or columns: what is chosen is looked at anew. */
const MOVES = ['modelUpdated', 'displayedColumnsChanged'] as const

export interface GridRanges<Data, Row> {
  readonly now: () => Ranges
  readonly set: (ranges: Ranges) => void
  readonly order: () => RowOrder<Row> | null
  /** The cell with the focus, unless it is in a total row. */
  readonly focused: () => Cell | null
  readonly isChosen: (params: CellClassParams<Data>) => boolean
  /** True when the key was for a range. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

export function useRanges<Data, Row>({
  api,
  frameRef,
  columns,
  orderOf,
  idOf,
  say,
  sumsOfAll,
  onFailed,
  question,
}: {
  readonly api: GridApi<Data> | null
  readonly frameRef: RefObject<HTMLElement | null>
  readonly columns: readonly GridColumn<Row>[]
  readonly orderOf: (api: GridApi<Data>, known: ReadonlySet<string>) => RowOrder<Row>
  /** The id a node has in that order; null for pinned rows. Both keep their identity. */
  readonly idOf: (node: IRowNode) => string | null
  readonly say: SayText
  /** Figures of chosen rows that are not in the page, asked of where they are. */
  readonly sumsOfAll?:
    | ((ranges: Ranges, order: RowOrder<Row>) => Promise<SelectionSums>)
    | undefined
  readonly onFailed?: ((error: unknown) => void) | undefined
  readonly question?: object | undefined
}): GridRanges<Data, Row> {
  const state = useRef<Ranges>(NO_RANGES)
  const known = useRef<RowOrder<Row> | null>(null)
  const desk = useMemo(() => new SumsDesk(), [])
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const latest = useRef({ byId, say, sumsOfAll, onFailed })
  useLayoutEffect(() => {
    latest.current = { byId, say, sumsOfAll, onFailed }
    known.current = null
  })

  const order = useCallback(() => {
    if (!api || api.isDestroyed()) return null
    known.current ??= orderOf(api, new Set(latest.current.byId.keys()))
    return known.current
  }, [api, orderOf])

  const sum = useCallback(() => {
    const now = order()
    const { list } = state.current
    if (list.length === 0 || now === null) return desk.clear()
    const { byId, say, sumsOfAll, onFailed } = latest.current
    const ranges = state.current
    desk.show(
      roughCount(ranges),
      sumRanges(ranges, now, byId, say, ROWS_PER_STEP),
      sumsOfAll && roughCount(ranges) <= CELLS_ASKED_MAX ? () => sumsOfAll(ranges, now) : null,
      (error) => onFailed?.(error),
    )
  }, [desk, order])
  const tell = useCallback(() => {
    const cells = frameRef.current?.querySelectorAll('[role=gridcell]') ?? []
    const isAny = state.current.list.length > 0
    for (const cell of cells)
      if (isAny) cell.setAttribute('aria-selected', String(cell.classList.contains(CHOSEN)))
      else cell.removeAttribute('aria-selected')
  }, [frameRef])
  const set = useCallback(
    (ranges: Ranges) => {
      if (ranges === state.current || (ranges.list.length === 0 && state.current.list.length === 0))
        return
      state.current = ranges
      api?.refreshCells({ force: true, suppressFlash: true })
      tell()
      sum()
    },
    [api, sum, tell],
  )

  useEffect(() => {
    if (!api) return
    api.setGridAriaProperty('multiselectable', 'true')
    const onMoved = () => {
      known.current = null
      if (state.current.list.length > 0) sum()
    }
    for (const name of MOVES) api.addEventListener(name, onMoved)
    api.addEventListener('bodyScrollEnd', tell)
    return () => {
      desk.clear()
      if (api.isDestroyed()) return
      for (const name of MOVES) api.removeEventListener(name, onMoved)
      api.removeEventListener('bodyScrollEnd', tell)
    }
  }, [api, desk, sum, tell])

  // Rows known by their numbers are other rows when something else is asked.
  useEffect(() => {
    if (question !== undefined) set(NO_RANGES)
  }, [question, set])

  const focused = useCallback((): Cell | null => {
    const at = api?.getFocusedCell()
    const now = order()
    if (!at || at.rowPinned || !now || at.rowIndex >= now.rowCount) return null
    return { rowId: now.rowIdAt(at.rowIndex), columnId: at.column.getColId() }
  }, [api, order])

  const anchor = useRef<Cell | null>(null)
  const drag = useCallback(
    (to: Cell) => {
      const now = order()
      const from = anchor.current
      if (!now || !from) return
      const { head, list } = state.current
      const isAtHead = head?.rowId === to.rowId && head.columnId === to.columnId
      const isStart = list.length === 0 && from.rowId === to.rowId && from.columnId === to.columnId
      if (!isAtHead && !isStart) set(extendedTo(state.current, now, from, to))
    },
    [order, set],
  )
  // Listened to by ourselves: the grid tells of the mouse a moment later, when a key may have followed.
  useEffect(() => {
    const frame = frameRef.current
    if (!frame || !api) return
    // The grid moves the focus before it hears of the mouse: Shift reaches from where it was.
    let before: Cell | null = null
    const onPointer = () => {
      before = focused()
    }
    const onDown = (event: MouseEvent) => {
      const now = order()
      const cell = now && cellAt(event.target, now)
      if (!now || !cell) return
      if (event.button === 2) {
        if (!isChosen(state.current, cell.rowId, cell.columnId)) set(NO_RANGES)
        return
      }
      const isAdding = event.ctrlKey || event.metaKey
      if (event.button !== 0 || (isAdding && event.shiftKey)) return
      const from = before
      if (event.shiftKey) {
        set(extendedTo(state.current, now, state.current.anchor ?? from ?? cell, cell))
        return
      }
      const isFirst = isAdding && state.current.list.length === 0 && from !== null
      if (isAdding)
        set(withCell(isFirst ? withCell(NO_RANGES, now, from) : state.current, now, cell))
      else set(NO_RANGES)
      anchor.current = cell
      dragBeyond(
        api,
        frame,
        () => state.current.head ?? cell,
        now,
        drag,
        () => {
          anchor.current = null
        },
      )
    }
    const onOver = (event: MouseEvent) => {
      const now = order()
      if (anchor.current === null || event.buttons !== 1 || !now) return
      const cell = cellAt(event.target, now)
      if (cell) drag(cell)
    }
    frame.addEventListener('pointerdown', onPointer, { capture: true })
    frame.addEventListener('mousedown', onDown, { capture: true })
    frame.addEventListener('mouseover', onOver)
    return () => {
      frame.removeEventListener('pointerdown', onPointer, { capture: true })
      frame.removeEventListener('mousedown', onDown, { capture: true })
      frame.removeEventListener('mouseover', onOver)
    }
  }, [api, frameRef, order, focused, set, drag])

  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const now = order()
      const at = focused()
      if (!api || !now) return false
      if (event.key === 'Escape' && state.current.list.length > 0) {
        set(NO_RANGES)
        return true
      }
      const next = at === null ? null : rangeAfterKey(event, state.current, now, at, pageOf(api))
      if (next === null) {
        if (letsGo(event)) set(NO_RANGES)
        const to = at === null ? null : focusAfterKey(event, now, at)
        if (to === null) return false
        goToCell(api, now.indexOf(to.rowId), to.columnId)
        return true
      }
      set(next)
      if (event.key !== ' ' && next.head && event.key.length > 1) {
        api.ensureIndexVisible(now.indexOf(next.head.rowId))
        api.ensureColumnVisible(next.head.columnId)
      }
      return true
    },
    [api, order, focused, set],
  )
  const isChosenHere = useCallback(
    ({ node, column }: CellClassParams<Data>) => {
      if (state.current.list.length === 0) return false
      const rowId = idOf(node)
      return rowId !== null && isChosen(state.current, rowId, column.getColId())
    },
    [idOf],
  )
  return useMemo(
    () => ({
      now: () => state.current,
      set,
      order,
      focused,
      isChosen: isChosenHere,
      onKey,
    }),
    [set, order, focused, isChosenHere, onKey],
  )
}

/** The cell of a data row that an element lies in; total rows have other numbers. */
function cellAt(target: EventTarget | null, order: Order): Cell | null {
  const element = target instanceof Element ? target.closest('[role=gridcell]') : null
  const index = element?.closest('[role=row]')?.getAttribute('row-index') ?? ''
  const columnId = element?.getAttribute('col-id') ?? ''
  return /^\d+$/.test(index) && order.columnIds.includes(columnId)
    ? { rowId: order.rowIdAt(Number(index)), columnId }
    : null
}

/** Rows of one screenful. */
function pageOf<Data>(api: GridApi<Data>): number {
  const { top, bottom } = api.getVerticalPixelRange()
  const height = api.getDisplayedRowAtIndex(api.getFirstDisplayedRowIndex())?.rowHeight ?? 30
  return Math.max(1, Math.floor((bottom - top) / height) - 1)
}
