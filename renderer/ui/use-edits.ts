/**
 * Changing cells: typing, F2, Enter and Tab, paste, fill down, clear. All changes of one act go to the
 * screen in one batch, which is one step of the app's undo. Values show at once in their cells; what is
 * refused stays there, outlined, with its reason.
 */
import type { GridApi } from 'ag-grid-community'
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type RefObject,
} from 'react'
import { flushSync } from 'react-dom'
import type { CellMarks } from './cell-marks.ts'
import { rowsIn, type EditPlan } from './edit-plan.ts'
import { editKeyOf } from './edit-keys.ts'
import { isFigure, type GridColumn } from './grid-columns.ts'
import { editText, readCell } from './grid-edit.ts'
import { goToCell } from './grid-focus.ts'
import { allBelow, fill, fillDown, landingOf, readTsv, type Landing } from './grid-paste.ts'
import { withCell } from './grid-range.ts'
import type { Onward, OpenEditor } from './GridEditor.tsx'
import { useFormat, useText } from './language.tsx'
import type { PasteCount } from './PasteBar.tsx'
import { toast } from './toast.ts'
import { useEditBatches, type GridEditing } from './use-edit-batches.ts'
import type { GridRanges } from './use-ranges.ts'

export interface GridEdits {
  readonly marks: CellMarks
  readonly editor: OpenEditor | null
  readonly pasting: PasteCount | null
  readonly paste: () => void
  readonly cancelPaste: () => void
  readonly take: (text: string, onward: Onward) => void
  readonly leave: (text: string) => void
  readonly cancel: () => void
  /** Opens the field over a cell; false when the cell is not to be changed. */
  readonly open: (cell: Element) => boolean
  /** True when the key was for editing. */
  readonly onKey: (event: KeyboardEvent) => boolean
  readonly onPaste: (event: ClipboardEvent) => void
}

