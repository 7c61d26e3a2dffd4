/** A customer's account line by line, tied to the ledger, with the document beside it. */
import { SegmentedControl } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCalendarEvent,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconMessageReport,
  IconReceipt2,
  IconSitemap,
  IconUser,
  IconUserSearch,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { DocumentView } from '../../../shared/contract/documents.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import { isIsoDate, type IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { usePreferences } from '../../app/store.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { KpiStrip } from '../../ui/KpiStrip.tsx'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { QuickFilter, Screen, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { ActDialog } from './ActDialog.tsx'
import { canReverse, isOpenDebit, type Act } from './acts.ts'
import { rowIdOf, rowsOf, statementColumns, statementTotals, type StatementRow } from './columns.ts'
import { DocumentPanel } from './DocumentPanel.tsx'
import styles from './DocumentPanel.module.css'
import { PRESETS, rangeOf, type Preset } from './ranges.ts'

const findCustomers = (text: string) => api.customers.search({ text, limit: 20 })

export function StatementScreen() {
  const say = useText()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/statement' })
  const { customer, preset = 'year', kind = 'activity', group = false, filter = '' } = search
  const describe = useTrouble()
  const info = useLive(api.companies.info, {})
  const card = useLive(
    api.customers.get,
    { code: customer ?? '', group: false },
    { when: customer !== undefined },
  )
  const ask = useCallback(
    (changes: Partial<typeof search>) =>
      void navigate({ to: '/statement', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const at = info.data?.suggestedAsOf
  const range = useMemo(() => {
    if (at === undefined || !info.data) return null
    const usual = rangeOf(preset, at, info.data.fiscalYearStart)
    return { from: dayOr(search.from, usual.from), to: dayOr(search.to, usual.to) ?? at }
  }, [at, info.data, preset, search.from, search.to])
  const input = {
    customerCode: customer ?? '',
    kind,
    group,
    ...(range?.from === undefined ? {} : { from: range.from }),
    ...(range === null ? {} : { to: range.to }),
  }
  const report = useLive(api.reports.statement, input, {
    when: customer !== undefined && range !== null,
  })
  const isOwn = report.data?.statements[0]?.customer === customer
  const statements = isOwn ? report.data?.statements : undefined
  const shown =
    statements?.find((one) => one.currency === search.currency) ??
    statements?.toSorted((a, b) => b.lineCount - a.lineCount)[0]

  const save = async (format: 'xlsx' | 'csv') => {
    try {
      const { language } = usePreferences.getState()
      const made = await api.reports.exportStatement({ statement: input, format, language })
      const name = `statement-${customer ?? ''}.${format}`
      if (made.documentId !== null) await host().saveDocument(made.documentId, name)
      toast.done(say('statement.saved', { file: name }))
    } catch (error) {
      toast.failed(describe(error).sentence)
    }
  }
  const chosen =
    customer === undefined
      ? null
      : {
          code: customer,
          name: card.data?.card.code === customer ? card.data.card.name : '',
        }
  const picker = (
    <div className={styles['customer']} data-customer-picker="">
      <CustomerPicker
        hideLabel
        chosen={chosen}
        search={findCustomers}
        onChoose={(one) => ask({ customer: one.code, currency: undefined, filter: '' })}
      />
    </div>
  )
  if (customer === undefined) {
    return (
      <Screen title={say('statement.title')} badges={picker}>
        <EmptyState
          icon={IconReceipt2}
          title={say('statement.choose')}
          hint={say('statement.choose.says')}
        />
      </Screen>
    )
  }
  return (
    <Screen
      title={say('statement.title')}
      badges={picker}
      actions={
        <>
          <Button
            icon={IconUser}
            label={say('statement.customer')}
            onClick={() => void navigate({ to: '/customers', search: { focus: customer } })}
          />
          <Button
            icon={IconFileTypeCsv}
            label={say('statement.export.csv')}
            onClick={() => void save('csv')}
          />
          <Button
            icon={IconFileSpreadsheet}
            label={say('statement.export.xlsx')}
            keys="Mod+E"
            onClick={() => void save('xlsx')}
          />
        </>
      }
    >
      <ToolRow
        end={
          <Button
            look="plain"
            icon={IconSitemap}
            label={say('statement.group')}
            pressed={group}
            onClick={() => ask({ group: !group })}
          />
        }
      >
        <RangeFields
          range={range}
          today={info.data?.today}
          onFrom={(day) => ask({ from: day ?? undefined })}
          onTo={(day) => ask({ to: day ?? undefined })}
        />
        <SegmentedControl
          size="xs"
          aria-label={say('statement.preset')}
          value={search.from === undefined && search.to === undefined ? preset : ''}
          data={PRESETS.map((value) => ({ value, label: say(`statement.preset.${value}`) }))}
          onChange={(value) => ask({ preset: presetOf(value), from: undefined, to: undefined })}
        />
        <SegmentedControl
          size="xs"
          aria-label={say('statement.kind')}
          value={kind}
          data={(['activity', 'open'] as const).map((value) => ({
            value,
            label: say(`statement.kind.${value}`),
          }))}
          onChange={(value) => ask({ kind: value === 'open' ? 'open' : 'activity' })}
        />
        {statements && statements.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={say('head.currency')}
            value={shown?.currency ?? ''}
            data={statements.map((one) => one.currency)}
            onChange={(value) => ask({ currency: value })}
          />
        )}
        <QuickFilter value={filter} onChange={(text) => ask({ filter: text })} />
      </ToolRow>
      <StatementBody
        statement={shown}
        group={group}
        filter={filter}
        focus={search.focus}
        trouble={report.error ? describe(report.error) : null}
        onRetry={() => void report.refetch()}
        onAsk={ask}
        onSave={(format) => void save(format)}
      />
    </Screen>
  )
}

function RangeFields({
  range,
  today,
  onFrom,
  onTo,
}: {
  readonly range: { readonly from: IsoDate | undefined; readonly to: IsoDate } | null
  readonly today: IsoDate | undefined
  readonly onFrom: (day: IsoDate | null) => void
  readonly onTo: (day: IsoDate | null) => void
}) {
  const say = useText()
  if (range === null || today === undefined) return null
  return (
    <>
      <div className={styles['day']}>
        <DateField
          hideLabel
          label={say('statement.from')}
          day={range.from ?? null}
          today={today}
          to={range.to}
          onChange={(day) => day !== null && onFrom(day)}
        />
      </div>
      <div className={styles['day']}>
        <DateField
          hideLabel
          label={say('statement.to')}
          day={range.to}
          today={today}
          {...(range.from === undefined ? {} : { from: range.from })}
          onChange={(day) => day !== null && onTo(day)}
        />
      </div>
    </>
  )
}

interface BodyChanges {
  readonly filter?: string
  readonly focus?: string | undefined
  readonly preset?: Preset
  readonly kind?: 'activity' | 'open'
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function StatementBody({
  statement,
  group,
  filter,
  focus,
  trouble,
  onRetry,
  onAsk,
  onSave,
}: {
  readonly statement: Statement | undefined
  readonly group: boolean
  readonly filter: string
  readonly focus: string | undefined
  readonly trouble: ReturnType<ReturnType<typeof useTrouble>> | null
  readonly onRetry: () => void
  readonly onAsk: (changes: BodyChanges) => void
  readonly onSave: (format: 'xlsx' | 'csv') => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const info = useLive(api.companies.info, {})
  const grid = useRef<SaldoGridHandle>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const [act, setAct] = useState<Act | null>(null)
  const [shown, setShown] = useState(0)
  const isFiltered = filter.trim() !== ''
  const rows = useMemo(() => (statement ? rowsOf(statement) : undefined), [statement])
  const columns = useMemo(
    () => statementColumns({ group, filtered: isFiltered }),
    [group, isFiltered],
  )
  const totals = useCallback(
    (left: readonly StatementRow[]) =>
      statement && left.length > 0 ? statementTotals(left, statement, isFiltered) : [],
    [statement, isFiltered],
  )
  const documentId = useDeferredValue(focused)
  const view = useLive(
    api.documents.get,
    { documentId: documentId ?? '' },
    { when: documentId !== null },
  )
  const document = view.data?.documentId === focused ? view.data : undefined

  useEffect(() => {
    if (focus === undefined || rows === undefined) return
    const timer = setTimeout(() => {
      if (grid.current?.focusRow(focus) === true) {
        setFocused(focus)
        onAsk({ focus: undefined })
      }
    })
    return () => clearTimeout(timer)
  }, [focus, rows, onAsk])

  const go = useCallback(
    (id: string) => {
      if (rows?.some((row) => rowIdOf(row) === id) === true && filter === '')
        grid.current?.focusRow(id)
      else
        onAsk({
          focus: id,
          preset: 'all',
          kind: 'activity',
          filter: '',
          from: undefined,
          to: undefined,
        })
      setFocused(id)
    },
    [rows, filter, onAsk],
  )
  const undoAllocation = async (mine: DocumentView, other: DocumentView['allocations'][number]) => {
    try {
      await api.allocations.remove({
        credit: { documentId: mine.documentId },
        from: { documentId: other.documentId },
      })
      toast.done(say('document.allocation.undone', { documentNo: other.documentNo }))
    } catch (error) {
      toast.failed(describe(error).sentence)
    }
  }
  useStatementCommands(document, setAct, onSave)

  return (
    <>
      {statement && <Strip statement={statement} />}
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
              isFiltered
                ? say('statement.filtered')
                : statement?.closingMinor === statement?.ledgerMinor && statement
                  ? say('statement.sumAgrees')
                  : undefined
            }
          >
            <TieOut asOf={statement?.to} />
          </StatusBar>
        }
        peekLabel={say('head.document')}
        peek={
          document && info.data ? (
            <DocumentPanel
              document={document}
              info={info.data}
              onAct={setAct}
              onUndoAllocation={(other) => void undoAllocation(document, other)}
              onGo={go}
            />
          ) : (
            <p className={styles['placeholder']}>{say('document.none')}</p>
          )
        }
      >
        <SaldoGrid
          ref={grid}
          label={say('statement.title')}
          columns={columns}
          rows={rows}
          rowId={rowIdOf}
          filter={filter}
          onClearFilter={() => onAsk({ filter: '' })}
          trouble={trouble}
          onRetry={onRetry}
          onShown={setShown}
          totals={totals}
          rowTone={rowTone}
          onFocusRow={(row) =>
            setFocused(row === null || row.kind === 'carried' ? null : row.line.documentId)
          }
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconReceipt2}
              title={say(statement?.kind === 'open' ? 'statement.emptyOpen' : 'statement.empty')}
              hint={say(
                statement?.kind === 'open' ? 'statement.emptyOpen.says' : 'statement.empty.says',
              )}
            >
              <Button
                look="primary"
                label={say('statement.showAllTime')}
                onClick={() =>
                  onAsk({ preset: 'all', kind: 'activity', from: undefined, to: undefined })
                }
              />
            </EmptyState>
          }
        />
      </ScreenBody>
      {act && document && info.data && (
        <ActDialog
          act={act}
          document={document}
          today={info.data.today}
          onClose={() => setAct(null)}
        />
      )}
    </>
  )
}

function Strip({ statement }: { readonly statement: Statement }) {
  const say = useText()
  const format = useFormat()
  const { currency, lines } = statement
  const money = (minor: number) => format.money(minor, currency)
  const count = (isOf: (line: Statement['lines'][number]) => boolean) =>
    say('statement.documents', { count: lines.filter(isOf).length })
  const agrees = statement.closingMinor === statement.ledgerMinor
  const { aging } = statement
  return (
    <KpiStrip
      label={say('statement.strip')}
      kpis={[
        {
          label: say('statement.opening'),
          figure: money(statement.openingMinor),
          note: format.date(statement.from),
        },
        {
          label: say('statement.debit'),
          figure: money(statement.debitMinor),
          note: count((line) => line.debitMinor !== 0),
        },
        {
          label: say('statement.credit'),
          figure: money(statement.creditMinor),
          note: count((line) => line.creditMinor !== 0),
        },
        {
          label: say('statement.closing'),
          figure: format.moneyWithCode(statement.closingMinor, currency),
          note: say(agrees ? 'statement.agrees' : 'statement.differs', {
            date: format.date(statement.to),
            amount: money(statement.ledgerMinor),
          }),
          tone: agrees ? undefined : 'danger',
        },
        {
          label: say('statement.openItems'),
          figure: money(aging.totalMinor),
          note: say('statement.overdueOf', {
            count: statement.openItems,
            overdue: format.count(statement.overdueItems),
          }),
        },
      ]}
    />
  )
}

function useStatementCommands(
  document: DocumentView | undefined,
  setAct: (act: Act) => void,
  onSave: (format: 'xlsx' | 'csv') => void,
) {
  const save = useRef(onSave)
  useEffect(() => {
    save.current = onSave
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'statement.filter',
          title: 'grid.quickFilter',
          keys: ['Mod+F'],
          group: 'here',
          inPalette: false,
          run: () => window.document.getElementById('quick-filter')?.focus(),
        },
        {
          id: 'statement.pick',
          title: 'statement.focusCustomer',
          keys: ['C'],
          group: 'here',
          icon: IconUserSearch,
          run: () =>
            window.document
              .querySelector<HTMLInputElement>('[data-customer-picker] input')
              ?.focus(),
        },
        {
          id: 'statement.xlsx',
          title: 'statement.command.xlsx',
          keys: ['Mod+E'],
          group: 'here',
          icon: IconFileSpreadsheet,
          run: () => save.current('xlsx'),
        },
        {
          id: 'statement.csv',
          title: 'statement.command.csv',
          group: 'here',
          icon: IconFileTypeCsv,
          run: () => save.current('csv'),
        },
        {
          id: 'statement.reverse',
          title: 'document.act.reverse',
          keys: ['R'],
          group: 'here',
          icon: IconArrowBackUp,
          enabled: document !== undefined && canReverse(document),
          run: () => setAct({ kind: 'reverse' }),
        },
        {
          id: 'statement.dispute',
          title: 'document.act.dispute',
          keys: ['D'],
          group: 'here',
          icon: IconMessageReport,
          enabled: document !== undefined && isOpenDebit(document),
          run: () => setAct({ kind: 'dispute' }),
        },
        {
          id: 'statement.due',
          title: 'document.act.due',
          keys: ['A'],
          group: 'here',
          icon: IconCalendarEvent,
          enabled: document !== undefined && isOpenDebit(document),
          run: () => setAct({ kind: 'due' }),
        },
      ],
      [document, setAct],
    ),
  )
}

function rowTone(row: StatementRow): 'danger' | 'muted' | null {
  if (row.kind === 'carried') return 'muted'
  if (row.line.reversed) return 'muted'
  return null
}

function presetOf(value: string): Preset {
  return PRESETS.find((one) => one === value) ?? 'year'
}

function dayOr(text: string | undefined, usual: IsoDate | undefined): IsoDate | undefined {
  return text !== undefined && isIsoDate(text) ? text : usual
}
