/** Who owes what for how long: as of any day, known at any moment, down to the document. */
import {
  IconCalendar,
  IconCalendarStats,
  IconFileSpreadsheet,
  IconFileTypeCsv,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AgingRow } from '../../../shared/contract/reports.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { isIsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { usePreferences } from '../../app/store.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { host } from '../../host/index.ts'
import { bucketLabel, edgesOf } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { QuickFilter, Screen, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { AgingStrip } from './AgingStrip.tsx'
import { AgingTools, type Asked, type Info } from './AgingTools.tsx'
import { CellItems, LearnedSince, type Cell } from './Below.tsx'
import { endOfDay } from './cells.ts'
import { agingColumns, agingRowId, MOST_OVERDUE } from './columns.ts'

export function AgingScreen() {
  const say = useText()
  const info = useLive(api.companies.info, {})
  return info.data ? <Aging info={info.data} /> : <Screen title={say('aging.title')}>{null}</Screen>
}

/** What the address says, as the contract asks for it. */
function useQuestion(asked: Asked, info: Info) {
  return useMemo(() => {
    const asOf = asked.asOf !== undefined && isIsoDate(asked.asOf) ? asked.asOf : info.suggestedAsOf
    const knownOn =
      asked.knownAt !== undefined && isIsoDate(asked.knownAt) ? asked.knownAt : undefined
    const knownAt = knownOn === undefined ? undefined : endOfDay(knownOn, info.timezone)
    const edges = asked.buckets === undefined ? null : edgesOf(asked.buckets)
    const currency =
      asked.currency !== undefined && isCurrency(asked.currency) ? asked.currency : undefined
    const { value = 'account' } = asked
    return {
      asOf,
      knownOn,
      knownAt,
      edges: edges ?? info.settings.bucketEdges,
      inCompanyCurrency: value !== 'account',
      input: {
        asOf,
        by: asked.by ?? ('due' as const),
        group: asked.group ?? false,
        excludeDisputed: asked.noDisputed ?? false,
        inCompanyCurrency: value === 'booked',
        all: false,
        ...(value === 'rates' ? { rateOf: asOf } : {}),
        ...(edges === null ? {} : { buckets: edges }),
        ...(currency === undefined ? {} : { currency }),
        ...(knownAt === undefined ? {} : { knownAt }),
        ...(asked.customer === undefined ? {} : { customerCode: asked.customer }),
      },
    }
  }, [asked, info])
}

function Aging({ info }: { readonly info: Info }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const asked = useSearch({ from: '/shell/aging' })
  const { filter = '', bucket, group = false } = asked
  const question = useQuestion(asked, info)
  const { asOf, knownOn, knownAt, inCompanyCurrency, input } = question
  const report = useLive(api.reports.aging, input)
  const { scale, rowHeight } = useDensity()
  const [cell, setCell] = useState<Cell | null>(null)
  const [showsLearned, setShowsLearned] = useState(false)
  const [shown, setShown] = useState(0)
  const upper = useRef<SaldoGridHandle>(null)
  const lower = useRef<SaldoGridHandle>(null)
  const { data } = report
  const ask = useCallback(
    (changes: Asked) =>
      void navigate({ to: '/aging', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )

  const buckets = data?.buckets
  const bucketAt = bucket === undefined ? -1 : (buckets?.indexOf(bucket) ?? -1)
  const rows = useMemo(
    () =>
      bucketAt < 0
        ? data?.rows
        : data?.rows.filter((row) => (row.bucketMinors[bucketAt] ?? 0) !== 0),
    [data, bucketAt],
  )
  const hasSeveral = (data?.totals.length ?? 0) > 1
  const columns = useMemo(
    () => agingColumns(buckets ?? [], { withCurrency: hasSeveral, group }, say),
    [buckets, hasSeveral, group, say],
  )
  const view = useMemo(
    () => (data ? { asOf, by: data.by, edges: data.edges, buckets: data.buckets } : null),
    [data, asOf],
  )
  const currency = inCompanyCurrency
    ? info.currency
    : (asked.currency ??
      (data?.totals.some((one) => one.currency === info.currency) === false
        ? data.totals[0]?.currency
        : undefined) ??
      info.currency)

  const openCell = useCallback((row: AgingRow, columnId: string) => {
    setShowsLearned(false)
    setCell({ row, columnId })
  }, [])
  const openDocument = useCallback(
    (place: { customer: string; currency: string; documentId: string }) =>
      void navigate({
        to: '/statement',
        search: {
          customer: place.customer,
          preset: 'all',
          currency: place.currency,
          focus: place.documentId,
        },
      }),
    [navigate],
  )
  const close = useCallback(() => {
    setCell(null)
    setShowsLearned(false)
    setTimeout(() => upper.current?.focus())
  }, [])
  // The keyboard follows into the items once they are there.
  useEffect(() => {
    if (cell === null && !showsLearned) return
    const timer = setTimeout(() => lower.current?.focus(), FOCUS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [cell, showsLearned])

  const save = async (as: 'xlsx' | 'csv') => {
    try {
      const { language } = usePreferences.getState()
      const made = await api.reports.exportAging({ report: input, format: as, language })
      const name = `aging-${asOf}.${as}`
      if (made.documentId !== null) await host().saveDocument(made.documentId, name)
      toast.done(say('aging.saved', { file: name }))
    } catch (error) {
      toast.failed(describe(error).sentence)
    }
  }
  useAgingCommands((as) => void save(as))

  const isLowerOpen = cell !== null || (showsLearned && knownAt !== undefined)
  const grid = (
    <SaldoGrid
      ref={upper}
      label={say('aging.title')}
      columns={columns}
      rows={rows}
      rowId={agingRowId}
      filter={filter}
      onClearFilter={() => ask({ filter: '' })}
      trouble={report.error ? describe(report.error) : null}
      onRetry={() => void report.refetch()}
      onOpen={openCell}
      onShown={setShown}
      sortBy={MOST_OVERDUE}
      memory="aging"
      rowHeight={rowHeight}
      scale={scale}
      empty={
        <EmptyState
          icon={IconCalendarStats}
          title={say('aging.empty', { date: format.date(asOf) })}
          hint={say('aging.empty.says')}
        >
          {bucketAt >= 0 && (
            <Button
              look="primary"
              label={say('aging.clearBucket')}
              onClick={() => ask({ bucket: undefined })}
            />
          )}
        </EmptyState>
      }
    />
  )
  return (
    <Screen
      title={say('aging.title')}
      facts={
        data &&
        say('aging.facts', {
          count: new Set(data.rows.map((row) => row.customerId)).size,
          date: format.date(asOf),
        })
      }
      actions={
        <>
          <QuickFilter
            value={filter}
            onChange={(text) => ask({ filter: text })}
            onDown={() => upper.current?.focus()}
          />
          <Button
            icon={IconFileTypeCsv}
            label={say('aging.export.csv')}
            onClick={() => void save('csv')}
          />
          <Button
            icon={IconFileSpreadsheet}
            label={say('aging.export.xlsx')}
            keys="Mod+E"
            onClick={() => void save('xlsx')}
          />
        </>
      }
    >
      <ToolRow
        end={
          knownAt !== undefined && (
            <LearnedButton
              asOf={asOf}
              knownAt={knownAt}
              pressed={showsLearned}
              onClick={() => {
                setCell(null)
                setShowsLearned(!showsLearned)
              }}
            />
          )
        }
      >
        <AgingTools
          asked={asked}
          asOf={asOf}
          knownOn={knownOn}
          edges={question.edges}
          info={info}
          onAsk={ask}
        />
      </ToolRow>
      {data && (
        <AgingStrip
          report={data}
          currency={currency}
          bucket={bucket}
          onBucket={(key) => ask({ bucket: key })}
          onCustomer={(row) =>
            void navigate({ to: '/customer/$code', params: { code: row.customer } })
          }
        />
      )}
      <ScreenBody
        status={
          <StatusBar
            rows={
              rows &&
              (shown === rows.length ? (
                <Say id="grid.rows" values={{ count: rows.length }} />
              ) : (
                <Say id="grid.rowsOf" values={{ shown: format.count(shown), count: rows.length }} />
              ))
            }
            note={
              bucket === undefined || bucketAt < 0
                ? undefined
                : say('aging.bars.only', { bucket: bucketLabel(bucket, say) })
            }
          >
            <TieOut asOf={asOf} />
          </StatusBar>
        }
      >
        {isLowerOpen && view ? (
          <SplitPane
            label={say('aging.split')}
            upper={grid}
            initialShare={0.58}
            lower={
              cell !== null ? (
                <CellItems
                  cell={cell}
                  view={view}
                  knownAt={knownAt}
                  group={group}
                  inCompanyCurrency={inCompanyCurrency}
                  gridRef={lower}
                  onOpen={openDocument}
                  onClose={close}
                />
              ) : (
                knownAt !== undefined &&
                knownOn !== undefined && (
                  <LearnedSince
                    asOf={asOf}
                    knownAt={knownAt}
                    knownOn={knownOn}
                    customer={asked.customer}
                    timezone={info.timezone}
                    gridRef={lower}
                    onOpen={openDocument}
                    onClose={close}
                  />
                )
              )
            }
          />
        ) : (
          grid
        )}
      </ScreenBody>
    </Screen>
  )
}

const FOCUS_AFTER_MS = 180

function LearnedButton({
  asOf,
  knownAt,
  pressed,
  onClick,
}: {
  readonly asOf: Parameters<typeof api.reports.learnedSince>[0]['asOf']
  readonly knownAt: string
  readonly pressed: boolean
  readonly onClick: () => void
}) {
  const say = useText()
  const learned = useLive(api.reports.learnedSince, { asOf, knownAt })
  return (
    <Button
      look="plain"
      label={say('aging.learned.count', { count: learned.data?.length ?? 0 })}
      pressed={pressed}
      onClick={onClick}
    />
  )
}

function useAgingCommands(onSave: (as: 'xlsx' | 'csv') => void) {
  const save = useRef(onSave)
  useEffect(() => {
    save.current = onSave
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'aging.filter',
          title: 'grid.quickFilter',
          keys: ['Mod+F'],
          group: 'here',
          inPalette: false,
          run: () => document.getElementById('quick-filter')?.focus(),
        },
        {
          id: 'aging.asOf',
          title: 'aging.command.asOf',
          keys: ['D'],
          group: 'here',
          icon: IconCalendar,
          run: () => document.querySelector<HTMLInputElement>('[data-as-of] input')?.focus(),
        },
        {
          id: 'aging.bars',
          title: 'aging.bars',
          keys: ['B'],
          group: 'here',
          inPalette: false,
          run: () => document.querySelector<HTMLElement>('[data-bucket]')?.focus(),
        },
        {
          id: 'aging.xlsx',
          title: 'aging.command.xlsx',
          keys: ['Mod+E'],
          group: 'here',
          icon: IconFileSpreadsheet,
          run: () => save.current('xlsx'),
        },
        {
          id: 'aging.csv',
          title: 'aging.command.csv',
          group: 'here',
          icon: IconFileTypeCsv,
          run: () => save.current('csv'),
        },
      ],
      [],
    ),
  )
}
