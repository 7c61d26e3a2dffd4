/** One page of a customer: figures, card and hierarchy, what is open, documents, history. */
import { SegmentedControl } from '@mantine/core'
import {
  IconArchive,
  IconChevronDown,
  IconChevronUp,
  IconFileInvoice,
  IconFilePlus,
  IconHistory,
  IconReceipt2,
  IconSitemap,
} from '@tabler/icons-react'
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, type ReactNode } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { KpiStrip } from '../../ui/KpiStrip.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { Screen, StatusBar, ViewTabs } from '../../ui/Screen.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { DOCUMENT_COLUMNS, ITEM_COLUMNS, NEWEST_FIRST, type DocumentRow } from './columns.tsx'
import { Overview, type CustomerData } from './Overview.tsx'
import { CUSTOMER_TABS, type CustomerTab } from './tabs.ts'

export function CustomerScreen() {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { history } = useRouter()
  const { code } = useParams({ from: '/shell/customer/$code' })
  const {
    tab = 'overview',
    group = false,
    currency: asked,
  } = useSearch({
    from: '/shell/customer/$code',
  })
  const info = useLive(api.companies.info, {})
  const asOf = info.data?.suggestedAsOf
  const at = asOf === undefined ? {} : { asOf }
  const when = asOf !== undefined
  const customer = useLive(api.customers.get, { code, group, ...at }, { when })
  const list = useLive(api.customers.list, { rollUp: false, ...at }, { when })
  const items = useLive(api.documents.openItems, { customerCode: code, group, ...at }, { when })
  const data = customer.data?.card.code === code ? customer.data : undefined
  const openItems = data ? items.data?.items : undefined

  const ask = useCallback(
    (changes: { tab?: CustomerTab; group?: boolean; currency?: string }) => {
      if (changes.tab === 'statement')
        void navigate({ to: '/statement', search: { customer: code, group } })
      else
        void navigate({
          to: '/customer/$code',
          params: { code },
          search: (now) => ({ ...now, ...changes }),
          replace: true,
        })
    },
    [navigate, code, group],
  )
  const openDocument = useCallback(
    (row: { readonly customer: string; readonly documentId: string; readonly currency: string }) =>
      void navigate({
        to: '/statement',
        search: {
          customer: row.customer,
          preset: 'all',
          currency: row.currency,
          focus: row.documentId,
        },
      }),
    [navigate],
  )
  const archive = async () => {
    if (!data) return
    const { name, archived } = data.card
    try {
      await api.customers.archive({ code, archived: !archived })
      toast.done(say(archived ? 'customer.restored' : 'customer.archived', { name }))
    } catch (error) {
      toast.failed(describe(error).sentence)
    }
  }
  const codes = useMemo(
    () => [...new Set((list.data?.rows ?? []).map((row) => row.code))],
    [list.data],
  )
  useCustomerCommands(code, codes, ask)

  if (customer.error && !data) {
    return (
      <Screen title={code} onBack={() => history.back()}>
        <ErrorState trouble={describe(customer.error)} onRetry={() => void customer.refetch()} />
      </Screen>
    )
  }
  if (!data || !info.data) {
    return (
      <Screen title={code} onBack={() => history.back()}>
        <SkeletonRows />
      </Screen>
    )
  }
  const currency = asked ?? data.card.currency ?? data.figures[0]?.currency ?? info.data.currency
  const { card } = data
  return (
    <Screen
      title={card.name}
      onBack={() => history.back()}
      facts={[card.code, card.segment, card.city].filter(Boolean).join(' · ')}
      badges={<Badges data={data} currency={currency} />}
      actions={
        <>
          <Button
            icon={IconArchive}
            iconOnly
            look="plain"
            label={say(card.archived ? 'customer.restore' : 'customer.archive')}
            onClick={() => void archive()}
          />
          <Button
            icon={IconReceipt2}
            label={say('customer.statement')}
            keys="S"
            onClick={() => ask({ tab: 'statement' })}
          />
          <Button
            look="primary"
            icon={IconFilePlus}
            label={say('customer.newDocument')}
            keys="I"
            onClick={() =>
              void navigate({
                to: '/new/$kind',
                params: { kind: 'invoice' },
                search: { customer: code },
              })
            }
          />
        </>
      }
    >
      <Kpis data={data} currency={currency} companyCurrency={info.data.currency} />
      <div style={{ position: 'relative' }}>
        <ViewTabs
          label={say('customer.tabs')}
          views={CUSTOMER_TABS.map((id) => ({
            id,
            label: say(`customer.tab.${id}`),
            count: id === 'items' && openItems ? String(openItems.length) : undefined,
          }))}
          chosen={tab}
          onChoose={(id) => ask({ tab: id })}
        />
        <TabTools
          data={data}
          group={group}
          currency={currency}
          onGroup={() => ask({ group: !group })}
          onCurrency={(one) => ask({ currency: one })}
        />
      </div>
      {tab === 'items' ? (
        <ListTab
          label={say('customer.tab.items')}
          columns={ITEM_COLUMNS}
          rows={openItems}
          rowId={(row) => `${row.documentId} ${row.installment}`}
          onOpen={openDocument}
          empty={
            <EmptyState
              icon={IconFileInvoice}
              title={say('customer.items.empty')}
              hint={say('customer.items.empty.says')}
            />
          }
        />
      ) : tab === 'documents' ? (
        <DocumentsTab code={code} group={group} onOpen={openDocument} />
      ) : tab === 'history' ? (
        <HistoryTab code={code} timezone={info.data.timezone} />
      ) : (
        <Overview
          data={data}
          info={info.data}
          items={openItems}
          currency={currency}
          onAllItems={() => ask({ tab: 'items' })}
          onOpenItem={openDocument}
        />
      )}
      <StatusBar>
        <TieOut asOf={data.asOf} />
      </StatusBar>
    </Screen>
  )
}

