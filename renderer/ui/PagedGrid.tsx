/**
 * A grid over rows that stay in the backend: pages come as they are scrolled to, so that fifty
 * thousand rows cost no more than the screenful seen. Rows keep the order they have; sorting and
 * filtering are the backend's. Cells can be tinted, and a row can be gone to by its index. Chosen rows
 * that are not in the page are asked for when they are added up or copied.
 */
import type {
  CellClassParams,
  CellFocusedEvent,
  CellKeyDownEvent,
  ColDef,
  FullWidthCellKeyDownEvent,
  GridApi,
  ICellRendererParams,
  IDatasource,
  ValueFormatterParams,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { cellText, headText, isFigure, type GridColumn } from './grid-columns.ts'
import { pagedId, pagedOrder, type RowOrder } from './grid-order.ts'
import type { Ranges } from './grid-range.ts'
import { gridTheme, nonceOfPage, registerGridModules } from './grid-theme.ts'
import { columnWidths, longestLine } from './grid-width.ts'
import { useFormat, useText } from './language.tsx'
import type { PagedGridProps } from './paged-props.ts'
import { rowsAt, sumsOfPages } from './paged-rows.ts'
import { Region } from './Region.tsx'
import { useColumnActs } from './use-column-acts.ts'
import { tookKey, useGridTools } from './use-grid-tools.tsx'
import styles from './SaldoGrid.module.css'

registerGridModules()

const PAGE = 200
const PAGES_KEPT = 12
const FOCUS_TRIES_MAX = 60

export function PagedGrid<Row>(props: PagedGridProps<Row>) {
  const { label, columns, page, rowId, empty, rowHeight = 30, scale = 1, ref } = props
  const say = useText()
  const format = useFormat()
  const [api, setApi] = useState<GridApi<Row> | null>(null)
  const [first, setFirst] = useState<readonly Row[] | null>(null)
  const [gridWidth, setGridWidth] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  const headOf = useCallback((column: GridColumn<Row>) => headText(column, say), [say])

  const widths = useRef<ReadonlyMap<string, number>>(new Map())
  const { heads, asChosen } = useColumnActs(
    api,
    useCallback((columnId: string) => widths.current.get(columnId), []),
  )
  const tools = useGridTools<Row, Row>({
    api,
    frameRef: frame,
    columns,
    headOf,
    orderOf: orderOfPages,
    idOf: pagedId,
    rowIn: asItIs,
    totalClip: noTotal,
    heads,
    acts: latest,
    editing: undefined,
    fetchRows: useCallback((indexes: readonly number[]) => rowsAt(page, indexes), [page]),
    sumsOfAll: useCallback(
      (ranges: Ranges, order: RowOrder<Row>) => sumsOfPages(page, ranges, order, columns, say),
      [page, columns, say],
    ),
    onFailed: props.onFailed,
  })
  const { columnDefaults } = tools
  const defaults = useMemo<ColDef<Row>>(
    () => ({ ...DEFAULT_COLUMN, ...columnDefaults }),
    [columnDefaults],
  )

  const colDefs = useMemo<ColDef<Row>[]>(
    () =>
      columns.map((column) => ({
        colId: column.id,
        headerName: headOf(column),
        ...(isFigure(column) ? { headerClass: 'ag-right-aligned-header' } : {}),
        // What explains a row stays in view at its end, whatever is scrolled.
        ...(column.pinned === true ? { pinned: 'right' as const } : {}),
        valueFormatter: ({ data }: ValueFormatterParams<Row>) =>
          data === undefined ? '' : cellText(column, data, say, format),
        cellClass: ({ data }: CellClassParams<Row>) => {
          const tint = data === undefined ? null : latest.current.tint(data, column.id)
          return [
            ...(isFigure(column) ? ['saldo-figure'] : []),
            ...(data !== undefined && column.tone?.(data) === 'quiet' ? ['saldo-tone-quiet'] : []),
            ...(tint === null ? [] : [`saldo-tint-${tint}`]),
          ]
        },
        ...(column.kind === 'node'
          ? {
              cellRenderer: ({ data }: ICellRendererParams<Row>) =>
                data === undefined ? null : column.node(data),
            }
          : {}),
      })),
    [columns, headOf, say, format],
  )
  const source = useMemo<IDatasource>(
    () => ({
      getRows(asked) {
        const { startRow, endRow } = asked
        page(startRow, endRow - startRow).then(
          ({ rows, total }) => {
            if (startRow === 0) setFirst(rows)
            asked.successCallback([...rows], total)
          },
          (error: unknown) => {
            asked.failCallback()
            latest.current.onFailed(error)
          },
        )
      },
    }),
    [page],
  )
  // The same rows with other contents keep the scroll; only what is on screen is asked again.
  const shownSource = useRef<IDatasource | null>(null)
  useEffect(() => {
    if (!api || shownSource.current === source) return
    shownSource.current = source
    const top = api.getVerticalPixelRange().top
    const focused = api.getFocusedCell()
    api.setGridOption('datasource', source)
    if (top > 0) api.ensureIndexVisible(Math.floor(top / (rowHeight * scale)), 'top')
    if (focused && frame.current?.contains(document.activeElement))
      api.setFocusedCell(focused.rowIndex, focused.column)
  }, [api, source, rowHeight, scale])
  useEffect(() => api?.setGridAriaProperty('label', label), [api, label])
  useEffect(() => api?.resetRowHeights(), [api, rowHeight, scale])

  useEffect(() => {
    if (!api || first === null) return
    let isCurrent = true
    void document.fonts.ready.then(() => {
      if (!isCurrent || api.isDestroyed()) return
      const lineOf = (column: GridColumn<Row>) => longestLine(headOf(column))
      // A head takes two lines rather than more room than its values: "Tarih →" above "Document date".
      const heads = columnWidths(columns, [], [], lineOf, say, format, scale, '')
      const values = columnWidths(columns, first, [], () => '', say, format, scale, '')
      const wanted = new Map(
        [...values].map(([id, px]) => [
          id,
          Math.max(px, Math.min(heads.get(id) ?? 0, HEAD_MAX * scale)),
        ]),
      )
      const filling = columns.find((column) => column.kind === 'text' && column.fills === true)
      if (filling) {
        const taken = [...wanted].reduce((sum, [id, px]) => (id === filling.id ? sum : sum + px), 0)
        wanted.set(filling.id, Math.max(FILL_MIN * scale, gridWidth - SCROLLBAR - taken))
      }
      widths.current = wanted
      api.applyColumnState({
        state: asChosen(
          columns.map(({ id, pinned }) => ({
            colId: id,
            width: wanted.get(id) ?? 0,
            pinned: pinned === true ? ('right' as const) : null,
          })),
        ),
      })
    })
    return () => {
      isCurrent = false
    }
  }, [api, first, columns, headOf, say, format, scale, gridWidth, asChosen])

  // Asked for before the grid stands.
  const wanted = useRef<{ readonly index: number; readonly columnId: string } | null>(null)
  const goTo = useCallback(
    async (index: number, columnId: string) => {
      if (!api) {
        wanted.current = { index, columnId }
        return
      }
      const column = columns.some(({ id }) => id === columnId) ? columnId : (columns[0]?.id ?? '')
      api.ensureIndexVisible(index, 'middle')
      api.ensureColumnVisible(column)
      // A row far away has to come from the backend before its cell can take the focus.
      for (let tries = 0; tries < FOCUS_TRIES_MAX; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, FOCUS_RETRY_MS))
        if (api.isDestroyed()) return
        const row = api.getDisplayedRowAtIndex(index)?.data
        if (row === undefined) continue
        api.setFocusedCell(index, column)
        // The page's own focus can follow a moment later, and the grid's word of it does.
        const now = document.activeElement
        if (now?.getAttribute('col-id') !== column || !frame.current?.contains(now)) continue
        latest.current.onFocusCell(index, row, column)
        return
      }
    },
    [api, columns],
  )
  useEffect(() => {
    const asked = wanted.current
    if (!api || asked === null) return
    wanted.current = null
    void goTo(asked.index, asked.columnId)
  }, [api, goTo])
  const focusGrid = useCallback(() => {
    if (!api || api.getDisplayedRowCount() === 0) return
    const focused = api.getFocusedCell()
    if (focused) api.setFocusedCell(focused.rowIndex, focused.column)
    else api.setFocusedCell(0, columns[0]?.id ?? '')
  }, [api, columns])
  useImperativeHandle(ref, () => ({ focus: focusGrid, goTo }), [focusGrid, goTo])

  const onFocused = useCallback(({ rowIndex, column, api: grid }: CellFocusedEvent<Row>) => {
    const row = rowIndex === null ? undefined : grid.getDisplayedRowAtIndex(rowIndex)?.data
    if (rowIndex === null || row === undefined) return
    latest.current.onFocusCell(
      rowIndex,
      row,
      typeof column === 'object' && column !== null ? column.getColId() : '',
    )
  }, [])
  const onKeyDown = useCallback(
    (pressed: CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>) => {
      if (!('column' in pressed) || !(pressed.event instanceof KeyboardEvent)) return
      const { event, data } = pressed
      if (data === undefined) return
      const columnId = pressed.column.getColId()
      if (tookKey(event)) return
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (event.key !== 'F2' && event.key !== 'Enter') return
      event.preventDefault()
      if (event.target instanceof Element) latest.current.onEdit(data, columnId, event.target)
    },
    [],
  )
  const isEmpty = first !== null && first.length === 0
  return (
    <Region name={label} className={styles['grid']}>
      <div
        ref={frame}
        className={styles['frame']}
        {...tools.frameEvents}
        data-bare={isEmpty || undefined}
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
        <AgGridReact<Row>
          className={styles['ag'] ?? ''}
          theme={gridTheme}
          {...nonceOfPage()}
          rowModelType="infinite"
          cacheBlockSize={PAGE}
          maxBlocksInCache={PAGES_KEPT}
          columnDefs={colDefs}
          getRowId={({ data }) => rowId(data)}
          rowHeight={rowHeight * scale}
          headerHeight={(columns.some((one) => headOf(one).includes('→')) ? 44 : 32) * scale}
          defaultColDef={defaults}
          suppressOverlays={NO_OVERLAYS}
          suppressColumnMoveAnimation
          animateRows={false}
          ensureDomOrder
          {...tools.events}
          getRowClass={({ data }) => {
            const tone = data === undefined ? null : latest.current.rowTone(data)
            return tone ? `saldo-row-${tone}` : undefined
          }}
          onGridReady={({ api: ready }) => setApi(ready)}
          onGridSizeChanged={({ clientWidth }) => setGridWidth(clientWidth)}
          onCellFocused={onFocused}
          onCellKeyDown={onKeyDown}
          onCellDoubleClicked={({ data, column, event }) => {
            const cell = event?.target instanceof Element ? event.target : null
            if (data !== undefined && cell) latest.current.onEdit(data, column.getColId(), cell)
          }}
        />
        {isEmpty && <div className={styles['over']}>{empty}</div>}
        {tools.over}
      </div>
    </Region>
  )
}

const FOCUS_RETRY_MS = 34
const FILL_MIN = 260
/** Px a head may add to a column of short values. */
const HEAD_MAX = 200
/** Px kept free for the vertical scrollbar. */
const SCROLLBAR = 17
const DEFAULT_COLUMN = { sortable: false, resizable: true, minWidth: 48, wrapHeaderText: true }
const NO_OVERLAYS = ['loading' as const, 'noRows' as const, 'noMatchingRows' as const]

const asItIs = <Row,>(row: Row | undefined) => row
const noTotal = () => null

function orderOfPages<Row>(api: GridApi<Row>, known: ReadonlySet<string>) {
  return pagedOrder<Row, Row>(api, asItIs, known)
}
