/** A grid brought back from a spreadsheet: every difference before it is written, then one undo. */
import {
  IconArrowBackUp,
  IconArrowNarrowDown,
  IconArrowNarrowUp,
  IconBook2,
  IconCircleCheck,
  IconDeviceFloppy,
  IconFileImport,
  IconInfoCircle,
  IconTableImport,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { isRefused } from '../../app/refused.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { RowCount, Screen, ScreenBody, StatusBar, ToolRow, ViewTabs } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { lineColumns } from './columns.tsx'
import { LinePanel } from './LinePanel.tsx'
import { countOf, DONE, FILTERS, problemWords, TAKES, type DraftState, type Line } from './lines.ts'
import { useLines } from './use-lines.ts'
import styles from './Roundtrip.module.css'

export function RoundtripScreen() {
  const { draft: draftId } = useSearch({ from: '/shell/roundtrip' })
  return draftId === undefined ? <NoDraft /> : <Preview key={draftId} draftId={draftId} />
}

function Preview({ draftId }: { readonly draftId: string }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const info = useLive(api.companies.info, {})
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('all')
  const [focused, setFocused] = useState<Line | null>(null)
  const [shown, setShown] = useState(0)
  const grid = useRef<SaldoGridHandle<Line>>(null)
  const state = useLive(api.roundtrip.state, { draftId, filter })
  const draft = state.data
  const { refetch } = state
  const reload = useCallback(() => refetch(), [refetch])
  const { next, choose, apply, undo, isBusy, said, refusal } = useLines(draft, filter, grid, reload)
  const columns = draft?.columns
  const kind = draft?.grid
  const gridColumns = useMemo(
    () =>
      columns === undefined || kind === undefined ? [] : lineColumns(kind, columns, say, format),
    [kind, columns, say, format],
  )
  const takes = draft ? draft.takes.cells + draft.takes.created : 0
  const canUndo = draft?.result?.batchId != null && !draft.result.undone
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'roundtrip.apply',
          title: 'roundtrip.command.apply',
          keys: ['Mod+Enter'],
          group: 'here',
          icon: IconDeviceFloppy,
          enabled: takes > 0,
          run: apply,
        },
        {
          id: 'roundtrip.undo',
          title: 'roundtrip.undo',
          keys: ['U'],
          group: 'here',
          icon: IconArrowBackUp,
          enabled: canUndo,
          run: undo,
        },
        {
          id: 'roundtrip.next',
          title: 'imports.command.problemNext',
          keys: ['F8'],
          group: 'here',
          icon: IconArrowNarrowDown,
          run: () => next(1),
        },
        {
          id: 'roundtrip.previous',
          title: 'imports.command.problemPrevious',
          keys: ['Shift+F8'],
          group: 'here',
          icon: IconArrowNarrowUp,
          run: () => next(-1),
        },
        {
          id: 'roundtrip.yours',
          title: 'roundtrip.command.yours',
          keys: ['Y'],
          group: 'here',
          icon: IconFileImport,
          run: () => choose('yours', false),
        },
        {
          id: 'roundtrip.now',
          title: 'roundtrip.command.now',
          keys: ['R'],
          group: 'here',
          icon: IconBook2,
          run: () => choose('now', false),
        },
        {
          id: 'roundtrip.allYours',
          title: 'roundtrip.command.allYours',
          keys: ['Shift+Y'],
          group: 'here',
          icon: IconFileImport,
          run: () => choose('yours', true),
        },
        {
          id: 'roundtrip.allNow',
          title: 'roundtrip.command.allNow',
          keys: ['Shift+R'],
          group: 'here',
          icon: IconBook2,
          run: () => choose('now', true),
        },
      ],
      [takes, canUndo, apply, undo, next, choose],
    ),
  )
  if (isRefused(state.error, 'roundtrip.draft_unknown')) return <NoDraft />
  const line = draft?.lines.find(({ id }) => id === focused?.id) ?? draft?.lines[0] ?? null
  return (
    <Screen
      title={say('roundtrip.title')}
      facts={
        draft &&
        say('roundtrip.facts', {
          file: draft.fileName,
          when: format.moment(draft.exportedAt, info.data?.timezone ?? 'UTC'),
          rows: draft.rows,
        })
      }
      actions={
        <>
          {canUndo && (
            <Button
              icon={IconArrowBackUp}
              label={say('roundtrip.undo')}
              keys="U"
              busy={isBusy}
              onClick={undo}
            />
          )}
          <Button
            look="primary"
            icon={IconDeviceFloppy}
            label={say('roundtrip.apply', { count: takes })}
            keys="Mod+Enter"
            busy={isBusy}
            disabledReason={takes > 0 ? undefined : say('roundtrip.nothing')}
            onClick={apply}
          />
        </>
      }
    >
      {draft && <Notes draft={draft} refusal={refusal} />}
      <ViewTabs
        label={say('imports.filters')}
        views={FILTERS.map((id) => ({
          id,
          label: say(`roundtrip.filter.${id}`),
          count: draft && format.count(countOf(id, draft.counts)),
        }))}
        chosen={filter}
        onChoose={setFilter}
      />
      <ToolRow
        end={
          <>
            <Button
              look="plain"
              icon={IconFileImport}
              label={say('roundtrip.allYours')}
              keys="Shift+Y"
              onClick={() => choose('yours', true)}
            />
            <Button
              look="plain"
              icon={IconBook2}
              label={say('roundtrip.allNow')}
              keys="Shift+R"
              onClick={() => choose('now', true)}
            />
          </>
        }
      >
        {draft && (
          <span>
            {say(TAKES[draft.grid], {
              cells: draft.takes.cells,
              accounts: draft.takes.accounts,
              created: draft.takes.created,
            })}
          </span>
        )}
      </ToolRow>
      <ScreenBody
        status={
          <StatusBar
            rows={draft && <RowCount shown={shown} all={draft.shown} />}
            note={<span aria-live="polite">{said}</span>}
          >
            <Button
              look="plain"
              label={say('imports.command.problemNext')}
              keys="F8"
              onClick={() => next(1)}
            />
            <Button
              look="plain"
              label={say('roundtrip.yours')}
              keys="Y"
              onClick={() => choose('yours', false)}
            />
            <Button
              look="plain"
              label={say('roundtrip.now')}
              keys="R"
              onClick={() => choose('now', false)}
            />
          </StatusBar>
        }
        peekLabel={say('roundtrip.line')}
        peek={draft && <LinePanel line={line} draft={draft} />}
      >
        <SaldoGrid
          ref={grid}
          label={say('roundtrip.grid')}
          columns={gridColumns}
          rows={draft?.lines}
          rowId={rowIdOf}
          trouble={state.error ? describe(state.error) : null}
          onRetry={() => void refetch()}
          onShown={setShown}
          onFocusRow={setFocused}
          rowTone={toneOf}
          takesFocus
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconCircleCheck}
              title={say(filter === 'all' ? 'roundtrip.none' : 'roundtrip.noneHere')}
              hint={say(filter === 'all' ? 'roundtrip.none.says' : 'roundtrip.noneHere.says')}
            />
          }
        />
      </ScreenBody>
    </Screen>
  )
}

