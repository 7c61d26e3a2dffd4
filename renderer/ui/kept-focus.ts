/**
 * The focus of a grid stays on its row when rows are sorted, filtered or fetched anew. AG Grid keeps
 * the number of the row, which is another row then.
 */
import type { GridApi } from 'ag-grid-community'
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import { goToCell } from './grid-focus.ts'

export interface KeptFocus {
  /** The row that had the focus last. */
  readonly rowId: () => string | undefined
}

interface Place {
  /** A row that is still to come from the database has a number and no id yet. */
  readonly rowId: string | null
  readonly index: number
  readonly columnId: string | null
}

export function useKeptFocus<Data>(
  api: GridApi<Data> | null,
  frame: RefObject<HTMLElement | null>,
): KeptFocus {
  const last = useRef<Place | null>(null)
  /** The focus was in the grid last: when its cell is taken away it falls to the page. */
  const isInside = useRef(false)
  useEffect(() => {
    const element = frame.current
    let isPointed = false
    const onPointer = () => {
      isPointed = true
    }
    // By the page's own event: the grid tells of its focus a moment later, when rows may have moved.
    const onFocus = ({ target }: FocusEvent) => {
      const cell = target instanceof Element ? target.closest('[role=gridcell]') : null
      const row = cell?.closest('[role=row]')
      const [rowId, index] = [row?.getAttribute('row-id') || null, row?.getAttribute('row-index')]
      if (!index || !/^\d+$/.test(index)) return
      // The grid gives the focus back by number after rows moved: nobody went to that other row.
      const known = last.current?.index === Number(index) ? last.current.rowId : null
      const isMoved = known !== null && known !== rowId
      if (isMoved && !isPointed) return
      isPointed = false
      const columnId = cell?.getAttribute('col-id') ?? null
      last.current = { rowId, index: Number(index), columnId }
    }
    const onAnyFocus = ({ target }: FocusEvent) => {
      isInside.current = target instanceof Node && element?.contains(target) === true
    }
    document.addEventListener('focusin', onAnyFocus, { capture: true })
    element?.addEventListener('pointerdown', onPointer, { capture: true })
    element?.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('focusin', onAnyFocus, { capture: true })
      element?.removeEventListener('pointerdown', onPointer, { capture: true })
      element?.removeEventListener('focusin', onFocus)
    }
  }, [frame])
  useEffect(() => {
    if (!api) return
    const onModel = () => {
      // The grid tells of it in a timer, when the screen may have gone.
      if (api.isDestroyed()) return
      const before = last.current
      if (before === null || !isInside.current || api.getDisplayedRowCount() === 0) return
      const now = document.activeElement
      // Who has gone on to a heading or a field of the grid keeps the focus there.
      const isHere = now?.getAttribute('role') === 'gridcell'
      if (now !== document.body && !isHere) return
      const at = api.getFocusedCell()
      const shown = api.getAllDisplayedColumns()
      const known = at?.column ?? api.getColumn(before.columnId ?? '')
      const column = known && shown.includes(known) ? known : shown[0]
      const index = before.rowId === null ? null : api.getRowNode(before.rowId)?.rowIndex
      // A row that is gone leaves the focus to the one in its place, when it took it along.
      if (column === undefined || at?.rowPinned || (typeof index !== 'number' && isHere)) return
      const to =
        typeof index === 'number' ? index : Math.min(before.index, api.getDisplayedRowCount() - 1)
      if (isHere && to === at?.rowIndex) return
      goToCell(api, to, column.getColId())
    }
    for (const name of MOVES) api.addEventListener(name, onModel)
    return () => {
      if (!api.isDestroyed()) for (const name of MOVES) api.removeEventListener(name, onModel)
    }
  }, [api])
  return useMemo(() => ({ rowId: () => last.current?.rowId ?? undefined }), [])
}

/** Rows or columns are other ones, or elsewhere. */
const MOVES = ['modelUpdated', 'displayedColumnsChanged'] as const
