/** What menus, commands and keys do to the view of a grid: filter to a value, open a filter, groups. */
import type { GridApi } from 'ag-grid-community'
import { useMemo, type RefObject } from 'react'
import type { GridRow } from './grid-coldefs.tsx'
import type { GridColumn } from './grid-columns.ts'
import { filterToValue, valuesOf, without } from './grid-filter.ts'
import type { Grouping } from './grid-grouping.ts'
import { changeFilter, type GridView } from './grid-view.ts'
import { holdKeys } from './held-keys.ts'
import { useFormat, useText } from './language.tsx'

/** A field that is not drawn by then is not waited for. */
const DRAWN_MAX_MS = 3000

export function useViewActs<Row>(
  api: GridApi<GridRow<Row>> | null,
  frame: RefObject<HTMLElement | null>,
  columns: readonly GridColumn<Row>[],
  view: GridView,
  { groups, toggle }: Grouping<Row>,
) {
  const say = useText()
  const format = useFormat()
  return useMemo(() => {
    const columnOf = (id: string) => columns.find((column) => column.id === id)
    const rowOf = (id: string): Row | undefined => {
      const one = api?.getRowNode(id)?.data
      return one?.kind === 'row' ? one.row : undefined
    }
    const focusedId = () => api?.getFocusedCell()?.column.getColId()
    return {
      filterTo(columnId: string, rowId: string) {
        const [column, row] = [columnOf(columnId), rowOf(rowId)]
        if (column && row !== undefined)
          changeFilter(view, columnId, filterToValue(column, row, say, format))
      },
      exclude(columnId: string, rowId: string) {
        const [column, row] = [columnOf(columnId), rowOf(rowId)]
        if (!column || row === undefined) return
        const values = valuesOf(column, row, say, format)
        changeFilter(view, columnId, without(view.state.filters[columnId], values))
      },
      openFilter(columnId = focusedId() ?? columns[0]?.id) {
        if (columnId === undefined) return
        api?.ensureColumnVisible(columnId)
        view.ask({ columnId, anchor: null })
      },
      toggleFilterRow() {
        const shows = !view.showsFilterRow
        const columnId = focusedId() ?? api?.getAllDisplayedColumns()[0]?.getColId() ?? ''
        view.setFilterRow(shows)
        if (!shows || frame.current === null) return
        // A column that is scrolled out of sight has no field.
        api?.ensureColumnVisible(columnId)
        // What is typed meanwhile is for the field.
        holdKeys(focusOnceDrawn(frame.current, `[data-filter-column="${CSS.escape(columnId)}"]`))
      },
      toggleGroup(open: boolean) {
        const at = api?.getFocusedCell()
        const one = at && !at.rowPinned ? api?.getDisplayedRowAtIndex(at.rowIndex)?.data : undefined
        if (!api || one === undefined || groups === null) return
        const around =
          one.kind === 'group'
            ? one.group.isOpen === open
              ? // A closed group closes what is around it, as in a tree.
                open
                ? undefined
                : one.group.within.at(-1)
              : one.group.key
            : one.kind === 'row' && !open
              ? groups.around(one.row)?.at(-1)
              : undefined
        if (around === undefined) return
        // Before the rows go, and at once: a next key moves on from there.
        const rowIndex = api.getRowNode(`group ${around}`)?.rowIndex
        if (!open && at && typeof rowIndex === 'number' && rowIndex !== at.rowIndex) {
          api.ensureIndexVisible(rowIndex)
          api.setFocusedCell(rowIndex, at.column)
        }
        toggle(around, open)
      },
      closeGroups() {
        if (groups) view.setClosed(groups.keys)
      },
      openGroups() {
        view.setClosed(new Set())
      },
      clearFilters() {
        view.change({ filters: {} })
      },
      headElement: (columnId: string) =>
        frame.current?.querySelector(`[role=columnheader][col-id="${CSS.escape(columnId)}"]`) ??
        null,
    }
  }, [api, frame, columns, view, groups, toggle, say, format])
}

/** AG Grid draws a field in its own time, on a slow machine long after the next frame. */
function focusOnceDrawn(frame: HTMLElement, selector: string): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const focus = () => {
    const field = frame.querySelector<HTMLElement>(selector)
    if (field === null) return
    field.focus()
    done()
  }
  const observer = new MutationObserver(focus)
  const done = () => {
    clearTimeout(timer)
    observer.disconnect()
    resolve(undefined)
  }
  const timer = setTimeout(done, DRAWN_MAX_MS)
  observer.observe(frame, { childList: true, subtree: true })
  focus()
  return promise
}
