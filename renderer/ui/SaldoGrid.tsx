/**
 * The one grid of the app, over AG Grid Community.
 *
 * It knows loading, empty, no match, error and stale; keeps old rows while new ones come; filters
 * with Turkish folding; pins exact totals; makes columns as wide as their widest number; opens with
 * Enter, peeks with Space, copies with Ctrl+C. Screens give columns and rows and never see AG Grid.
 */
import { AG_GRID_LOCALE_DE, AG_GRID_LOCALE_EN, AG_GRID_LOCALE_TR } from '@ag-grid-community/locale'
import type {
  CellFocusedEvent,
  CellKeyDownEvent,
  ColDef,
  FullWidthCellKeyDownEvent,
  GetRowIdParams,
  GridApi,
  GridReadyEvent,
  IRowNode,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { IconSearchOff } from '@tabler/icons-react'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type Ref,
  useImperativeHandle,
} from 'react'
import { Button } from './Button.tsx'
import { foldedIncludes, foldedWords, fold } from './fold.ts'
import { gridColDefs, type GridRow } from './grid-coldefs.tsx'
import { cellText, clipboardText, type GridColumn } from './grid-columns.ts'
import { registerGridModules, gridTheme } from './grid-theme.ts'
import { totalsPerCurrency, type TotalRow } from './grid-totals.ts'
import { columnWidths } from './grid-width.ts'
import { useFormat, useText } from './language.tsx'
import { Region } from './Region.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleNote, type Trouble } from './states.tsx'
import { toast } from './toast.ts'
import styles from './SaldoGrid.module.css'

registerGridModules()

export interface SaldoGridHandle {
  /** Puts the focus into the grid: where it was, or on the first cell. */
  readonly focus: () => void
  /** Shows a row and puts the focus on it; false while it is not there. */
  readonly focusRow: (rowId: string) => boolean
}

export interface SaldoGridProps<Row> {
  /** Accessible name, such as "Customers". */
  readonly label: string
  /** Keep its identity between renders. */
  readonly columns: readonly GridColumn<Row>[]
  /** Undefined while nothing has come yet. */
  readonly rows: readonly Row[] | undefined
  readonly rowId: (row: Row) => string
  readonly filter?: string
  readonly onClearFilter?: () => void
  readonly empty: ReactNode
  readonly trouble?: Trouble | null
  readonly onRetry?: () => void
  /** When the rows on screen were fetched: shown when a refetch failed. */
  readonly rowsSince?: string
  /** Enter or double click. */
  readonly onOpen?: (row: Row, columnId: string) => void
  /** Space. */
  readonly onPeek?: (row: Row) => void
  readonly onFocusRow?: (row: Row | null, columnId: string) => void
  /** Further single keys on the focused row, by the character typed. */
  readonly onKey?: Readonly<Record<string, (row: Row, columnId: string) => void>>
  /** Rows that the filter leaves. */
  readonly onShown?: (count: number) => void
  /** Other totals than per currency over money columns with `total`. */
  readonly totals?: (rows: readonly Row[]) => readonly TotalRow[]
  readonly rowTone?: (row: Row) => 'danger' | 'disputed' | 'warn' | 'muted' | null
  /** First order of the rows; keep its identity. */
  readonly sortBy?: { readonly columnId: string; readonly descending?: boolean }
  /** Focus and scroll are kept under this name and come back with the screen. */
  readonly memory?: string
  /** Row height in px, without the text scale. */
  readonly rowHeight?: number
  readonly scale?: number
  readonly ref?: Ref<SaldoGridHandle>
}

interface Remembered {
  readonly rowId: string
  readonly columnId: string
}

