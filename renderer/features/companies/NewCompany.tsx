/** The first page of one's own company: language, formats, name, currency, period, buckets; all defaulted. */
import { NativeSelect, Radio, Select, TextInput } from '@mantine/core'
import { IconArrowLeft, IconChecks } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { CURRENCIES } from '../../../shared/domain/currency.ts'
import { dayIn, monthOf } from '../../../shared/domain/days.ts'
import {
  FORMAT_LOCALES,
  formattersFor,
  type FormatLocale,
} from '../../../shared/i18n/formatters.ts'
import { SETTING_DEFAULTS } from '../../../shared/settings.ts'
import { api } from '../../app/api.ts'
import { changeCompany } from '../../app/company.ts'
import { screenOf } from '../../app/screens.ts'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { BucketEdges } from '../../ui/BucketEdges.tsx'
import { edgesOf, edgesText } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { monthNames } from '../../ui/months.ts'
import { parseAmount } from '../../ui/parse-amount.ts'
import { toast } from '../../ui/toast.ts'
import styles from './WelcomeScreen.module.css'

const USUAL_NUMBER = 123_456_789

export function NewCompany({ onBack }: { readonly onBack: () => void }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const language = usePreferences((preferences) => preferences.language)
  const [name, setName] = useState('')
  const [currency, setCurrency] = useState('TRY')
  const [timezone, setTimezone] = useState(usualTimeZone)
  const [month, setMonth] = useState(1)
  const [buckets, setBuckets] = useState(() => edgesText(SETTING_DEFAULTS.bucketEdges))
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const edges = edgesOf(buckets)
  const [nowMs] = useState(() => Date.now())
  const thisMonth = monthOf(dayIn(timezone, nowMs))
  const year = Number(thisMonth.slice(0, 4)) - (Number(thisMonth.slice(5)) < month ? 1 : 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') {
      setProblem(say('field.required'))
      document.getElementById(NAME_ID)?.focus()
      return
    }
    if (edges === null || busy) return
    setBusy(true)
    changeCompany(() =>
      api.companies.create({
        name: name.trim(),
        currency,
        timezone,
        fiscalYearStart: month,
        settings: { bucketEdges: edges, language },
      }),
    )
      .then(async () => {
        toast.done(say('company.created', { name: name.trim() }))
        await navigate({ to: screenOf('imports')?.path ?? '/customers' })
      })
      .catch((error: unknown) => setProblem(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <header className={styles['formHead']}>
        <Button
          look="plain"
          iconOnly
          icon={IconArrowLeft}
          label={say('welcome.back')}
          onClick={onBack}
        />
        <h1>{say('welcome.new.page')}</h1>
      </header>
      <p className={styles['says']}>{say('welcome.new.page.says')}</p>
      <div className={styles['grid']}>
        <TextInput
          id={NAME_ID}
          autoFocus
          label={say('company.name')}
          value={name}
          error={problem}
          maxLength={200}
          onChange={(event) => {
            setName(event.currentTarget.value)
            setProblem(null)
          }}
        />
        <Select
          label={say('company.currency')}
          description={say('company.currency.says')}
          inputWrapperOrder={BELOW}
          searchable
          allowDeselect={false}
          value={currency}
          data={[...CURRENCIES]}
          onChange={(value) => setCurrency(value ?? currency)}
        />
        <Select
          label={say('company.timezone')}
          description={say('company.timezone.says')}
          inputWrapperOrder={BELOW}
          searchable
          allowDeselect={false}
          value={timezone}
          data={Intl.supportedValuesOf('timeZone')}
          limit={60}
          onChange={(value) => setTimezone(value ?? timezone)}
        />
        <NativeSelect
          label={say('company.fiscalYear')}
          description={say('welcome.period.says', {
            year: String(year),
            month: format.month(thisMonth),
          })}
          inputWrapperOrder={BELOW}
          value={String(month)}
          data={monthNames(format).map((label, index) => ({ value: String(index + 1), label }))}
          onChange={(event) => setMonth(Number(event.currentTarget.value))}
        />
      </div>
      <Formats currency={currency} />
      <BucketEdges label={say('welcome.buckets')} text={buckets} onChange={setBuckets} />
      <div className={styles['acts']}>
        <Button label={say('action.cancel')} onClick={onBack} />
        <Button
          look="primary"
          type="submit"
          icon={IconChecks}
          label={say('company.create')}
          keys="Enter"
          busy={busy}
        />
      </div>
    </form>
  )
}

/** Each format shown with one's own number and today. */
function Formats({ currency }: { readonly currency: string }) {
  const say = useText()
  const format = useFormat()
  const formatLocale = usePreferences((preferences) => preferences.formatLocale)
  const change = usePreferences((preferences) => preferences.change)
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? null : parseAmount(typed, currency, format.decimal)
  const minor = read?.kind === 'amount' ? read.minor : USUAL_NUMBER
  const regions = new Intl.DisplayNames([format.choice.language], { type: 'region' })
  const [today] = useState(() => dayIn(usualTimeZone(), Date.now()))
  return (
    <fieldset className={styles['formats']}>
      <TextInput
        className={styles['number'] ?? ''}
        label={say('welcome.number')}
        description={say('welcome.number.says')}
        inputWrapperOrder={BELOW}
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? format.money(minor, currency)}
        error={
          read !== null && read.kind !== 'amount' && read.kind !== 'empty'
            ? say('field.amount.invalid', { example: format.money(USUAL_NUMBER, currency) })
            : undefined
        }
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Radio.Group
        label={say('settings.formats')}
        value={formatLocale}
        onChange={(value) => {
          const chosen = LOCALES.find((one) => one === value)
          if (chosen === undefined) return
          change({ formatLocale: chosen })
          setTyped(null)
        }}
      >
        <div className={styles['locales']}>
          {LOCALES.map((locale) => {
            const as = formattersFor({ ...format.choice, formatLocale: locale })
            return (
              <Radio
                key={locale}
                size="sm"
                value={locale}
                label={`${as.money(minor, currency)} · ${as.date(today)}`}
                description={regions.of(locale.slice(3)) ?? locale}
              />
            )
          })}
        </div>
      </Radio.Group>
    </fieldset>
  )
}

const NAME_ID = 'company-name'
const LOCALES = Object.keys(FORMAT_LOCALES) as FormatLocale[]
const BELOW: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]

/** The machine's zone where it is a named one; else the one most of our companies keep. */
function usualTimeZone(): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return Intl.supportedValuesOf('timeZone').includes(own) ? own : 'Europe/Istanbul'
}
