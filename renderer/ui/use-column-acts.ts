/** What a heading's menu does to its column, kept while widths are measured anew. */
import type { GridApi } from 'ag-grid-community'
import { useCallback, useMemo, useRef } from 'react'
import type { HeadActs } from './grid-menus.ts'

interface Placed {
  readonly colId: string
  readonly pinned: 'left' | 'right' | null
}

export interface ColumnActs {
  readonly heads: HeadActs
  /** The state with the columns frozen, or not, as the person chose. */
  readonly asChosen: <State extends Placed>(state: readonly State[]) => State[]
}

export function useColumnActs<Data>(
  api: GridApi<Data> | null,
  /** Px that the widest text of a column wants. */
  widthOf: (columnId: string) => number | undefined,
): ColumnActs {
  const frozen = useRef(new Map<string, boolean>())
  const asChosen = useCallback(
    <State extends Placed>(state: readonly State[]) =>
      state.map((one) => {
        const isFrozen = frozen.current.get(one.colId)
        return isFrozen === undefined
          ? one
          : { ...one, pinned: isFrozen ? ('left' as const) : null }
      }),
    [],
  )
  const heads = useMemo<HeadActs>(
    () => ({
      freeze: (columnId, isFrozen) => {
        frozen.current.set(columnId, isFrozen)
        api?.setColumnsPinned([columnId], isFrozen ? 'left' : null)
      },
      hide: (columnId) => api?.setColumnsVisible([columnId], false),
      hidden: () =>
        (api?.getColumns() ?? []).filter((one) => !one.isVisible()).map((one) => one.getColId()),
      show: (columnIds) => api?.setColumnsVisible([...columnIds], true),
      sort: (columnId, sort) =>
        api?.applyColumnState({ state: [{ colId: columnId, sort }], defaultState: { sort: null } }),
      fit: (columnId) => {
        const width = widthOf(columnId)
        if (width !== undefined) api?.applyColumnState({ state: [{ colId: columnId, width }] })
      },
    }),
    [api, widthOf],
  )
  return useMemo(() => ({ heads, asChosen }), [heads, asChosen])
}
