/** The lines of one account and currency, what they add up to, and the focused document beside them. */
import { IconCalendarStats, IconReceipt, IconSitemap } from '@tabler/icons-react'
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import type { DocumentView } from '../../../shared/contract/documents.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { useListTools } from '../../app/use-list-tools.tsx'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { RowCount, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { ActDialog } from './ActDialog.tsx'
import { whyNot, type Act } from './acts.ts'
import { rowIdOf, rowsOf, statementColumns, statementTotals, type StatementRow } from './columns.ts'
import { DocumentPanel } from './DocumentPanel.tsx'
import styles from './DocumentPanel.module.css'
import type { Preset } from './ranges.ts'
import { useStatementCommands } from './statement-commands.ts'
import { statementMenu } from './statement-menu.ts'
import { Strip } from './Strip.tsx'
import { useStatementViews } from './use-statement-views.ts'

export interface BodyChanges {
  readonly filter?: string
  readonly focus?: string | undefined
  readonly view?: string
  readonly preset?: Preset
  readonly kind?: 'activity' | 'open'
  readonly months?: boolean | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export function StatementBody({
  statement,
  group,
  months,
  filter,
  focus,
  trouble,
  onRetry,
  onAsk,
  onSave,
  onPreview,
  onGroup,
  range,
}: {
  readonly statement: Statement | undefined
  readonly group: boolean
  readonly months: boolean
  readonly filter: string
  readonly focus: string | undefined
  readonly trouble: ReturnType<ReturnType<typeof useTrouble>> | null
  readonly onRetry: () => void
  readonly onAsk: (changes: BodyChanges) => void
  readonly onSave: (format: 'xlsx' | 'csv') => void
  readonly onPreview: () => void
  readonly onGroup: () => void
  /** Fields of the range asked for, first in the tool row. */
  readonly range: ReactNode
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale } = useDensity()
  const views = useStatementViews()
  const info = useLive(api.companies.info, {})
  const grid = useRef<SaldoGridHandle<StatementRow>>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const [wanted, setWanted] = useState<{ readonly act: Act; readonly on: string } | null>(null)
  const [shown, setShown] = useState(0)
  const { chosen: chosenView, change } = views
  const hasFilters = Object.keys(views.state.filters).length > 0
  const isFiltered = filter.trim() !== '' || hasFilters
  // Of a long account more lines are on their way: nothing is added up of a part of them.
  const isWhole = statement === undefined || statement.lines.length >= statement.lineCount
  const withMonths = months && !isFiltered && isWhole
  const rows = useMemo(
    () => (statement ? rowsOf(statement, withMonths) : undefined),
    [statement, withMonths],
  )
  const hasBranches = statement?.lines.some((line) => line.branchCode !== null) ?? false
  const columns = useMemo(
    () =>
      statementColumns({
        group,
        filtered: isFiltered,
        branches: hasBranches,
        monthName: (month) => say('statement.monthTotal', { month: format.month(month) }),
      }),
    [group, isFiltered, hasBranches, say, format],
  )
  const focusGrid = useCallback(() => grid.current?.focus(), [])
  const onFilter = useCallback((text: string) => onAsk({ filter: text }), [onAsk])
  const tools = useListTools({ views, columns, filter, onFilter, onDown: focusGrid, tight: true })
  const totals = useCallback(
    (left: readonly StatementRow[]) =>
      statement && isWhole && left.length > 0 ? statementTotals(left, statement, isFiltered) : [],
    [statement, isWhole, isFiltered],
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
        // By its name from now on: a default view must not take its place.
        onAsk({ focus: undefined, view: chosenView })
      } else if (hasFilters && rows.some((row) => rowIdOf(row) === focus)) {
        change({ filters: {} })
      }
    })
    return () => clearTimeout(timer)
  }, [focus, rows, onAsk, chosenView, hasFilters, change])

  const go = useCallback(
    (id: string) => {
      if (rows?.some((row) => rowIdOf(row) === id) === true && filter === '') {
        if (hasFilters) onAsk({ focus: id })
        else grid.current?.focusRow(id)
      } else
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
    [rows, filter, hasFilters, onAsk],
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
  const setAct = useCallback(
    (next: Act) => {
      const row = grid.current?.focusedRow()
      const on = row?.kind === 'line' ? row.line.documentId : focused
      if (on === null) return toast.failed(say('document.none'))
      setFocused(on)
      setWanted({ act: next, on })
    },
    [focused, say],
  )
  useStatementCommands(
    setAct,
    onSave,
    onPreview,
    useCallback(() => onAsk({ months: !months || undefined }), [onAsk, months]),
  )
  const act = wanted !== null && wanted.on === document?.documentId ? wanted.act : null
  const refusal = act && document ? whyNot(act, document) : null
  useEffect(() => {
    if (refusal !== null) toast.failed(say(refusal))
  }, [refusal, say])
  const intoPanel = useCallback(() => {
    window.document.querySelector<HTMLElement>('[data-panel] button')?.focus()
  }, [])

  return (
    <>
      <ToolRow
        end={
          <>
            <Button
              look="plain"
              icon={IconCalendarStats}
              label={say('statement.months')}
              keys="T"
              tight
              pressed={months}
              onClick={() => onAsk({ months: !months || undefined })}
            />
            <Button
              look="plain"
              icon={IconSitemap}
              label={say('statement.group')}
              tight
              pressed={group}
              onClick={onGroup}
            />
            {tools.end}
          </>
        }
      >
        {range}
        {tools.start}
      </ToolRow>
      {tools.dialog}
      {statement && <Strip statement={statement} />}
      <ScreenBody
        status={
          <StatusBar
            rows={rows && <RowCount shown={shown} all={rows.length} />}
            note={
              !isWhole
                ? say('statement.coming', {
                    lines: statement.lines.length,
                    all: statement.lineCount,
                  })
                : isFiltered
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
            <div
              data-panel=""
              onKeyDown={(event) => {
                if (event.key !== 'Escape' || act !== null) return
                event.preventDefault()
                grid.current?.focus()
              }}
            >
              <DocumentPanel
                document={document}
                info={info.data}
                onAct={setAct}
                onUndoAllocation={(other) => void undoAllocation(document, other)}
                onGo={go}
              />
            </div>
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
          hasOwnExport
          view={views}
          {...(info.data ? { today: info.data.today } : {})}
          filter={filter}
          onClearFilter={() => onAsk({ filter: '' })}
          trouble={trouble}
          onRetry={onRetry}
          onShown={setShown}
          totals={totals}
          stays={isCarried}
          rowTone={rowTone}
          onOpen={intoPanel}
          cellMenu={(row) => statementMenu(row, say, setAct)}
          {...(statement
            ? { memory: `statement ${statement.customer} ${statement.currency}` }
            : {})}
          onFocusRow={(row) => {
            const id = row?.kind === 'line' ? row.line.documentId : null
            setWanted((now) => (now?.on === id ? now : null))
            setFocused(id)
          }}
          rowHeight={views.rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconReceipt}
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
      {act && document && refusal === null && info.data && (
        <ActDialog
          act={act}
          document={document}
          today={info.data.today}
          onClose={() => setWanted(null)}
        />
      )}
    </>
  )
}

/** A statement begins with what was carried forward, whichever of its lines are asked for. */
function isCarried(row: StatementRow): boolean {
  return row.kind === 'carried'
}

function rowTone(row: StatementRow): 'danger' | 'muted' | null {
  if (row.kind !== 'line') return 'muted'
  if (row.line.reversed) return 'muted'
  return null
}