function Badges({ data, currency }: { readonly data: CustomerData; readonly currency: string }) {
  const figures = data.figures.find((one) => one.currency === currency)
  const limit = data.card.creditLimitMinor
  return (
    <>
      {data.card.archived && <StatusBadge status="archived" />}
      {limit !== null && figures && figures.balanceMinor > limit && (
        <StatusBadge status="overLimit" />
      )}
      {figures && figures.disputedMinor > 0 && <StatusBadge status="disputed" />}
    </>
  )
}

function TabTools({
  data,
  group,
  currency,
  onGroup,
  onCurrency,
}: {
  readonly data: CustomerData
  readonly group: boolean
  readonly currency: string
  readonly onGroup: () => void
  readonly onCurrency: (currency: string) => void
}) {
  const say = useText()
  if (data.children.length === 0 && data.figures.length < 2) return null
  return (
    <div style={{ position: 'absolute', right: 14, top: 1, display: 'flex', gap: 8 }}>
      {data.figures.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={say('head.currency')}
          value={currency}
          data={data.figures.map((one) => one.currency)}
          onChange={onCurrency}
        />
      )}
      {(data.children.length > 0 || group) && (
        <Button
          look="plain"
          icon={IconSitemap}
          label={say('customer.group')}
          pressed={group}
          onClick={onGroup}
        />
      )}
    </div>
  )
}

function Kpis({
  data,
  currency,
  companyCurrency,
}: {
  readonly data: CustomerData
  readonly currency: string
  readonly companyCurrency: string
}) {
  const say = useText()
  const format = useFormat()
  const figures = data.figures.find((one) => one.currency === currency)
  const money = (minor: number) => format.money(minor, currency)
  const balance = figures?.balanceMinor ?? 0
  const overdue = figures?.overdueMinor ?? 0
  const limit =
    (data.card.currency ?? companyCurrency) === currency ? data.card.creditLimitMinor : null
  const used = limit === null || limit === 0 ? null : Math.max(0, balance / limit)
  const { lastReceiptMinor, lastReceiptOn, lastReceiptCurrency } = data
  const notes: readonly (string | undefined)[] = [
    currency === companyCurrency
      ? currency
      : say('customer.kpi.inBase', {
          amount: format.moneyWithCode(figures?.balanceBaseMinor ?? 0, companyCurrency),
        }),
    balance > 0 && overdue > 0
      ? say('customer.kpi.overdueShare', { share: format.percent(overdue / balance) })
      : undefined,
    figures && figures.creditNotesMinor !== 0
      ? say('customer.kpi.creditNotes', { amount: money(figures.creditNotesMinor) })
      : undefined,
    figures && figures.disputedMinor > 0
      ? say('customer.kpi.disputed', { amount: money(figures.disputedMinor) })
      : say('customer.kpi.items', { count: figures?.openItems ?? 0 }),
  ]
  return (
    <KpiStrip
      label={say('customer.kpis')}
      kpis={[
        { label: say('customer.kpi.balance'), figure: money(balance), note: notes[0] },
        {
          label: say('customer.kpi.overdue'),
          figure: money(overdue),
          note: notes[1] ?? '\u00a0',
          tone: overdue > 0 ? 'danger' : undefined,
        },
        {
          label: say('customer.kpi.limit'),
          figure: used === null ? '–' : format.percent(used),
          note:
            limit === null
              ? say('customer.kpi.noLimit')
              : say('customer.kpi.ofLimit', { amount: money(limit) }),
          tone: used !== null && used > 1 ? 'danger' : undefined,
        },
        {
          label: say('customer.kpi.unallocated'),
          figure: money(figures?.unappliedMinor ?? 0),
          note: notes[2] ?? '\u00a0',
        },
        {
          label: say('customer.kpi.lastPayment'),
          figure:
            lastReceiptMinor === null || lastReceiptCurrency === null
              ? '–'
              : format.money(Math.abs(lastReceiptMinor), lastReceiptCurrency),
          note:
            lastReceiptOn === null
              ? say('customer.kpi.none')
              : `${format.date(lastReceiptOn)} · ${lastReceiptCurrency ?? ''}`,
        },
        {
          label: say('customer.kpi.notDue'),
          figure: money(figures?.notDueMinor ?? 0),
          note: notes[3],
        },
      ]}
    />
  )
}

