/** The rows of a check: from problem to problem with F8, put right in place with F2. */
import { Switch } from '@mantine/core'
import {
  IconArrowNarrowDown,
  IconArrowNarrowUp,
  IconDownload,
  IconPencil,
  IconTableOff,
} from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { rowFilter } from '../../../shared/contract/imports.ts'
import type { z } from 'zod'
import { api } from '../../app/api.ts'
import { holdKeys } from '../../ui/held-keys.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { PagedGrid } from '../../ui/PagedGrid.tsx'
import type { PagedGridHandle } from '../../ui/paged-props.ts'
import { ScreenBody, StatusBar, ToolRow, ViewTabs } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import {
  checkColumns,
  editableText,
  tintOf,
  toneOf,
  whatToDo,
  type CheckedRow,
} from './check-columns.tsx'
import { CheckStrip } from './CheckStrip.tsx'
import { FileNotes } from './FileNotes.tsx'
import { FixEditor, type Fixing } from './FixEditor.tsx'
import { FormatChips } from './FormatChips.tsx'
import { useImports, type DraftState, type Work } from './store.ts'
import { useProblemWords } from './words.ts'

type Filter = z.output<typeof rowFilter>
const FILTERS: readonly Filter[] = ['all', 'problems', 'new', 'changes', 'unchanged']

