import { Button } from './Button.tsx'
import styles from './ToastMessage.module.css'

export interface ToastAct {
  readonly label: string
  readonly run: () => void
}

/** What was done, and the one thing to do about it. */
export function ToastMessage({
  message,
  act,
  onAct,
}: {
  readonly message: string
  readonly act: ToastAct
  readonly onAct: () => void
}) {
  return (
    <span className={styles['toast']}>
      <span>{message}</span>
      <Button
        look="plain"
        label={act.label}
        onClick={() => {
          onAct()
          act.run()
        }}
      />
    </span>
  )
}
