/**
 * The one grid of the app, over AG Grid Community.
 *
 * It knows loading, empty, no match, error and stale; keeps old rows while new ones come; filters
 * with Turkish folding; pins exact totals; makes columns as wide as their widest number; opens with
 * Enter, peeks with Space; ranges, figures, copying, editing and menus are in use-grid-tools. Screens
 * give columns and rows and never see AG Grid.
 */
import { AG_GRID_LOCALE_DE, AG_GRID_LOCALE_EN, AG_GRID_LOCALE_TR } from '@ag-grid-community/locale'
import type {
  ColDef,
  GridApi,
  GridReadyEvent,
  IRowNode,
  RowClassParams,
  RowClassRules,
  RowHeightParams,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useImperativeHandle,
} from 'react'
import { dayIn, type IsoDate } from '../../shared/domain/days.ts'
import { FilterRowContext } from './FloatingFilter.tsx'
import { gridColDefs, type GridRow } from './grid-coldefs.tsx'
import { headText, type GridColumn } from './grid-columns.ts'
import { useColumnFilters } from './grid-filtering.ts'
import { useGroups } from './grid-grouping.ts'
import { BLOCK, BLOCKS_KEPT, useInfiniteRows } from './grid-infinite.ts'
import { GridFilter } from './GridFilter.tsx'
import { GridOver } from './GridOver.tsx'
import { rememberScroll } from './grid-focus.ts'
import { useGridKeys } from './grid-keys.ts'
import { useGridPlaces } from './grid-places.ts'
import { ROW_TONES, type SaldoGridProps } from './grid-props.ts'
import { useRowTools } from './grid-row-tools.ts'
import { useGridRows } from './grid-rows.ts'
import { gridTheme, nonceOfPage, registerGridModules } from './grid-theme.ts'
import { totalsPerCurrency } from './grid-totals.ts'
import { useGridOnScreen, useSelectionExport } from './use-grid-on-screen.ts'
import { useGridView } from './grid-view.ts'
import { useViewActs } from './grid-view-acts.ts'
import { useViewColumns } from './grid-view-columns.ts'
import { ToggleGroupContext } from './GroupCell.tsx'
import { useFormat, useText } from './language.tsx'
import { Region } from './Region.tsx'
import { ErrorState, StaleNote } from './states.tsx'
import styles from './SaldoGrid.module.css'

export type { SaldoGridHandle } from './grid-props.ts'

registerGridModules()

const LOCALES = { tr: AG_GRID_LOCALE_TR, de: AG_GRID_LOCALE_DE, en: AG_GRID_LOCALE_EN } as const

