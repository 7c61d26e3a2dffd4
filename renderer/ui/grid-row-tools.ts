/** Ranges, copying, editing and menus for rows of a SaldoGrid: in the page, grouped, or in the database. */
import type { GridApi } from 'ag-grid-community'
import { useCallback, useMemo, type RefObject } from 'react'
import { focusedTotal, type CopyWords } from './grid-clipboard.ts'
import type { GridRow } from './grid-coldefs.tsx'
import type { GridColumn } from './grid-columns.ts'
import { filterKindOf } from './grid-filter.ts'
import { useViewHeads } from './grid-heads.ts'
import type { ValueFilters } from './grid-menus.ts'
import { clientId, clientOrder, pagedId, pagedOrder, type RowOrder } from './grid-order.ts'
import type { SaldoGridHandle, SaldoGridProps } from './grid-props.ts'
import type { Ranges } from './grid-range.ts'
import type { GridView } from './grid-view.ts'
import { useText } from './language.tsx'
import { rowsAt, sumsOfPages } from './paged-rows.ts'
import { useGridTools, type GridTools } from './use-grid-tools.tsx'

export function useRowTools<Row>(
  api: GridApi<GridRow<Row>> | null,
  frameRef: RefObject<HTMLElement | null>,
  headOf: (column: GridColumn<Row>) => string,
  latest: RefObject<SaldoGridProps<Row>>,
  { columns, source, rowId, editing, onSourceFailed, onPeek }: SaldoGridProps<Row>,
  view: GridView,
  viewing: Omit<SaldoGridHandle, 'focus' | 'focusRow' | 'focusedRow' | 'shownRows'>,
): GridTools<GridRow<Row>> {
  const { filterTo, exclude, openFilter } = viewing
  const say = useText()
  const heads = useViewHeads(columns, view, openFilter)
  const totalClip = useCallback(
    (withHeads: boolean, words: CopyWords<Row>) => focusedTotal(api, columns, withHeads, words),
    [api, columns],
  )
  const ticked = source?.ticked
  const filtersOf = useCallback(
    (column: GridColumn<Row>, row: Row): ValueFilters => {
      const isTicked = ticked === undefined || ticked.includes(column.id)
      // A source knows ranges too, but nothing is inside of one that is a blank.
      const isRanged = filterKindOf(column) !== 'set' && hasValue(column, row)
      const id = rowId(row)
      return {
        only: isTicked || isRanged ? () => filterTo(column.id, id) : undefined,
        except: isTicked ? () => exclude(column.id, id) : undefined,
      }
    },
    [exclude, filterTo, rowId, ticked],
  )
  const { openGroups, closeGroups, toggleGroup, toggleFilterRow, clearFilters } = viewing
  const hasFilters = Object.keys(view.state.filters).length > 0
  const hasGroups = view.state.group.length > 0
  const viewActs = useMemo(
    () => ({
      openFilter,
      toggleFilterRow,
      clearFilters,
      toggleGroup,
      openGroups,
      closeGroups,
      hasFilters,
      hasGroups,
    }),
    [
      openFilter,
      toggleFilterRow,
      clearFilters,
      toggleGroup,
      openGroups,
      closeGroups,
      hasFilters,
      hasGroups,
    ],
  )
  const block = source?.block
  const fetchRows = useCallback(
    (indexes: readonly number[]) => (block ? rowsAt(block, indexes) : Promise.resolve([])),
    [block],
  )
  const sumsOfAll = useCallback(
    (ranges: Ranges, order: RowOrder<Row>) =>
      sumsOfPages(block ?? noPage, ranges, order, columns, say),
    [block, columns, say],
  )
  return useGridTools<GridRow<Row>, Row>({
    api,
    frameRef,
    columns,
    headOf,
    rowIn,
    totalClip,
    heads,
    filtersOf,
    acts: latest,
    editing,
    viewActs,
    canPeek: onPeek !== undefined,
    ...(source
      ? { orderOf: storedOrder, idOf: pagedId, question: source.question, fetchRows, sumsOfAll }
      : { orderOf: givenOrder, idOf: clientId }),
    ...(onSourceFailed ? { onFailed: onSourceFailed } : {}),
  })
}

function hasValue<Row>(column: GridColumn<Row>, row: Row): boolean {
  if (column.kind === 'day') return column.day(row) !== null
  return column.kind === 'money' && column.minor(row) !== null
}

function noPage() {
  return Promise.resolve({ rows: [], total: 0 })
}

function rowIn<Row>(one: GridRow<Row> | undefined): Row | undefined {
  return one?.kind === 'row' ? one.row : undefined
}

function givenOrder<Row>(api: GridApi<GridRow<Row>>, known: ReadonlySet<string>) {
  const groupIn = (one: GridRow<Row>) => (one.kind === 'group' ? one.group : undefined)
  return clientOrder<GridRow<Row>, Row>(api, rowIn, groupIn, known)
}

function storedOrder<Row>(api: GridApi<GridRow<Row>>, known: ReadonlySet<string>) {
  return pagedOrder<GridRow<Row>, Row>(api, rowIn, known)
}
