/** Connecting to a server: address and code, each error at the field it is about. */
import { TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useRef, useState, type FormEvent } from 'react'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { api } from '../api.ts'
import { useTrouble } from '../trouble.ts'
import styles from './Connect.module.css'

type Done = Awaited<ReturnType<typeof api.device.enrol>>
type Field = 'server' | 'code'

/** Which field a refusal is about; the rest is said above the buttons. */
const FIELD_OF: Readonly<Record<string, Field | undefined>> = {
  'server.url': 'server',
  'server.offline': 'server',
  'server.refused': 'server',
  'code.unknown': 'code',
  'company.taken': 'code',
}

export function ConnectForm({
  kind,
  companyId,
  onCancel,
  onDone,
}: {
  /** `publish`: the open company becomes the server's. `join`: a new file for one of the server's. */
  readonly kind: 'publish' | 'join'
  readonly companyId?: string
  readonly onCancel: () => void
  readonly onDone: (done: Done) => void | Promise<void>
}) {
  const say = useText()
  const describe = useTrouble()
  const [server, setServer] = useState('')
  const [code, setCode] = useState('')
  const [problems, setProblems] = useState<Partial<Record<Field | 'form', string>>>({})
  const [busy, setBusy] = useState(false)
  const serverField = useRef<HTMLInputElement>(null)
  const codeField = useRef<HTMLInputElement>(null)
  const show = (where: Field | 'form', sentence: string) => {
    setProblems({ [where]: sentence })
    if (where === 'server') serverField.current?.focus()
    if (where === 'code') codeField.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const missing = (['server', 'code'] as const).find(
      (field) => (field === 'server' ? server : code).trim() === '',
    )
    if (missing) return show(missing, say('field.required'))
    setBusy(true)
    setProblems({})
    api.device
      .enrol({ server: server.trim(), code: code.trim(), publish: kind === 'publish' })
      .then(onDone)
      .catch((error: unknown) => {
        const field = error instanceof Refusal ? FIELD_OF[error.code] : undefined
        show(field ?? 'form', describe(error).sentence)
      })
      .finally(() => setBusy(false))
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <p>{say(`connect.${kind}.says`)}</p>
      {companyId !== undefined && (
        <div className={styles['company']}>
          <dl>
            <dt>{say('connect.company')}</dt>
            <dd>{companyId}</dd>
          </dl>
          <Button
            icon={IconCopy}
            label={say('connect.copy')}
            onClick={() =>
              void navigator.clipboard
                .writeText(companyId)
                .then(() => toast.note(say('state.copied'), 'copy'))
            }
          />
        </div>
      )}
      <TextInput
        ref={serverField}
        data-autofocus
        autoFocus
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        label={say('connect.server')}
        description={say('connect.server.says')}
        placeholder="https://"
        value={server}
        maxLength={500}
        error={problems.server}
        onChange={(event) => {
          setServer(event.currentTarget.value)
          setProblems({})
        }}
      />
      <TextInput
        ref={codeField}
        autoComplete="off"
        spellCheck={false}
        label={say('connect.code')}
        description={say('connect.code.says')}
        value={code}
        maxLength={64}
        error={problems.code}
        onChange={(event) => {
          setCode(event.currentTarget.value)
          setProblems({})
        }}
      />
      {problems.form !== undefined && (
        <p className={styles['error']} role="alert">
          {problems.form}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button label={say('action.cancel')} onClick={onCancel} />
        <Button
          look="primary"
          type="submit"
          label={say(`connect.${kind}.act`)}
          keys="Enter"
          busy={busy}
        />
      </div>
    </form>
  )
}
