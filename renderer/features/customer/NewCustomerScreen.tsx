/** A new account: as much as is known; who could be the same stands beside it while typing. */
import { Checkbox } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { toast } from '../../ui/toast.ts'
import {
  draftOf,
  fieldOfRefusal,
  patchOf,
  problemsOf,
  type CardField,
  type Problems,
} from './card-fields.ts'
import { CardFieldInput } from './CardFields.tsx'
import styles from './Customer.module.css'

const PARTS: readonly {
  readonly title: 'customer.new.identity' | 'customer.new.trade' | 'customer.new.contact'
  readonly fields: readonly CardField[]
}[] = [
  {
    title: 'customer.new.identity',
    fields: ['code', 'name', 'taxId', 'taxOffice', 'country', 'parentCode', 'segment', 'tags'],
  },
  {
    title: 'customer.new.trade',
    fields: ['currency', 'terms', 'creditLimitMinor', 'priceList', 'discount', 'iban'],
  },
  {
    title: 'customer.new.contact',
    fields: ['contact', 'phone', 'email', 'address', 'city', 'language'],
  },
]

const EMPTY = draftOf(null)

export function NewCustomerScreen() {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { history } = useRouter()
  const info = useLive(api.companies.info, {})
  const [draft, setDraft] = useState(EMPTY)
  const [refused, setRefused] = useState<Problems>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const [asksTwin, setAsksTwin] = useState(false)
  const [acceptDuplicate, setAccept] = useState(false)
  const [customerId] = useState(() => crypto.randomUUID())
  const problems = { ...problemsOf(draft, say), ...refused }
  const name = useDeferredValue(draft.texts.name.trim())
  const taxId = useDeferredValue(draft.texts.taxId.trim())
  const twins = useLive(
    api.customers.duplicates,
    { ...(name.length < 3 ? {} : { name }), ...(taxId.length < 8 ? {} : { taxId }) },
    { when: name.length >= 3 || taxId.length >= 8 },
  )
  const alike = name.length >= 3 || taxId.length >= 8 ? (twins.data ?? []) : []

  const save = async () => {
    const code = draft.code.trim()
    const missing: Problems = {
      ...(code === '' ? { code: say('field.required') } : {}),
      ...(draft.texts.name.trim() === '' ? { name: say('field.required') } : {}),
    }
    if (Object.keys(missing).length > 0) return setRefused(missing)
    try {
      const made = await api.customers.create({
        customerId,
        customer: { ...patchOf(EMPTY, draft), code, name: draft.texts.name.trim() },
        acceptDuplicate,
      })
      toast.done(say('customer.created', { name: made.name }))
      void navigate({ to: '/customer/$code', params: { code: made.code }, replace: true })
    } catch (error) {
      const { sentence } = describe(error)
      const field = fieldOfRefusal(error)
      setRefused(field === null ? {} : { [field]: sentence })
      setTrouble(field === null ? sentence : null)
      setAsksTwin(error instanceof Refusal && error.code === 'customer.duplicate')
    }
  }
  const form = useRef<HTMLFormElement>(null)
  // After the screen has taken the focus to its title, the first field is where typing begins.
  useEffect(() => {
    const timer = setTimeout(() => form.current?.querySelector('input')?.focus())
    return () => clearTimeout(timer)
  }, [])
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'customer.create',
          title: 'customer.new.create',
          keys: ['Mod+S', 'Mod+Enter'],
          group: 'here',
          icon: IconDeviceFloppy,
          run: () => void latest.current(),
        },
        {
          id: 'customer.giveUp',
          title: 'action.cancel',
          keys: ['Escape'],
          group: 'here',
          inPalette: false,
          run: () => history.back(),
        },
      ],
      [history],
    ),
  )
  return (
    <Screen title={say('customer.new.title')} onBack={() => history.back()}>
      <div className={styles['newBody']}>
        <form
          ref={form}
          className={styles['newForm']}
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          {PARTS.map((part) => (
            <section key={part.title} className={styles['form']}>
              <h2>{say(part.title)}</h2>
              {part.fields.map((field) => (
                <CardFieldInput
                  key={field}
                  field={field}
                  draft={draft}
                  problems={problems}
                  companyCurrency={info.data?.currency ?? 'TRY'}
                  currencies={info.data?.currencies ?? []}
                  onChange={(next) => {
                    setDraft(next)
                    setRefused({})
                  }}
                />
              ))}
            </section>
          ))}
          <footer>
            <Button
              look="primary"
              type="submit"
              label={say('customer.new.create')}
              keys="Mod+Enter"
            />
            <Button label={say('action.cancel')} keys="Escape" onClick={() => history.back()} />
            {asksTwin && (
              <Checkbox
                label={say('customer.new.accept')}
                checked={acceptDuplicate}
                onChange={(event) => setAccept(event.currentTarget.checked)}
              />
            )}
            {trouble !== null && (
              <p className={styles['error']} role="alert">
                {trouble}
              </p>
            )}
          </footer>
        </form>
        <aside className={styles['twins']} aria-label={say('customer.new.twins')}>
          <Panel title={say('customer.new.twins')}>
            {alike.length === 0 ? (
              <p className={styles['quiet']}>{say('customer.new.noTwins')}</p>
            ) : (
              <ul>
                {alike.map((twin) => (
                  <li key={twin.code}>
                    <button
                      type="button"
                      className={styles['link']}
                      onClick={() =>
                        void navigate({ to: '/customer/$code', params: { code: twin.code } })
                      }
                    >
                      {twin.name}
                    </button>
                    <div className={styles['quiet']}>
                      {[twin.code, twin.taxId, say(`customer.new.twin.${twin.reason}`)]
                        .filter(Boolean)
                        .join(' · ')}
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </aside>
      </div>
    </Screen>
  )
}