export function SaldoGrid<Row>(props: SaldoGridProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowId,
    filter = '',
    empty,
    trouble,
    onRetry,
    rowsSince,
    memory,
    rowHeight = 30,
    scale = 1,
    totals: totalsOf,
    sortBy,
    source,
    onSourceFailed,
    sortable,
    ref,
  } = props
  const say = useText()
  const format = useFormat()
  const [api, setApi] = useState<GridApi<GridRow<Row>> | null>(null)
  const [gridWidth, setGridWidth] = useState(0)
  const [today] = useState(() => props.today ?? deviceDay())
  const frame = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  const view = useGridView(props.view, sortBy)
  const onExportSelection = useSelectionExport(props, columns, view)
  useLayoutEffect(() => {
    latest.current = { onExportSelection, ...props }
  })
  const filtered = useColumnFilters(rows, columns, view, filter, props.stays)
  const stored = useInfiniteRows(api, source, onSourceFailed)
  const shown = source ? stored.first : filtered.shown
  const add = useCallback(
    (some: readonly Row[]) => (totalsOf ? totalsOf(some) : totalsPerCurrency(some, columns)),
    [totalsOf, columns],
  )
  const ofAll = rows !== undefined && (props.rowsInAll ?? 0) > rows.length ? props.rowsInAll : null
  const totals = useMemo(() => {
    if (source) return stored.totals
    if (shown === undefined) return []
    const sums = add(shown)
    return ofAll == null
      ? sums
      : sums.map((one) => ({ ...one, of: { shown: shown.length, all: ofAll } }))
  }, [source, stored.totals, shown, add, ofAll])
  const grouping = useGroups(source ? undefined : shown, columns, view, add)
  const { groups, isOpenTo, toggle } = grouping
  const headOf = useCallback((column: GridColumn<Row>) => headText(column, say), [say])

  const acts = useViewActs(api, frame, columns, view, grouping)
  const tools = useRowTools(api, frame, headOf, latest, props, view, acts)
  const { columnDefaults, keptText } = tools
  const defaults = useMemo<ColDef<GridRow<Row>>>(
    () => ({ ...DEFAULT_COLUMN, ...columnDefaults }),
    [columnDefaults],
  )
  const hasGroups = groups !== null
  const [sort] = useState(view.state.sort)
  const colDefs = useMemo<ColDef<GridRow<Row>>[]>(
    () =>
      gridColDefs(columns, headOf, say, format, {
        hasFilterRow: view.showsFilterRow,
        hasGroups,
        sortable,
        keptText,
        sort,
      }),
    [columns, headOf, say, format, view.showsFilterRow, hasGroups, sortable, keptText, sort],
  )
  const { data, pinned, getRowId } = useGridRows(rows, groups, totals, rowId)

  const count = source ? stored.total : shown?.length
  const all = source ? source.all : rows?.length
  const isLoading = count === undefined || all === undefined || shown === undefined
  useEffect(() => {
    latest.current.onShown?.(count ?? 0)
  }, [count])
  const { passes } = filtered
  const isFiltered = useCallback(() => passes !== null || hasGroups, [passes, hasGroups])
  const passesNode = useCallback(
    ({ data: one }: IRowNode<GridRow<Row>>) =>
      one !== undefined &&
      isOpenTo(one) &&
      (one.kind !== 'row' || passes === null || passes(one.row)),
    [passes, isOpenTo],
  )
  useEffect(() => api?.setGridAriaProperty('label', label), [api, label])
  useEffect(() => api?.resetRowHeights(), [api, rowHeight, scale])

  const measured = { rows: source ? stored.first : rows, totals }
  const { onSortChanged, onResized, onMoved } = useViewColumns(
    api,
    columns,
    view,
    headOf,
    measured,
    { scale, gridWidth },
  )

  const places = useGridPlaces(
    api,
    latest,
    memory,
    source !== undefined,
    frame,
    !isLoading && count === 0,
  )
  const { focus: focusGrid, enter: enterGrid } = places
  useGridOnScreen(frame, props, columns, view, places.shownRows, filtered.isCurrent)
  useImperativeHandle(ref, () => ({ ...places, ...acts }), [places, acts])

  const onKeyDown = useGridKeys(latest, acts, toggle)

  // By rules, not once: a row keeps its element when its data change.
  const rowClasses = useMemo<RowClassRules<GridRow<Row>>>(
    () => ({
      'saldo-row-group': ({ data: one }) => one?.kind === 'group',
      ...Object.fromEntries(
        ROW_TONES.map((tone) => [
          `saldo-row-${tone}`,
          ({ data: one }: RowClassParams<GridRow<Row>>) =>
            one?.kind === 'row' && latest.current.rowTone?.(one.row) === tone,
        ]),
      ),
    }),
    [],
  )
  const hasManyTotals = totals.length > 1
  const heightOf = useCallback(
    ({ node }: RowHeightParams<GridRow<Row>>) =>
      (node.rowPinned
        ? Math.min(hasManyTotals ? TOTAL_ROW : TOTAL_ROW_MAX, rowHeight)
        : rowHeight) * scale,
    [rowHeight, scale, hasManyTotals],
  )
  const isEmpty = all === 0
  const isNoMatch = !isEmpty && !isLoading && count === 0
  const filterRow = useMemo(
    () => ({ view, columns: columns as readonly GridColumn<never>[], today, onDown: enterGrid }),
    [view, columns, today, enterGrid],
  )
  return (
    <Region name={label} className={styles['grid']}>
      {trouble && shown !== undefined && (
        <StaleNote trouble={trouble} since={rowsSince} onRetry={() => onRetry?.()} />
      )}
      {trouble && shown === undefined && (
        <ErrorState trouble={trouble} {...(onRetry ? { onRetry } : {})} />
      )}
      {!(trouble && shown === undefined) && (
        <div
          ref={frame}
          className={styles['frame']}
          {...tools.frameEvents}
          data-editing={props.editing !== undefined || undefined}
          data-bare={isEmpty || isNoMatch || isLoading || undefined}
        >
          <button
            type="button"
            className="visually-hidden"
            tabIndex={-1}
            data-focus-entry=""
            onFocus={enterGrid}
          >
            {label}
          </button>
          <FilterRowContext value={filterRow}>
            <ToggleGroupContext value={toggle}>
              <AgGridReact<GridRow<Row>>
                key={source ? 'stored' : 'given'}
                className={styles['ag'] ?? ''}
                theme={gridTheme}
                {...nonceOfPage()}
                localeText={LOCALES[format.choice.language]}
                columnDefs={colDefs}
                {...(source
                  ? {
                      rowModelType: 'infinite' as const,
                      cacheBlockSize: BLOCK,
                      maxBlocksInCache: BLOCKS_KEPT,
                      rowBuffer: 40,
                    }
                  : { rowData: data ?? null })}
                pinnedBottomRowData={pinned}
                getRowId={getRowId}
                rowHeight={rowHeight * scale}
                getRowHeight={heightOf}
                headerHeight={32 * scale}
                defaultColDef={defaults}
                suppressOverlays={NO_OVERLAYS}
                suppressColumnMoveAnimation
                animateRows={false}
                ensureDomOrder
                isExternalFilterPresent={isFiltered}
                doesExternalFilterPass={passesNode}
                enableFilterHandlers
                {...(grouping.postSortRows ? { postSortRows: grouping.postSortRows } : {})}
                {...tools.events}
                rowClassRules={rowClasses}
                onGridReady={({ api: ready }: GridReadyEvent<GridRow<Row>>) => setApi(ready)}
                onSortChanged={onSortChanged}
                onColumnResized={onResized}
                onColumnMoved={onMoved}
                onColumnPinned={onMoved}
                onGridSizeChanged={({ clientWidth }) => setGridWidth(clientWidth)}
                onFirstDataRendered={places.onFirstData}
                onBodyScrollEnd={({ api: grid }) => {
                  if (memory !== undefined) rememberScroll(grid, memory)
                }}
                onCellFocused={places.onFocused}
                onCellKeyDown={onKeyDown}
                onCellDoubleClicked={({ data: one, column, event }) => {
                  if (one?.kind === 'row' && !tools.onDoubleClick(event))
                    latest.current.onOpen?.(one.row, column.getColId())
                }}
              />
            </ToggleGroupContext>
          </FilterRowContext>
          <GridOver
            isLoading={isLoading}
            empty={isEmpty ? empty : null}
            noMatchOf={isNoMatch ? filter : null}
            onClearFilter={() => {
              view.change({ filters: {} })
              if (filter !== '') props.onClearFilter?.()
            }}
          />
          <GridFilter
            view={view}
            columns={columns}
            headOf={headOf}
            countsOf={source ? stored.countsOf : filtered.countsOf}
            onFailed={onSourceFailed}
            headElement={acts.headElement}
            today={today}
            onClosed={focusGrid}
          />
          {tools.over}
        </div>
      )}
    </Region>
  )
}

/** Filters of days may count from it where the screen has no day of its own. */
function deviceDay(): IsoDate {
  return dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now())
}

const DEFAULT_COLUMN = {
  sortable: true,
  resizable: true,
  suppressMovable: false,
  minWidth: 48,
}
/** Px: several totals stand closer than rows do. */
const TOTAL_ROW = 24
/** Px: rows of two lines have totals of one, and no more room above than below it. */
const TOTAL_ROW_MAX = 30
const NO_OVERLAYS = ['loading' as const, 'noRows' as const, 'noMatchingRows' as const]