/** What happened, what refused to happen, and what to know of the file as a whole. */
function Notes({
  draft,
  refusal,
}: {
  readonly draft: DraftState
  readonly refusal: string | null
}) {
  const say = useText()
  const format = useFormat()
  const { result, notes, columns, grid } = draft
  const isReadOnly = columns.every(({ locked }) => locked)
  if (result === null && notes.length === 0 && refusal === null && !isReadOnly) return null
  return (
    <div className={styles['notes']}>
      {refusal !== null && <Note tone="danger" icon={IconInfoCircle} title={refusal} />}
      {result !== null && (
        <Note
          tone={result.undone ? 'info' : 'ok'}
          icon={result.undone ? IconArrowBackUp : IconCircleCheck}
          title={
            result.undone
              ? say('roundtrip.undone')
              : say(DONE[grid], {
                  cells: result.cells,
                  accounts: result.accounts,
                  created: result.created,
                })
          }
        />
      )}
      {isReadOnly && <Note tone="info" icon={IconInfoCircle} title={say('roundtrip.readOnly')} />}
      {notes.length > 0 && (
        <Note tone="info" icon={IconInfoCircle} title={say('roundtrip.notes')}>
          {notes.map((note) => (
            <p key={note.code}>{problemWords(note, say, format)}</p>
          ))}
        </Note>
      )}
    </div>
  )
}

/** An address whose file is not open any more. */
function NoDraft() {
  const say = useText()
  const navigate = useNavigate()
  return (
    <Screen title={say('roundtrip.title')}>
      <EmptyState
        icon={IconTableImport}
        title={say('roundtrip.noDraft')}
        hint={say('roundtrip.noDraft.says')}
      >
        <Button
          look="primary"
          label={say('nav.imports')}
          onClick={() => void navigate({ to: '/imports', search: {} })}
        />
      </EmptyState>
    </Screen>
  )
}

const rowIdOf = ({ id }: Line) => id
const toneOf = ({ state, takes }: Line) =>
  state === 'invalid' || state === 'locked' || state === 'refused'
    ? 'danger'
    : state === 'conflict' && !takes
      ? 'warn'
      : state === 'now' || state === 'same' || state === 'missing'
        ? 'muted'
        : null
