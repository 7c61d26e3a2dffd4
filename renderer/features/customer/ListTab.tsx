/** A grid that fills the part of the page below the tabs, with its filters and views when it has any. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import { usePlainViews } from '../../app/plain-views.ts'
import { useDensity } from '../../app/use-theme.ts'
import { useListTools } from '../../app/use-list-tools.tsx'
import type { ListViewsOptions } from '../../app/views.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { RowCount, ToolRow } from '../../ui/Screen.tsx'
import type { Trouble } from '../../ui/states.tsx'
import styles from './Customer.module.css'

export interface ListTabProps<Row> {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly rowId: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly empty: ReactNode
  readonly memory?: string
  readonly trouble?: Trouble | null
  readonly onRetry?: () => void
  readonly sortBy?: { readonly columnId: string; readonly descending?: boolean }
}

export function ListTab<Row>({
  label,
  columns,
  rows,
  rowId,
  onOpen,
  empty,
  sortBy,
  memory,
  trouble,
  onRetry,
}: ListTabProps<Row>) {
  const { scale, rowHeight } = useDensity()
  return (
    <SaldoGrid
      label={label}
      columns={columns}
      rows={rows}
      rowId={rowId}
      empty={empty}
      rowHeight={rowHeight}
      scale={scale}
      opensPage
      {...(onOpen ? { onOpen } : {})}
      {...(sortBy ? { sortBy } : {})}
      {...(memory === undefined ? {} : { memory })}
      trouble={trouble ?? null}
      {...(onRetry ? { onRetry } : {})}
    />
  )
}

/** The same with quick filter, column filters, columns and saved views. */
export function ViewedTab<Row>({
  screen,
  sortBy,
  ...list
}: ListTabProps<Row> & { readonly screen: ListViewsOptions['screen'] }) {
  const { scale } = useDensity()
  const navigate = useNavigate()
  const { view, filter = '' } = useSearch({ from: '/shell/customer/$code' })
  const grid = useRef<SaldoGridHandle<Row>>(null)
  const [shown, setShown] = useState(0)
  const ask = useCallback(
    (changes: { view?: string; filter?: string | undefined }) =>
      void navigate({ to: '.', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const settings = useMemo<Readonly<Record<string, string>>>(
    () => (filter === '' ? {} : { filter }),
    [filter],
  )
  const onChoose = useCallback(
    (id: string, kept: Readonly<Record<string, string>>) =>
      ask({ view: id, filter: kept['filter'] }),
    [ask],
  )
  const sort = useMemo(
    () =>
      sortBy === undefined ? [] : [{ id: sortBy.columnId, descending: sortBy.descending === true }],
    [sortBy],
  )
  const views = usePlainViews({
    screen,
    sort,
    place: 'customer',
    chosen: view,
    settings,
    onChoose,
  })
  const focusGrid = useCallback(() => grid.current?.focus(), [])
  const onFilter = useCallback(
    (text: string) => ask({ filter: text === '' ? undefined : text }),
    [ask],
  )
  const { columns, rows, trouble = null } = list
  const tools = useListTools({ views, columns, filter, onFilter, onDown: focusGrid })
  return (
    <>
      <ToolRow end={tools.end}>
        {tools.start}
        {rows !== undefined && shown !== rows.length && (
          <span className={styles['shown']}>
            <RowCount shown={shown} all={rows.length} />
          </span>
        )}
      </ToolRow>
      {tools.dialog}
      <SaldoGrid
        ref={grid}
        {...list}
        trouble={trouble}
        view={views}
        filter={filter}
        onClearFilter={() => onFilter('')}
        onShown={setShown}
        rowHeight={views.rowHeight}
        scale={scale}
      />
    </>
  )
}
