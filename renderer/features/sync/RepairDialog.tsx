/** Says what a repair will do before it is done, and what is left when it could not put all right. */
import { IconRefreshAlert, IconTool } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import type { DifferenceRow } from './differences.ts'
import styles from './Differences.module.css'
import shared from './Sync.module.css'

export function RepairDialog({
  rows,
  onClose,
}: {
  readonly rows: readonly DifferenceRow[]
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  /** What a repair left as it was: then the books can be built anew. */
  const [left, setLeft] = useState<number | null>(null)
  const there = rows.filter((row) => row.damaged === 'there' || row.cause === 'restore').length
  const here = rows.length - there
  const run = (work: () => Promise<boolean>) => {
    setBusy(true)
    setProblem(null)
    work()
      .then((isDone) => {
        if (isDone) onClose()
      })
      .catch((error: unknown) => setProblem(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  const repair = async () => {
    const { equal, repaired, differences } = await api.device.repair({})
    if (equal) toast.done(say('sync.repair.done', { count: repaired }))
    else setLeft(differences.length)
    return equal
  }
  const rebuild = async () => {
    const { rows: read } = await api.device.snapshot({})
    toast.done(say('sync.rebuild.done', { rows: format.count(read) }))
    return true
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) run(left === null ? repair : rebuild)
  }
  return (
    <Dialog
      title={say(left === null ? 'sync.repair.title' : 'sync.rebuild.title')}
      size={520}
      onClose={onClose}
    >
      <form className={shared['form']} onSubmit={submit}>
        {left === null ? (
          <>
            <p>{say('sync.repair.says')}</p>
            <ul className={styles['counts']}>
              <li>{say('sync.repair.here', { count: here })}</li>
              {there > 0 && <li>{say('sync.repair.there', { count: there })}</li>}
              <li>{say('sync.repair.keeps')}</li>
            </ul>
          </>
        ) : (
          <>
            <p>{say('sync.repair.left', { count: left })}</p>
            <p>{say('sync.rebuild.says')}</p>
          </>
        )}
        {problem !== null && (
          <p className={shared['error']} role="alert">
            {problem}
          </p>
        )}
        <div className={shared['buttons']}>
          <Button label={say('action.cancel')} onClick={onClose} />
          <Button
            look="primary"
            type="submit"
            icon={left === null ? IconTool : IconRefreshAlert}
            label={say(left === null ? 'sync.diff.repair' : 'sync.rebuild.act')}
            keys="Enter"
            busy={busy}
            data-autofocus
          />
        </div>
      </form>
    </Dialog>
  )
}
