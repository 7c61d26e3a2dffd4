/** Each setting says what it does, its default and its scope; a word finds it. */
import { NativeSelect, SegmentedControl, Switch } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { DENSITIES, TEXT_SCALES, usePreferences } from '../../app/store.ts'
import {
  DEFAULT_LOCALE,
  FORMAT_LOCALES,
  formattersFor,
  type FormatLocale,
} from '../../../shared/i18n/formatters.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../shared/i18n/index.ts'
import { fold, foldedIncludes, foldedWords } from '../../ui/fold.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { QuickFilter, Screen, ToolRow } from '../../ui/Screen.tsx'
import styles from './SettingsScreen.module.css'

interface Setting {
  readonly title: string
  readonly says?: string
  readonly usual: string
  readonly control: ReactNode
}

export function SettingsScreen() {
  const say = useText()
  const [filter, setFilter] = useState('')
  const settings = useDeviceSettings()
  const words = foldedWords(filter)
  return (
    <Screen title={say('settings.title')}>
      <ToolRow>
        <QuickFilter value={filter} onChange={setFilter} />
      </ToolRow>
      <div
        className={styles['scroll']}
        tabIndex={0}
        role="region"
        aria-label={say('settings.title')}
      >
        <section className={styles['part']}>
          <h2>{say('settings.scope.device')}</h2>
          {settings
            .filter(({ title, says = '' }) => foldedIncludes(fold(`${title} ${says}`), words))
            .map(({ title, says, usual, control }) => (
              <div key={title} className={styles['setting']}>
                <div>
                  <h3>{title}</h3>
                  {says !== undefined && <p>{says}</p>}
                </div>
                <div className={styles['control']}>
                  {control}
                  <p className={styles['usual']}>{say('settings.default', { value: usual })}</p>
                </div>
              </div>
            ))}
        </section>
      </div>
    </Screen>
  )
}

function useDeviceSettings(): readonly Setting[] {
  const say = useText()
  const format = useFormat()
  const preferences = usePreferences()
  const { change } = preferences
  return [
    {
      title: say('settings.language'),
      says: say('settings.language.says'),
      usual: LANGUAGE_NAMES.en,
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.language')}
          value={preferences.language}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(value) => preferences.setLanguage(value as Language)}
        />
      ),
    },
    {
      title: say('settings.formats'),
      says: say('settings.formats.says'),
      usual: sample(DEFAULT_LOCALE[preferences.language]),
      control: (
        <NativeSelect
          aria-label={say('settings.formats')}
          value={preferences.formatLocale}
          data={(Object.keys(FORMAT_LOCALES) as FormatLocale[]).map((value) => ({
            value,
            label: `${sample(value)}  (${value})`,
          }))}
          onChange={(event) => change({ formatLocale: event.currentTarget.value as FormatLocale })}
        />
      ),
    },
    {
      title: say('settings.negative'),
      usual: say('settings.negative.minus'),
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.negative')}
          value={preferences.negative}
          data={[
            { value: 'minus', label: say('settings.negative.minus') },
            { value: 'brackets', label: say('settings.negative.brackets') },
          ]}
          onChange={(value) => change({ negative: value === 'brackets' ? 'brackets' : 'minus' })}
        />
      ),
    },
    {
      title: say('settings.theme'),
      usual: say('settings.theme.system'),
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.theme')}
          value={preferences.theme}
          data={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: say(`settings.theme.${value}`),
          }))}
          onChange={(value) => change({ theme: value })}
        />
      ),
    },
    {
      title: say('settings.density'),
      usual: say('grid.density.normal'),
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.density')}
          value={preferences.density}
          data={DENSITIES.map((value) => ({ value, label: say(`grid.density.${value}`) }))}
          onChange={(value) => change({ density: value })}
        />
      ),
    },
    {
      title: say('settings.textScale'),
      usual: format.percent(1),
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.textScale')}
          value={String(preferences.textScale)}
          data={TEXT_SCALES.map((percent) => ({
            value: String(percent),
            label: format.percent(percent / 100),
          }))}
          onChange={(value) => {
            const textScale = TEXT_SCALES.find((percent) => String(percent) === value)
            if (textScale !== undefined) change({ textScale })
          }}
        />
      ),
    },
    {
      title: say('settings.contrast'),
      says: say('settings.contrast.says'),
      usual: say('settings.off'),
      control: (
        <Switch
          aria-label={say('settings.contrast')}
          checked={preferences.distinctColours}
          onChange={(event) => change({ distinctColours: event.currentTarget.checked })}
        />
      ),
    },
    {
      title: say('settings.singleKeys'),
      says: say('settings.singleKeys.says'),
      usual: say('settings.on'),
      control: (
        <Switch
          aria-label={say('settings.singleKeys')}
          checked={preferences.singleKeys}
          onChange={(event) => change({ singleKeys: event.currentTarget.checked })}
        />
      ),
    },
  ]
}

/** A number and a day as the locale writes them. */
function sample(formatLocale: FormatLocale): string {
  const format = formattersFor({ language: 'en', formatLocale, negative: 'minus' })
  return `${format.money(123_456, 'EUR')} · ${format.date('2026-10-31')}`
}
