/** What confirmed lines taught of their payers: a list to look through, and each can be forgotten. */
import { IconBrain, IconEraser, IconUser } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { usePlainViews } from '../../app/plain-views.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useListTools } from '../../app/use-list-tools.tsx'
import { useDensity } from '../../app/use-theme.ts'
import { useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { RowCount, Screen, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { FACT_COLUMNS, factKeyText, factRowId, type LearnedFact } from './columns.tsx'
import { FactPanel } from './FactPanel.tsx'

const MOST_MET = [{ id: 'count', descending: true }]

export function FactsPart({
  list,
  tabs,
}: {
  readonly list: UseQueryResult<readonly LearnedFact[]>
  readonly tabs: ReactNode
}) {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { view, filter = '' } = useSearch({ from: '/shell/rules' })
  const { scale } = useDensity()
  const [focused, setFocused] = useState<LearnedFact | null>(null)
  const [shown, setShown] = useState(0)
  const grid = useRef<SaldoGridHandle<LearnedFact>>(null)
  const ask = useCallback(
    (changes: { view?: string | undefined; filter?: string | undefined }) =>
      void navigate({ to: '/rules', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const settings = useMemo<Readonly<Record<string, string>>>(
    () => (filter === '' ? {} : { filter }),
    [filter],
  )
  const views = usePlainViews({
    screen: 'facts',
    sort: MOST_MET,
    chosen: view,
    settings,
    onChoose: useCallback(
      (id: string, kept: Readonly<Record<string, string>>) =>
        ask({ view: id, filter: kept['filter'] }),
      [ask],
    ),
  })
  const onFilter = useCallback(
    (text: string) => ask({ filter: text === '' ? undefined : text }),
    [ask],
  )
  const tools = useListTools({
    views,
    columns: FACT_COLUMNS,
    filter,
    onFilter,
    onDown: useCallback(() => grid.current?.focus(), []),
  })
  const { data } = list
  // A fact that was forgotten is not there to look at.
  const known = focused && data?.find((one) => factRowId(one) === factRowId(focused))
  const fact = known ?? data?.[0] ?? null
  const atHand = useCallback(() => grid.current?.focusedRow() ?? fact, [fact])
  const forget = useCallback(() => {
    const one = atHand()
    if (!one) return
    const { kind, key, customer } = one
    api.bank.forgetFact({ kind, key, customerCode: customer }).then(
      () => toast.done(say('rules.fact.forgotten', { key: factKeyText(one) })),
      (error: unknown) => toast.failed(describe(error).sentence),
    )
  }, [atHand, say, describe])
  const openCustomer = useCallback(() => {
    const one = atHand()
    if (one) void navigate({ to: '/customer/$code', params: { code: one.customer } })
  }, [atHand, navigate])
  const has = fact !== null
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'rules.forget',
          title: 'rules.command.forget',
          keys: ['Delete'],
          group: 'here',
          icon: IconEraser,
          enabled: has,
          run: forget,
        },
        {
          id: 'rules.customer',
          title: 'rules.command.customer',
          keys: ['O'],
          group: 'here',
          icon: IconUser,
          enabled: has,
          run: openCustomer,
        },
      ],
      [forget, openCustomer, has],
    ),
  )
  return (
    <Screen title={say('rules.title')} facts={say('rules.facts.learned')}>
      {tabs}
      <ToolRow end={tools.end}>{tools.start}</ToolRow>
      {tools.dialog}
      <ScreenBody
        peekLabel={say('rules.fact.panel')}
        peek={<FactPanel fact={fact} onForget={forget} onCustomer={openCustomer} />}
        status={
          <StatusBar
            rows={data && <RowCount shown={shown} all={data.length} />}
            note={say('rules.facts.note')}
          />
        }
      >
        <SaldoGrid<LearnedFact>
          ref={grid}
          label={say('rules.part.facts')}
          columns={FACT_COLUMNS}
          rows={data}
          rowId={factRowId}
          filter={filter}
          onClearFilter={() => onFilter('')}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onShown={setShown}
          onFocusRow={setFocused}
          opensPage
          onOpen={(one) => void navigate({ to: '/customer/$code', params: { code: one.customer } })}
          view={views}
          memory="facts"
          rowHeight={views.rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconBrain}
              title={say('rules.facts.empty')}
              hint={say('rules.facts.empty.says')}
            />
          }
        />
      </ScreenBody>
    </Screen>
  )
}
