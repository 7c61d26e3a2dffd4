/** Dragging a range beyond the edge of the grid: rows scroll along, faster the further out. */
import type { GridApi } from 'ag-grid-community'
import type { Cell, Order } from './grid-range.ts'

const EVERY_MS = 50
/** Px outside for each further row of a step. */
const PX_PER_ROW = 24

/** Follows the pointer until the button is released; `onMove` gets the row the range now ends at. */
export function dragBeyond<Data>(
  api: GridApi<Data>,
  frame: HTMLElement | null,
  headNow: () => Cell,
  order: Order,
  onMove: (to: Cell) => void,
  onEnd: () => void,
): void {
  let beyond = 0
  const timer = setInterval(() => {
    if (beyond === 0 || api.isDestroyed()) return
    const head = headNow()
    const step = Math.sign(beyond) * (1 + Math.floor(Math.abs(beyond) / PX_PER_ROW))
    const index = Math.max(0, Math.min(order.rowCount - 1, order.indexOf(head.rowId) + step))
    api.ensureIndexVisible(index)
    onMove({ rowId: order.rowIdAt(index), columnId: head.columnId })
  }, EVERY_MS)
  const onPointer = ({ buttons, clientY }: MouseEvent) => {
    // The button may have been released before this began to listen.
    if (buttons !== 1) return stop()
    const box = frame?.getBoundingClientRect()
    beyond =
      box === undefined
        ? 0
        : clientY > box.bottom
          ? clientY - box.bottom
          : clientY < box.top
            ? clientY - box.top
            : 0
  }
  function stop() {
    clearInterval(timer)
    window.removeEventListener('mousemove', onPointer)
    window.removeEventListener('mouseup', stop)
    onEnd()
  }
  window.addEventListener('mousemove', onPointer)
  window.addEventListener('mouseup', stop)
}
