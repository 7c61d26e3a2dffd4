/** A new member: her name and what she shall be. */
import { TextInput } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { Role } from '../../../shared/domain/roles.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { RoleChoice } from './RoleChoice.tsx'
import styles from './Sync.module.css'

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useText()
  const describe = useTrouble()
  // Made once: the same person is added once, however often it is sent.
  const [user] = useState(() => crypto.randomUUID())
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>([])
  const [problems, setProblems] = useState<Partial<Record<'name' | 'roles' | 'form', string>>>({})
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (name.trim() === '') return setProblems({ name: say('field.required') })
    if (roles.length === 0) return setProblems({ roles: say('staff.roles.some') })
    setBusy(true)
    setProblems({})
    api.staff
      .invite({ user, name: name.trim(), roles: [...roles] })
      .then(({ state }) => {
        const id = state === 'waiting' ? 'staff.done.invitedWaiting' : 'staff.done.invited'
        toast.done(say(id, { name: name.trim() }))
        onClose()
      })
      .catch((error: unknown) => {
        const isName = error instanceof Refusal && error.code === 'staff.exists'
        setProblems({ [isName ? 'name' : 'form']: describe(error).sentence })
      })
      .finally(() => setBusy(false))
  }
  return (
    <Dialog title={say('staff.invite')} size={480} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <p>{say('staff.invite.says')}</p>
        <TextInput
          data-autofocus
          autoComplete="off"
          label={say('staff.name')}
          value={name}
          maxLength={200}
          error={problems.name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            setProblems({})
          }}
        />
        <RoleChoice
          roles={roles}
          error={problems.roles}
          onChange={(chosen) => {
            setRoles(chosen)
            setProblems({})
          }}
        />
        {problems.form !== undefined && (
          <p className={styles['error']} role="alert">
            {problems.form}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} onClick={onClose} />
          <Button
            look="primary"
            type="submit"
            icon={IconUserPlus}
            label={say('staff.invite')}
            keys="Enter"
            busy={busy}
          />
        </div>
      </form>
    </Dialog>
  )
}
