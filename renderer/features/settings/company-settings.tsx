/** Settings of the open company. Each is saved by itself as soon as it is decided. */
import { NativeSelect, Radio, SegmentedControl, Select } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import { SETTING_DEFAULTS } from '../../../shared/settings.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { host } from '../../host/index.ts'
import { BucketEdges } from '../../ui/BucketEdges.tsx'
import { edgesOf, edgesText } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { monthNames } from '../../ui/months.ts'
import { toast } from '../../ui/toast.ts'
import { basisPointsOf, percentText } from './percent.ts'
import type { Setting } from './setting.ts'
import { keepOrLeave, TextSetting } from './TextSetting.tsx'
import { useSaving } from './use-saving.ts'
import styles from './SettingsScreen.module.css'

export type Info = z.output<typeof companyInfo>

const POLICIES = ['statutory', 'explicit', 'oldest'] as const

export function useCompanySettings(info: Info): readonly Setting[] {
  const say = useText()
  const format = useFormat()
  const { settings } = info
  const { done, set } = useSaving()
  const months = monthNames(format)
  return [
    {
      id: 'name',
      title: say('company.name'),
      says: say('settings.name.says'),
      control: (
        <TextSetting
          label={say('company.name')}
          value={info.name}
          onSave={(name) => done(api.companies.change({ name }))}
        />
      ),
    },
    {
      id: 'currency',
      title: say('company.currency'),
      says: say('company.currency.says'),
      control: (
        <>
          <p className={styles['fact']}>{info.currency}</p>
          <p className={styles['usual']}>{say('settings.fixed')}</p>
        </>
      ),
    },
    {
      id: 'timezone',
      title: say('company.timezone'),
      says: say('company.timezone.says'),
      usual: 'Europe/Istanbul',
      control: (
        <Select
          aria-label={say('company.timezone')}
          searchable
          allowDeselect={false}
          value={info.timezone}
          data={[...new Set([info.timezone, ...Intl.supportedValuesOf('timeZone')])]}
          limit={60}
          onChange={(timezone) => timezone !== null && done(api.companies.change({ timezone }))}
        />
      ),
    },
    {
      id: 'fiscalYear',
      title: say('company.fiscalYear'),
      usual: months[0] ?? '',
      control: (
        <NativeSelect
          aria-label={say('company.fiscalYear')}
          value={String(info.fiscalYearStart)}
          data={months.map((label, index) => ({ value: String(index + 1), label }))}
          onChange={(event) =>
            done(api.companies.change({ fiscalYearStart: Number(event.currentTarget.value) }))
          }
        />
      ),
    },
    {
      id: 'buckets',
      title: say('settings.buckets'),
      says: say('settings.buckets.says'),
      usual: edgesText(SETTING_DEFAULTS.bucketEdges),
      isWide: true,
      control: <BucketSetting edges={settings.bucketEdges} onSave={(edges) => set(edges)} />,
    },
    {
      id: 'policy',
      title: say('settings.policy'),
      says: say('settings.policy.says'),
      usual: say(`settings.policy.${SETTING_DEFAULTS.allocationPolicy}`),
      isWide: true,
      control: (
        <Radio.Group
          aria-label={say('settings.policy')}
          value={settings.allocationPolicy}
          onChange={(value) => {
            const allocationPolicy = POLICIES.find((one) => one === value)
            if (allocationPolicy !== undefined) set({ allocationPolicy })
          }}
        >
          <div className={styles['choices']}>
            {POLICIES.map((policy) => (
              <Radio
                key={policy}
                size="sm"
                value={policy}
                label={say(`settings.policy.${policy}`)}
                description={say(`settings.policy.${policy}.says`)}
              />
            ))}
          </div>
        </Radio.Group>
      ),
    },
    {
      id: 'tolerance',
      title: say('settings.tolerance'),
      says: say('settings.tolerance.says'),
      usual: format.moneyWithCode(SETTING_DEFAULTS.writeOffToleranceMinor, info.currency),
      control: (
        <ToleranceSetting
          currency={info.currency}
          minor={settings.writeOffToleranceMinor}
          onSave={(writeOffToleranceMinor) => set({ writeOffToleranceMinor })}
        />
      ),
    },
    {
      id: 'toleranceShare',
      title: say('settings.toleranceShare'),
      says: say('settings.toleranceShare.says'),
      usual: `${percentText(SETTING_DEFAULTS.writeOffToleranceBasisPoints, format)} %`,
      control: (
        <TextSetting
          label={say('settings.toleranceShare')}
          value={percentText(settings.writeOffToleranceBasisPoints, format)}
          unit="%"
          problemOf={(text) =>
            basisPointsOf(text) === null ? say('settings.toleranceShare.bad') : null
          }
          onSave={(text) => {
            const writeOffToleranceBasisPoints = basisPointsOf(text)
            if (writeOffToleranceBasisPoints !== null) set({ writeOffToleranceBasisPoints })
          }}
        />
      ),
    },
    {
      id: 'documentLanguage',
      title: say('settings.documentLanguage'),
      says: say('settings.documentLanguage.says'),
      usual: LANGUAGE_NAMES[SETTING_DEFAULTS.language],
      control: (
        <SegmentedControl
          size="xs"
          aria-label={say('settings.documentLanguage')}
          value={settings.language}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(value) => set({ language: value })}
        />
      ),
    },
    {
      id: 'file',
      title: say('settings.file'),
      says: say('settings.file.says'),
      isWide: true,
      control: (
        <p className={styles['path']}>
          <code>{info.file}</code>
          <Button
            look="plain"
            icon={IconCopy}
            label={say('settings.file.copy')}
            onClick={() =>
              void host()
                .copyText(info.file)
                .then(() => toast.note(say('settings.file.copied'), 'copy'))
            }
          />
        </p>
      ),
    },
  ]
}

function ToleranceSetting({
  currency,
  minor,
  onSave,
}: {
  readonly currency: string
  readonly minor: number
  readonly onSave: (minor: number) => void
}) {
  const say = useText()
  const [draft, setDraft] = useState<number | null>(minor)
  const save = () => {
    if (draft !== null && draft >= 0 && draft !== minor) onSave(draft)
  }
  return (
    <div
      className={styles['short']}
      onBlur={save}
      onKeyDown={(event) => keepOrLeave(event, save, () => setDraft(minor))}
    >
      <MoneyField
        hideLabel
        label={say('settings.tolerance')}
        currency={currency}
        minor={draft}
        onChange={setDraft}
        error={draft !== null && draft < 0 ? say('refusal.amount.not_positive') : undefined}
      />
    </div>
  )
}

function BucketSetting({
  edges,
  onSave,
}: {
  readonly edges: readonly number[]
  readonly onSave: (changes: { bucketEdges: number[] }) => void
}) {
  const say = useText()
  const kept = edgesText(edges)
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? kept
  const read = edgesOf(text)
  const isChanged = read !== null && edgesText(read) !== kept
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (read === null || !isChanged) return
        onSave({ bucketEdges: read })
        setTyped(null)
      }}
    >
      <BucketEdges hideLabel label={say('settings.buckets')} text={text} onChange={setTyped}>
        <Button type="submit" look="primary" label={say('action.save')} disabled={!isChanged} />
      </BucketEdges>
    </form>
  )
}
