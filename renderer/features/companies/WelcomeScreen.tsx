/** First run, and changing the company: look around in the demo, start one's own, or open another. */
import { Modal, NativeSelect, Select, TextInput } from '@mantine/core'
import { IconBuilding, IconFileSpreadsheet, IconSparkles, type Icon } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent, type ReactNode } from 'react'
import { CURRENCIES } from '../../../shared/domain/currency.ts'
import { api } from '../../app/api.ts'
import { queries, useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './WelcomeScreen.module.css'

export function WelcomeScreen() {
  const say = useText()
  const companies = useLive(api.companies.list, {})
  const { busy, attempt } = useOpening()
  const [isCreating, setCreating] = useState(false)
  return (
    <main className={styles['page']}>
      <div className={styles['frame']}>
        <h1>{say('welcome.title')}</h1>
        <p className={styles['says']}>{say('welcome.says')}</p>
        <div className={styles['cards']}>
          <Card icon={IconSparkles} title={say('welcome.look')} says={say('welcome.look.says')}>
            <Button
              look="primary"
              label={say(busy === 'demo' ? 'welcome.look.busy' : 'welcome.look.act')}
              busy={busy === 'demo'}
              onClick={() => attempt('demo', () => api.companies.createDemo({}))}
            />
          </Card>
          <Card
            icon={IconFileSpreadsheet}
            title={say('welcome.new')}
            says={say('welcome.new.says')}
          >
            <Button label={say('welcome.new.act')} onClick={() => setCreating(true)} />
          </Card>
        </div>
        {companies.data && companies.data.length > 0 && (
          <section>
            <h2>{say('welcome.open')}</h2>
            <ul className={styles['list']}>
              {companies.data.map((company) => (
                <li key={company.file}>
                  <button
                    type="button"
                    onClick={() =>
                      attempt(company.file, () => api.companies.open({ file: company.file }))
                    }
                  >
                    <IconBuilding size={17} stroke={1.6} aria-hidden="true" />
                    <span className={styles['name']}>{company.name}</span>
                    {company.demo && <Badge tone="warn" label={say('company.demo')} />}
                    <span className={styles['currency']}>{company.currency}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <NewCompany opened={isCreating} onClose={() => setCreating(false)} />
    </main>
  )
}

function Card({
  icon: CardIcon,
  title,
  says,
  children,
}: {
  readonly icon: Icon
  readonly title: string
  readonly says: string
  readonly children: ReactNode
}) {
  return (
    <section className={styles['card']}>
      <CardIcon size={22} stroke={1.6} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{says}</p>
      {children}
    </section>
  )
}

/** Opens a company and goes to its customers; says why when it is refused. */
function useOpening() {
  const describe = useTrouble()
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string | null>(null)
  const attempt = (name: string, open: () => Promise<unknown>) => {
    setBusy(name)
    open()
      .then(async () => {
        queries.clear()
        await navigate({ to: '/customers' })
      })
      .catch((error: unknown) => toast.failed(describe(error).sentence))
      .finally(() => setBusy(null))
  }
  return { busy, attempt }
}

/** The machine's zone where it is a named one; else the one most of our companies keep. */
function usualTimeZone(): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return Intl.supportedValuesOf('timeZone').includes(own) ? own : 'Europe/Istanbul'
}

function NewCompany({
  opened,
  onClose,
}: {
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [currency, setCurrency] = useState('TRY')
  const [timezone, setTimezone] = useState(usualTimeZone)
  const [month, setMonth] = useState('1')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') {
      setProblem(say('field.required'))
      return
    }
    setBusy(true)
    api.companies
      .create({ name: name.trim(), currency, timezone, fiscalYearStart: Number(month) })
      .then(async () => {
        queries.clear()
        toast.done(say('company.created', { name: name.trim() }))
        await navigate({ to: '/customers' })
      })
      .catch((error: unknown) => setProblem(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={say('company.create')}
      size={460}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <form className={styles['form']} onSubmit={submit}>
        <TextInput
          data-autofocus
          label={say('company.name')}
          value={name}
          error={problem}
          onChange={(event) => {
            setName(event.currentTarget.value)
            setProblem(null)
          }}
        />
        <Select
          label={say('company.currency')}
          description={say('company.currency.says')}
          searchable
          allowDeselect={false}
          value={currency}
          data={[...CURRENCIES]}
          onChange={(value) => setCurrency(value ?? 'TRY')}
        />
        <Select
          label={say('company.timezone')}
          description={say('company.timezone.says')}
          searchable
          allowDeselect={false}
          value={timezone}
          data={Intl.supportedValuesOf('timeZone')}
          limit={60}
          onChange={(value) => setTimezone(value ?? timezone)}
        />
        <NativeSelect
          label={say('company.fiscalYear')}
          value={month}
          data={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: format
              .month(`2026-${String(index + 1).padStart(2, '0')}`)
              .replace(/\s*2026\s*/, ''),
          }))}
          onChange={(event) => setMonth(event.currentTarget.value)}
        />
        <div className={styles['acts']}>
          <Button label={say('action.cancel')} onClick={onClose} />
          <Button look="primary" type="submit" label={say('company.create')} busy={isBusy} />
        </div>
      </form>
    </Modal>
  )
}
