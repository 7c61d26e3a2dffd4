/** Each setting says what it does, its default and its scope; a word finds it. */
import { IconListSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { fold, foldedIncludes, foldedWords } from '../../../shared/domain/fold.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { QuickFilter, Screen, ToolRow } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
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
  const mine = {
    title: say('settings.scope.device'),
    scope: say('settings.scope.me'),
    settings: useDeviceSettings(),
  }
  const search = {
    filter,
    onClear: () => {
      setFilter('')
      document.getElementById(FILTER_ID)?.focus()
    },
  }
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
        {info ? (
          <WithCompany key={info.companyId} info={info} mine={mine} {...search} />
        ) : (
          <Parts parts={[mine]} {...search} />
        )}
      </div>
    </Screen>
  )
}

interface SettingsPart {
  readonly title: string
  readonly scope: string
  readonly settings: readonly Setting[]
}

interface Search {
  readonly filter: string
  readonly onClear: () => void
}

/** The company's settings, then one's own. */
function WithCompany({
  info,
  mine,
  ...search
}: { readonly info: Info; readonly mine: SettingsPart } & Search) {
  const say = useText()
  const scope = say('settings.scope.everyone')
  const parts: readonly SettingsPart[] = [
    { title: say('settings.scope.company'), scope, settings: useCompanySettings(info) },
    { title: say('settings.bank'), scope, settings: useBankSettings(info) },
    { title: say('settings.compare'), scope, settings: useCompareSettings(info) },
    { title: say('settings.letterhead'), scope, settings: useLetterheadSettings(info) },
    { title: say('settings.letters'), scope, settings: useLetterSettings(info) },
    { title: say('settings.care'), scope, settings: useCareSettings(info.timezone) },
    mine,
  ]
  return <Parts parts={parts} {...search} />
}

/** The parts with a setting the words find, or that none has one. */
function Parts({ parts, filter, onClear }: { readonly parts: readonly SettingsPart[] } & Search) {
  const say = useText()
  const words = foldedWords(filter)
  const found = parts
    .map(({ title, scope, settings }) => ({
      title,
      scope,
      settings: settings.filter((one) =>
        foldedIncludes(fold(`${title} ${one.title} ${one.says ?? ''}`), words),
      ),
    }))
    .filter(({ settings }) => settings.length > 0)
  if (found.length === 0)
    return (
      <EmptyState icon={IconListSearch} title={say('settings.none', { text: filter.trim() })}>
        <Button look="primary" label={say('grid.clearFilter')} onClick={onClear} />
      </EmptyState>
    )
  return (
    <div className={styles['parts']}>
      {found.map((part) => (
        <Part key={part.title} {...part} />
      ))}
    </div>
  )
}

function Part({ title, scope, settings }: SettingsPart) {
  const say = useText()
  return (
    <section className={styles['part']} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p>{scope}</p>
      </header>
      {settings.map((one) => (
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
