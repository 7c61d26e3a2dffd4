/** Bank lines find their open items: to do, matched, parked (ux.md 5.6). */
import { NativeSelect } from '@mantine/core'
import {
  IconBuildingBank,
  IconChecks,
  IconColumns3,
  IconFileImport,
  IconParking,
  IconRoute,
  IconSparkles,
  IconTableExport,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import type { SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { QuickFilter, RowCount, Screen, StatusBar, ToolRow, ViewTabs } from '../../ui/Screen.tsx'
import { EmptyState, SkeletonRows } from '../../ui/states.tsx'
import { AccountFacts } from './AccountFacts.tsx'
import type { TodoRow } from './columns.tsx'
import { Done } from './Done.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { MatchProgress } from './MatchProgress.tsx'
import { ALL, PARTS } from './parts.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Todo } from './Todo.tsx'
import type { Asking } from './TodoDialogs.tsx'
import { useBankImport } from './use-bank-import.ts'
import { useLineActs } from './use-line-acts.ts'
import { useLineSheet } from './use-line-sheet.ts'
import { useSample } from './use-sample.ts'
import { useTodo } from './use-todo.ts'
import styles from './Reconcile.module.css'

type Info = Awaited<ReturnType<typeof api.companies.info>>
type Account = Awaited<ReturnType<typeof api.bank.accounts>>[number]

export function ReconcileScreen() {
  const say = useText()
  const info = useLive(api.companies.info, {}).data
  const accounts = useLive(api.bank.accounts, {})
  if (info === undefined || accounts.data === undefined)
    return (
      <Screen title={say('reconcile.title')}>
        <SkeletonRows />
      </Screen>
    )
  return <Reconcile info={info} accounts={accounts.data} />
}

function Reconcile({
  info,
  accounts,
}: {
  readonly info: Info
  readonly accounts: readonly Account[]
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/reconcile' })
  const { lines: part = 'todo', filter = '' } = search
  const account = chosenOf(accounts, search.account)
  const input = account === undefined ? {} : { account: account.accountId }
  const isTodo = part === 'todo' && accounts.length > 0
  const live = useLive(api.bank.proposals, input, { when: isTodo })
  const todo = useTodo(live.isPlaceholderData ? undefined : live.data, info.settings)
  const acts = useLineActs()
  const [asking, setAsking] = useState<Asking>(null)
  const [shown, setShown] = useState({ shown: 0, all: 0 })
  const ask = useCallback(
    (changes: Partial<typeof search>) =>
      void navigate({ to: '/reconcile', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const importing = useBankImport(useCallback(() => ask({ lines: undefined }), [ask]))
  const { pick, pickToLook, take } = importing
  const lines = useRef<SaldoGridHandle<TodoRow>>(null)
  const hasLines = isTodo && (todo.rows?.length ?? 0) > 0
  const exportSheet = useLineSheet(account?.accountId, lines, hasLines)
  const sample = useSample(info, accounts, take)
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'reconcile.import',
          title: 'reconcile.command.import',
          keys: ['I'],
          group: 'here',
          icon: IconFileImport,
          run: pick,
        },
        {
          id: 'reconcile.columns',
          title: 'reconcile.command.columns',
          keys: ['Shift+I'],
          group: 'here',
          icon: IconColumns3,
          run: pickToLook,
        },
        {
          id: 'reconcile.rules',
          title: 'reconcile.command.rules',
          keys: ['Shift+R'],
          group: 'here',
          icon: IconRoute,
          run: () => void navigate({ to: '/rules' }),
        },
        {
          id: 'reconcile.filter',
          title: 'grid.quickFilter',
          keys: ['Mod+F'],
          group: 'here',
          inPalette: false,
          run: () => document.getElementById('quick-filter')?.focus(),
        },
      ],
      [pick, pickToLook, navigate],
    ),
  )
  const score = Math.floor(info.settings.autoPostBasisPoints / 100)
  const inSight = account === undefined ? accounts : [account]
  const counts = {
    todo: isTodo && todo.rows ? todo.rows.length : sumOf(inSight, 'todo'),
    matched: sumOf(inSight, 'matched'),
    parked: sumOf(inSight, 'parked'),
  }
  const importButton = (
    <Button
      icon={IconFileImport}
      label={say('reconcile.act.import')}
      keys="I"
      busy={importing.isBusy}
      onClick={pick}
    />
  )
  const sampleButton = sample !== null && (
    <Button
      icon={IconSparkles}
      label={say('reconcile.act.sample')}
      keys="S"
      busy={importing.isBusy}
      onClick={sample}
    />
  )
  const dialogs = (
    <>
      {/* One name may stand for an account in each of several currencies. */}
      <ImportDialog
        importing={importing}
        accounts={[...new Set(accounts.map(({ name }) => name))]}
      />
      {acts.wanted !== null && (
        <ReasonDialog
          title={say('reconcile.period.title')}
          says={acts.wanted.sentence}
          act={say('reconcile.period.act')}
          onReason={(reason) => {
            acts.dropWanted()
            acts.wanted?.go(reason)
          }}
          onClose={acts.dropWanted}
        />
      )}
    </>
  )
  if (accounts.length === 0)
    return (
      <Screen
        title={say('reconcile.title')}
        facts={say('reconcile.facts.none')}
        actions={importButton}
      >
        <EmptyState
          icon={IconBuildingBank}
          title={say('reconcile.empty')}
          hint={say('reconcile.empty.says')}
        >
          <Button
            look="primary"
            icon={IconFileImport}
            label={say('reconcile.act.import')}
            keys="I"
            busy={importing.isBusy}
            onClick={pick}
          />
          {sampleButton}
        </EmptyState>
        {dialogs}
      </Screen>
    )
  return (
    <Screen
      title={say('reconcile.title')}
      badges={
        <NativeSelect
          className={styles['account'] ?? ''}
          aria-label={say('reconcile.account')}
          value={account?.accountId ?? ALL}
          data={[
            ...accounts.map(({ accountId, name, currency }) => ({
              value: accountId,
              label: `${name} · ${currency}`,
            })),
            ...(accounts.length > 1 ? [{ value: ALL, label: say('reconcile.allAccounts') }] : []),
          ]}
          onChange={(event) => ask({ account: event.currentTarget.value })}
        />
      }
      actions={
        <>
          {sampleButton}
          {importButton}
          <Button
            look="primary"
            icon={IconChecks}
            label={say('reconcile.act.all', { count: todo.sure.length, score })}
            keys="Shift+Enter"
            disabledReason={
              isTodo && todo.sure.length > 0 ? undefined : say('reconcile.off.all', { score })
            }
            onClick={() => setAsking('all')}
          />
        </>
      }
    >
      <ViewTabs
        label={say('reconcile.parts')}
        views={PARTS.map((id) => ({
          id,
          label: say(`reconcile.part.${id}`),
          count: format.count(counts[id]),
        }))}
        chosen={part}
        onChoose={(id) => ask({ lines: id === 'todo' ? undefined : id })}
      />
      <ToolRow
        end={
          <span className={styles['facts']}>
            <AccountFacts accounts={inSight} />
          </span>
        }
      >
        <QuickFilter
          value={filter}
          onChange={(text) => ask({ filter: text === '' ? undefined : text })}
          onDown={() =>
            document.querySelector<HTMLElement>('[data-pane=lines] [data-focus-entry]')?.focus()
          }
        />
        <Button
          look="plain"
          icon={IconRoute}
          label={say('reconcile.act.rules')}
          keys="Shift+R"
          onClick={() => void navigate({ to: '/rules' })}
        />
        {isTodo && (
          <Button
            look="plain"
            icon={IconTableExport}
            label={say('roundtrip.export')}
            keys="Mod+Shift+E"
            tight
            disabledReason={hasLines ? undefined : say('roundtrip.bank.off')}
            onClick={exportSheet}
          />
        )}
        {isTodo && todo.foreign.length > 0 && (
          <Button
            look="plain"
            icon={IconParking}
            label={say('reconcile.act.parkAll', { count: todo.foreign.length })}
            keys="Shift+P"
            onClick={() => setAsking('parkAll')}
          />
        )}
        {isTodo && <MatchProgress isBusy={live.isFetching} />}
      </ToolRow>
      {isTodo ? (
        <Todo
          lines={lines}
          todo={todo}
          settings={info.settings}
          acts={acts}
          trouble={live.error ? describe(live.error) : null}
          onRetry={() => void live.refetch()}
          filter={filter}
          onClearFilter={() => ask({ filter: undefined })}
          onShown={(count) => setShown({ shown: count, all: todo.rows?.length ?? 0 })}
          asking={asking}
          onAsk={setAsking}
        />
      ) : (
        <Done
          part={part === 'parked' ? 'parked' : 'matched'}
          account={input.account}
          acts={acts}
          filter={filter}
          onClearFilter={() => ask({ filter: undefined })}
          onShown={(count, all) => setShown({ shown: count, all })}
        />
      )}
      <StatusBar
        rows={<RowCount shown={shown.shown} all={shown.all} />}
        note={<span role="status">{acts.said ?? say('reconcile.note')}</span>}
      >
        <TieOut asOf={info.suggestedAsOf} />
      </StatusBar>
      {dialogs}
    </Screen>
  )
}

/** The account asked for, else the first with lines to do; undefined for all of them. */
function chosenOf(accounts: readonly Account[], asked: string | undefined): Account | undefined {
  if (asked === ALL) return undefined
  return (
    accounts.find(({ accountId }) => accountId === asked) ??
    accounts.find(({ todo }) => todo > 0) ??
    accounts[0]
  )
}

function sumOf(accounts: readonly Account[], key: 'todo' | 'matched' | 'parked'): number {
  return accounts.reduce((sum, one) => sum + one[key], 0)
}