export function CheckedRows({ work, draft }: { readonly work: Work; readonly draft: DraftState }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const words = useProblemWords()
  const change = useImports((state) => state.change)
  const info = useLive(api.companies.info, {})
  const { scale, rowHeight } = useDensity()
  const [filter, setFilter] = useState<Filter>('all')
  const [shown, setShown] = useState(draft.counts.all)
  const [fixing, setFixing] = useState<Fixing | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const grid = useRef<PagedGridHandle>(null)
  const place = useRef<{ index: number; row: CheckedRow; columnId: string } | null>(null)
  const cell = useRef<HTMLElement | null>(null)
  const { draftId, counts } = draft

  const columns = useMemo(
    () => checkColumns(draft, say, format, words),
    // The fields of a draft do not change with a fix; its other parts are not read by columns.
    [draft, say, format, words],
  )
  const page = useCallback(
    async (offset: number, limit: number) => {
      const answer = await api.imports.rows({ draftId, filter, offset, limit })
      setShown(answer.total)
      return answer
    },
    // A fix makes a new draft state under the same id: its rows are other rows.
    // oxlint-disable-next-line react/exhaustive-deps
    [draft, filter],
  )
  const failed = useCallback((error: unknown) => toast.failed(describe(error).sentence), [describe])

  const next = useCallback(
    (step: 1 | -1) => {
      const from = place.current?.index ?? (step === 1 ? -1 : 0)
      // F2 pressed right after it is for the cell it goes to.
      holdKeys(
        api.imports.problemAt({ draftId, filter, from, step }).then(async (found) => {
          if (found === null) setSaid(say('imports.noProblem'))
          else await grid.current?.goTo(found.index, found.field ?? 'state')
        }, failed),
      )
    },
    [draftId, filter, say, failed],
  )
  const edit = useCallback(
    (row: CheckedRow, columnId: string, at: Element) => {
      const isField = draft.fields.some(({ field }) => field === columnId)
      const field = isField
        ? columnId
        : row.problems.find(({ column }) => draft.fields.some((one) => one.field === column))
            ?.column
      if (field === undefined) {
        setSaid(say('imports.fix.notHere'))
        return
      }
      const { left, top, width, bottom } = at.getBoundingClientRect()
      const problems = row.problems.filter(({ column }) => column === field)
      cell.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setFixing({
        row: row.row,
        field,
        text: editableText(row.values[field], draft.detected.decimal),
        problem: problems.map(words).join(' '),
        suggestion: suggestionOf(problems, draft.detected.dates),
        isUnknownCustomer: problems.some(({ code }) => code === 'customer.unknown'),
        box: { left, top, width, bottom },
      })
    },
    [draft, say, words],
  )
  const close = useCallback(async () => {
    setFixing(null)
    const at = place.current
    await new Promise((resolve) => setTimeout(resolve))
    if (at) await grid.current?.goTo(at.index, at.columnId)
    else cell.current?.focus()
  }, [])
  const settle = (work: Promise<DraftState>, done: (after: DraftState) => string) => {
    setBusy(true)
    holdKeys(
      work
        .then(async (after) => {
          change({ draft: after, createCustomers: after.options.createCustomers })
          setSaid(done(after))
          await close()
        }, failed)
        .finally(() => setBusy(false)),
    )
  }
  const fix = (value: string, everywhere: boolean) => {
    if (fixing === null || isBusy) return
    const { row, field } = fixing
    settle(api.imports.fix({ draftId, row, field, value, everywhere }), (after) =>
      say('imports.fixed.said', { errors: after.counts.error, checks: after.counts.check }),
    )
  }
  const create = (createCustomers: boolean) => {
    if (!isBusy)
      settle(api.imports.setCreateCustomers({ draftId, createCustomers }), (after) =>
        say('imports.fixed.said', { errors: after.counts.error, checks: after.counts.check }),
      )
  }
  const saveRejects = useCallback(() => {
    api.imports
      .rejects({ draftId, language: format.choice.language })
      .then(({ documentId }) =>
        host().saveDocument(
          documentId,
          say('imports.rejects.file', { file: work.file.name.replace(/\.\w+$/, '') }),
        ),
      )
      .catch(failed)
  }, [draftId, format, say, work.file.name, failed])
  const editHere = useCallback(() => {
    const at = place.current
    const element = document.activeElement
    if (at && element?.getAttribute('role') === 'gridcell') edit(at.row, at.columnId, element)
    else next(1)
  }, [edit, next])
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'imports.problemNext',
          title: 'imports.command.problemNext',
          keys: ['F8'],
          group: 'here',
          icon: IconArrowNarrowDown,
          run: () => next(1),
        },
        {
          id: 'imports.problemPrevious',
          title: 'imports.command.problemPrevious',
          keys: ['Shift+F8'],
          group: 'here',
          icon: IconArrowNarrowUp,
          run: () => next(-1),
        },
        {
          id: 'imports.fix',
          title: 'imports.command.fix',
          keys: ['F2'],
          group: 'here',
          icon: IconPencil,
          run: editHere,
        },
        {
          id: 'imports.rejects',
          title: 'imports.rejects',
          group: 'here',
          icon: IconDownload,
          enabled: counts.error > 0,
          run: saveRejects,
        },
      ],
      [next, editHere, saveRejects, counts.error],
    ),
  )
  // The first problem is where a person wants to be.
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) return
    isFirst.current = false
    setSaid(say('imports.checked', { errors: counts.error, checks: counts.check }))
  }, [counts, say])

  const countOf: Readonly<Record<Filter, number>> = {
    all: counts.all,
    problems: counts.error + counts.check,
    new: counts.new,
    changes: counts.update,
    unchanged: counts.unchanged,
  }
  return (
    <>
      <CheckStrip draft={draft} currency={info.data?.currency ?? 'TRY'} />
      <ViewTabs
        label={say('imports.filters')}
        views={FILTERS.map((id) => ({
          id,
          label: say(`imports.filter.${id}`),
          count: format.count(countOf[id]),
        }))}
        chosen={filter}
        onChoose={setFilter}
      />
      <ToolRow
        end={
          <Button
            look="plain"
            icon={IconDownload}
            label={say('imports.rejects')}
            disabledReason={counts.error > 0 ? undefined : say('imports.noProblem')}
            onClick={saveRejects}
          />
        }
      >
        <FormatChips
          reading={work.reading}
          detected={draft.detected}
          asks={[]}
          onChange={(changes) => change({ reading: { ...work.reading, ...changes } })}
        />
        {draft.missingCustomers > 0 && (
          <Switch
            label={say('imports.createCustomers', { count: draft.missingCustomers })}
            checked={draft.options.createCustomers}
            disabled={isBusy}
            onChange={(event) => create(event.currentTarget.checked)}
          />
        )}
        <FileNotes draft={draft} />
      </ToolRow>
      <ScreenBody
        status={
          <StatusBar
            rows={<Say id="grid.rows" values={{ count: shown }} />}
            note={<span aria-live="polite">{said}</span>}
          >
            <Button
              look="plain"
              label={say('imports.command.problemNext')}
              keys="F8"
              onClick={() => next(1)}
            />
            <Button look="plain" label={say('imports.command.fix')} keys="F2" onClick={editHere} />
          </StatusBar>
        }
      >
        <PagedGrid
          ref={grid}
          label={say('imports.grid')}
          columns={columns}
          page={page}
          rowId={rowIdOf}
          tint={tintOf}
          rowTone={toneOf}
          onFocusCell={(index, row, columnId) => {
            place.current = { index, row, columnId }
            setSaid(whatToDo(row, say, format.choice.language, words))
          }}
          onEdit={edit}
          onFailed={failed}
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconTableOff}
              title={say('imports.filter.empty')}
              hint={say('imports.filter.empty.says')}
            >
              <Button
                look="primary"
                label={say('imports.filter.showAll')}
                onClick={() => setFilter('all')}
              />
            </EmptyState>
          }
        />
      </ScreenBody>
      {fixing && (
        <FixEditor
          draftId={draftId}
          fixing={fixing}
          isBusy={isBusy}
          missingCustomers={draft.missingCustomers}
          onFix={fix}
          onCreateCustomers={() => create(true)}
          onClose={() => void close()}
        />
      )}
    </>
  )
}

/** A day that was probably meant, in the order of the file. */
function suggestionOf(
  problems: CheckedRow['problems'],
  order: string | null,
): Fixing['suggestion'] {
  const day = problems.map(({ params }) => params['suggestion']).find((one) => one !== undefined)
  if (typeof day !== 'string') return null
  const [year, month, date] = day.split('-')
  if (order === 'Y-M-D') return { day, text: day }
  return {
    day,
    text: order === 'M/D/Y' ? `${month}/${date}/${year}` : `${date}.${month}.${year}`,
  }
}

const rowIdOf = ({ row }: CheckedRow) => String(row)
