/** What a paste over several rows will do, before it does it: Enter pastes, Esc leaves all as it is. */
import { IconClipboardCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Button } from './Button.tsx'
import styles from './GridEditor.module.css'
import { useText } from './language.tsx'

export interface PasteCount {
  readonly rows: number
  readonly cells: number
  readonly refused: number
  readonly beyond: number
}

export function PasteBar({
  count,
  onPaste,
  onCancel,
}: {
  readonly count: PasteCount
  readonly onPaste: () => void
  readonly onCancel: () => void
}) {
  const say = useText()
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => bar.current?.querySelector('button')?.focus({ preventScroll: true }), [])
  return (
    <div
      ref={bar}
      role="group"
      aria-label={say('paste.go')}
      className={styles['bar']}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Escape') return
        event.preventDefault()
        onCancel()
      }}
    >
      <div role="status">
        <p>{say('paste.title', { rows: count.rows, cells: count.cells })}</p>
        {count.refused > 0 && (
          <p className={styles['refused']}>{say('paste.refused', { count: count.refused })}</p>
        )}
        {count.beyond > 0 && (
          <p className={styles['aside']}>{say('paste.beyond', { count: count.beyond })}</p>
        )}
      </div>
      <div className={styles['acts']}>
        <Button
          look="primary"
          icon={IconClipboardCheck}
          label={say('paste.go')}
          keys="Enter"
          onClick={onPaste}
        />
        <Button look="plain" label={say('action.cancel')} keys="Escape" onClick={onCancel} />
      </div>
    </div>
  )
}