export function useEdits<Data, Row>({
  api,
  frameRef,
  ranges,
  columns,
  headOf,
  editing,
}: {
  readonly api: GridApi<Data> | null
  readonly frameRef: RefObject<HTMLElement | null>
  readonly ranges: GridRanges<Data, Row>
  readonly columns: readonly GridColumn<Row>[]
  readonly headOf: (column: GridColumn<Row>) => string
  readonly editing: GridEditing<Row> | undefined
}): GridEdits {
  const say = useText()
  const format = useFormat()
  const [editor, setEditor] = useState<OpenEditor | null>(null)
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const latest = useRef({ editing, byId, say, format, headOf })
  useLayoutEffect(() => {
    latest.current = { editing, byId, say, format, headOf }
  })
  const { marks, pending, decide, apply, words } = useEditBatches(
    api,
    ranges,
    latest,
    editing !== undefined,
  )

  /** When Ctrl+Shift+V was pressed: what is pasted next makes new rows. */
  const belowMs = useRef<number | null>(null)
  const backTo = useCallback(
    (rowId: string, columnId: string, onward: Onward) => {
      const order = ranges.order()
      if (!api || order === null) return
      const row = order.indexOf(rowId) + (onward === 'down' ? 1 : onward === 'up' ? -1 : 0)
      const column =
        order.columnIds.indexOf(columnId) + (onward === 'right' ? 1 : onward === 'left' ? -1 : 0)
      const index = Math.max(0, Math.min(order.rowCount - 1, row))
      const id = order.columnIds[Math.max(0, Math.min(order.columnIds.length - 1, column))]
      if (id === undefined) return
      goToCell(api, index, id)
    },
    [api, ranges],
  )
  const openWith = useCallback(
    (cell: Element | null, typed: string | null): boolean => {
      const at = ranges.focused()
      const order = ranges.order()
      const column = at === null ? undefined : latest.current.byId.get(at.columnId)
      const row = at === null ? undefined : order?.rowAt(order.indexOf(at.rowId))
      const inside = frameRef.current?.getBoundingClientRect()
      if (!cell || !at || !column || row === undefined || !inside) return false
      const { say } = latest.current
      const locked = column.edit === undefined ? say('edit.locked') : column.edit.locked?.(row, say)
      if (locked !== undefined && locked !== null) {
        toast.failed(locked)
        return false
      }
      const { left, top, width, height } = cell.getBoundingClientRect()
      const kept = marks.at(at.rowId, at.columnId)
      flushSync(() =>
        setEditor({
          ...at,
          label: say('edit.cell', { column: latest.current.headOf(column) }),
          text: typed ?? (kept?.reason ? kept.text : null) ?? editText(column, row, words()),
          isTyped: typed !== null,
          isFigure: isFigure(column),
          box: { left: left - inside.left, top: top - inside.top, width, height },
          read: (text) => readCell(column, row, text, words()),
        }),
      )
      return true
    },
    [ranges, frameRef, marks, words],
  )

  const onKey = useCallback(
    (event: KeyboardEvent): boolean => {
      const { editing } = latest.current
      const at = ranges.focused()
      const order = ranges.order()
      if (editing === undefined || at === null || order === null) return false
      // The browser's own paste follows this key.
      if (event.key.toLowerCase() === 'v' && (event.ctrlKey || event.metaKey))
        belowMs.current = event.shiftKey ? event.timeStamp : null
      const key = editKeyOf(event)
      if (key === null) return false
      if (order.groupAt?.(order.indexOf(at.rowId)) && key.kind !== 'escape') {
        // These open and close it.
        if (event.key === 'Enter' || event.key === ' ') return false
        toast.failed(latest.current.say('edit.group'))
        return true
      }
      const chosen = ranges.now().list.length > 0 ? ranges.now() : withCell(ranges.now(), order, at)
      switch (key.kind) {
        case 'type':
          openWith(document.activeElement, key.text)
          return true
        case 'open':
          openWith(document.activeElement, null)
          return true
        case 'move':
          backTo(at.rowId, at.columnId, key.to)
          return true
        case 'clear':
          apply(landed(fill(chosen, order, '')), true)
          return true
        case 'fillDown': {
          const textOf = (rowId: string, columnId: string) => {
            const column = latest.current.byId.get(columnId)
            const row = order.rowAt(order.indexOf(rowId))
            const kept = marks.at(rowId, columnId)?.text ?? null
            return kept ?? (column && row !== undefined ? editText(column, row, words()) : '')
          }
          apply(landed(fillDown(ranges.now(), order, at, textOf)), false)
          return true
        }
        case 'today':
          openWith(document.activeElement, latest.current.format.date(editing.today))
          return true
        case 'escape':
          if (marks.at(at.rowId, at.columnId)?.reason) marks.remove([at])
          else if (marks.size > 0) marks.clear()
          else editing.onLeave?.()
          return true
      }
    },
    [ranges, openWith, backTo, apply, words, marks],
  )
  const onPaste = useCallback(
    (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      const { editing, say } = latest.current
      const at = ranges.focused()
      const order = ranges.order()
      if (editing === undefined) return toast.failed(say('paste.readOnly'))
      const text = clipboardData.getData('text/plain')
      if (text === '') return toast.failed(say('paste.nothing'))
      if (at !== null && order?.groupAt?.(order.indexOf(at.rowId)))
        return toast.failed(say('edit.group'))
      if (at === null || order === null) return
      const takesRows = editing.newRows !== undefined
      const block = readTsv(text)
      const isBelow =
        belowMs.current !== null && event.timeStamp - belowMs.current < PASTE_WITHIN_MS
      belowMs.current = null
      if (isBelow && !takesRows) return toast.failed(say('paste.noRows'))
      apply(
        isBelow ? allBelow(block, order) : landingOf(block, ranges.now(), order, at, takesRows),
        true,
      )
    },
    [ranges, apply],
  )

  const endPaste = (isWanted: boolean) => {
    decide(isWanted)
    const at = ranges.focused()
    if (at) backTo(at.rowId, at.columnId, 'stay')
  }
  const endEditor = (text: string | null, onward: Onward | null) => {
    if (editor === null) return
    setEditor(null)
    const { rowId, columnId } = editor
    if (text !== null) apply(landed([{ rowId, columnId, text }]), false)
    if (onward !== null) backTo(rowId, columnId, onward)
  }
  return {
    marks,
    editor,
    pasting:
      pending === null
        ? null
        : {
            rows: rowsIn(pending),
            cells: pending.changes.length,
            refused: pending.refused.length,
            beyond: pending.beyond,
            ...previewOf(pending, columns, headOf),
          },
    paste: () => endPaste(true),
    cancelPaste: () => endPaste(false),
    take: endEditor,
    leave: (text) => endEditor(text, null),
    cancel: () => endEditor(null, 'stay'),
    open: (cell) => openWith(cell, null),
    onKey,
    onPaste,
  }
}

/** The paste event comes with the key that asked for it. */
const PASTE_WITHIN_MS = 1000
/** New rows that are shown before they are made, and bad lines that are named. */
const SHOWN_MAX = 5

function landed(cells: Landing['cells']): Landing {
  return { cells, below: [], beyond: 0 }
}

function previewOf<Row>(
  { news, badLines }: Pick<EditPlan<Row>, 'news' | 'badLines'>,
  columns: readonly GridColumn<Row>[],
  headOf: (column: GridColumn<Row>) => string,
): Pick<PasteCount, 'news' | 'badLines'> {
  const named = columns.filter(({ id }) => news.some(({ shown }) => (shown.get(id) ?? '') !== ''))
  const headAt = (id: string) => {
    const column = columns.find((one) => one.id === id)
    return column ? headOf(column) : id
  }
  return {
    news: {
      count: news.length,
      heads: named.map(headOf),
      rows: news.slice(0, SHOWN_MAX).map(({ shown }) => named.map(({ id }) => shown.get(id) ?? '')),
    },
    badLines: {
      count: new Set(badLines.map(({ line }) => line)).size,
      first: badLines
        .slice(0, SHOWN_MAX)
        .map(({ line, columnId, reason }) => ({ line, column: headAt(columnId), reason })),
    },
  }
}
