/** Where the focus of a grid stands, and what a screen may ask about its rows. */
import type { CellFocusedEvent, FirstDataRenderedEvent, GridApi, IRowNode } from 'ag-grid-community'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import type { GridRow } from './grid-coldefs.tsx'
import { comeBack, focusCell, remember, showRow, takeFocus } from './grid-focus.ts'
import type { SaldoGridProps } from './grid-props.ts'
import { holdKeys } from './held-keys.ts'
import { useKeptFocus } from './kept-focus.ts'

export function useGridPlaces<Row>(
  api: GridApi<GridRow<Row>> | null,
  latest: RefObject<SaldoGridProps<Row>>,
  memory: string | undefined,
  isStored: boolean,
  frame: RefObject<HTMLElement | null>,
  isEmpty: boolean,
) {
  const kept = useKeptFocus(api, frame)
  // Asked for while no row is there yet: from which element, so that who has gone on is left alone.
  const wantsFocus = useRef<{ readonly from: Element | null; readonly done: () => void }>(null)
  const empty = useRef(isEmpty)
  useLayoutEffect(() => {
    empty.current = isEmpty
  })
  const want = useCallback(
    (holdsKeys: boolean) => {
      if (hasRows(api)) return focusCell(api, memory, kept.rowId())
      const { promise, resolve: done } = Promise.withResolvers<undefined>()
      wantsFocus.current?.done()
      wantsFocus.current = { from: document.activeElement, done: () => done(undefined) }
      if (holdsKeys && !empty.current) holdKeys(promise)
    },
    [api, memory, kept],
  )
  /** A screen gives its grid the focus; keys go where a person sends them meanwhile. */
  const focusGrid = useCallback(() => want(false), [want])
  /** A person goes into the grid: what she presses before the rows come is for them. */
  const enterGrid = useCallback(() => want(true), [want])
  useEffect(() => () => wantsFocus.current?.done(), [])
  /** Rows may have come: gives the focus that was asked for; whether one was. */
  const giveFocus = useCallback(
    (grid: GridApi<GridRow<Row>>): boolean => {
      const wanted = wantsFocus.current
      if (wanted === null || !hasRows(grid)) return false
      wantsFocus.current = null
      const isStillThere = wanted.from === document.activeElement
      if (isStillThere) focusCell(grid, memory)
      // The cell itself can be drawn a moment later, and takes the focus then.
      if (isStillThere && wanted.from === document.activeElement)
        frame.current?.addEventListener('focusin', wanted.done, { once: true })
      else wanted.done()
      return isStillThere
    },
    [memory, frame],
  )
  useEffect(() => {
    if (!api) return
    const onModel = () => {
      if (!api.isDestroyed()) giveFocus(api)
    }
    api.addEventListener('modelUpdated', onModel)
    return () => {
      if (!api.isDestroyed()) api.removeEventListener('modelUpdated', onModel)
    }
  }, [api, giveFocus])
  useEffect(() => {
    // Nothing came: the keys go where the focus is.
    if (isEmpty) wantsFocus.current?.done()
  }, [isEmpty])
  // Asked for before the grid stands: the rows can be there first, when they were shown before.
  const wantedRow = useRef<string | null>(null)
  const focusRow = useCallback(
    (id: string) => {
      if (api !== null) return showRow(api, id)
      const { rows: known, rowId } = latest.current
      if (known?.some((one) => rowId(one) === id) !== true) return false
      wantedRow.current = id
      return true
    },
    [api, latest],
  )
  const shownRows = useCallback(() => {
    const left: Row[] = []
    const take = ({ data: one }: IRowNode<GridRow<Row>>) => {
      if (one?.kind === 'row') left.push(one.row)
    }
    if (isStored) api?.forEachNode(take)
    else api?.forEachNodeAfterFilterAndSort(take)
    return left
  }, [api, isStored])
  const focusedRow = useCallback(() => {
    const at = api?.getFocusedCell()
    const one = at && !at.rowPinned ? api?.getDisplayedRowAtIndex(at.rowIndex)?.data : undefined
    return one?.kind === 'row' ? one.row : null
  }, [api])
  // The event's own api: the first rows can come before this component knows of it.
  const onFirstData = useCallback(
    ({ api: grid }: FirstDataRenderedEvent<GridRow<Row>>) => {
      const wanted = wantedRow.current
      wantedRow.current = null
      if (wanted !== null && showRow(grid, wanted)) return
      if (giveFocus(grid)) return
      if (latest.current.takesFocus === true) takeFocus(grid, memory)
      else if (memory !== undefined) comeBack(grid, memory)
    },
    [latest, memory, giveFocus],
  )

  const onFocused = useCallback(
    ({ rowIndex, column, rowPinned, api: grid }: CellFocusedEvent<GridRow<Row>>) => {
      const columnId = typeof column === 'object' && column !== null ? column.getColId() : ''
      const one =
        rowIndex === null || rowPinned ? undefined : grid.getDisplayedRowAtIndex(rowIndex)?.data
      if (one?.kind !== 'row') return
      if (memory !== undefined) remember(grid, memory, latest.current.rowId(one.row), columnId)
      latest.current.onFocusRow?.(one.row, columnId)
    },
    [latest, memory],
  )

  return useMemo(
    () => ({
      focus: focusGrid,
      enter: enterGrid,
      focusRow,
      focusedRow,
      shownRows,
      onFirstData,
      onFocused,
    }),
    [focusGrid, enterGrid, focusRow, focusedRow, shownRows, onFirstData, onFocused],
  )
}

/** Rows of a database that are still to come have a place and no data. */
function hasRows<Row>(api: GridApi<GridRow<Row>> | null): api is GridApi<GridRow<Row>> {
  return api?.getDisplayedRowAtIndex(0)?.data !== undefined
}