function ListTab<Row>({
  label,
  columns,
  rows,
  rowId,
  onOpen,
  empty,
  sortBy,
}: {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly rowId: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly empty: ReactNode
  readonly sortBy?: { readonly columnId: string; readonly descending?: boolean }
}) {
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
      {...(onOpen ? { onOpen } : {})}
      {...(sortBy ? { sortBy } : {})}
    />
  )
}

function DocumentsTab({
  code,
  group,
  onOpen,
}: {
  readonly code: string
  readonly group: boolean
  readonly onOpen: (row: DocumentRow) => void
}) {
  const say = useText()
  const statement = useLive(api.reports.statement, { customerCode: code, group })
  const rows = useMemo(
    () =>
      statement.data?.statements.flatMap((one) =>
        one.lines.map((line): DocumentRow => ({ ...line, currency: one.currency })),
      ),
    [statement.data],
  )
  return (
    <ListTab
      label={say('customer.tab.documents')}
      columns={DOCUMENT_COLUMNS}
      rows={rows}
      rowId={documentRowId}
      onOpen={onOpen}
      sortBy={NEWEST_FIRST}
      empty={
        <EmptyState
          icon={IconFileInvoice}
          title={say('customer.documents.empty')}
          hint={say('customer.documents.empty.says')}
        />
      }
    />
  )
}

const documentRowId = (row: DocumentRow) => row.documentId

interface HistoryRow {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly field: string
  readonly from: string | null
  readonly to: string | null
}

function HistoryTab({ code, timezone }: { readonly code: string; readonly timezone: string }) {
  const say = useText()
  const format = useFormat()
  const history = useLive(api.customers.history, { code })
  const rows = useMemo(
    () => history.data?.map((entry, id): HistoryRow => ({ ...entry, id })),
    [history.data],
  )
  const columns = useMemo<readonly GridColumn<HistoryRow>[]>(
    () => [
      {
        kind: 'text',
        id: 'at',
        head: 'customer.history.when',
        text: (row) => format.moment(row.at, timezone),
      },
      { kind: 'text', id: 'actor', head: 'customer.history.who', text: (row) => row.actor },
      { kind: 'text', id: 'field', head: 'customer.history.field', text: (row) => row.field },
      { kind: 'text', id: 'from', head: 'customer.history.from', text: (row) => row.from },
      {
        kind: 'text',
        id: 'to',
        head: 'customer.history.to',
        text: (row) => row.to,
        fills: true,
      },
    ],
    [format, timezone],
  )
  return (
    <ListTab
      label={say('customer.tab.history')}
      columns={columns}
      rows={rows}
      rowId={(row) => String(row.id)}
      empty={
        <EmptyState
          icon={IconHistory}
          title={say('customer.history.empty')}
          hint={say('customer.history.empty.says')}
        />
      }
    />
  )
}

/** 1 to 5 choose a part, J and K walk the accounts in the order of their codes. */
function useCustomerCommands(
  code: string,
  codes: readonly string[],
  ask: (changes: { tab: CustomerTab }) => void,
) {
  const navigate = useNavigate()
  useCommands(
    useMemo<readonly Command[]>(() => {
      const step = (by: 1 | -1) => {
        const next = codes[codes.indexOf(code) + by]
        if (next !== undefined)
          void navigate({
            to: '/customer/$code',
            params: { code: next },
            search: (now) => ({ tab: now.tab }),
            replace: true,
          })
      }
      return [
        ...CUSTOMER_TABS.map(
          (tab, index): Command => ({
            id: `customer.tab.${tab}`,
            title: `customer.tab.${tab}`,
            keys: [String(index + 1)],
            group: 'here',
            inPalette: false,
            run: () => ask({ tab }),
          }),
        ),
        {
          id: 'customer.next',
          title: 'customer.next',
          keys: ['J'],
          group: 'here',
          icon: IconChevronDown,
          run: () => step(1),
        },
        {
          id: 'customer.previous',
          title: 'customer.previous',
          keys: ['K'],
          group: 'here',
          icon: IconChevronUp,
          run: () => step(-1),
        },
        {
          id: 'customer.statement',
          title: 'customer.statement',
          keys: ['S'],
          group: 'here',
          icon: IconReceipt2,
          run: () => ask({ tab: 'statement' }),
        },
        {
          id: 'customer.newDocument',
          title: 'customer.newDocument',
          keys: ['I'],
          group: 'here',
          icon: IconFilePlus,
          run: () =>
            void navigate({
              to: '/new/$kind',
              params: { kind: 'invoice' },
              search: { customer: code },
            }),
        },
      ]
    }, [code, codes, ask, navigate]),
  )
}
