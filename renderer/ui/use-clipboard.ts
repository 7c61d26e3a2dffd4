/** Copying from a grid: Ctrl+C, with the headings Ctrl+Shift+C, and the same from menus. */
import { useCallback, useLayoutEffect, useMemo, useRef, type ClipboardEvent } from 'react'
import { putInto, writeClip, type Clip } from './clipboard.ts'
import { blockToCopy, clipOf, COPY_CELLS_MAX, type CopyWords } from './grid-clipboard.ts'
import type { GridRow } from './grid-coldefs.tsx'
import type { GridColumn } from './grid-columns.ts'
import type { RowOrder } from './grid-order.ts'
import { useGridSettings } from './grid-settings.tsx'
import { useFormat, useText } from './language.tsx'
import { toast } from './toast.ts'
import type { GridRanges } from './use-ranges.ts'

export interface GridClipboard {
  readonly copy: (withHeads: boolean) => void
  readonly onCopy: (event: ClipboardEvent) => void
  /** True when the key was for copying with headings; Ctrl+C is the browser's own copy event. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

export function useClipboard<Data, Row>({
  ranges,
  columns,
  headOf,
  totalClip,
  fetchRows,
  onFailed,
}: {
  readonly ranges: GridRanges<Data, Row>
  readonly columns: readonly GridColumn<Row>[]
  readonly headOf: (column: GridColumn<Row>) => string
  /** What to copy while the focus is in a total row; null elsewhere. */
  readonly totalClip: (withHeads: boolean, words: CopyWords<Row>) => Clip | null
  /** Rows that are not in the page, by their indexes. */
  readonly fetchRows?: ((rows: readonly number[]) => Promise<readonly Row[]>) | undefined
  readonly onFailed?: ((error: unknown) => void) | undefined
}): GridClipboard {
  const say = useText()
  const format = useFormat()
  const { copy: choice } = useGridSettings()
  const words = useMemo<CopyWords<Row>>(
    () => ({
      columns: new Map(columns.map((column) => [column.id, column])),
      headOf,
      say,
      format,
      choice,
    }),
    [columns, headOf, say, format, choice],
  )
  const latest = useRef({ words, totalClip, fetchRows, onFailed })
  useLayoutEffect(() => {
    latest.current = { words, totalClip, fetchRows, onFailed }
  })

  /** Gives the clip to `put`, at once where all rows are here. */
  const withClip = useCallback(
    (withHeads: boolean, put: (clip: Clip) => boolean, putLater: (clip: Clip) => boolean) => {
      const { words, totalClip, fetchRows, onFailed } = latest.current
      const order = ranges.order()
      if (order === null) return
      const total = ranges.now().list.length === 0 ? totalClip(withHeads, words) : null
      if (total !== null) {
        if (put(total)) toast.note(say('copy.done', { count: 1 }), 'copy')
        return
      }
      const block = blockToCopy(ranges.now(), order, ranges.focused(), withHeads)
      if (block === 'nothing') return
      if (block === 'shapes') return toast.failed(say('copy.shapes'))
      if (block === 'size') return toast.failed(say('copy.size', { count: COPY_CELLS_MAX }))
      const { columnIds } = block
      const done = (clip: Clip, isPut: boolean) => {
        const count = block.rows.length * columnIds.length
        if (!isPut) toast.failed(say('copy.refused'))
        else toast.note(say(clip.html === null ? 'copy.doneText' : 'copy.done', { count }), 'copy')
      }
      const leadId = order.columnIds[0]
      const clipFrom = (rows: readonly GridRow<Row>[]) =>
        clipOf(rows, columnIds, leadId, withHeads, words)
      const here = block.rows.map((index) => rowAt(order, index))
      if (here.every((row) => row !== undefined)) {
        const clip = clipFrom(here)
        done(clip, put(clip))
      } else if (fetchRows) {
        fetchRows(block.rows).then(
          (rows) => {
            const clip = clipFrom(rows.map(asRow))
            done(clip, putLater(clip))
          },
          (error: unknown) => onFailed?.(error),
        )
      } else {
        const rows = here.filter((row) => row !== undefined)
        if (rows.length > 0) put(clipFrom(rows))
        toast.failed(say('copy.notLoaded', { count: here.length - rows.length }))
      }
    },
    [ranges, say],
  )

  const copy = useCallback(
    (withHeads: boolean) => withClip(withHeads, writeClip, writeClip),
    [withClip],
  )
  const onCopy = useCallback(
    (event: ClipboardEvent) => {
      const { target, clipboardData } = event
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      const put = (clip: Clip) => {
        putInto(clipboardData, clip)
        return true
      }
      withClip(false, put, writeClip)
    },
    [withClip],
  )
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c'
      if (!isCopy || event.altKey || !event.shiftKey) return false
      copy(true)
      return true
    },
    [copy],
  )
  return useMemo(() => ({ copy, onCopy, onKey }), [copy, onCopy, onKey])
}

function asRow<Row>(row: Row): GridRow<Row> {
  return { kind: 'row', row }
}

/** Undefined for a row that is not loaded. */
function rowAt<Row>(order: RowOrder<Row>, index: number): GridRow<Row> | undefined {
  const group = order.groupAt?.(index)
  if (group) return { kind: 'group', group }
  const row = order.rowAt(index)
  return row === undefined ? undefined : asRow(row)
}
