/** Who is risky and why, what there is to collect, and the chosen account from three sides (M51, M53). */
import { IconReceipt, IconShieldCheck, IconUser } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useOpenDocument } from '../../app/open-document.ts'
import type { OpenItem } from '../../../shared/contract/documents.ts'
import type { RiskRow } from '../../../shared/contract/risk.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { usePlainViews } from '../../app/plain-views.ts'
import { useListTools } from '../../app/use-list-tools.tsx'
import { useDensity } from '../../app/use-theme.ts'
import { useWalk } from '../../app/walk.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { openItemRowId } from '../../ui/open-item-columns.ts'
import { Region } from '../../ui/Region.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { RowCount, Screen, ScreenBody, StatusBar, ToolRow, ViewTabs } from '../../ui/Screen.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AccountPanes, type Chosen } from './AccountPanes.tsx'
import { ITEM_COLUMNS, riskColumns, riskRowId, RISKIEST } from './columns.tsx'
import styles from './Risk.module.css'
import { RiskFigures } from './RiskFigures.tsx'
import { RiskPeek } from './RiskPeek.tsx'
import { inOrder, PILE_OF, RISK_VIEWS, type RiskView } from './views.ts'

export function RiskScreen() {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { list: view = 'accounts', filter = '', view: shownAs } = useSearch({ from: '/shell/risk' })
  const info = useLive(api.companies.info, {}).data
  const asOf = info?.suggestedAsOf
  const at = asOf === undefined ? {} : { asOf }
  const risk = useLive(api.risk.list, at, { when: asOf !== undefined })
  const items = useLive(
    api.documents.openItems,
    { ...at, ...(view === 'accounts' ? {} : { pile: PILE_OF[view] }) },
    { when: asOf !== undefined && view !== 'accounts' },
  )
  const { scale } = useDensity()
  const [row, setRow] = useState<RiskRow | null>(null)
  const [item, setItem] = useState<OpenItem | null>(null)
  const [shown, setShown] = useState(0)
  const grid = useRef<SaldoGridHandle<RiskRow>>(null)
  const { data } = risk
  const currency = data?.currency ?? info?.currency ?? 'TRY'
  const toCollectMinor = data?.toCollectMinor ?? 0
  const columns = useMemo(() => riskColumns(currency, format), [currency, format])
  const isAccounts = view === 'accounts'
  const listed = useMemo(
    () => (view === 'accounts' || !items.data ? undefined : inOrder(view, items.data.items)),
    [view, items.data],
  )
  const standsOn = item ?? listed?.[0]
  const focused: Chosen | null = isAccounts
    ? (row ?? data?.rows[0] ?? null)
    : standsOn === undefined
      ? null
      : { customer: standsOn.customer, currency: standsOn.currency }
  const chosen = useDeferredValue(focused)
  const peeked = useDeferredValue(row ?? data?.rows[0] ?? null)

  const ask = useCallback(
    (changes: { list?: RiskView; view?: string | undefined; filter?: string | undefined }) =>
      void navigate({ to: '/risk', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const settings = useMemo<Readonly<Record<string, string>>>(
    () => (filter === '' ? {} : { filter }),
    [filter],
  )
  const views = usePlainViews({
    screen: isAccounts ? 'risk' : 'openItems',
    place: `risk ${view}`,
    ...(isAccounts ? { sort: RISKIEST } : {}),
    opensDefault: isAccounts,
    chosen: shownAs,
    settings,
    onChoose: useCallback(
      (id: string, kept: Readonly<Record<string, string>>) =>
        ask({ view: id, filter: kept['filter'] }),
      [ask],
    ),
  })
  const itemGrid = useRef<SaldoGridHandle<OpenItem>>(null)
  const focusGrid = useCallback(() => (grid.current ?? itemGrid.current)?.focus(), [])
  const onFilter = useCallback((text: string) => ask({ filter: text }), [ask])
  const toolsOf = { views, filter, onFilter, onDown: focusGrid }
  const accountTools = useListTools({ ...toolsOf, columns, isAtHand: isAccounts })
  const itemTools = useListTools({ ...toolsOf, columns: ITEM_COLUMNS, isAtHand: !isAccounts })
  const tools = isAccounts ? accountTools : itemTools
  const openDocument = useOpenDocument()
  const code = focused?.customer
  const openAccount = useCallback(
    (customer: string | undefined) => {
      if (customer === undefined) return
      useWalk.getState().set((grid.current?.shownRows() ?? []).map((one) => one.customer))
      void navigate({ to: '/customer/$code', params: { code: customer } })
    },
    [navigate],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'risk.customer',
          title: 'risk.command.customer',
          keys: ['O'],
          group: 'here',
          icon: IconUser,
          enabled: code !== undefined,
          run: () => openAccount(code),
        },
        {
          id: 'risk.statement',
          title: 'risk.command.statement',
          keys: ['S'],
          group: 'here',
          icon: IconReceipt,
          enabled: code !== undefined,
          run: () =>
            void navigate({
              to: '/statement',
              search: code === undefined ? {} : { customer: code },
            }),
        },
      ],
      [code, openAccount, navigate],
    ),
  )

  const rows = isAccounts ? data?.rows : listed
  const upper = isAccounts ? (
    <SaldoGrid
      key="accounts"
      ref={grid}
      label={say('risk.view.accounts')}
      columns={columns}
      rows={data?.rows}
      rowsInAll={data?.accounts}
      rowId={riskRowId}
      asOf={asOf}
      filter={filter}
      onClearFilter={() => ask({ filter: '' })}
      trouble={risk.error ? describe(risk.error) : null}
      onRetry={() => void risk.refetch()}
      onShown={setShown}
      onFocusRow={setRow}
      opensPage
      onOpen={(one) => openAccount(one.customer)}
      view={views}
      memory="risk"
      rowHeight={views.rowHeight}
      scale={scale}
      empty={
        <EmptyState
          icon={IconShieldCheck}
          title={say('risk.empty')}
          hint={say('risk.empty.says')}
        />
      }
    />
  ) : (
    <SaldoGrid
      key={view}
      ref={itemGrid}
      label={say(`risk.view.${view}`)}
      columns={ITEM_COLUMNS}
      rows={listed}
      rowId={openItemRowId}
      asOf={asOf}
      filter={filter}
      onClearFilter={() => ask({ filter: '' })}
      trouble={items.error ? describe(items.error) : null}
      onRetry={() => void items.refetch()}
      onShown={setShown}
      onFocusRow={setItem}
      opensPage
      onOpen={(one, column) =>
        column === 'name' || column === 'account' ? openAccount(one.customer) : openDocument(one)
      }
      view={views}
      memory={`risk ${view}`}
      rowHeight={views.rowHeight}
      scale={scale}
      empty={
        <EmptyState
          icon={IconShieldCheck}
          title={say('risk.items.empty')}
          hint={say('risk.items.empty.says')}
        />
      }
    />
  )
  return (
    <Screen
      title={say('risk.title')}
      facts={data && say('risk.facts', { count: data.accounts, date: format.date(data.asOf) })}
      actions={
        <>
          <Button
            icon={IconReceipt}
            label={say('customers.openStatement')}
            keys="S"
            disabled={code === undefined}
            onClick={() =>
              void navigate({
                to: '/statement',
                search: code === undefined ? {} : { customer: code },
              })
            }
          />
          <Button
            look="primary"
            icon={IconUser}
            label={say('risk.command.customer')}
            keys="O"
            disabled={code === undefined}
            onClick={() => openAccount(code)}
          />
        </>
      }
    >
      {data && <RiskFigures data={data} />}
      <ViewTabs
        label={say('risk.views')}
        views={RISK_VIEWS.map((id) => ({ id, label: say(`risk.view.${id}`) }))}
        chosen={view}
        onChoose={(id) => {
          setItem(null)
          ask({ list: id, view: undefined })
        }}
      />
      <ToolRow end={tools.end}>{tools.start}</ToolRow>
      {tools.dialog}
      <ScreenBody
        status={
          <StatusBar
            rows={
              rows && (
                <RowCount shown={shown} all={isAccounts ? (data?.accounts ?? 0) : rows.length} />
              )
            }
          >
            <TieOut asOf={asOf} />
          </StatusBar>
        }
      >
        <SplitPane
          label={say('risk.panes')}
          upper={
            <div className={styles['upper']}>
              {upper}
              {isAccounts && (
                <Region name={say('risk.why')} as="aside" className={styles['peek']}>
                  <div
                    className={styles['peekBody']}
                    tabIndex={0}
                    role="group"
                    aria-label={say('risk.why')}
                  >
                    <RiskPeek
                      row={peeked}
                      buckets={data?.buckets ?? []}
                      currency={currency}
                      toCollectMinor={toCollectMinor}
                    />
                  </div>
                </Region>
              )}
            </div>
          }
          initialShare={0.58}
          lower={
            asOf === undefined ? null : (
              <AccountPanes chosen={chosen} asOf={asOf} onOpen={openDocument} />
            )
          }
        />
      </ScreenBody>
    </Screen>
  )
}
