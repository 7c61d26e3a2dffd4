/** Closing and sealing a month; what is not in order asks for a reason. */
import { TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { checkName } from './Checklist.tsx'
import type { MonthRow } from './columns.tsx'
import styles from './Periods.module.css'

interface SealProps {
  readonly month: MonthRow['month']
  readonly onClose: () => void
}

export function SealDialog(props: SealProps) {
  const say = useText()
  const format = useFormat()
  return (
    <Dialog
      onClose={props.onClose}
      size={500}
      title={say('periods.seal.title', { month: format.month(props.month) })}
    >
      <SealForm {...props} />
    </Dialog>
  )
}

function SealForm({ month, onClose }: SealProps) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const checked = useLive(api.periods.check, { month }).data
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const failing = checked?.checks.filter(({ ok }) => !ok) ?? []
  const list = failing.map(({ name }) => checkName(name, say)).join(', ')
  const seal = async () => {
    const signOff = reason.trim()
    const made = await api.periods.seal({ month, ...(signOff === '' ? {} : { signOff }) })
    const file = `saldo-${month}.zip`
    if (made.documentId !== null) await host().saveDocument(made.documentId, file)
    toast.done(say('periods.seal.done', { month: format.month(month), file, hash: made.sha256 }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (failing.length > 0 && reason.trim() === '') {
      setTrouble(say('periods.seal.failing', { list }))
      return
    }
    setBusy(true)
    setTrouble(null)
    seal().then(onClose, (error: unknown) => {
      setBusy(false)
      setTrouble(describe(error).sentence)
    })
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{say('periods.seal.says')}</p>
      {failing.length > 0 && (
        <>
          <div className={styles['warning']} role="note">
            <IconAlertTriangle size={16} stroke={2} aria-hidden="true" />
            <span>{say('periods.seal.failing', { list })}</span>
          </div>
          <TextInput
            data-autofocus
            label={say('periods.seal.reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
      {trouble !== null && (
        <p className={styles['error']} role="alert">
          {trouble}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button label={say('action.cancel')} onClick={onClose} />
        <Button
          look="primary"
          type="submit"
          label={say('periods.seal')}
          keys="Enter"
          busy={busy || checked === undefined}
          {...(failing.length > 0 ? {} : { 'data-autofocus': true })}
        />
      </div>
    </form>
  )
}
