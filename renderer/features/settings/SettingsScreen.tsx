/** Each setting says what it does, its default and its scope; a word finds it. */
import { useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { fold, foldedIncludes, foldedWords } from '../../../shared/domain/fold.ts'
import { useText } from '../../ui/language.tsx'
import { QuickFilter, Screen, ToolRow } from '../../ui/Screen.tsx'
import { useBankSettings, useCompareSettings } from './bank-settings.tsx'
import { useCareSettings } from './care-settings.tsx'
import { useCompanySettings, type Info } from './company-settings.tsx'
import { useDeviceSettings } from './device-settings.tsx'
import { useLetterheadSettings } from './letterhead-settings.tsx'
import { useLetterSettings } from './letter-settings.tsx'
import type { Setting } from './setting.ts'
import styles from './SettingsScreen.module.css'

const FILTER_ID = 'settings-filter'

export function SettingsScreen() {
  const say = useText()
  const [filter, setFilter] = useState('')
  const info = useLive(api.companies.info, {}).data
  const device = useDeviceSettings()
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'settings.find',
          title: 'settings.search',
          keys: ['Mod+F'],
          group: 'here',
          inPalette: false,
          run: () => document.getElementById(FILTER_ID)?.focus(),
        },
      ],
      [],
    ),
  )
  return (
    <Screen title={say('settings.title')}>
      <ToolRow>
        <QuickFilter value={filter} onChange={setFilter} id={FILTER_ID} />
      </ToolRow>
      <div
        className={styles['scroll']}
        tabIndex={0}
        role="region"
        aria-label={say('settings.title')}
      >
        <div className={styles['parts']}>
          {info && <CompanyPart key={info.companyId} info={info} filter={filter} />}
          <Part
            title={say('settings.scope.device')}
            scope={say('settings.scope.me')}
            settings={device}
            filter={filter}
          />
        </div>
      </div>
    </Screen>
  )
}

function CompanyPart({ info, filter }: { readonly info: Info; readonly filter: string }) {
  const say = useText()
  return (
    <>
      <Part
        title={say('settings.scope.company')}
        scope={say('settings.scope.everyone')}
        settings={useCompanySettings(info)}
        filter={filter}
      />
      <Part
        title={say('settings.bank')}
        scope={say('settings.scope.everyone')}
        settings={useBankSettings(info)}
        filter={filter}
      />
      <Part
        title={say('settings.compare')}
        scope={say('settings.scope.everyone')}
        settings={useCompareSettings(info)}
        filter={filter}
      />
      <Part
        title={say('settings.letterhead')}
        scope={say('settings.scope.everyone')}
        settings={useLetterheadSettings(info)}
        filter={filter}
      />
      <Part
        title={say('settings.letters')}
        scope={say('settings.scope.everyone')}
        settings={useLetterSettings(info)}
        filter={filter}
      />
      <Part
        title={say('settings.care')}
        scope={say('settings.scope.everyone')}
        settings={useCareSettings(info.timezone)}
        filter={filter}
      />
    </>
  )
}

function Part({
  title,
  scope,
  settings,
  filter,
}: {
  readonly title: string
  readonly scope: string
  readonly settings: readonly Setting[]
  readonly filter: string
}) {
  const say = useText()
  const words = foldedWords(filter)
  const shown = settings.filter((one) =>
    foldedIncludes(fold(`${title} ${one.title} ${one.says ?? ''}`), words),
  )
  return (
    <section className={styles['part']} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p>{scope}</p>
      </header>
      {shown.length === 0 && (
        <p className={styles['none']}>{say('settings.none', { text: filter.trim() })}</p>
      )}
      {shown.map((one) => (
        <div key={one.id} className={styles['setting']} data-wide={one.isWide || undefined}>
          <div>
            <h3>{one.title}</h3>
            {one.says !== undefined && <p>{one.says}</p>}
          </div>
          <div className={styles['control']}>
            {one.control}
            {one.usual !== undefined && (
              <p className={styles['usual']}>{say('settings.default', { value: one.usual })}</p>
            )}
          </div>
        </div>
      ))}
    </section>
  )
}
