/**
 * How a person looks at a grid: columns, order, sort, filters, groups. A screen may hold it (saved
 * views do); a grid without one holds its own for as long as it is on screen.
 */
import { useCallback, useMemo, useState } from 'react'
import type { ColumnFilter, ViewColumn, ViewState } from '../../shared/contract/views.ts'
import type { GridColumn } from './grid-columns.ts'

export interface GridView {
  readonly state: ViewState
  readonly change: (changes: Partial<ViewState>) => void
  /** As the view was opened: what its columns go back to. */
  readonly first: ViewState
  /** The row of filters under the heads; not part of a saved view. */
  readonly showsFilterRow: boolean
  readonly setFilterRow: (shows: boolean) => void
  /** The column whose filter is open, and the element it hangs from (null: the column's head). */
  readonly asked: AskedFilter | null
  readonly ask: (asked: AskedFilter | null) => void
  /** Keys of the groups that are closed; not part of a saved view. */
  readonly closed: ReadonlySet<string>
  readonly setClosed: (keys: ReadonlySet<string>) => void
}

export interface AskedFilter {
  readonly columnId: string
  readonly anchor: Element | null
}

export const PLAIN_VIEW: ViewState = {
  columns: [],
  sort: [],
  filters: {},
  group: [],
  density: null,
  settings: {},
}

/** The passing things of a view that no one saves: what is open, what is closed. */
export function useViewPassing(): Omit<GridView, 'state' | 'change' | 'first'> {
  const [showsFilterRow, setFilterRow] = useState(false)
  const [asked, ask] = useState<AskedFilter | null>(null)
  const [closed, setClosed] = useState<ReadonlySet<string>>(NONE)
  return useMemo(
    () => ({ showsFilterRow, setFilterRow, asked, ask, closed, setClosed }),
    [showsFilterRow, asked, closed],
  )
}

const NONE: ReadonlySet<string> = new Set()

/** The view given, or one of the grid's own. */
export function useGridView(
  given: GridView | undefined,
  sortBy: { readonly columnId: string; readonly descending?: boolean } | undefined,
): GridView {
  const [state, setState] = useState<ViewState>(() => ({
    ...PLAIN_VIEW,
    sort:
      sortBy === undefined ? [] : [{ id: sortBy.columnId, descending: sortBy.descending === true }],
  }))
  const passing = useViewPassing()
  const change = useCallback(
    (changes: Partial<ViewState>) => setState((now) => ({ ...now, ...changes })),
    [],
  )
  const own = useMemo(
    () => ({ state, change, first: PLAIN_VIEW, ...passing }),
    [state, change, passing],
  )
  return given ?? own
}

/** Sets or clears one column's filter. */
export function changeFilter(view: GridView, columnId: string, filter: ColumnFilter | null): void {
  const { [columnId]: _before, ...others } = view.state.filters
  view.change({ filters: filter === null ? others : { ...others, [columnId]: filter } })
}

/** A column of the screen and how the view has it. */
export interface ViewedColumn<Row> extends ViewColumn {
  readonly column: GridColumn<Row>
}

/**
 * The screen's columns in the view's order. Those the view does not name come after the one they
 * follow on the screen, so that a column new in this version stands where it belongs.
 */
export function viewedColumns<Row>(
  columns: readonly GridColumn<Row>[],
  named: readonly ViewColumn[],
): ViewedColumn<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]))
  const viewed = named.flatMap((one): ViewedColumn<Row>[] => {
    const column = byId.get(one.id)
    return column === undefined ? [] : [{ ...one, column }]
  })
  const known = new Set(viewed.map(({ id }) => id))
  columns.forEach((column, index) => {
    if (known.has(column.id)) return
    const before = columns[index - 1]?.id
    const at = viewed.findIndex(({ id }) => id === before) + 1
    viewed.splice(before === undefined ? 0 : at === 0 ? viewed.length : at, 0, {
      id: column.id,
      width: null,
      frozen: column.pinned === true,
      hidden: column.hidden === true,
      column,
    })
  })
  // Frozen ones stand first, as they do on screen.
  return [...viewed.filter((one) => one.frozen), ...viewed.filter((one) => !one.frozen)]
}

/** As it is kept: without the column itself. */
export function keptColumns<Row>(viewed: readonly ViewedColumn<Row>[]): ViewColumn[] {
  return viewed.map(({ id, width, frozen, hidden }) => ({ id, width, frozen, hidden }))
}

/** Changes one column of the view. */
export function changeColumn<Row>(
  view: GridView,
  columns: readonly GridColumn<Row>[],
  columnId: string,
  changes: Partial<Omit<ViewColumn, 'id'>>,
): void {
  view.change({
    columns: keptColumns(viewedColumns(columns, view.state.columns)).map((one) =>
      one.id === columnId ? { ...one, ...changes } : one,
    ),
  })
}

/** Moves a column before (-1) or after (+1) its shown neighbour; frozen ones stay among themselves. */
export function moveColumn<Row>(
  view: GridView,
  columns: readonly GridColumn<Row>[],
  columnId: string,
  toIndex: number,
): void {
  const kept = keptColumns(viewedColumns(columns, view.state.columns))
  const from = kept.findIndex(({ id }) => id === columnId)
  const [moved] = from < 0 ? [] : kept.splice(from, 1)
  if (!moved) return
  kept.splice(Math.max(0, Math.min(kept.length, toIndex)), 0, moved)
  view.change({ columns: kept })
}

/** Same view, whatever the order of keys. */
export function sameView(a: ViewState, b: ViewState): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
