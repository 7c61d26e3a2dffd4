/** Keys on a cell that open, peek, filter or fold; those of ranges and editing are in use-grid-tools. */
import type { CellKeyDownEvent, FullWidthCellKeyDownEvent } from 'ag-grid-community'
import { useCallback, type RefObject } from 'react'
import type { GridRow } from './grid-coldefs.tsx'
import type { SaldoGridHandle, SaldoGridProps } from './grid-props.ts'
import { tookKey } from './use-grid-tools.tsx'

export function useGridKeys<Row>(
  latest: RefObject<SaldoGridProps<Row>>,
  acts: Pick<SaldoGridHandle, 'openFilter'>,
  toggle: (key: string) => void,
) {
  return useCallback(
    (pressed: CellKeyDownEvent<GridRow<Row>> | FullWidthCellKeyDownEvent<GridRow<Row>>) => {
      if (!('column' in pressed) || !(pressed.event instanceof KeyboardEvent)) return
      const { event } = pressed
      const columnId = pressed.column.getColId()
      if (tookKey(event)) return
      if (event.altKey && event.key === 'ArrowDown') {
        event.preventDefault()
        acts.openFilter(columnId)
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (pressed.data?.kind === 'group' && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault()
        toggle(pressed.data.group.key)
        return
      }
      if (pressed.data?.kind !== 'row') return
      const { row } = pressed.data
      const { onOpen, onPeek, onKey } = latest.current
      const act =
        event.key === 'Enter'
          ? onOpen
          : event.key === ' '
            ? onPeek
            : event.shiftKey
              ? undefined
              : onKey?.[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act(row, columnId)
    },
    [latest, acts, toggle],
  )
}
