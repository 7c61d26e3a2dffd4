/** What a member is from now on; a role that comes new waits for a second person. */
import { IconUserCog } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { type Role, ROLES } from '../../../shared/domain/roles.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { RoleChoice } from './RoleChoice.tsx'
import type { MemberRow } from './staff.ts'
import styles from './Sync.module.css'

export function RolesDialog({
  row,
  onClose,
}: {
  readonly row: MemberRow
  readonly onClose: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const { name, user } = row
  const [roles, setRoles] = useState<readonly Role[]>(() =>
    ROLES.filter((role) => row.roles.includes(role)),
  )
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    api.staff
      .setRoles({ user, roles: [...roles] })
      .then(({ state }) => {
        toast.done(
          say(state === 'waiting' ? 'staff.done.rolesWaiting' : 'staff.done.roles', { name }),
        )
        onClose()
      })
      .catch((error: unknown) => setProblem(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={say('staff.roles.title', { name })} size={480} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p>{say('staff.roles.says')}</p>
        <RoleChoice takesFocus roles={roles} onChange={setRoles} />
        {problem !== null && (
          <p className={styles['error']} role="alert">
            {problem}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} onClick={onClose} />
          <Button
            look="primary"
            type="submit"
            icon={IconUserCog}
            label={say('staff.roles.save')}
            keys="Enter"
            busy={busy}
          />
        </div>
      </form>
    </Dialog>
  )
}
