/** Bottom right after posting: what was done, and Undo, which reverses it. */
import { notifications } from '@mantine/notifications'
import { Button } from '../../ui/Button.tsx'
import styles from './NewDocument.module.css'

const SHOWN_MS = 10_000

export function postedToast(message: string, undo: { label: string; run: () => void }): void {
  const id = `posted ${crypto.randomUUID()}`
  notifications.show({
    id,
    color: 'teal',
    autoClose: SHOWN_MS,
    withBorder: true,
    message: (
      <span className={styles['toast']}>
        <span>{message}</span>
        <Button
          look="plain"
          label={undo.label}
          onClick={() => {
            notifications.hide(id)
            undo.run()
          }}
        />
      </span>
    ),
  })
}
