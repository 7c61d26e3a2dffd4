/** What documents that leave the house say of the company; each part is saved by itself. */
import { isIban } from '../../../shared/domain/iban.ts'
import type { CompanySettings } from '../../../shared/settings.ts'
import { useText } from '../../ui/language.tsx'
import { LetterheadPreview } from './LetterheadPreview.tsx'
import { LogoSetting } from './LogoSetting.tsx'
import type { Setting } from './setting.ts'
import { TextSetting } from './TextSetting.tsx'
import { useSaving } from './use-saving.ts'
import type { Info } from './company-settings.tsx'

const PARTS = ['address', 'taxOffice', 'taxId', 'contact', 'iban'] as const

export function useLetterheadSettings({ settings, name }: Info): readonly Setting[] {
  const say = useText()
  const { set } = useSaving()
  const { letterhead, logo } = settings
  const problemOf: Partial<
    Record<keyof CompanySettings['letterhead'], (text: string) => string | null>
  > = { iban: (text) => (isIban(text) ? null : say('settings.letterhead.iban.bad')) }
  return [
    {
      id: 'logo',
      title: say('settings.logo'),
      says: say('settings.logo.says'),
      control: <LogoSetting logo={logo} onSave={(changed) => set({ logo: changed })} />,
    },
    ...PARTS.map(
      (part): Setting => ({
        id: part,
        title: say(`settings.letterhead.${part}`),
        says: say(`settings.letterhead.${part}.says`),
        control: (
          <TextSetting
            mayBeEmpty
            isLong
            label={say(`settings.letterhead.${part}`)}
            value={letterhead[part]}
            {...(problemOf[part] ? { problemOf: problemOf[part] } : {})}
            onSave={(text) => set({ letterhead: { ...letterhead, [part]: text } })}
          />
        ),
      }),
    ),
    {
      id: 'letterheadShown',
      title: say('settings.letterhead.shown'),
      says: say('settings.letterhead.shown.says'),
      isWide: true,
      control: <LetterheadPreview settings={settings} name={name} />,
    },
  ]
}
