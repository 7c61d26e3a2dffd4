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
  CellFocusedEvent,
  CellKeyDownEvent,
  ColDef,
  FirstDataRenderedEvent,
  FullWidthCellKeyDownEvent,
  GetRowIdParams,
  GridApi,
  GridReadyEvent,
  IRowNode,
  RowHeightParams,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { foldedIncludes, foldedWords } from './fold.ts'
import { focusedTotal, type CopyWords } from './grid-clipboard.ts'
import { gridColDefs, type GridRow } from './grid-coldefs.tsx'
import type { GridColumn } from './grid-columns.ts'
import { fittedState } from './grid-fit.ts'
import { GridOver } from './GridOver.tsx'
import { comeBack, remember, rememberScroll, showRow, takeFocus } from './grid-focus.ts'
import { clientId, clientOrder } from './grid-order.ts'
import type { SaldoGridProps } from './grid-props.ts'
import { foldedTexts } from './grid-search.ts'
import { gridTheme, nonceOfPage, registerGridModules } from './grid-theme.ts'
import { totalsPerCurrency } from './grid-totals.ts'
import { columnWidths } from './grid-width.ts'
import { useFormat, useText } from './language.tsx'
import { Region } from './Region.tsx'
import { ErrorState, StaleNote } from './states.tsx'
import { useColumnActs } from './use-column-acts.ts'
import { useGridHandle } from './use-grid-handle.ts'
import { tookKey, useGridTools } from './use-grid-tools.tsx'
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
    ref,
  } = props
  const say = useText()
  const format = useFormat()
  const [api, setApi] = useState<GridApi<GridRow<Row>> | null>(null)
  const [gridWidth, setGridWidth] = useState(0)
  const [sorted, setSorted] = useState(sortBy?.columnId ?? '')
  const frame = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })

  const searched = useMemo(() => foldedTexts(columns, say, format), [columns, say, format])
  // Typing paints first; the rows follow.
  const wanted = useDeferredValue(filter)
  const words = useMemo(() => foldedWords(wanted), [wanted])
  const shown = useMemo(
    () =>
      rows === undefined || words.length === 0
        ? rows
        : rows.filter((row) => foldedIncludes(searched(row), words)),
    [rows, words, searched],
  )
  const totals = useMemo(
    () =>
      shown === undefined ? [] : totalsOf ? totalsOf(shown) : totalsPerCurrency(shown, columns),
    [shown, columns, totalsOf],
  )
  const headOf = useCallback(
    (column: GridColumn<Row>) =>
      typeof column.head === 'string' ? say(column.head) : column.head.text,
    [say],
  )

  const { heads, asChosen } = useColumnActs(
    api,
    useCallback(
      (columnId: string) => {
        const own = columns.filter(({ id }) => id === columnId)
        return columnWidths(own, shown ?? [], totals, headOf, say, format, scale, sorted).get(
          columnId,
        )
      },
      [columns, shown, totals, headOf, say, format, scale, sorted],
    ),
  )
  const tools = useGridTools<GridRow<Row>, Row>({
    api,
    frameRef: frame,
    columns,
    headOf,
    orderOf: orderOfRows,
    idOf: clientId,
    rowIn,
    totalClip: useCallback(
      (withHeads: boolean, words: CopyWords<Row>) => focusedTotal(api, columns, withHeads, words),
      [api, columns],
    ),
    heads,
    acts: latest,
    editing: props.editing,
  })
  const { columnDefaults, keptText } = tools
  const colDefs = useMemo<ColDef<GridRow<Row>>[]>(
    () => gridColDefs(columns, headOf, say, format, sortBy, keptText),
    [columns, headOf, say, format, sortBy, keptText],
  )
  const defaults = useMemo<ColDef<GridRow<Row>>>(
    () => ({ ...DEFAULT_COLUMN, ...columnDefaults }),
    [columnDefaults],
  )
  const pinned = useMemo<GridRow<Row>[]>(
    () =>
      totals.map((total) => ({
        kind: 'total',
        total,
        label: say('grid.total', { currency: total.currency }),
      })),
    [totals, say],
  )
  const data = useMemo<GridRow<Row>[] | undefined>(
    () => rows?.map((row) => ({ kind: 'row', row })),
    [rows],
  )
  const getRowId = useCallback(
    ({ data: one }: GetRowIdParams<GridRow<Row>>) =>
      one.kind === 'total' ? `total ${one.total.currency}` : rowId(one.row),
    [rowId],
  )

  useEffect(() => {
    latest.current.onShown?.(shown?.length ?? 0)
  }, [shown])
  const passes = useRef(words)
  useLayoutEffect(() => {
    passes.current = words
    api?.onFilterChanged()
  }, [api, words])
  useEffect(() => api?.setGridAriaProperty('label', label), [api, label])
  useEffect(() => api?.resetRowHeights(), [api, rowHeight, scale])

  // Widths grow to the widest number when rows, totals or formats change.
  useEffect(() => {
    if (!api || rows === undefined) return
    let isCurrent = true
    void document.fonts.ready.then(() => {
      if (!isCurrent || api.isDestroyed()) return
      api.applyColumnState({
        state: asChosen(
          fittedState(columns, rows, totals, headOf, say, format, scale, { gridWidth, sorted }),
        ),
      })
    })
    return () => {
      isCurrent = false
    }
  }, [api, rows, totals, columns, headOf, say, format, scale, gridWidth, sorted, asChosen])

  const { focusGrid, takeWanted } = useGridHandle(ref, api, latest, memory)
  // The event's own api: the first rows can come before this component knows of it.
  const onFirstData = useCallback(
    ({ api: grid }: FirstDataRenderedEvent<GridRow<Row>>) => {
      const wanted = takeWanted()
      if (wanted !== null && showRow(grid, wanted)) return
      if (latest.current.takesFocus === true) takeFocus(grid, memory)
      else if (memory !== undefined) comeBack(grid, memory)
    },
    [memory, takeWanted],
  )

  const onFocused = useCallback(
    ({ rowIndex, column, rowPinned, api: grid }: CellFocusedEvent<GridRow<Row>>) => {
      const columnId = typeof column === 'object' && column !== null ? column.getColId() : ''
      const one =
        rowIndex === null || rowPinned ? undefined : grid.getDisplayedRowAtIndex(rowIndex)?.data
      if (one?.kind !== 'row') return
      if (memory !== undefined) remember(grid, memory, latest.current.rowId(one.row), columnId)
      latest.current.onFocusRow?.(one.row, columnId)
    },
    [memory],
  )

  const onKeyDown = useCallback(
    (pressed: CellKeyDownEvent<GridRow<Row>> | FullWidthCellKeyDownEvent<GridRow<Row>>) => {
      if (!('column' in pressed) || !(pressed.event instanceof KeyboardEvent)) return
      const { event } = pressed
      const columnId = pressed.column.getColId()
      if (tookKey(event)) return
      if (pressed.data?.kind !== 'row' || event.ctrlKey || event.metaKey || event.altKey) return
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
    [],
  )

  const hasManyTotals = totals.length > 1
  const heightOf = useCallback(
    ({ node }: RowHeightParams<GridRow<Row>>) =>
      (node.rowPinned && hasManyTotals ? TOTAL_ROW : rowHeight) * scale,
    [rowHeight, scale, hasManyTotals],
  )
  const isEmpty = rows !== undefined && rows.length === 0
  const isNoMatch = !isEmpty && shown !== undefined && shown.length === 0
  return (
    <Region name={label} className={styles['grid']}>
      {trouble && rows !== undefined && (
        <StaleNote trouble={trouble} since={rowsSince ?? ''} onRetry={() => onRetry?.()} />
      )}
      {trouble && rows === undefined && (
        <ErrorState trouble={trouble} {...(onRetry ? { onRetry } : {})} />
      )}
      {!(trouble && rows === undefined) && (
        <div
          ref={frame}
          className={styles['frame']}
          {...tools.frameEvents}
          data-editing={props.editing !== undefined || undefined}
          data-bare={isEmpty || isNoMatch || rows === undefined || undefined}
        >
          <button
            type="button"
            className="visually-hidden"
            tabIndex={-1}
            data-focus-entry=""
            onFocus={focusGrid}
          >
            {label}
          </button>
          <AgGridReact<GridRow<Row>>
            className={styles['ag'] ?? ''}
            theme={gridTheme}
            {...nonceOfPage()}
            localeText={LOCALES[format.choice.language]}
            columnDefs={colDefs}
            rowData={data ?? null}
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
            isExternalFilterPresent={() => passes.current.length > 0}
            doesExternalFilterPass={(node: IRowNode<GridRow<Row>>) =>
              node.data?.kind === 'row' && foldedIncludes(searched(node.data.row), passes.current)
            }
            {...tools.events}
            getRowClass={({ data: one }) => {
              const tone = one?.kind === 'row' ? latest.current.rowTone?.(one.row) : null
              return tone ? `saldo-row-${tone}` : undefined
            }}
            onGridReady={({ api: ready }: GridReadyEvent<GridRow<Row>>) => setApi(ready)}
            onSortChanged={({ api: grid }) =>
              setSorted(grid.getColumnState().find((one) => one.sort)?.colId ?? '')
            }
            onGridSizeChanged={({ clientWidth }) => setGridWidth(clientWidth)}
            onFirstDataRendered={onFirstData}
            onBodyScrollEnd={({ api: grid }) => {
              if (memory !== undefined) rememberScroll(grid, memory)
            }}
            onCellFocused={onFocused}
            onCellKeyDown={onKeyDown}
            onCellDoubleClicked={({ data: one, column, event }) => {
              if (one?.kind === 'row' && !tools.onDoubleClick(event))
                latest.current.onOpen?.(one.row, column.getColId())
            }}
          />
          <GridOver
            isLoading={rows === undefined}
            empty={isEmpty ? empty : null}
            noMatchOf={isNoMatch ? filter : null}
            onClearFilter={props.onClearFilter}
          />
          {tools.over}
        </div>
      )}
    </Region>
  )
}

const DEFAULT_COLUMN = {
  sortable: true,
  resizable: true,
  suppressMovable: false,
  minWidth: 48,
}
/** Px: several totals stand closer than rows do. */
const TOTAL_ROW = 24
const NO_OVERLAYS = ['loading' as const, 'noRows' as const, 'noMatchingRows' as const]

function rowIn<Row>(one: GridRow<Row> | undefined): Row | undefined {
  return one?.kind === 'row' ? one.row : undefined
}

function orderOfRows<Row>(api: GridApi<GridRow<Row>>, known: ReadonlySet<string>) {
  return clientOrder<GridRow<Row>, Row>(api, rowIn, known)
}
