/** Revoking a device cannot be taken back: what it means is said first. */
import { IconPlugX } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import type { DeviceRow } from './staff.ts'
import styles from './Sync.module.css'

export function RevokeDialog({
  row,
  onDone,
  onClose,
}: {
  readonly row: DeviceRow
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { device, deviceCode: code, pending } = row
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    api.staff
      .setDevice({ device, status: 'revoked' })
      .then(() => {
        toast.done(say('device.done.revoked', { code }))
        onDone()
        onClose()
      })
      .catch((error: unknown) => setProblem(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={say('device.revoke.title', { code })} size={460} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p>{say('device.revoke.says')}</p>
        {pending !== null && pending > 0 && (
          <p className={styles['error']}>{say('device.revoke.pending', { count: pending })}</p>
        )}
        {problem !== null && (
          <p className={styles['error']} role="alert">
            {problem}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} data-autofocus onClick={onClose} />
          <Button
            look="danger"
            type="submit"
            icon={IconPlugX}
            label={say('device.revoke')}
            busy={busy}
          />
        </div>
      </form>
    </Dialog>
  )
}
