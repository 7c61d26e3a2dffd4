/** An enrolment code, made when the dialog opens and shown here alone. */
import { IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toast.ts'
import type { MemberRow } from './staff.ts'
import styles from './Sync.module.css'

type Made = Awaited<ReturnType<typeof api.staff.code>>

export function CodeDialog({
  row,
  timezone,
  onClose,
}: {
  readonly row: MemberRow
  readonly timezone: string
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const server = useLive(api.device.exchange, {}).data?.server ?? ''
  const [made, setMade] = useState<Made | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { user, name } = row
  useEffect(() => {
    let isCurrent = true
    api.staff.code({ user }).then(
      (code) => isCurrent && setMade(code),
      (error: unknown) => isCurrent && setProblem(describe(error).sentence),
    )
    return () => {
      isCurrent = false
    }
    // A new code for the same person is asked for by opening it again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [user])
  const copy = () => {
    if (made !== null)
      void navigator.clipboard
        .writeText(made.code)
        .then(() => toast.note(say('state.copied'), 'copy'))
  }
  return (
    <Dialog title={say('staff.code.title', { name })} size={480} onClose={onClose}>
      <div className={styles['form']}>
        {problem !== null ? (
          <p className={styles['error']} role="alert">
            {problem}
          </p>
        ) : (
          <>
            <output className={styles['code']} aria-busy={made === null}>
              {made?.code ?? '····-····-····-····'}
            </output>
            <p>
              {say('staff.code.says', {
                at: made === null ? '–' : format.moment(made.expiresAt, timezone).slice(-5),
              })}
            </p>
            <Facts facts={[{ label: say('staff.code.address'), value: server }]} />
          </>
        )}
        <div className={styles['buttons']}>
          <Button label={say('action.close')} onClick={onClose} />
          {problem === null && (
            <Button
              look="primary"
              icon={IconCopy}
              label={say('staff.code.copy')}
              busy={made === null}
              data-autofocus
              onClick={copy}
            />
          )}
        </div>
      </div>
    </Dialog>
  )
}
