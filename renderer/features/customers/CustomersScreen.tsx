/** Find, sort and look into accounts: a row per account and currency, peek beside it. */
import {
  IconLayoutSidebarRight,
  IconPencil,
  IconReceipt,
  IconSitemap,
  IconTableExport,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { type SheetGrid, useSheet } from '../../app/bring-back.ts'
import { useLive } from '../../app/live.ts'
import { usePreferences } from '../../app/store.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { useWalk } from '../../app/walk.ts'
import { ViewBar } from '../../app/ViewBar.tsx'
import { ViewButtons, type ViewMenuOpen } from '../../app/ViewButtons.tsx'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { totalsPerCurrency } from '../../ui/grid-totals.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { QuickFilter, Screen, RowCount, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { OPENS_ITEMS } from './columns.tsx'
import { useCustomersCommands } from './customers-commands.ts'
import { CustomerPeek } from './CustomerPeek.tsx'
import { useEditView, useCustomerEditing } from './use-editing.ts'
import { useCustomerViews } from './use-customer-views.ts'
import { rowIdOf, totalsInBase, type CustomerRow } from './views.ts'

export function CustomersScreen() {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { filter = '', rollUp = false, focus } = useSearch({ from: '/shell/customers' })
  const info = useLive(api.companies.info, {})
  const asOf = info.data?.suggestedAsOf
  const list = useLive(
    api.customers.list,
    { rollUp, ...(asOf === undefined ? {} : { asOf }) },
    { when: asOf !== undefined },
  )
  const { scale } = useDensity()
  const peekOpen = usePreferences((preferences) => preferences.peekOpen)
  const change = usePreferences((preferences) => preferences.change)
  const [focused, setFocused] = useState<CustomerRow | null>(null)
  const [shown, setShown] = useState(0)
  const grid = useRef<SaldoGridHandle<CustomerRow>>(null)

  const [menu, setMenu] = useState<ViewMenuOpen>(null)

  const all = list.data?.rows
  const currency = info.data?.currency
  const { views, base, rows, columns, countOf } = useCustomerViews(
    all,
    list.data?.buckets,
    currency,
  )
  // The address names the account to stand on: go there once it is on screen.
  useEffect(() => {
    const row = focus === undefined ? undefined : rows?.find((one) => one.code === focus)
    if (!row) return
    const timer = setTimeout(() => {
      if (grid.current?.focusRow(rowIdOf(row)) === true) {
        void navigate({
          to: '/customers',
          search: (now) => ({ ...now, focus: undefined }),
          replace: true,
        })
      }
    })
    return () => clearTimeout(timer)
  }, [focus, rows, navigate])
  const deferred = useDeferredValue(focused)
  // The row as it is now: what was changed in the list shows beside it too.
  const peeked = useMemo(
    () => deferred && (all?.find((row) => rowIdOf(row) === rowIdOf(deferred)) ?? deferred),
    [all, deferred],
  )
  const [isEditing, setEditing] = useState(false)
  const standOn = useCallback(
    (code: string) =>
      void navigate({
        to: '/customers',
        search: (now) => ({ ...now, focus: code }),
        replace: true,
      }),
    [navigate],
  )
  const leaveEditing = useCallback(() => setEditing(false), [])
  const editing = useCustomerEditing(isEditing, info.data?.today, currency, leaveEditing, standOn)
  const edited = useEditView(isEditing, views, columns)
  const edit = useCallback(() => {
    setEditing((now) => !now)
    grid.current?.focus()
  }, [])
  const search = useCallback(
    (changes: { filter?: string; rollUp?: boolean }) =>
      void navigate({ to: '/customers', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const togglePeek = useCallback(
    () => change({ peekOpen: !usePreferences.getState().peekOpen }),
    [change],
  )
  const open = useCallback(
    (row: CustomerRow, columnId: string) => {
      useWalk.getState().set((grid.current?.shownRows() ?? []).map(({ code }) => code))
      if (columnId === 'balance')
        void navigate({
          to: '/statement',
          search: { customer: row.code, currency: row.currency, group: rollUp || undefined },
        })
      else
        void navigate({
          to: '/customer/$code',
          params: { code: row.code },
          search: {
            tab: OPENS_ITEMS.has(columnId) ? ('items' as const) : undefined,
            currency: row.currency,
            group: rollUp || undefined,
          },
        })
    },
    [navigate, rollUp],
  )
  const totals = useCallback(
    (left: readonly CustomerRow[]) =>
      currency === undefined || base === 'unapplied'
        ? totalsPerCurrency(left, columns)
        : totalsInBase(left, currency),
    [currency, base, columns],
  )
  const openStatement = useCallback(() => {
    const row = grid.current?.focusedRow() ?? focused
    void navigate({
      to: '/statement',
      search: row === null ? {} : { customer: row.code, currency: row.currency },
    })
  }, [navigate, focused])
  const openNewWindow = useCallback(
    ({ code }: CustomerRow) => host().openWindow(`/customer/${encodeURIComponent(code)}`),
    [],
  )
  const openNew = useCallback(() => void navigate({ to: '/new-customer' }), [navigate])
  const write = useCallback<SheetGrid['write']>((language) => {
    const codes = [...new Set((grid.current?.shownRows() ?? []).map(({ code }) => code))]
    return api.roundtrip.exportCustomers({ codes, language })
  }, [])
  const exportSheet = useSheet({
    noun: 'customers',
    write,
    file: 'roundtrip.file',
    saved: 'roundtrip.saved',
  })
  useCustomersCommands({ togglePeek, edit, openNew, openStatement })

  return (
    <Screen
      title={say('customers.title')}
      facts={
        list.data &&
        say('customers.facts', {
          count: new Set(list.data.rows.map((row) => row.customerId)).size,
          date: format.date(list.data.asOf),
        })
      }
      actions={
        <>
          <Button
            icon={IconPencil}
            label={say('customers.edit')}
            keys={isEditing ? 'Escape' : 'E'}
            pressed={isEditing}
            onClick={edit}
          />
          <Button
            icon={IconTableExport}
            label={say('roundtrip.export')}
            keys="Mod+Shift+E"
            onClick={exportSheet}
          />
          <Button
            icon={IconReceipt}
            label={say('customers.openStatement')}
            keys="S"
            onClick={openStatement}
          />
          <Button
            look="primary"
            icon={IconUserPlus}
            label={say('customers.new')}
            keys="N"
            onClick={openNew}
          />
        </>
      }
    >
      <ViewBar label={say('customers.views')} views={views} countOf={countOf} onOpen={setMenu} />
      <ToolRow
        end={
          <>
            <Button
              look="plain"
              icon={IconSitemap}
              label={say('customers.rollUp')}
              pressed={rollUp}
              onClick={() => search({ rollUp: !rollUp })}
            />
            <ViewButtons
              views={edited.views}
              columns={edited.columns}
              open={menu}
              onOpen={setMenu}
            />
            <Button
              look="plain"
              icon={IconLayoutSidebarRight}
              label={say('grid.peek')}
              keys="Space"
              pressed={peekOpen}
              onClick={togglePeek}
            />
          </>
        }
      >
        <QuickFilter
          value={filter}
          onChange={(text) => search({ filter: text })}
          onDown={() => grid.current?.focus()}
        />
        <FilterChips view={edited.views} columns={edited.columns} />
      </ToolRow>
      <ScreenBody
        status={
          <StatusBar
            rows={rows && <RowCount shown={shown} all={rows.length} />}
            note={
              isEditing
                ? say('customers.edit.says')
                : base !== 'unapplied' && currency && rows?.some((row) => row.currency !== currency)
                  ? say('customers.mixed', { currency })
                  : undefined
            }
          >
            <TieOut asOf={list.data?.asOf} />
          </StatusBar>
        }
        peek={peekOpen && <CustomerPeek row={peeked} />}
      >
        <SaldoGrid
          ref={grid}
          label={say('customers.title')}
          columns={edited.columns}
          editing={editing}
          view={edited.views}
          {...(info.data ? { today: info.data.today } : {})}
          rows={rows}
          rowId={rowIdOf}
          asOf={list.data?.asOf}
          filter={filter}
          onClearFilter={() => search({ filter: '' })}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onShown={setShown}
          totals={totals}
          onFocusRow={setFocused}
          onOpen={open}
          onPeek={togglePeek}
          onOpenNew={openNewWindow}
          memory="customers"
          rowHeight={views.rowHeight}
          scale={scale}
          empty={
            base === 'all' ? (
              <EmptyState
                icon={IconUsers}
                title={say('customers.empty')}
                hint={say('customers.empty.says')}
              >
                <Button
                  look="primary"
                  icon={IconUserPlus}
                  label={say('customers.command.new')}
                  keys="N"
                  onClick={openNew}
                />
              </EmptyState>
            ) : (
              <EmptyState
                icon={IconUsers}
                title={say('customers.emptyView')}
                hint={say('customers.emptyView.says')}
              >
                <Button
                  look="primary"
                  label={say('customers.showAll')}
                  onClick={() => views.choose('all')}
                />
              </EmptyState>
            )
          }
        />
      </ScreenBody>
    </Screen>
  )
}
