/** The months as a grid; the panel acts on the one under the cursor, its revaluation opens below. */
import {
  IconCalendarMonth,
  IconCashBanknote,
  IconRosetteDiscountCheck,
  IconTable,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { monthOf, type IsoMonth } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { isAllowed, PERIOD_ACTS, type PeriodAct } from './acts.ts'
import { monthColumns, monthId, type MonthRow } from './columns.tsx'
import { ACT_ICONS, ACT_KEYS, MonthPanel } from './MonthPanel.tsx'
import { SEAL_KEY } from './Checklist.tsx'
import { PeriodDialog } from './PeriodDialog.tsx'
import { SealDialog } from './SealDialog.tsx'
import { ValuationList } from './Valuation.tsx'
import type { Info } from './views.ts'

/** The screen's heading takes the focus first. */
const FOCUS_AFTER_MS = 180

export function Months({ info }: { readonly info: Info }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { month, valued = false } = useSearch({ from: '/shell/periods' })
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.periods.list, {})
  const rows = list.data
  const [act, setAct] = useState<PeriodAct | null>(null)
  const [isSealing, setSealing] = useState(false)
  const upper = useRef<SaldoGridHandle>(null)
  const lower = useRef<SaldoGridHandle>(null)
  const { currency, timezone } = info

  const wanted = month ?? monthOf(info.suggestedAsOf)
  const row = rows?.find((one) => one.month === wanted) ?? rows?.[0] ?? null
  const valuation = useLive(
    api.periods.valuation,
    { month: row?.month ?? monthOf(info.today) },
    { when: row !== null },
  )
  const valueOfMonth = valuation.data?.month === row?.month ? valuation.data : undefined
  const ask = useCallback(
    (changes: { month?: IsoMonth; valued?: boolean | undefined }) =>
      void navigate({ to: '/periods', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const columns = useMemo(
    () => monthColumns(currency, timezone, say, format),
    [currency, timezone, say, format],
  )

  const isReady = rows !== undefined
  const start = useRef(wanted)
  // Somebody stands on a month already.
  const isChosen = useRef(false)
  useEffect(() => {
    if (!isReady) return
    const timer = setTimeout(() => {
      if (!isChosen.current && isFocusFree()) upper.current?.focusRow(start.current)
    }, FOCUS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isReady])
  const toggleList = useCallback(() => {
    ask({ valued: valued ? undefined : true })
    setTimeout(() => (valued ? upper : lower).current?.focus(), FOCUS_AFTER_MS)
  }, [ask, valued])
  const closeList = useCallback(() => {
    ask({ valued: undefined })
    setTimeout(() => upper.current?.focus(), FOCUS_AFTER_MS)
  }, [ask])

  const state = row?.state
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        ...PERIOD_ACTS.map((one) => ({
          id: `periods.${one}`,
          title: `periods.command.${one}` as const,
          keys: [ACT_KEYS[one]],
          group: 'here' as const,
          icon: ACT_ICONS[one],
          enabled: state !== undefined && isAllowed(one, { state }),
          run: () => setAct(one),
        })),
        {
          id: 'periods.seal',
          title: 'periods.command.seal',
          keys: [SEAL_KEY],
          group: 'here',
          icon: IconRosetteDiscountCheck,
          enabled: state !== undefined,
          run: () => setSealing(true),
        },
        {
          id: 'periods.valuation',
          title: 'periods.command.valuation',
          keys: ['V'],
          group: 'here',
          icon: IconCashBanknote,
          run: toggleList,
        },
        {
          id: 'periods.rates',
          title: 'periods.command.rates',
          keys: ['X'],
          group: 'here',
          icon: IconTable,
          run: () => void navigate({ to: '/periods', search: { part: 'rates' }, replace: true }),
        },
      ],
      [state, toggleList, navigate],
    ),
  )

  const grid = (
    <SaldoGrid<MonthRow>
      ref={upper}
      label={say('periods.months')}
      columns={columns}
      rows={rows}
      rowId={monthId}
      trouble={list.error ? describe(list.error) : null}
      onRetry={() => void list.refetch()}
      onFocusRow={(focused) => {
        if (!focused) return
        isChosen.current = true
        if (focused.month !== month) ask({ month: focused.month })
      }}
      onOpen={() => !valued && toggleList()}
      rowHeight={rowHeight}
      scale={scale}
      empty={
        <EmptyState
          icon={IconCalendarMonth}
          title={say('periods.empty')}
          hint={say('periods.empty.says')}
        />
      }
    />
  )
  return (
    <>
      <ScreenBody
        peekLabel={say('periods.panel')}
        peek={
          // Until the months are there, nothing is said of having none; the panel keeps its place.
          rows === undefined ? (
            <span />
          ) : (
            <MonthPanel
              row={row}
              valuation={valueOfMonth}
              currency={currency}
              timezone={timezone}
              isListOpen={valued}
              onAct={setAct}
              onList={toggleList}
              onSeal={() => setSealing(true)}
            />
          )
        }
        status={
          <StatusBar
            rows={<Say id="periods.count" values={{ count: rows?.length ?? 0 }} />}
            note={say('periods.note')}
          >
            <TieOut asOf={info.suggestedAsOf} />
          </StatusBar>
        }
      >
        {valued && row !== null ? (
          <SplitPane
            label={say('periods.value.split')}
            upper={grid}
            initialShare={0.45}
            lower={
              <ValuationList
                key={row.month}
                row={row}
                valuation={valueOfMonth}
                currency={currency}
                trouble={valuation.error ? describe(valuation.error) : null}
                gridRef={lower}
                onRetry={() => void valuation.refetch()}
                onReopen={() => setAct('reopen')}
                onOpen={({ customer, currency: of }) =>
                  void navigate({ to: '/statement', search: { customer, currency: of } })
                }
                onClose={closeList}
              />
            }
          />
        ) : (
          grid
        )}
      </ScreenBody>
      {isSealing && row !== null && (
        <SealDialog month={row.month} onClose={() => setSealing(false)} />
      )}
      {act !== null && row !== null && rows !== undefined && (
        <PeriodDialog
          act={act}
          row={row}
          months={rows}
          valuation={valueOfMonth}
          onValueFirst={() => {
            setAct(null)
            if (!valued) toggleList()
          }}
          onClose={() => setAct(null)}
        />
      )}
    </>
  )
}

/** Still where the route put it: a person who was faster keeps the focus where it was taken. */
function isFocusFree(): boolean {
  const { activeElement } = document
  return activeElement === document.body || activeElement?.tagName === 'H1'
}
