/** What a screen may ask of its grid: where the focus stands, and to put it somewhere. */
import type { GridApi } from 'ag-grid-community'
import { useCallback, useImperativeHandle, useRef, type Ref, type RefObject } from 'react'
import type { GridRow } from './grid-coldefs.tsx'
import { focusCell, showRow } from './grid-focus.ts'
import type { SaldoGridHandle, SaldoGridProps } from './grid-props.ts'

export function useGridHandle<Row>(
  ref: Ref<SaldoGridHandle<Row>> | undefined,
  api: GridApi<GridRow<Row>> | null,
  latest: RefObject<SaldoGridProps<Row>>,
  memory: string | undefined,
): { readonly focusGrid: () => void; readonly takeWanted: () => string | null } {
  const focusGrid = useCallback(() => {
    if (api) focusCell(api, memory)
  }, [api, memory])
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
    api?.forEachNodeAfterFilterAndSort(({ data: one }) => {
      if (one?.kind === 'row') left.push(one.row)
    })
    return left
  }, [api])
  const focusedRow = useCallback(() => {
    const at = api?.getFocusedCell()
    const one = at && !at.rowPinned ? api?.getDisplayedRowAtIndex(at.rowIndex)?.data : undefined
    return one?.kind === 'row' ? one.row : null
  }, [api])
  useImperativeHandle(ref, () => ({ focus: focusGrid, focusRow, focusedRow, shownRows }), [
    focusGrid,
    focusRow,
    focusedRow,
    shownRows,
  ])
  const takeWanted = useCallback(() => {
    const wanted = wantedRow.current
    wantedRow.current = null
    return wanted
  }, [])
  return { focusGrid, takeWanted }
}
