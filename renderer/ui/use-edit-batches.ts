/**
 * Batches of changes: shown at once in their cells, sent to the screen as one step, which the
 * app's undo takes back.
 * What is refused stays in its cell, outlined, with its reason.
 */
import type { GridApi } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useState, type RefObject } from 'react'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { CellMarks } from './cell-marks.ts'
import { newRowsOf, planOf, rowsIn, type EditPlan, type NewRow, type NewRows } from './edit-plan.ts'
import type { GridColumn } from './grid-columns.ts'
import { type CellRefusal, type GridChange, type ReadWords } from './grid-edit.ts'
import type { Landing } from './grid-paste.ts'
import type { SayText } from './language.tsx'
import { toast } from './toast.ts'
import type { GridRanges } from './use-ranges.ts'

/** What a screen gives to have its grid edited. */
export interface GridEditing<Row> {
  readonly today: IsoDate
  /** One batch is one step: all of it is done, or nothing and the cells that stood in the way answered. */
  readonly onEdit: (
    changes: readonly GridChange<Row>[],
    news: readonly NewRow[],
  ) => Promise<readonly CellRefusal[]>
  /** Rows may be pasted below the last one; `onEdit` refuses them with `newRowId(line)`. */
  readonly newRows?: NewRows<Row>
  readonly describe: (error: unknown) => string
  /** Esc with nothing left to take back: editing ends. */
  readonly onLeave?: () => void
}

/** What a batch needs of its grid, as it is at that moment. */
export interface EditScene<Row> {
  readonly editing: GridEditing<Row> | undefined
  readonly byId: ReadonlyMap<string, GridColumn<Row>>
  readonly say: SayText
  readonly format: Formatters
}

export interface PendingPaste<Row> extends EditPlan<Row> {
  readonly beyond: number
}

export interface EditBatches<Row> {
  readonly marks: CellMarks
  /** A paste over several rows that waits for a yes. */
  readonly pending: PendingPaste<Row> | null
  readonly decide: (isWanted: boolean) => void
  /** Reads the texts and sends what they change; over several rows first shows how much it is. */
  readonly apply: (landing: Landing, asksFirst: boolean) => void
  readonly words: () => ReadWords
}

export function useEditBatches<Data, Row>(
  api: GridApi<Data> | null,
  ranges: GridRanges<Data, Row>,
  latest: RefObject<EditScene<Row>>,
  isEditing: boolean,
): EditBatches<Row> {
  const [pending, setPending] = useState<PendingPaste<Row> | null>(null)
  const marks = useMemo(() => new CellMarks(), [])
  useEffect(() => {
    if (!api) return
    return marks.listen(() => api.refreshCells({ force: true, suppressFlash: true }))
  }, [api, marks])
  useEffect(() => {
    if (!api) return
    const onData = () => marks.settle()
    api.addEventListener('rowDataUpdated', onData)
    return () => {
      if (!api.isDestroyed()) api.removeEventListener('rowDataUpdated', onData)
    }
  }, [api, marks])
  useEffect(() => {
    if (!isEditing) marks.clear()
  }, [isEditing, marks])

  const words = useCallback(() => {
    const { say, format, editing } = latest.current
    return { say, format, today: editing?.today ?? NO_DAY }
  }, [latest])

  /** Sends a batch; what it changed shows in the cells meanwhile. Answers whether it was done. */
  const send = useCallback(
    async (plan: EditPlan<Row>): Promise<boolean> => {
      const { editing, say } = latest.current
      const { changes, refused, news } = plan
      if (editing === undefined) return false
      marks.remove(changes)
      marks.set([
        ...outlined(refused),
        ...changes.map(({ rowId, columnId, shown, to }) => ({
          rowId,
          columnId,
          mark: { text: shown, value: to, reason: null },
        })),
      ])
      if (refused[0])
        toast.failed(say('edit.allRefused', { count: refused.length, reason: refused[0].reason }))
      if (changes.length + news.length === 0) {
        if (refused.length === 0) toast.note(say('edit.none'), 'edit')
        return false
      }
      const shownOf = new Map(changes.map((one) => [`${one.rowId} ${one.columnId}`, one.shown]))
      const stay = (list: readonly CellRefusal[]) => {
        marks.remove(changes)
        marks.set(
          outlined(
            list.map((one) => ({
              ...one,
              text: shownOf.get(`${one.rowId} ${one.columnId}`) ?? null,
            })),
          ),
        )
        toast.failed(say('edit.nothingDone', { count: list.length, reason: list[0]?.reason ?? '' }))
      }
      try {
        const stood = await editing.onEdit(
          changes.map(({ shown: _shown, ...change }) => change),
          news,
        )
        if (stood.length === 0) {
          marks.arrived(changes)
          return true
        }
        stay(stood)
      } catch (error) {
        const reason = editing.describe(error)
        stay(
          changes.length > 0
            ? changes.map(({ rowId, columnId }) => ({ rowId, columnId, reason }))
            : [{ rowId: '', columnId: '', reason }],
        )
      }
      return false
    },
    [marks, latest],
  )
  const commit = useCallback(
    (plan: EditPlan<Row>) => {
      const { say } = latest.current
      void send(plan).then((isDone) => {
        if (isDone && plan.news.length > 0)
          toast.done(say('edit.added', { count: plan.news.length, cells: plan.changes.length }))
        else if (isDone && plan.changes.length > 1)
          toast.done(say('edit.done', { count: plan.changes.length }))
      })
    },
    [send, latest],
  )
  const apply = useCallback(
    (landing: Landing, asksFirst: boolean) => {
      const order = ranges.order()
      if (order === null) return
      const { byId, editing } = latest.current
      const read =
        editing?.newRows && landing.below.length > 0
          ? newRowsOf(landing.below, byId, editing.newRows, words())
          : NO_NEWS
      const plan = { ...planOf(landing.cells, order, byId, words(), marks), ...read }
      const isLarge = plan.changes.length > 0 && rowsIn(plan) > 1
      if (landing.below.length > 0 || (asksFirst && isLarge))
        setPending({ ...plan, beyond: landing.beyond })
      else commit(plan)
    },
    [ranges, words, commit, latest, marks],
  )
  const decide = useCallback(
    (isWanted: boolean) => {
      if (isWanted && pending !== null) commit(pending)
      setPending(null)
    },
    [pending, commit],
  )
  return { marks, pending, decide, apply, words }
}

const NO_NEWS = { news: [], badLines: [] }

function outlined(
  list: readonly (CellRefusal & { readonly text: string | null })[],
): Parameters<CellMarks['set']>[0] {
  return list.map(({ rowId, columnId, reason, text }) => ({
    rowId,
    columnId,
    mark: { text, reason },
  }))
}

/** Nothing is read without a day when nothing is edited. */
const NO_DAY = '1970-01-01' as IsoDate
