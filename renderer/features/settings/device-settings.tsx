/** Settings of this device: they hold for the person at this computer, whatever company is open. */
import { NativeSelect, SegmentedControl, Switch } from '@mantine/core'
import {
  DEFAULT_LOCALE,
  FORMAT_LOCALES,
  formattersFor,
  type FormatLocale,
} from '../../../shared/i18n/formatters.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../shared/i18n/index.ts'
import { DENSITIES, systemLanguage, TEXT_SCALES, usePreferences } from '../../app/store.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import type { Setting } from './setting.ts'

export function useDeviceSettings(): readonly Setting[] {
  const say = useText()
  const format = useFormat()
  const preferences = usePreferences()
  const { change } = preferences
  return [
    {
      id: 'language',
      title: say('settings.language'),
      says: say('settings.language.says'),
      usual: LANGUAGE_NAMES[systemLanguage()],
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
      id: 'formats',
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
      id: 'negative',
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
      id: 'theme',
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
      id: 'density',
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
      id: 'textScale',
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
      id: 'contrast',
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
      id: 'singleKeys',
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
    {
      id: 'copyFigures',
      title: say('settings.copyFigures'),
      says: say('settings.copyFigures.says'),
      usual: say('settings.copyFigures.shown'),
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.copyFigures')}
          value={preferences.copyFigures}
          data={[
            { value: 'shown', label: say('settings.copyFigures.shown') },
            { value: 'raw', label: say('settings.copyFigures.raw') },
          ]}
          onChange={(value) => change({ copyFigures: value })}
        />
      ),
    },
    {
      id: 'copyDays',
      title: say('settings.copyDays'),
      says: say('settings.copyDays.says'),
      usual: say('settings.copyDays.shown'),
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.copyDays')}
          value={preferences.copyDays}
          data={[
            { value: 'shown', label: say('settings.copyDays.shown') },
            { value: 'iso', label: say('settings.copyDays.iso') },
          ]}
          onChange={(value) => change({ copyDays: value })}
        />
      ),
    },
    {
      id: 'tabMoves',
      title: say('settings.tabMoves'),
      says: say('settings.tabMoves.says'),
      usual: say('settings.off'),
      control: (
        <Switch
          aria-label={say('settings.tabMoves')}
          checked={preferences.tabMoves}
          onChange={(event) => change({ tabMoves: event.currentTarget.checked })}
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
