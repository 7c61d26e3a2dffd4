/** Over the cell: another value for it, or for every cell that says the same; what is wrong, in words. */
import { FocusTrap, Portal } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { useFieldName } from './words.ts'
import styles from './Imports.module.css'

export interface Fixing {
  readonly row: number
  readonly field: string
  readonly text: string
  /** What is wrong, empty for a healthy cell. */
  readonly problem: string
  readonly isUnknownCustomer: boolean
  /** What was probably meant, as the file writes it. */
  /** A day that was probably meant, and how the file writes it. */
  readonly suggestion: { readonly day: string; readonly text: string } | null
  /** The cell on screen. */
  readonly box: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly bottom: number
  }
}

const WIDTH = 340
const HEIGHT = 200

export function FixEditor({
  draftId,
  fixing,
  isBusy,
  missingCustomers,
  onFix,
  onCreateCustomers,
  onClose,
}: {
  readonly draftId: string
  readonly fixing: Fixing
  readonly isBusy: boolean
  readonly missingCustomers: number
  readonly onFix: (value: string, everywhere: boolean) => void
  readonly onCreateCustomers: () => void
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const fieldName = useFieldName()
  const { row, field, text, problem, box } = fixing
  const [value, setValue] = useState(text)
  const alike = useLive(api.imports.alike, { draftId, row, field })
  const others = alike.data?.rows ?? 1
  const left = Math.max(8, Math.min(box.left, window.innerWidth - WIDTH - 8))
  const isAbove = box.bottom + HEIGHT > window.innerHeight
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      event.stopPropagation()
      onFix(value, event.shiftKey && others > 1)
    }
  }
  const title = say('imports.fix.title', { field: fieldName(field), row: String(row) })
  return (
    <Portal>
      <div className={styles['scrim']} onPointerDown={onClose} aria-hidden="true" />
      <FocusTrap active>
        <div
          className={styles['fix']}
          role="dialog"
          aria-modal="true"
          aria-label={title}
          style={{
            left,
            width: `calc(${WIDTH}px * var(--scale))`,
            ...(isAbove ? { bottom: window.innerHeight - box.top + 2 } : { top: box.top - 2 }),
          }}
          onKeyDown={onKeyDown}
        >
          <label>
            <span>{title}</span>
            <input
              ref={takeFocus}
              data-autofocus
              value={value}
              maxLength={4000}
              aria-describedby="fix-problem"
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </label>
          <p id="fix-problem" className={styles['fixSays']}>
            {problem === '' ? say('imports.fix.healthy') : problem}
          </p>
          <div className={styles['fixActs']}>
            {fixing.suggestion !== null && fixing.suggestion.text !== value && (
              <Button
                label={say('imports.fix.suggest', { value: format.date(fixing.suggestion.day) })}
                disabled={isBusy}
                onClick={() => onFix(fixing.suggestion?.text ?? value, others > 1)}
              />
            )}
            <Button
              look="primary"
              label={say('imports.fix.here')}
              keys="Enter"
              busy={isBusy}
              onClick={() => onFix(value, false)}
            />
            {others > 1 && (
              <Button
                label={say('imports.fix.everywhere', { count: others })}
                keys="Shift+Enter"
                disabled={isBusy}
                onClick={() => onFix(value, true)}
              />
            )}
            {fixing.isUnknownCustomer && (
              <Button
                label={say('imports.fix.create', { count: missingCustomers })}
                disabled={isBusy}
                onClick={onCreateCustomers}
              />
            )}
          </div>
        </div>
      </FocusTrap>
    </Portal>
  )
}

/** At once, not when the trap gets to it: the next key already belongs to the cell. */
function takeFocus(input: HTMLInputElement | null): void {
  input?.focus()
  input?.select()
}
