/** Lines to do on the left; on the right the items of the suggested account and the match being built. */
import { IconCircleCheck, IconListSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import type { CompanySettings } from '../../../shared/settings.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { holdKeysUntilIn } from '../../ui/held-keys.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { useText } from '../../ui/language.tsx'
import { Region } from '../../ui/Region.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { EmptyState, type Trouble } from '../../ui/states.tsx'
import { type ItemRow, itemColumns, todoColumns, type TodoRow } from './columns.tsx'
import { applicationOf, bookedOnAccount, type Draft, toggled } from './draft.ts'
import { ITEM_SEARCH, ItemSearch } from './ItemSearch.tsx'
import { MatchPanel } from './MatchPanel.tsx'
import { useReconcile } from './store.ts'
import { Suggestion } from './Suggestion.tsx'
import { type Asking, TodoDialogs } from './TodoDialogs.tsx'
import { useItems } from './use-items.ts'
import type { LineActs } from './use-line-acts.ts'
import { usePaneKeys } from './use-pane-keys.ts'
import { useTodoCommands } from './use-todo-commands.ts'
import type { TodoState } from './use-todo.ts'
import styles from './Reconcile.module.css'

const LINE_HEIGHT = 48

export function Todo({
  lines,
  todo,
  settings,
  acts,
  trouble,
  onRetry,
  filter,
  onClearFilter,
  onShown,
  asking,
  onAsk,
}: {
  readonly lines: RefObject<SaldoGridHandle<TodoRow> | null>
  readonly todo: TodoState
  readonly settings: CompanySettings
  readonly acts: LineActs
  readonly trouble: Trouble | null
  readonly onRetry: () => void
  readonly filter: string
  readonly onClearFilter: () => void
  readonly onShown: (count: number) => void
  readonly asking: Asking
  readonly onAsk: (asking: Asking) => void
}) {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { scale, rowHeight } = useDensity()
  const { rows, row, draft, choice, standing, matchNow } = todo
  const itemGrid = useRef<SaldoGridHandle<ItemRow>>(null)
  const accept = useRef<HTMLButtonElement>(null)
  const acceptedMs = useRef(-Infinity)
  const [text, setText] = useState('')
  const [part, setPart] = useState<ItemRow | null>(null)
  /** The line that was asked for though something is missing. */
  const [asked, setAsked] = useState<string | null>(null)
  const lineId = row?.entry.id ?? ''
  const items = useItems(row, draft, choice, text)

  const change = useCallback(
    (next: Draft) => {
      setAsked(null)
      if (lineId !== '') useReconcile.getState().change(lineId, next)
    },
    [lineId],
  )
  const toggle = useCallback(
    (item: ItemRow) => {
      if (row) change(toggled(matchNow(row).draft, item, row.entry.currency))
    },
    [row, matchNow, change],
  )
  const { focus: toLine } = todo
  const focus = useCallback(
    (one: TodoRow | null) => {
      toLine(one)
      // What is looked for is for one line, unless it is being typed while the line comes.
      if (document.activeElement?.id !== ITEM_SEARCH) setText('')
    },
    [toLine],
  )
  /** The line after this one comes into its place, with the focus that stays there. */
  const goOn = useCallback(
    (from: TodoRow) => {
      const shown = lines.current?.shownRows() ?? []
      const at = shown.findIndex(({ entry }) => entry.id === from.entry.id)
      focus(shown[at + 1] ?? shown[at - 1] ?? null)
      lines.current?.focus()
    },
    [lines, focus],
  )
  const { post, park } = acts
  const acceptLine = useCallback(
    (one: TodoRow) => {
      const now = matchNow(one)
      if (now.standing.missing !== null) {
        setAsked(one.entry.id)
        return
      }
      acceptedMs.current = performance.now()
      goOn(one)
      post([applicationOf(one.entry.id, now.draft, now.standing)])
    },
    [matchNow, goOn, post],
  )
  const acceptThis = useCallback(() => {
    if (row) acceptLine(row)
  }, [row, acceptLine])
  const onAccount = useCallback(() => {
    if (row && draft.payer !== null) change(bookedOnAccount(row.entry.amountMinor, draft))
  }, [row, draft, change])
  const nextSuggestion = useCallback(() => {
    const one = lines.current?.focusedRow() ?? row
    if (!one || one.proposals.length < 2) return
    const now = useReconcile.getState().works[one.entry.id]
    // From a match made by hand the first press goes back to the suggestion it began with.
    const at = now?.choice ?? 0
    const next = now?.draft == null ? (at + 1) % one.proposals.length : at
    useReconcile.getState().choose(one.entry.id, next)
  }, [lines, row])
  const hasItems = (items.rows?.length ?? 0) > 0
  const focusItems = useCallback(() => {
    if (hasItems) itemGrid.current?.focus()
    return hasItems
  }, [hasItems])
  const paneKeys = usePaneKeys({
    focusLines: useCallback(() => lines.current?.focus(), [lines]),
    focusItems,
    focusMatch: useCallback(() => accept.current?.focus(), []),
    nextSuggestion,
    acceptedMs,
    acceptAll: useCallback(() => onAsk('all'), [onAsk]),
  })
  useTodoCommands({
    row,
    draft,
    standing,
    hasSure: todo.sure.length > 0,
    hasForeign: todo.foreign.length > 0,
    onAsk,
    onAccept: acceptThis,
    onAccount,
    onNext: nextSuggestion,
    onPart: useCallback(() => setPart(itemGrid.current?.focusedRow() ?? null), []),
    onFind: useCallback(() => document.getElementById(ITEM_SEARCH)?.focus(), []),
    onNew: useCallback(() => {
      if (!row) return
      void navigate({
        to: '/new/$kind',
        params: { kind: row.entry.amountMinor > 0 ? 'invoice' : 'credit_note' },
        search: {
          customer: draft.payer?.code,
          amount: Math.abs(row.entry.amountMinor),
          currency: row.entry.currency,
          on: row.entry.date,
        },
      })
    }, [row, draft.payer, navigate]),
  })

  const withCurrency = useMemo(
    () => new Set(rows?.map(({ entry }) => entry.currency)).size > 1,
    [rows],
  )
  const lineColumns = useMemo(() => todoColumns(withCurrency, say), [withCurrency, say])
  const withCustomer = new Set(items.rows?.map(({ customer }) => customer)).size > 1
  const otherCurrency =
    items.rows?.some(({ currency }) => currency !== row?.entry.currency) === true
  const columns = useMemo(
    () => itemColumns({ withCustomer, withCurrency: otherCurrency }, toggle, say),
    [withCustomer, otherCurrency, toggle, say],
  )
  return (
    <div className={styles['panes']} data-own-enter="" {...paneKeys}>
      <div className={styles['left']} data-pane="lines" data-several={withCurrency || undefined}>
        <SaldoGrid<TodoRow>
          ref={lines}
          label={say('reconcile.lines')}
          columns={lineColumns}
          rows={rows}
          rowId={lineRowId}
          filter={filter}
          onClearFilter={onClearFilter}
          trouble={trouble}
          onRetry={onRetry}
          onShown={onShown}
          onFocusRow={focus}
          onOpen={acceptLine}
          takesFocus
          rowHeight={LINE_HEIGHT}
          scale={scale}
          empty={
            <EmptyState
              icon={IconCircleCheck}
              title={say('reconcile.allDone')}
              hint={say('reconcile.allDone.says')}
            />
          }
        />
      </div>
      <div className={styles['right']}>
        {row !== null && standing !== null && (
          <>
            <Suggestion line={row} draft={draft} choice={choice} />
            <Region name={say('reconcile.items.tools')} className={styles['itemTools']}>
              <span className={styles['count']}>
                {items.rows &&
                  say(text === '' ? 'reconcile.items.of' : 'reconcile.items.found', {
                    count: items.rows.length,
                  })}
              </span>
              <ItemSearch
                text={text}
                onText={setText}
                onDown={() => {
                  if (!focusItems()) lines.current?.focus()
                }}
              />
              <span className={styles['hints']}>
                <KeyCap keys="Space" /> {say('reconcile.hint.tick')}
                <KeyCap keys="F2" /> {say('reconcile.hint.part')}
              </span>
            </Region>
            <div className={styles['items']} data-pane="items">
              <SaldoGrid<ItemRow>
                ref={itemGrid}
                label={say('reconcile.items')}
                columns={columns}
                rows={items.rows}
                rowId={itemRowId}
                trouble={items.error ? describe(items.error) : null}
                onRetry={items.retry}
                onOpen={acceptThis}
                onPeek={toggle}
                rowTone={itemTone}
                hasOwnExport
                rowHeight={rowHeight}
                scale={scale}
                empty={
                  <EmptyState
                    icon={IconListSearch}
                    title={say(text === '' ? 'reconcile.noItems' : 'reconcile.noneFound')}
                    hint={say('reconcile.noItems.says')}
                  />
                }
              />
            </div>
            <div data-pane="match">
              <MatchPanel
                line={row}
                draft={draft}
                standing={standing}
                items={items.rows ?? []}
                isAsked={asked === row.entry.id}
                acceptRef={accept}
                acts={{
                  accept: acceptThis,
                  park: () => onAsk('park'),
                  writeOff: () => onAsk('writeOff'),
                  onAccount,
                  payer: () => onAsk('payer'),
                  rule: () => onAsk('rule'),
                }}
              />
            </div>
          </>
        )}
      </div>
      <TodoDialogs
        asking={asking}
        todo={todo}
        settings={settings}
        part={part}
        onDraft={change}
        onPark={(reason) => {
          if (!row) return
          goOn(row)
          park([row.entry.id], reason)
        }}
        onAcceptAll={post}
        onParkAll={park}
        onClose={() => {
          onAsk(null)
          setPart(null)
          // What is pressed until the focus is back is for the line.
          holdKeysUntilIn('[data-pane]')
          setTimeout(() => (part === null ? lines.current : itemGrid.current)?.focus())
        }}
      />
    </div>
  )
}

const lineRowId = ({ entry }: TodoRow) => entry.id
const itemRowId = ({ documentId }: ItemRow) => documentId
const itemTone = ({ tick }: ItemRow) => (tick === null ? null : 'ticked')
