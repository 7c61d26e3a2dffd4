/** First run, and changing the company: look around in the demo, start one's own, or open another. */
import { SegmentedControl } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBuilding,
  IconFileSpreadsheet,
  IconSparkles,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../shared/i18n/index.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { changeCompany } from '../../app/company.ts'
import { useLive } from '../../app/live.ts'
import { useShell } from '../../app/shell-store.ts'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.ts'
import { JoinCompany } from './JoinCompany.tsx'
import { NewCompany } from './NewCompany.tsx'
import { RecoverDialog } from './RecoverDialog.tsx'
import styles from './WelcomeScreen.module.css'

export function WelcomeScreen() {
  const say = useText()
  const companies = useLive(api.companies.list, {})
  const { busy, attempt } = useOpening()
  const navigate = useNavigate()
  const { join = false } = useSearch({ from: '/welcome' })
  const [isCreating, setCreating] = useState(false)
  const askJoin = (isAsked: boolean) =>
    void navigate({ to: '/welcome', search: isAsked ? { join: true } : {}, replace: true })
  const demo = companies.data?.find((company) => company.demo)
  return (
    <main className={styles['page']}>
      <div className={styles['frame']}>
        <LanguageChoice />
        {isCreating ? (
          <NewCompany onBack={() => setCreating(false)} />
        ) : join ? (
          <JoinCompany onBack={() => askJoin(false)} />
        ) : (
          <>
            <h1>{say('welcome.title')}</h1>
            <p className={styles['says']}>{say('welcome.says')}</p>
            <LostCompany onOpen={(file) => attempt(file, () => api.companies.open({ file }))} />
            <div className={styles['cards']}>
              <Card icon={IconSparkles} title={say('welcome.look')} says={say('welcome.look.says')}>
                <Button
                  look="primary"
                  label={say(busy === 'demo' ? 'welcome.look.busy' : 'welcome.look.act')}
                  busy={busy === 'demo'}
                  onClick={() =>
                    void attempt('demo', () =>
                      demo ? api.companies.open({ file: demo.file }) : api.companies.createDemo({}),
                    )
                  }
                />
              </Card>
              <Card
                icon={IconFileSpreadsheet}
                title={say('welcome.new')}
                says={say('welcome.new.says')}
              >
                <Button label={say('welcome.new.act')} onClick={() => setCreating(true)} />
              </Card>
              <Card icon={IconUsers} title={say('welcome.join')} says={say('welcome.join.says')}>
                <Button label={say('welcome.join.act')} onClick={() => askJoin(true)} />
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
                          void attempt(company.file, () =>
                            api.companies.open({ file: company.file }),
                          )
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
          </>
        )}
      </div>
    </main>
  )
}

function LanguageChoice() {
  const say = useText()
  const language = usePreferences((preferences) => preferences.language)
  const setLanguage = usePreferences((preferences) => preferences.setLanguage)
  return (
    <div className={styles['language']}>
      <SegmentedControl
        size="xs"
        aria-label={say('welcome.language')}
        value={language}
        data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(value) => setLanguage(value as Language)}
      />
    </div>
  )
}

const RECOVERABLE = new Set(['company.damaged', 'company.not_found', 'company.upgrade_failed'])

/** The company of last time that refuses to open: which file, why, and once more. */
function LostCompany({ onOpen }: { readonly onOpen: (file: string) => Promise<void> }) {
  const say = useText()
  const describe = useTrouble()
  const lost = useLive(api.preferences.lost, {}).data
  const [isRecovering, setRecovering] = useState(false)
  if (!lost?.file) return null
  const { file } = lost
  const { sentence } = describe(new Refusal(lost.code ?? '', { ...lost.params, file }))
  return (
    <div className={styles['lost']} role="alert">
      <IconAlertTriangle size={18} stroke={2} aria-hidden="true" />
      <p>{say('welcome.lost', { file, reason: sentence })}</p>
      <Button label={say('welcome.retry')} onClick={() => void onOpen(file)} />
      {lost.code === 'company.unsafe_place' && (
        <Button
          label={say('place.accept')}
          onClick={() => void api.backups.acceptPlace({ file }).then(() => onOpen(file))}
        />
      )}
      {RECOVERABLE.has(lost.code ?? '') && (
        <Button look="primary" label={say('health.recover')} onClick={() => setRecovering(true)} />
      )}
      {isRecovering && (
        <RecoverDialog
          file={file}
          onClose={() => setRecovering(false)}
          onRecovered={() => onOpen(file)}
        />
      )}
    </div>
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

/** Opens a company and goes to its day; says why when it is refused. */
function useOpening() {
  const describe = useTrouble()
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string | null>(null)
  const attempt = (name: string, open: () => ReturnType<typeof api.companies.open>) => {
    setBusy(name)
    return changeCompany(open)
      .then(async () => {
        await navigate({ to: '/' })
        if (name === 'demo' && !usePreferences.getState().tourSeen) useShell.getState().show('tour')
      })
      .catch((error: unknown) => toast.failed(describe(error).sentence))
      .finally(() => setBusy(null))
  }
  return { busy, attempt }
}
