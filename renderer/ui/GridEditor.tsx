/** The field over a cell that is being changed: Enter down, Tab right, Esc as before. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Reading } from './grid-edit.ts'
import styles from './GridEditor.module.css'

/** Where it goes on after the value was taken. */
export type Onward = 'down' | 'up' | 'right' | 'left' | 'stay'

export interface OpenEditor {
  readonly rowId: string
  readonly columnId: string
  readonly label: string
  readonly text: string
  /** Opened by typing: what is typed goes on behind it; else all of it is selected. */
  readonly isTyped: boolean
  readonly isFigure: boolean
  /** Px inside the grid's frame. */
  readonly box: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  readonly read: (text: string) => Reading
}

export function GridEditor({
  editor,
  onTake,
  onLeave,
  onCancel,
}: {
  readonly editor: OpenEditor
  readonly onTake: (text: string, onward: Onward) => void
  /** The focus went elsewhere with this text in the field. */
  readonly onLeave: (text: string) => void
  readonly onCancel: () => void
}) {
  const [text, setText] = useState(editor.text)
  const [isAsked, setAsked] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const isGone = useRef(false)
  useEffect(() => {
    const field = input.current
    field?.focus({ preventScroll: true })
    if (editor.isTyped) field?.setSelectionRange(editor.text.length, editor.text.length)
    else field?.select()
  }, [editor])

  const reading = editor.read(text)
  const isRefused = reading.kind === 'refused'
  const note = reading.kind === 'value' ? reading.note : isAsked ? reading.reason : null
  const onKeyDown = (event: KeyboardEvent) => {
    // AG Grid listens around it and would move the focus.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const onward = onwardOf(event)
    if (event.key === 'Escape') {
      event.preventDefault()
      isGone.current = true
      onCancel()
    } else if (onward !== null) {
      event.preventDefault()
      if (isRefused) return setAsked(true)
      isGone.current = true
      onTake(text, onward)
    }
  }
  return (
    <div
      className={styles['editor']}
      style={{
        left: editor.box.left,
        top: editor.box.top,
        minWidth: editor.box.width,
        height: editor.box.height,
      }}
    >
      <input
        ref={input}
        className={styles['input']}
        data-figure={editor.isFigure || undefined}
        data-refused={(isRefused && isAsked) || undefined}
        aria-label={editor.label}
        aria-invalid={isRefused && isAsked}
        aria-describedby={note === null ? undefined : 'grid-editor-note'}
        autoComplete="off"
        spellCheck={false}
        style={{ width: editor.box.width, minWidth: `${Math.min(40, text.length + 3)}ch` }}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAsked(false)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (isGone.current) return
          isGone.current = true
          onLeave(text)
        }}
      />
      {note !== null && (
        <div
          id="grid-editor-note"
          role="status"
          className={styles['note']}
          data-refused={isRefused || undefined}
        >
          {note}
        </div>
      )}
    </div>
  )
}

function onwardOf({ key, shiftKey }: KeyboardEvent): Onward | null {
  if (key === 'Enter') return shiftKey ? 'up' : 'down'
  if (key === 'Tab') return shiftKey ? 'left' : 'right'
  return null
}
