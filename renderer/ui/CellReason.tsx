/** Under the focused cell: why its value was refused, or the whole of a text that is cut. */
import type { GridApi, IRowNode } from 'ag-grid-community'
import { useEffect, useState, type RefObject } from 'react'
import type { CellMarks } from './cell-marks.ts'
import { cutText } from './cut-text.ts'
import styles from './GridEditor.module.css'

interface Shown {
  readonly text: string
  readonly isRefused: boolean
  readonly left: number
  readonly top: number
}

export function CellReason<Data>({
  api,
  frameRef,
  marks,
  idOf,
}: {
  readonly api: GridApi<Data> | null
  readonly frameRef: RefObject<HTMLElement | null>
  readonly marks: CellMarks
  readonly idOf: (node: IRowNode) => string | null
}) {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    if (!api) return
    const look = () => {
      const at = api.isDestroyed() ? null : api.getFocusedCell()
      const node = at && !at.rowPinned ? api.getDisplayedRowAtIndex(at.rowIndex) : undefined
      const reason = at && node ? marks.at(idOf(node), at.column.getColId())?.reason : null
      const cell = document.activeElement
      const inside = frameRef.current?.getBoundingClientRect()
      if (!inside || cell?.getAttribute('role') !== 'gridcell') return setShown(null)
      const text = reason ?? cutText(cell)
      if (text === null) return setShown(null)
      const box = cell.getBoundingClientRect()
      setShown({
        text,
        isRefused: reason != null,
        left: box.left - inside.left,
        top: box.bottom - inside.top,
      })
    }
    // The cell takes the focus of the page a moment after the grid's own.
    const lookSoon = () => void setTimeout(look)
    const hide = () => setShown(null)
    const frame = frameRef.current
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.getAttribute('role') === 'gridcell') lookSoon()
    }
    // A dialog or a panel has the word now. The page as a whole losing the focus changes nothing.
    const onFocusOut = ({ relatedTarget: to }: FocusEvent) => {
      if (to instanceof Element && frame?.contains(to) === false) hide()
    }
    frame?.addEventListener('focusin', onFocusIn)
    frame?.addEventListener('focusout', onFocusOut)
    api.addEventListener('cellFocused', lookSoon)
    api.addEventListener('columnResized', lookSoon)
    api.addEventListener('bodyScroll', hide)
    const stop = marks.listen(lookSoon)
    return () => {
      stop()
      frame?.removeEventListener('focusin', onFocusIn)
      frame?.removeEventListener('focusout', onFocusOut)
      if (api.isDestroyed()) return
      api.removeEventListener('cellFocused', lookSoon)
      api.removeEventListener('columnResized', lookSoon)
      api.removeEventListener('bodyScroll', hide)
    }
  }, [api, frameRef, marks, idOf])
  return (
    <div role="status" className={styles['reason']} style={{ left: shown?.left, top: shown?.top }}>
      {shown !== null && (
        <div
          className={styles['note']}
          data-cell-note=""
          data-refused={shown.isRefused || undefined}
          // A reader has the whole text from the cell itself.
          aria-hidden={!shown.isRefused || undefined}
        >
          {shown.text}
        </div>
      )}
    </div>
  )
}
