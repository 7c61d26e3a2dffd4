/** One page of a customer: figures, card and hierarchy, what is open, documents, history. */
import {
  IconArchive,
  IconChevronDown,
  IconChevronUp,
  IconFileInvoice,
  IconFilePlus,
  IconReceipt,
  IconScale,
} from '@tabler/icons-react'
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useOpenDocument } from '../../app/open-document.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useWalk } from '../../app/walk.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Screen, StatusBar, ViewTabs } from '../../ui/Screen.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { ITEM_COLUMNS } from './columns.tsx'
import styles from './Customer.module.css'
import { useCustomerCommands } from './customer-commands.ts'
import { DocumentsTab } from './DocumentsTab.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { Kpis } from './Kpis.tsx'
import { ViewedTab } from './ListTab.tsx'
import { Overview } from './Overview.tsx'
import { Badges, TabTools } from './PageParts.tsx'
import { PaymentsTab } from './PaymentsTab.tsx'
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
          // The list of another tab has views of its own.
          search: (now) => ({
            ...now,
            ...(changes.tab === undefined ? {} : { view: undefined, filter: undefined }),
            ...changes,
          }),
          replace: true,
        })
    },
    [navigate, code, group],
  )
  const openDocument = useOpenDocument()
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
  const walked = useWalk((walk) => walk.codes)
  const codes = useMemo(
    () =>
      walked.includes(code) ? walked : [...new Set((list.data?.rows ?? []).map((row) => row.code))],
    [walked, code, list.data],
  )
  const step = useCustomerCommands(code, codes, ask)
  const place = codes.indexOf(code)

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
            icon={IconChevronUp}
            iconOnly
            look="plain"
            keys="K"
            label={say('customer.previous')}
            disabled={place <= 0}
            onClick={() => step(-1)}
          />
          <Button
            icon={IconChevronDown}
            iconOnly
            look="plain"
            keys="J"
            label={say('customer.next')}
            disabled={place < 0 || place >= codes.length - 1}
            onClick={() => step(1)}
          />
          <Button
            icon={IconArchive}
            iconOnly
            look="plain"
            label={say(card.archived ? 'customer.restore' : 'customer.archive')}
            onClick={() => void archive()}
          />
          <Button
            icon={IconReceipt}
            label={say('customer.statement')}
            keys="S"
            onClick={() => ask({ tab: 'statement' })}
          />
          <Button
            icon={IconScale}
            label={say('nav.compare')}
            keys="M"
            onClick={() => void navigate({ to: '/compare', search: { customer: code } })}
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
      <div className={styles['tabRow']}>
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
        <ViewedTab
          screen="openItems"
          label={say('customer.tab.items')}
          columns={ITEM_COLUMNS}
          rows={openItems}
          rowId={(row) => `${row.documentId} ${row.installment}`}
          onOpen={openDocument}
          memory={`customer items ${code}`}
          trouble={items.error ? describe(items.error) : null}
          onRetry={() => void items.refetch()}
          empty={
            <EmptyState
              icon={IconFileInvoice}
              title={say('customer.items.empty')}
              hint={say('customer.items.empty.says')}
            />
          }
        />
      ) : tab === 'payments' ? (
        <PaymentsTab
          code={code}
          group={group}
          currency={currency}
          asOf={data.asOf}
          onOpen={openDocument}
        />
      ) : tab === 'documents' ? (
        <DocumentsTab code={code} group={group} onOpen={openDocument} />
      ) : tab === 'history' ? (
        <HistoryTab
          code={code}
          currency={card.currency ?? info.data.currency}
          timezone={info.data.timezone}
        />
      ) : (
        <Overview
          data={data}
          info={info.data}
          items={openItems}
          currency={currency}
          onAllItems={() => ask({ tab: 'items' })}
          group={group}
          onOpenItem={openDocument}
          onAllDocuments={() => ask({ tab: 'documents' })}
        />
      )}
      <StatusBar>
        <TieOut asOf={data.asOf} />
      </StatusBar>
    </Screen>
  )
}