const memories = new Map<string, Remembered>()
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
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })

  const searched = useMemo(() => foldedTexts(columns, say, format), [columns, say, format])
  const words = useMemo(() => foldedWords(filter), [filter])
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

  const colDefs = useMemo<ColDef<GridRow<Row>>[]>(
    () => gridColDefs(columns, headOf, say, format, sortBy),
    [columns, headOf, say, format, sortBy],
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
      const widths = columnWidths(columns, rows, totals, headOf, say, format, scale)
      const filling = columns.find(isFilling)
      if (filling) widths.set(filling.id, widthLeft(widths, filling.id, gridWidth))
      const frozen = columns.reduce(
        (sum, column) => sum + (column.pinned === true ? (widths.get(column.id) ?? 0) : 0),
        0,
      )
      const canFreeze = frozen <= gridWidth * FROZEN_SHARE_MAX
      api.applyColumnState({
        state: columns.map((column) => ({
          colId: column.id,
          width: widths.get(column.id) ?? 0,
          pinned: column.pinned === true && (canFreeze || column !== filling) ? 'left' : null,
        })),
      })
    })
    return () => {
      isCurrent = false
    }
  }, [api, rows, totals, columns, headOf, say, format, scale, gridWidth])

  const focusGrid = useCallback(() => {
    if (!api || api.getDisplayedRowCount() === 0) return
    const focused = api.getFocusedCell()
    const remembered = memory === undefined ? undefined : memories.get(memory)
    const node = remembered === undefined ? undefined : api.getRowNode(remembered.rowId)
    if (focused) api.setFocusedCell(focused.rowIndex, focused.column)
    else if (remembered && typeof node?.rowIndex === 'number')
      api.setFocusedCell(node.rowIndex, remembered.columnId)
    else api.setFocusedCell(0, api.getAllDisplayedColumns()[0]?.getColId() ?? '')
  }, [api, memory])
  const focusRow = useCallback(
    (id: string) => {
      const rowIndex = api?.getRowNode(id)?.rowIndex
      if (!api || typeof rowIndex !== 'number') return false
      api.ensureIndexVisible(rowIndex, 'middle')
      // A row just scrolled to has no cell before the next frame. Who took the focus since keeps it.
      const before = document.activeElement
      setTimeout(() => {
        const now = document.activeElement
        if (!api.isDestroyed() && (now === before || now === document.body))
          api.setFocusedCell(rowIndex, api.getAllDisplayedColumns()[0]?.getColId() ?? '')
      }, NEXT_FRAME_MS)
      return true
    },
    [api],
  )
  useImperativeHandle(ref, () => ({ focus: focusGrid, focusRow }), [focusGrid, focusRow])

  const onFirstData = useCallback(() => {
    if (!api || memory === undefined) return
    const remembered = memories.get(memory)
    const node = remembered === undefined ? undefined : api.getRowNode(remembered.rowId)
    if (!remembered || typeof node?.rowIndex !== 'number') return
    api.ensureIndexVisible(node.rowIndex, 'middle')
    api.setFocusedCell(node.rowIndex, remembered.columnId)
  }, [api, memory])

  const onFocused = useCallback(
    ({ rowIndex, column, rowPinned, api: grid }: CellFocusedEvent<GridRow<Row>>) => {
      const columnId = typeof column === 'object' && column !== null ? column.getColId() : ''
      const one =
        rowIndex === null || rowPinned ? undefined : grid.getDisplayedRowAtIndex(rowIndex)?.data
      if (one?.kind !== 'row') return
      if (memory !== undefined)
        memories.set(memory, { rowId: latest.current.rowId(one.row), columnId })
      latest.current.onFocusRow?.(one.row, columnId)
    },
    [memory],
  )

  const onKeyDown = useCallback(
    (pressed: CellKeyDownEvent<GridRow<Row>> | FullWidthCellKeyDownEvent<GridRow<Row>>) => {
      if (!('column' in pressed) || !(pressed.event instanceof KeyboardEvent)) return
      const { event } = pressed
      const columnId = pressed.column.getColId()
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'c') {
        event.preventDefault()
        const text = copied(
          pressed.data,
          columnId,
          event.shiftKey,
          latest.current.columns,
          headOf,
          say,
          format,
        )
        void navigator.clipboard
          .writeText(text)
          .then(() => toast.done(say('grid.copied', { count: event.shiftKey ? 2 : 1 })))
        return
      }
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
    [headOf, say, format],
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
          className={styles['frame']}
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
            headerHeight={32 * scale}
            defaultColDef={DEFAULT_COLUMN}
            suppressOverlays={NO_OVERLAYS}
            suppressColumnMoveAnimation
            animateRows={false}
            ensureDomOrder
            isExternalFilterPresent={() => passes.current.length > 0}
            doesExternalFilterPass={(node: IRowNode<GridRow<Row>>) =>
              node.data?.kind === 'row' && foldedIncludes(searched(node.data.row), passes.current)
            }
            tabToNextCell={leaveGrid}
            getRowClass={({ data: one }) => {
              const tone = one?.kind === 'row' ? latest.current.rowTone?.(one.row) : null
              return tone ? `saldo-row-${tone}` : undefined
            }}
            onGridReady={({ api: ready }: GridReadyEvent<GridRow<Row>>) => setApi(ready)}
            onGridSizeChanged={({ clientWidth }) => setGridWidth(clientWidth)}
            onFirstDataRendered={onFirstData}
            onCellFocused={onFocused}
            onCellKeyDown={onKeyDown}
            onCellDoubleClicked={({ data: one, column }) => {
              if (one?.kind === 'row') latest.current.onOpen?.(one.row, column.getColId())
            }}
          />
          {rows === undefined && (
            <div className={styles['over']}>
              <SkeletonRows />
            </div>
          )}
          {isEmpty && <div className={styles['over']}>{empty}</div>}
          {isNoMatch && (
            <div className={styles['over']}>
              <EmptyState
                icon={IconSearchOff}
                title={say('grid.noMatch', { text: filter })}
                hint={say('grid.noMatchHint')}
              >
                {props.onClearFilter && (
                  <Button
                    look="primary"
                    label={say('grid.clearFilter')}
                    onClick={props.onClearFilter}
                  />
                )}
              </EmptyState>
            </div>
          )}
        </div>
      )}
    </Region>
  )
}

