/** Settings of balance letters: the two clocks, the paragraph about silence, who signs. */
import { SegmentedControl, Switch } from '@mantine/core'
import { SETTING_DEFAULTS } from '../../../shared/settings.ts'
import { useText } from '../../ui/language.tsx'
import type { Info } from './company-settings.tsx'
import type { Setting } from './setting.ts'
import { TextSetting } from './TextSetting.tsx'
import { useSaving } from './use-saving.ts'

const DAYS = /^[1-9]\d{0,2}$/
const DAYS_MAX = 365

export function useLetterSettings(info: Info): readonly Setting[] {
  const say = useText()
  const { set } = useSaving()
  const { letters } = info.settings
  const usual = SETTING_DEFAULTS.letters
  const change = (changes: Partial<typeof letters>) => set({ letters: { ...letters, ...changes } })
  const days = (id: 'answerDays' | 'statutoryDays'): Setting => ({
    id: `letters.${id}`,
    title: say(`settings.letters.${id}`),
    says: say(`settings.letters.${id}.says`),
    usual: String(usual[id]),
    control: (
      <TextSetting
        label={say(`settings.letters.${id}`)}
        value={String(letters[id])}
        unit=""
        problemOf={(text) =>
          DAYS.test(text.trim()) && Number(text) <= DAYS_MAX
            ? null
            : say('settings.letters.days.bad')
        }
        onSave={(text) => change({ [id]: Number(text) })}
      />
    ),
  })
  return [
    days('answerDays'),
    days('statutoryDays'),
    {
      id: 'letters.withSilence',
      title: say('settings.letters.withSilence'),
      says: say('settings.letters.withSilence.says'),
      usual: say('settings.letters.off'),
      control: (
        <Switch
          aria-label={say('settings.letters.withSilence')}
          checked={letters.withSilence}
          onChange={(event) => change({ withSilence: event.currentTarget.checked })}
        />
      ),
    },
    {
      id: 'letters.signers',
      title: say('settings.letters.signers'),
      says: say('settings.letters.signers.says'),
      control: (
        <TextSetting
          label={say('settings.letters.signers')}
          value={letters.signers}
          mayBeEmpty
          isLong
          onSave={(signers) => change({ signers })}
        />
      ),
    },
    {
      id: 'letters.baBsThreshold',
      title: say('settings.letters.baBsThreshold'),
      says: say('settings.letters.baBsThreshold.says'),
      usual: say('settings.letters.at_least'),
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.letters.baBsThreshold')}
          value={letters.baBsThreshold}
          data={(['at_least', 'over'] as const).map((value) => ({
            value,
            label: say(`settings.letters.${value}`),
          }))}
          onChange={(value) => change({ baBsThreshold: value })}
        />
      ),
    },
  ]
}
