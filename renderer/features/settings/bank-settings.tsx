/**
 * Settings of bank matching and of the comparison with the other side's statement: from which score on
 * a line is posted by itself, and what is small enough to be a fee, a rounding or a later booking.
 */
import { IconGavel } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { SETTING_DEFAULTS, type CompanySettings } from '../../../shared/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import type { Info } from './company-settings.tsx'
import { basisPointsOf, percentText } from './percent.ts'
import type { Setting } from './setting.ts'
import { TextSetting } from './TextSetting.tsx'
import { useSaving } from './use-saving.ts'

/** Of the contract. */
const SCORE_MIN = 5_000
const UNITS_MAX = 100_000
const DAYS_MAX = 45

type Figure = {
  readonly [Key in keyof CompanySettings]: CompanySettings[Key] extends number ? Key : never
}[keyof CompanySettings]
type Words =
  | 'autoPost'
  | 'transferFeeTry'
  | 'transferFeeOther'
  | 'compareRounding'
  | 'compareRoundingShare'
  | 'compareFeeTry'
  | 'compareFeeOther'
  | 'compareDays'

interface Writing {
  readonly unit: string
  /** As the default says it, with its unit. */
  readonly full: (figure: number) => string
  readonly write: (figure: number) => string
  /** Null for what it cannot be. */
  readonly read: (text: string) => number | null
  readonly bad: string
}

export function useBankSettings(info: Info): readonly Setting[] {
  const say = useText()
  const navigate = useNavigate()
  const { figure, score, units } = useFigures(info)
  return [
    figure('autoPostBasisPoints', 'autoPost', score),
    figure('transferFeeTry', 'transferFeeTry', units('TRY')),
    figure('transferFeeOther', 'transferFeeOther', units('')),
    {
      id: 'rules',
      title: say('rules.title'),
      says: say('settings.rules.says'),
      control: (
        <Button
          icon={IconGavel}
          label={say('settings.rules.open')}
          onClick={() => void navigate({ to: '/rules' })}
        />
      ),
    },
  ]
}

export function useCompareSettings(info: Info): readonly Setting[] {
  const { figure, share, units, days } = useFigures(info)
  return [
    figure('compareRounding', 'compareRounding', units('')),
    figure('compareRoundingBasisPoints', 'compareRoundingShare', share),
    figure('compareFeeTry', 'compareFeeTry', units('TRY')),
    figure('compareFeeOther', 'compareFeeOther', units('')),
    figure('compareDays', 'compareDays', days),
  ]
}

function useFigures({ settings }: Info) {
  const say = useText()
  const format = useFormat()
  const { set } = useSaving()
  const points = (text: string, least: number) => {
    const read = basisPointsOf(text)
    return read !== null && read >= least ? read : null
  }
  const whole = (text: string, most: number) => {
    const read = /^\d{1,6}$/.test(text.trim()) ? Number(text) : null
    return read !== null && read <= most ? read : null
  }
  const score: Writing = {
    unit: '',
    full: (figure) => percentText(figure, format),
    write: (figure) => percentText(figure, format),
    read: (text) => (text.includes('%') ? null : points(text, SCORE_MIN)),
    bad: say('settings.autoPost.bad'),
  }
  const share: Writing = {
    unit: '%',
    full: (figure) => `${percentText(figure, format)} %`,
    write: (figure) => percentText(figure, format),
    read: (text) => points(text, 0),
    bad: say('settings.toleranceShare.bad'),
  }
  const units = (currency: string): Writing => ({
    unit: currency,
    full: (figure) => [format.count(figure), currency].join(' ').trim(),
    write: String,
    read: (text) => whole(text, UNITS_MAX),
    bad: say('settings.units.bad', { most: format.count(UNITS_MAX) }),
  })
  const days: Writing = {
    unit: '',
    full: String,
    write: String,
    read: (text) => whole(text, DAYS_MAX),
    bad: say('settings.compareDays.bad', { most: DAYS_MAX }),
  }
  const figure = (
    key: Figure,
    words: Words,
    { unit, full, write, read, bad }: Writing,
  ): Setting => ({
    id: key,
    title: say(`settings.${words}`),
    says: say(`settings.${words}.says`),
    usual: full(SETTING_DEFAULTS[key]),
    control: (
      <TextSetting
        label={say(`settings.${words}`)}
        value={write(settings[key])}
        unit={unit}
        problemOf={(text) => (read(text) === null ? bad : null)}
        onSave={(text) => {
          const value = read(text)
          if (value !== null && value !== settings[key]) set({ [key]: value })
        }}
      />
    ),
  })
  return { figure, score, share, units, days }
}
