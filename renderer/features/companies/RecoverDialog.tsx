/** Getting a damaged company back: first from what, then the act; a damaged file is never deleted. */
import { Checkbox, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './WelcomeScreen.module.css'

export function RecoverDialog({
  file,
  onClose,
  onRecovered,
}: {
  readonly file: string
  readonly onClose: () => void
  /** Shows the company again; it is said to be back once this is done. */
  readonly onRecovered: () => void | Promise<void>
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [takesUnsure, setTakesUnsure] = useState(false)
  const [busy, setBusy] = useState(false)
  // Asked once: looking reads the newest backup and the whole journal.
  const look = useQuery({
    queryKey: ['backups.lookForRecovery', file],
    queryFn: () => api.backups.lookForRecovery({ file }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const found = look.data
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const recover = () => {
    setBusy(true)
    api.backups
      .recover({ file, takesUnsure })
      .then(async ({ setAside, missing, salvageFile }) => {
        await onRecovered()
        toast.done(say('recover.done', { file: setAside ?? '' }))
        if (missing > 0)
          toast.failed(say('recover.missing', { count: missing, file: salvageFile ?? '' }))
      })
      .catch((error: unknown) => toast.failed(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={say('recover.title')}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <div className={styles['recover']}>
        <p className={styles['file']}>{file}</p>
        {look.error && <p role="alert">{describe(look.error).sentence}</p>}
        {found && (
          <>
            <p>
              {say('recover.from', {
                at: format.moment(found.backup.at, here),
                documents: found.backup.documents ?? 0,
              })}
            </p>
            <p>{say('recover.commits', { count: found.commits })}</p>
            <p>{say(found.isJournalWhole ? 'recover.whole' : 'recover.gap')}</p>
            {found.unsure.length > 0 && (
              <>
                <p>{say('recover.unsure')}</p>
                <ul>
                  {found.unsure.map((one, index) => (
                    <li key={index}>
                      {[
                        one.documentNo ?? one.kind,
                        one.date === null ? null : format.date(one.date),
                        one.amountMinor === null || one.currency === null
                          ? null
                          : format.moneyWithCode(one.amountMinor, one.currency),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </li>
                  ))}
                </ul>
                <Checkbox
                  label={say('recover.take')}
                  checked={takesUnsure}
                  onChange={(event) => setTakesUnsure(event.currentTarget.checked)}
                />
              </>
            )}
            <p>{say('recover.aside')}</p>
          </>
        )}
        <div className={styles['acts']}>
          <Button label={say('recover.cancel')} onClick={onClose} />
          <Button
            look="primary"
            label={say('recover.act')}
            busy={busy || look.isPending}
            disabled={!found}
            onClick={recover}
          />
        </div>
      </div>
    </Modal>
  )
}
