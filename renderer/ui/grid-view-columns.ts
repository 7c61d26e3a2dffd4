/** Keeps AG Grid's columns as the view has them, and the view as a person moves them. */
import type {
  Column,
  ColumnMovedEvent,
  ColumnPinnedEvent,
  ColumnResizedEvent,
  GridApi,
  SortChangedEvent,
} from 'ag-grid-community'
import { useCallback, useEffect, useMemo } from 'react'
import type { ViewColumn } from '../../shared/contract/views.ts'
import type { GridRow } from './grid-coldefs.tsx'
import { labelColumn, type GridColumn } from './grid-columns.ts'
import { fittedState } from './grid-fit.ts'
import type { TotalRow } from './grid-totals.ts'
import { keptColumns, viewedColumns, type GridView } from './grid-view.ts'
import { useFormat, useText } from './language.tsx'

export interface FittingRows<Row> {
  /** What widths are measured from; undefined while nothing has come yet. */
  readonly rows: readonly Row[] | undefined
  readonly totals: readonly TotalRow[]
}

export function useViewColumns<Row>(
  api: GridApi<GridRow<Row>> | null,
  columns: readonly GridColumn<Row>[],
  view: GridView,
  headOf: (column: GridColumn<Row>) => string,
  { rows, totals }: FittingRows<Row>,
  { scale, gridWidth }: { readonly scale: number; readonly gridWidth: number },
) {
  const say = useText()
  const format = useFormat()
  const { state, change } = view
  const viewed = useMemo(() => viewedColumns(columns, state.columns), [columns, state.columns])
  const sorted = state.sort[0]?.id ?? ''

  // Widths grow to the widest number when rows, totals or formats change; totals may come before rows.
  useEffect(() => {
    if (!api || (rows === undefined && totals.length === 0)) return
    let isCurrent = true
    void document.fonts.ready.then(() => {
      if (!isCurrent || api.isDestroyed()) return
      const fitted = fittedState(viewed, rows ?? [], totals, headOf, say, format, scale, {
        gridWidth,
        sorted,
        labelAt: labelColumn(columns),
      })
      const focused = api.getFocusedCell()?.column
      const isSeen = focused !== undefined && isInView(api, focused)
      api.applyColumnState({ state: fitted, applyOrder: true })
      // Columns that grew must not push away the one somebody works in.
      if (isSeen) api.ensureColumnVisible(focused)
    })
    return () => {
      isCurrent = false
    }
  }, [api, rows, totals, columns, viewed, headOf, say, format, scale, gridWidth, sorted])

  useEffect(() => {
    if (!api) return
    api.applyColumnState({
      state: state.sort.map(({ id, descending }, index) => ({
        colId: id,
        sort: descending ? 'desc' : 'asc',
        sortIndex: index,
      })),
      defaultState: { sort: null },
    })
  }, [api, state.sort])

  const onSortChanged = useCallback(
    ({ api: grid, source }: SortChangedEvent<GridRow<Row>>) => {
      if (source !== 'uiColumnSorted') return
      const sort = grid
        .getColumnState()
        .filter((one) => one.sort)
        .toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
        .map((one) => ({ id: one.colId, descending: one.sort === 'desc' }))
      change({ sort })
    },
    [change],
  )
  const onResized = useCallback(
    ({ finished, source, column }: ColumnResizedEvent<GridRow<Row>>) => {
      if (!finished || source !== 'uiColumnResized' || !column) return
      const width = Math.round(column.getActualWidth() / scale)
      change({
        columns: keptColumns(viewed).map((one) =>
          one.id === column.getColId() ? { ...one, width } : one,
        ),
      })
    },
    [change, viewed, scale],
  )
  const onMoved = useCallback(
    ({
      api: grid,
      source,
      ...event
    }: ColumnMovedEvent<GridRow<Row>> | ColumnPinnedEvent<GridRow<Row>>) => {
      if (!source.startsWith('uiColumn')) return
      if ('finished' in event && !event.finished) return
      const places = grid.getColumnState()
      const kept = new Map(keptColumns(viewed).map((one) => [one.id, one]))
      change({
        columns: places.flatMap(({ colId, pinned }): ViewColumn[] => {
          const one = kept.get(colId)
          return one === undefined ? [] : [{ ...one, frozen: pinned === 'left' }]
        }),
      })
    },
    [change, viewed],
  )
  return { viewed, onSortChanged, onResized, onMoved }
}

function isInView<Row>(api: GridApi<GridRow<Row>>, column: Column): boolean {
  const left = column.getLeft()
  if (column.isPinned() || left === null) return true
  const range = api.getHorizontalPixelRange()
  return left >= range.left && left + column.getActualWidth() <= range.right
}
