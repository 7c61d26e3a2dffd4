/** The main jobs step by step, the keys, the tour again, and what this program is. */
import { IconKeyboard, IconRoute } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { screenOf, type ScreenEntry } from '../../app/screens.ts'
import { useShell } from '../../app/shell-store.ts'
import { Button } from '../../ui/Button.tsx'
import { fold, foldedIncludes, foldedWords } from '../../../shared/domain/fold.ts'
import { useText } from '../../ui/language.tsx'
import { Facts } from '../../ui/Panel.tsx'
import { QuickFilter, Screen, ToolRow } from '../../ui/Screen.tsx'
import styles from './Help.module.css'

const JOBS = [
  { id: 'import', screen: 'imports' },
  { id: 'receipt', screen: 'document' },
  { id: 'statement', screen: 'statement' },
  { id: 'aging', screen: 'aging' },
  { id: 'chase', screen: 'risk' },
  { id: 'close', screen: 'periods' },
  { id: 'undo', screen: 'home' },
  { id: 'backup', screen: 'settings' },
] as const
const STEPS = ['1', '2', '3', '4'] as const

export function HelpScreen() {
  const say = useText()
  const navigate = useNavigate()
  const show = useShell((shell) => shell.show)
  const info = useLive(api.companies.info, {}).data
  const [filter, setFilter] = useState('')
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'help.filter',
          title: 'help.find',
          keys: ['Mod+F'],
          group: 'here',
          inPalette: false,
          run: () => document.getElementById('quick-filter')?.focus(),
        },
      ],
      [],
    ),
  )
  const words = foldedWords(filter)
  const jobs = JOBS.map(({ id, screen }) => ({
    id,
    screen: screenOf(screen),
    title: say(`help.${id}`),
    steps: STEPS.map((step) => say(`help.${id}.${step}`)),
  })).filter((job) => foldedIncludes(fold([job.title, ...job.steps].join(' ')), words))
  const goTo = (screen: ScreenEntry) => void navigate({ to: screen.path })
  return (
    <Screen
      title={say('help.title')}
      facts={say('help.facts')}
      actions={
        <>
          <Button
            icon={IconKeyboard}
            label={say('help.keys')}
            keys="?"
            onClick={() => show('shortcuts')}
          />
          <Button
            look="primary"
            icon={IconRoute}
            label={say('help.tour')}
            onClick={() => show('tour')}
          />
        </>
      }
    >
      <ToolRow>
        <QuickFilter value={filter} onChange={setFilter} />
      </ToolRow>
      <div className={styles['page']} tabIndex={0} role="region" aria-label={say('help.jobs')}>
        {jobs.length === 0 && <p>{say('help.none', { text: filter.trim() })}</p>}
        <div className={styles['jobs']}>
          {jobs.map(({ id, title, steps, screen }) => (
            <section key={id} className={styles['job']} aria-label={title}>
              <header>
                <h2>{title}</h2>
                {screen && (
                  <Button
                    look="plain"
                    label={say('help.go')}
                    keys={`G ${screen.goKey}`}
                    onClick={() => goTo(screen)}
                  />
                )}
              </header>
              <ol>
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </section>
          ))}
          {info && words.length === 0 && (
            <section className={styles['job']} aria-label={say('help.about')}>
              <header>
                <h2>{say('help.about')}</h2>
              </header>
              <Facts
                facts={[
                  { label: say('help.version'), value: info.appVersion },
                  { label: say('help.database'), value: String(info.databaseVersion) },
                  { label: say('help.device'), value: info.deviceCode },
                  { label: say('help.file'), value: info.file },
                  { label: say('help.offline'), value: say('help.offline.says') },
                ]}
              />
            </section>
          )}
        </div>
      </div>
    </Screen>
  )
}
