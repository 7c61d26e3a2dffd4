/** Who owes what for how long: as of any day, known at any moment, down to the document. */
import {
  IconCalendarStats,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconPrinter,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useOpenDocument } from '../../app/open-document.ts'
import type { AgingRow } from '../../../shared/contract/reports.ts'
import type { ViewState } from '../../../shared/contract/views.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { usePreview } from '../../app/preview/preview-store.ts'
import { usePreferences } from '../../app/store.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { ViewBar } from '../../app/ViewBar.tsx'
import { ViewButtons } from '../../app/ViewButtons.tsx'
import { useWalk } from '../../app/walk.ts'
import { bucketLabel } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { rowTest } from '../../ui/grid-filter.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { QuickFilter, Screen, RowCount, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { SplitPane } from '../../ui/SplitPane.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useAgingCommands } from './aging-commands.ts'
import { AgingStrip } from './AgingStrip.tsx'
import { AgingTools, type Asked, type Info } from './AgingTools.tsx'
import { CellItems, LearnedSince } from './Below.tsx'
import { cellOf, cellText } from './cells.ts'
import { agingColumns, agingRowId } from './columns.ts'
import { LearnedButton } from './LearnedButton.tsx'
import { useQuestion } from './question.ts'
import { useAgingSave } from './use-save.ts'
import { useAgingViews, useTraits } from './aging-views.ts'

export function AgingScreen() {
  const say = useText()
  const info = useLive(api.companies.info, {})
  return info.data ? <Aging info={info.data} /> : <Screen title={say('aging.title')}>{null}</Screen>
}

function Aging({ info }: { readonly info: Info }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const asked = useSearch({ from: '/shell/aging' })
  const { filter = '', bucket, group = false, credits = false } = asked
  const question = useQuestion(asked, info)
  const { asOf, knownOn, knownAt, inCompanyCurrency, input } = question
  const report = useLive(api.reports.aging, input)
  const { scale } = useDensity()
  const list = useAgingViews(asked)
  const { views, menu, setMenu } = list
  const traits = useTraits()
  const [showsLearned, setShowsLearned] = useState(false)
  const [shown, setShown] = useState(0)
  const upper = useRef<SaldoGridHandle<AgingRow>>(null)
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
    () => agingColumns(buckets ?? [], { withCurrency: hasSeveral, group, credits }, traits, say),
    [buckets, hasSeveral, group, credits, traits, say],
  )
  const countOf = useCallback(
    (_base: string, state: ViewState) => {
      const passes = rowTest(columns, state.filters, say, format)
      return passes === null ? data?.rows.length : data?.rows.filter(passes).length
    },
    [data, columns, say, format],
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

  // The cell stands in the address, so that coming back from a document finds it open.
  const cell = useMemo(() => cellOf(asked.cell, data?.rows ?? []), [asked.cell, data])
  const openCell = useCallback(
    (row: AgingRow, columnId: string) => {
      setShowsLearned(false)
      if (columnId === 'code' || columnId === 'name') {
        useWalk.getState().set((upper.current?.shownRows() ?? []).map((one) => one.customer))
        void navigate({
          to: '/customer/$code',
          params: { code: row.customer },
          search: { currency: row.currency, group: group || undefined },
        })
      } else ask({ cell: cellText(row, columnId) })
    },
    [ask, navigate, group],
  )
  const openDocument = useOpenDocument()
  const close = useCallback(() => {
    ask({ cell: undefined })
    setShowsLearned(false)
    setTimeout(() => upper.current?.focus())
  }, [ask])
  const isNarrowed = filter !== '' || bucketAt >= 0 || Object.keys(views.state.filters).length > 0
  const save = useAgingSave(input, asOf, isNarrowed)
  const preview = () =>
    usePreview.getState().show({
      fileName: `aging-${asOf}.pdf`,
      orientation: 'landscape',
      hasDetail: true,
      write: ({ paper, orientation, language, byDocument }) =>
        api.reports.exportAging({
          report: input,
          format: 'pdf',
          byDocument,
          page: { paper, orientation },
          language: language ?? usePreferences.getState().language,
        }),
    })
  useAgingCommands({
    asOf,
    last: info.suggestedAsOf,
    onSave: save,
    onPreview: preview,
    onAsk: ask,
  })

  const grid = (
    <SaldoGrid
      ref={upper}
      label={say('aging.title')}
      columns={columns}
      rows={rows}
      rowId={agingRowId}
      asOf={asOf}
      hasOwnExport
      filter={filter}
      onClearFilter={() => ask({ filter: '' })}
      trouble={report.error ? describe(report.error) : null}
      onRetry={() => void report.refetch()}
      onOpen={openCell}
      onShown={setShown}
      view={views}
      today={info.today}
      memory="aging"
      rowHeight={views.rowHeight}
      scale={scale}
      empty={
        <EmptyState
          icon={IconCalendarStats}
          title={
            knownOn === undefined
              ? say('aging.empty', { date: format.date(asOf) })
              : say('aging.emptyKnown', { date: format.date(knownOn) })
          }
          hint={say(knownOn === undefined ? 'aging.empty.says' : 'aging.emptyKnown.says')}
        >
          {knownOn !== undefined && (
            <Button
              look="primary"
              label={say('aging.known.clear')}
              onClick={() => ask({ knownAt: undefined })}
            />
          )}
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
      badges={
        knownAt !== undefined && (
          <LearnedButton
            asOf={asOf}
            knownAt={knownAt}
            pressed={showsLearned}
            onClick={() => {
              ask({ cell: undefined })
              setShowsLearned(!showsLearned)
            }}
          />
        )
      }
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
            icon={IconPrinter}
            label={say('preview.command')}
            keys="Mod+P"
            onClick={preview}
          />
          <Button
            icon={IconFileTypeCsv}
            label={say('aging.export.csv')}
            onClick={() => save('csv')}
          />
          <Button
            icon={IconFileSpreadsheet}
            label={say('aging.export.xlsx')}
            keys="Mod+E"
            onClick={() => save('xlsx')}
          />
        </>
      }
    >
      <ViewBar
        label={say('aging.views')}
        views={views}
        countOf={countOf}
        onOpen={setMenu}
        end={
          <>
            <FilterChips view={views} columns={columns} />
            <ViewButtons views={views} columns={columns} open={menu} onOpen={setMenu} />
          </>
        }
      />
      <ToolRow>
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
          knownAt={knownAt}
          bucket={bucket}
          onBucket={(key) => ask({ bucket: key })}
          onMonth={(on) => ask({ asOf: on })}
          onCustomer={(row) =>
            void navigate({ to: '/customer/$code', params: { code: row.customer } })
          }
        />
      )}
      <ScreenBody
        status={
          <StatusBar
            rows={rows && <RowCount shown={shown} all={rows.length} />}
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
        <SplitPane
          label={say('aging.split')}
          upper={grid}
          initialShare={0.66}
          lower={
            view === null ? null : cell !== null ? (
              <CellItems
                key={asked.cell}
                cell={cell}
                view={view}
                knownAt={knownAt}
                group={group}
                inCompanyCurrency={inCompanyCurrency}
                gridRef={lower}
                onOpen={openDocument}
                onClose={close}
              />
            ) : showsLearned && knownAt !== undefined && knownOn !== undefined ? (
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
            ) : null
          }
        />
      </ScreenBody>
    </Screen>
  )
}
