/** Which keys choose cells, and what they make of the ranges. */
import {
  everything,
  extendedTo,
  movedHead,
  wholeColumns,
  wholeRows,
  type Cell,
  type Direction,
  type Order,
  type Ranges,
} from './grid-range.ts'

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Keys the grid below must not act on: it would move the focus, or choose rows of its own. */
export function isRangeKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Press): boolean {
  if (altKey) return false
  const isMod = ctrlKey || metaKey
  if (key === ' ') return shiftKey || ctrlKey
  if (isMod && !shiftKey && key.toLowerCase() === 'a') return true
  return shiftKey && (key in DIRECTIONS || ['Home', 'End', 'PageUp', 'PageDown'].includes(key))
}

/** The ranges after a key, with the focus on `at`; null when the key is for something else. */
export function rangeAfterKey(
  press: Press,
  ranges: Ranges,
  order: Order,
  at: Cell,
  page: number,
): Ranges | null {
  if (!isRangeKey(press)) return null
  const { key, ctrlKey, metaKey, shiftKey } = press
  const from = ranges.anchor ?? at
  if (key === ' ') return shiftKey ? wholeRows(ranges, order, at) : wholeColumns(ranges, order, at)
  if (!shiftKey) return everything(order, at)
  const isMod = ctrlKey || metaKey
  const direction = DIRECTIONS[key]
  if (direction) return movedHead(ranges, order, from, direction, isMod ? 'edge' : { by: 1 })
  if (key === 'PageUp' || key === 'PageDown')
    return movedHead(ranges, order, from, key === 'PageUp' ? 'up' : 'down', { by: page })
  const columnId = order.columnIds.at(key === 'Home' ? 0 : -1) ?? from.columnId
  const rowId = isMod
    ? order.rowIdAt(key === 'Home' ? 0 : order.rowCount - 1)
    : (ranges.head ?? from).rowId
  return extendedTo(ranges, order, from, { rowId, columnId })
}

/** Where Home and End put the focus: ends of the row, with Ctrl of the data; null for other keys. */
export function focusAfterKey(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Press,
  order: Order,
  at: Cell,
): Cell | null {
  if (shiftKey || altKey || (key !== 'Home' && key !== 'End')) return null
  const columnId = order.columnIds.at(key === 'Home' ? 0 : -1) ?? at.columnId
  if (!ctrlKey && !metaKey) return { rowId: at.rowId, columnId }
  return { rowId: order.rowIdAt(key === 'Home' ? 0 : order.rowCount - 1), columnId }
}

/** Plain moves of the focus let go of what was chosen. */
export function letsGo({ key, shiftKey, altKey }: Press): boolean {
  return (
    !shiftKey &&
    !altKey &&
    (key in DIRECTIONS || ['Home', 'End', 'PageUp', 'PageDown', 'Tab', 'Enter'].includes(key))
  )
}
