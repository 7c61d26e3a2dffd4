/** Below the aging: the open items of a cell, or what was learned after the moment asked for. */
import { IconFileInvoice, IconHistory, IconX } from '@tabler/icons-react'
import { useMemo, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import type { z } from 'zod'
import type { OpenItem } from '../../../shared/contract/documents.ts'
import type { reports } from '../../../shared/contract/reports.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { usePlainViews } from '../../app/plain-views.ts'
import { useListTools } from '../../app/use-list-tools.tsx'
import { useDensity } from '../../app/use-theme.ts'
import type { ListViews } from '../../app/views.ts'
import { bucketLabel } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useFormat, useText, type SayText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { belongsTo, type AgingView, type Cell } from './cells.ts'
import { openItemRowId } from '../../ui/open-item-columns.ts'
import { ITEM_COLUMNS } from './columns.ts'
import styles from './Aging.module.css'

type Learned = z.output<(typeof reports)['learnedSince']['output']>[number]

interface DocumentPlace {
  readonly customer: string
  readonly currency: string
  readonly documentId: string
}

export function CellItems({
  cell,
  view,
  knownAt,
  group,
  inCompanyCurrency,
  gridRef,
  onOpen,
  onClose,
}: {
  readonly cell: Cell
  readonly view: AgingView
  readonly knownAt: string | undefined
  readonly group: boolean
  readonly inCompanyCurrency: boolean
  readonly gridRef: Ref<SaldoGridHandle>
  readonly onOpen: (place: DocumentPlace) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const { scale } = useDensity()
  const { row, columnId } = cell
  const views = useItemViews()
  const [isAtHand, setAtHand] = useState(false)
  const tools = useListTools({ views, columns: ITEM_COLUMNS, isAtHand })
  const items = useLive(api.documents.openItems, {
    customerCode: row.customer,
    group,
    asOf: view.asOf,
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(inCompanyCurrency ? {} : { currency: row.currency }),
  })
  const rows = useMemo(
    () => items.data?.items.filter((item) => belongsTo(item, columnId, view)),
    [items.data, columnId, view],
  )
  return (
    <Below
      title={say('aging.items')}
      badge={`${columnLabel(columnId, say)} · ${row.name}`}
      onClose={onClose}
      onFocus={setAtHand}
      tools={
        <>
          {tools.start}
          {tools.end}
        </>
      }
    >
      {tools.dialog}
      <SaldoGrid<OpenItem>
        ref={gridRef}
        takesFocus
        label={say('aging.items')}
        columns={ITEM_COLUMNS}
        rows={rows}
        rowId={openItemRowId}
        hasOwnExport
        trouble={items.error ? describe(items.error) : null}
        onRetry={() => void items.refetch()}
        opensPage
        onOpen={onOpen}
        view={views}
        memory="aging items"
        rowHeight={views.rowHeight}
        scale={scale}
        empty={
          <EmptyState
            icon={IconFileInvoice}
            title={say('aging.items.empty')}
            hint={say('aging.items.empty.says')}
          />
        }
      />
    </Below>
  )
}

/** The cell says which items there are: a default view must not leave some of them out. */
function useItemViews(): ListViews {
  const [chosen, setChosen] = useState('all')
  return usePlainViews({
    screen: 'openItems',
    place: 'aging',
    opensDefault: false,
    chosen,
    settings: NO_SETTINGS,
    onChoose: setChosen,
  })
}

const NO_SETTINGS = {}

function columnLabel(columnId: string, say: SayText): string {
  if (columnId.startsWith('bucket.')) return bucketLabel(columnId.slice('bucket.'.length), say)
  if (columnId === 'unapplied') return say('head.unapplied')
  if (columnId === 'creditNotes') return say('head.creditNotes')
  if (columnId === 'credits') return say('aging.credits')
  if (columnId === 'overdue') return say('head.overdue')
  return say('aging.total')
}

export function LearnedSince({
  asOf,
  knownAt,
  knownOn,
  customer,
  timezone,
  gridRef,
  onOpen,
  onClose,
}: {
  readonly asOf: IsoDate
  readonly knownAt: string
  readonly knownOn: IsoDate
  readonly customer: string | undefined
  readonly timezone: string
  readonly gridRef: Ref<SaldoGridHandle>
  readonly onOpen: (place: DocumentPlace) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const learned = useLive(api.reports.learnedSince, {
    asOf,
    knownAt,
    ...(customer === undefined ? {} : { customerCode: customer }),
  })
  const columns = useMemo<readonly GridColumn<Learned>[]>(
    () => [
      {
        kind: 'text',
        id: 'recorded',
        head: 'aging.learned.recorded',
        text: (row) => format.moment(row.recordedAt, timezone),
      },
      {
        kind: 'text',
        id: 'document',
        head: 'head.document',
        text: (row) => row.documentNo,
        link: true,
      },
      { kind: 'text', id: 'kind', head: 'head.kind', text: (row, t) => t(`kind.${row.kind}`) },
      { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.date },
      { kind: 'text', id: 'code', head: 'head.code', text: (row) => row.customer },
      { kind: 'text', id: 'name', head: 'head.account', text: (row) => row.name, fills: true },
      { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
      {
        kind: 'money',
        id: 'amount',
        head: 'head.amount',
        minor: (row) => row.amountMinor,
        currency: (row) => row.currency,
        strong: true,
        total: true,
      },
    ],
    [format, timezone],
  )
  return (
    <Below
      title={say('aging.learned')}
      badge={say('aging.known.on', { date: format.date(knownOn) })}
      onClose={onClose}
    >
      <SaldoGrid<Learned>
        ref={gridRef}
        takesFocus
        label={say('aging.learned')}
        columns={columns}
        rows={learned.data}
        rowId={(row) => row.documentId}
        hasOwnExport
        trouble={learned.error ? describe(learned.error) : null}
        onRetry={() => void learned.refetch()}
        opensPage
        onOpen={onOpen}
        rowHeight={rowHeight}
        scale={scale}
        empty={
          <EmptyState
            icon={IconHistory}
            title={say('aging.learned.empty')}
            hint={say('aging.learned.empty.says')}
          />
        }
      />
    </Below>
  )
}

function Below({
  title,
  badge,
  onClose,
  onFocus,
  tools,
  children,
}: {
  readonly title: string
  readonly badge: string
  readonly onClose: () => void
  /** The focus is in it, or has left it. */
  readonly onFocus?: (isIn: boolean) => void
  readonly tools?: ReactNode
  readonly children: ReactNode
}) {
  const say = useText()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }
  return (
    <div
      className={styles['items']}
      onKeyDown={onKeyDown}
      onFocus={() => onFocus?.(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget))
          onFocus?.(false)
      }}
    >
      <header>
        <h2>{title}</h2>
        <Badge label={badge} tone="info" />
        {tools}
        <span className={styles['hints']}>
          <KeyCap keys="Enter" /> {say('aging.hint.open')} <KeyCap keys="Escape" />{' '}
          {say('aging.hint.back')}
          <Button
            look="plain"
            iconOnly
            icon={IconX}
            label={say('aging.items.close')}
            onClick={onClose}
          />
        </span>
      </header>
      {children}
    </div>
  )
}
