/** All documents of the company, a million of them too: found, filtered and added up by the database. */
import { IconFilePlus, IconFiles } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useOpenDocument } from '../../app/open-document.ts'
import type { LedgerRow } from '../../../shared/contract/ledger.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { ViewBar } from '../../app/ViewBar.tsx'
import { ViewButtons, type ViewMenuOpen } from '../../app/ViewButtons.tsx'
import { useListViews } from '../../app/views.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { QuickFilter, RowCount, Screen, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { EmptyState, type Trouble } from '../../ui/states.tsx'
import { isSortable, LEDGER_VIEWS, ledgerColumns, ledgerRowId, NEWEST_FIRST } from './columns.tsx'
import { useLedgerQuery, useLedgerSource } from './source.ts'
import { useLedgerExport } from './use-export.ts'

const SORT = [NEWEST_FIRST]

export function LedgerScreen() {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { view, filter = '' } = useSearch({ from: '/shell/ledger' })
  const info = useLive(api.companies.info, {})
  const { scale } = useDensity()
  const [shown, setShown] = useState(0)
  const [menu, setMenu] = useState<ViewMenuOpen>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const grid = useRef<SaldoGridHandle<LedgerRow>>(null)

  const currency = info.data?.currency ?? ''
  const columns = useMemo(() => ledgerColumns(currency, say), [currency, say])
  const builtIn = useMemo(
    () =>
      LEDGER_VIEWS.map(({ id, filters }) => ({
        id,
        label: say(`ledger.view.${id}`),
        state: {
          sort: SORT,
          filters: Object.fromEntries(
            Object.entries(filters).map(([column, one]) => [
              column,
              { ...one, values: [...one.values] },
            ]),
          ),
        },
      })),
    [say],
  )
  const settings = useMemo<Readonly<Record<string, string>>>(
    () => (filter === '' ? {} : { filter }),
    [filter],
  )
  const onChoose = useCallback(
    (id: string, kept: Readonly<Record<string, string>>) =>
      void navigate({
        to: '/ledger',
        search: { view: id, filter: kept['filter'] },
        replace: true,
      }),
    [navigate],
  )
  const views = useListViews({ screen: 'ledger', builtIn, chosen: view, settings, onChoose })
  const query = useLedgerQuery(views.state, filter)
  const source = useLedgerSource(query, info.data?.counts.documents, info.dataUpdatedAt)
  const countOf = useCallback(
    (base: string) => (base === 'all' ? info.data?.counts.documents : undefined),
    [info.data],
  )
  const onFailed = useCallback((error: unknown) => setTrouble(describe(error)), [describe])
  const search = useCallback(
    (text: string) =>
      void navigate({
        to: '/ledger',
        search: (now) => ({ ...now, filter: text === '' ? undefined : text }),
        replace: true,
      }),
    [navigate],
  )
  useLedgerExport(query, views, columns)
  const openDocument = useOpenDocument()
  const open = useCallback(
    ({ customer, currency, documentId }: LedgerRow) => {
      if (customer !== null) openDocument({ customer, currency, documentId })
    },
    [openDocument],
  )
  const openNew = useCallback(
    () => void navigate({ to: '/new/$kind', params: { kind: 'invoice' } }),
    [navigate],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'ledger.new',
          title: 'ledger.new',
          keys: ['N'],
          group: 'here',
          icon: IconFilePlus,
          run: openNew,
        },
      ],
      [openNew],
    ),
  )
  return (
    <Screen
      title={say('ledger.title')}
      facts={info.data && say('ledger.facts', { count: info.data.counts.documents })}
      actions={
        <Button
          look="primary"
          icon={IconFilePlus}
          label={say('ledger.new')}
          keys="N"
          onClick={openNew}
        />
      }
    >
      <ViewBar label={say('ledger.views')} views={views} countOf={countOf} onOpen={setMenu} />
      <ToolRow end={<ViewButtons views={views} columns={columns} open={menu} onOpen={setMenu} />}>
        <QuickFilter value={filter} onChange={search} onDown={() => grid.current?.focus()} />
        <FilterChips view={views} columns={columns} />
      </ToolRow>
      <ScreenBody
        status={
          <StatusBar rows={source && <RowCount shown={shown} all={source.all} />}>
            {info.data && <TieOut asOf={info.data.today} />}
          </StatusBar>
        }
      >
        <SaldoGrid
          ref={grid}
          label={say('ledger.title')}
          columns={columns}
          rows={undefined}
          source={source}
          onSourceFailed={onFailed}
          sortable={isSortable}
          view={views}
          {...(info.data ? { today: info.data.today } : {})}
          rowId={ledgerRowId}
          filter={filter}
          onClearFilter={() => search('')}
          trouble={trouble}
          onRetry={() => {
            setTrouble(null)
            void info.refetch()
          }}
          onShown={setShown}
          opensPage
          onOpen={open}
          memory="ledger"
          rowHeight={views.rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconFiles}
              title={say('ledger.empty')}
              hint={say('ledger.empty.says')}
            >
              <Button look="primary" label={say('ledger.new')} keys="N" onClick={openNew} />
            </EmptyState>
          }
        />
      </ScreenBody>
    </Screen>
  )
}
