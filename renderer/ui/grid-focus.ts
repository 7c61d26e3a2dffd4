/**
 * Where a grid's focus stands, and how it comes back: under a name kept for the life of the page,
 * the focused cell and the row at the top, so that Alt+Left finds the same row at the same place.
 */
import type { GridApi } from 'ag-grid-community'

interface Remembered {
  readonly rowId: string
  readonly columnId: string
  readonly topIndex: number
}

const memories = new Map<string, Remembered>()
/** A row just scrolled to has no cell before the next frame. */
const NEXT_FRAME_MS = 34

export function remember<Row>(
  api: GridApi<Row>,
  name: string,
  rowId: string,
  columnId: string,
): void {
  memories.set(name, { rowId, columnId, topIndex: topOf(api) })
}

/** Keeps the place of the scroll too, for rows left by the mouse wheel. */
export function rememberScroll<Row>(api: GridApi<Row>, name: string): void {
  const known = memories.get(name)
  if (known) memories.set(name, { ...known, topIndex: topOf(api) })
}

/** Scrolls and focuses as it was left; nothing when there is nothing to come back to. */
export function comeBack<Row>(api: GridApi<Row>, name: string): void {
  const remembered = memories.get(name)
  if (!remembered) return
  const indexOf = () => api.getRowNode(remembered.rowId)?.rowIndex
  const rowIndex = indexOf()
  if (typeof rowIndex !== 'number') return
  if (remembered.topIndex < api.getDisplayedRowCount())
    api.ensureIndexVisible(remembered.topIndex, 'top')
  api.ensureIndexVisible(rowIndex)
  setTimeout(() => {
    // Another grid of the screen may have taken the focus by then; it keeps it.
    const isElsewhere = document.activeElement?.closest('[role=grid]') !== null
    if (api.isDestroyed() || isElsewhere || isTaken()) return
    const index = indexOf()
    if (typeof index === 'number') api.setFocusedCell(index, remembered.columnId)
  }, NEXT_FRAME_MS)
}

/** Focuses the row that had the focus last, wherever it stands now; else the remembered one, or the first. */
export function focusCell<Row>(
  api: GridApi<Row>,
  name: string | undefined,
  lastRowId?: string,
): void {
  if (api.getDisplayedRowCount() === 0) return
  const focused = api.getFocusedCell()
  const lastIndex = lastRowId === undefined ? null : api.getRowNode(lastRowId)?.rowIndex
  if (focused && typeof lastIndex === 'number') {
    goToCell(api, lastIndex, focused.column.getColId())
    return
  }
  const remembered = name === undefined ? undefined : memories.get(name)
  const rowIndex = remembered && api.getRowNode(remembered.rowId)?.rowIndex
  if (focused && focused.rowIndex < api.getDisplayedRowCount())
    api.setFocusedCell(focused.rowIndex, focused.column)
  else if (remembered && typeof rowIndex === 'number')
    api.setFocusedCell(rowIndex, remembered.columnId)
  else api.setFocusedCell(0, firstColumn(api))
}

/** Focuses a grid that has just opened: after any other grid of the screen came back. */
export function takeFocus<Row>(api: GridApi<Row>, name: string | undefined): void {
  gone.delete(api)
  setTimeout(() => {
    if (!api.isDestroyed() && !isTaken() && !gone.has(api)) focusCell(api, name)
  }, 2 * NEXT_FRAME_MS)
}

/** Grids in which somebody went to a row meanwhile: a quick key, which wins over the first cell. */
const gone = new WeakSet<object>()

/** Somebody was quicker and types in a field, or opened a dialog or a menu: she keeps the focus. */
function isTaken(): boolean {
  const at = document.activeElement
  if (at === null) return false
  if (at.matches('input, textarea, select')) return true
  const above = at.closest('[role=dialog], [role=alertdialog], [role=menu]')
  return above !== null && above.querySelector('[role=grid]') === null
}

/** Brings a row into view and focuses it; false while it is not there. */
export function showRow<Row>(api: GridApi<Row>, rowId: string): boolean {
  const rowIndex = api.getRowNode(rowId)?.rowIndex
  if (typeof rowIndex !== 'number') return false
  gone.add(api)
  api.ensureIndexVisible(rowIndex, 'middle')
  if (isTaken()) return true
  // At once, so that a quick next key acts on this row.
  api.setFocusedCell(rowIndex, firstColumn(api))
  // A row just scrolled to has no cell before the next frame. Who took the focus since keeps it.
  const before = document.activeElement
  setTimeout(() => {
    const now = document.activeElement
    if (api.isDestroyed() || (now !== before && now !== document.body)) return
    // Rows may have moved since.
    const index = api.getRowNode(rowId)?.rowIndex
    if (typeof index === 'number') api.setFocusedCell(index, firstColumn(api))
  }, NEXT_FRAME_MS)
  return true
}

/** Focuses a cell wherever it is: at once, and again when a row scrolled to has been drawn. */
export function goToCell<Row>(api: GridApi<Row>, rowIndex: number, columnId: string): void {
  api.ensureIndexVisible(rowIndex)
  api.ensureColumnVisible(columnId)
  api.setFocusedCell(rowIndex, columnId)
  const before = document.activeElement
  if (before?.getAttribute('col-id') === columnId) return
  setTimeout(() => {
    const now = document.activeElement
    // Who left the grid meanwhile is let go.
    const isGone = now !== before && now !== document.body && now?.closest('[role=grid]') === null
    if (isGone || isTaken()) return
    const at = api.isDestroyed() ? null : api.getFocusedCell()
    if (at?.rowIndex === rowIndex && at.column.getColId() === columnId)
      api.setFocusedCell(rowIndex, columnId)
  }, NEXT_FRAME_MS)
}

function topOf<Row>(api: GridApi<Row>): number {
  const { top } = api.getVerticalPixelRange()
  let index = Math.max(0, api.getFirstDisplayedRowIndex())
  // The first row drawn lies above the edge: rows are drawn ahead of the scroll.
  while (index < api.getLastDisplayedRowIndex()) {
    const node = api.getDisplayedRowAtIndex(index)
    if (!node || (node.rowTop ?? 0) >= top) break
    index += 1
  }
  return index
}

function firstColumn<Row>(api: GridApi<Row>): string {
  return api.getAllDisplayedColumns()[0]?.getColId() ?? ''
}