const DEFAULT_COLUMN: ColDef = {
  sortable: true,
  resizable: true,
  suppressMovable: false,
  minWidth: 48,
}
const NO_OVERLAYS = ['loading' as const, 'noRows' as const, 'noMatchingRows' as const]

/** Tab leaves the grid; arrows move inside it. */
function leaveGrid(): boolean {
  return false
}

/** The folded text of a row, made once per row. */
function foldedTexts<Row>(
  columns: readonly GridColumn<Row>[],
  say: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): (row: Row) => string {
  const texts = new WeakMap<object, string>()
  const looked = columns.filter(
    (column) => column.searched !== false && (column.kind === 'text' || column.kind === 'node'),
  )
  return (row) => {
    const known = texts.get(row as object)
    if (known !== undefined) return known
    const text = fold(looked.map((column) => cellText(column, row, say, format)).join(' '))
    texts.set(row as object, text)
    return text
  }
}

const NEXT_FRAME_MS = 34

/** Px kept free for the vertical scrollbar. */
const SCROLLBAR = 17
/** Frozen columns leave room for what they explain: with large text the name scrolls along. */
const FROZEN_SHARE_MAX = 0.6

/** What the other columns leave of the grid, but never less than the column's own texts want. */
function widthLeft(widths: ReadonlyMap<string, number>, id: string, gridWidth: number): number {
  const taken = [...widths].reduce((sum, [one, width]) => (one === id ? sum : sum + width), 0)
  return Math.max(widths.get(id) ?? 0, gridWidth - SCROLLBAR - taken)
}

function isFilling<Row>(column: GridColumn<Row>): boolean {
  return column.kind === 'text' && column.fills === true
}

function nonceOfPage(): { styleNonce?: string } {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
  return nonce ? { styleNonce: nonce } : {}
}

function copied<Row>(
  data: GridRow<Row> | undefined,
  columnId: string,
  wholeRow: boolean,
  columns: readonly GridColumn<Row>[],
  headOf: (column: GridColumn<Row>) => string,
  say: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): string {
  const textOf = (column: GridColumn<Row>) => {
    if (data === undefined) return ''
    if (data.kind === 'row') return cellText(column, data.row, say, format)
    const sum = data.total.sums.get(column.id)
    return sum === undefined ? '' : format.money(sum, data.total.currency)
  }
  if (wholeRow)
    return [columns.map(headOf), columns.map(textOf)]
      .map((texts) => texts.map(clipboardText).join('\t'))
      .join('\n')
  const column = columns.find((one) => one.id === columnId)
  return column ? clipboardText(textOf(column)) : ''
}
