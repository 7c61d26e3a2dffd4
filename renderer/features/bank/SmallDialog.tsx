/** The frame of the screen's small forms: title, fields, what is wrong, cancel and the act. */
import type { FormEvent, ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import styles from './Reconcile.module.css'

export function SmallDialog({
  title,
  says,
  act,
  isReady,
  error,
  size = 460,
  busy = false,
  startsOnAct = false,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string
  readonly says?: string
  readonly act: string
  readonly isReady: boolean
  readonly error?: string | null
  readonly size?: number
  readonly busy?: boolean
  /** There is no field to begin with: Enter acts. */
  readonly startsOnAct?: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children?: ReactNode
}) {
  const say = useText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !busy) onSubmit()
  }
  return (
    <Dialog onClose={onClose} size={size} title={title}>
      <form className={styles['form']} onSubmit={submit}>
        {says !== undefined && <p>{says}</p>}
        {children}
        {error != null && (
          <p className={styles['error']} role="alert">
            {error}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} onClick={onClose} />
          <Button
            look="primary"
            type="submit"
            label={act}
            keys="Enter"
            busy={busy}
            disabled={!isReady}
            {...(startsOnAct ? { 'data-autofocus': true } : {})}
          />
        </div>
      </form>
    </Dialog>
  )
}
