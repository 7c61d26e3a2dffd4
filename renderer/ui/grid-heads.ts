/** What a heading's menu does to the view of its grid, so that saved views hold it. */
import { useMemo } from 'react'
import type { GridColumn } from './grid-columns.ts'
import type { HeadActs } from './grid-menus.ts'
import { changeColumn, keptColumns, viewedColumns, type GridView } from './grid-view.ts'

export function useViewHeads<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  openFilter: (columnId: string) => void,
): HeadActs {
  return useMemo(() => {
    const placed = () => viewedColumns(columns, view.state.columns)
    return {
      freeze: (columnId, frozen) => changeColumn(view, columns, columnId, { frozen }),
      // A width that nobody chose is the widest text's.
      fit: (columnId) => changeColumn(view, columns, columnId, { width: null }),
      hide: (columnId) => changeColumn(view, columns, columnId, { hidden: true }),
      hidden: () => {
        const first = viewedColumns(columns, view.first.columns)
        const shown = new Set(first.filter((one) => !one.hidden).map(({ id }) => id))
        return placed().flatMap(({ id, hidden }) => (hidden && shown.has(id) ? [id] : []))
      },
      show: (columnIds) => {
        const wanted = new Set(columnIds)
        view.change({
          columns: keptColumns(placed()).map((one) =>
            wanted.has(one.id) ? { ...one, hidden: false } : one,
          ),
        })
      },
      sort: (columnId, direction) =>
        view.change({
          sort: direction === null ? [] : [{ id: columnId, descending: direction === 'desc' }],
        }),
      filter: openFilter,
    }
  }, [columns, view, openFilter])
}
