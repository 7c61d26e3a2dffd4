/** New letters: which day, for whom, how; what they come to stands there before anything is made. */
import { NativeSelect, Switch } from '@mantine/core'
import { IconFileSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { firstOfMonth, type IsoDate, monthOf } from '../../../shared/domain/days.ts'
import { CAMPAIGN_KINDS, type CampaignKind } from '../../../shared/domain/letters/content.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { findCustomers } from '../../app/find-customers.ts'
import { chordOf } from '../../app/keys.ts'
import { useLive } from '../../app/live.ts'
import { usePreview } from '../../app/preview/preview-store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { type CustomerChoice, CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './Letters.module.css'

interface CampaignProps {
  readonly asOf: IsoDate
  readonly today: IsoDate
  readonly onMade: (campaignId: string) => void
  readonly onClose: () => void
}

export function CampaignDialog(props: CampaignProps) {
  const say = useText()
  const isUnder = usePreview(({ request }) => request !== null)
  // The Escape that leaves the letter over it comes here as well, after that is gone.
  const isCovered = useRef(false)
  useEffect(() => {
    if (isUnder) isCovered.current = true
    const timer = setTimeout(() => {
      isCovered.current = isUnder
    })
    return () => clearTimeout(timer)
  }, [isUnder])
  return (
    <Dialog
      isUnder={isUnder}
      onClose={() => {
        if (!isCovered.current) props.onClose()
      }}
      size={560}
      title={say('letters.create.title')}
    >
      <CampaignForm {...props} />
    </Dialog>
  )
}

function CampaignForm({ asOf: proposed, today, onMade, onClose }: CampaignProps) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const traits = useLive(api.customers.traits, {}).data
  const segments = useMemo(
    () => [...new Set(traits?.flatMap((one) => one.segment ?? []))].toSorted(),
    [traits],
  )
  const [kind, setKind] = useState<CampaignKind>('balance')
  const [asOf, setAsOf] = useState<IsoDate | null>(proposed)
  // Until somebody says otherwise the statement begins with the month.
  const [from, setFrom] = useState<IsoDate | null>(null)
  const [answerBy, setAnswerBy] = useState<IsoDate | null>(null)
  const [segment, setSegment] = useState('')
  const [language, setLanguage] = useState<Language | ''>('')
  const [skipZero, setSkipZero] = useState(true)
  const [skipInactive, setSkipInactive] = useState(false)
  const [withStatement, setWithStatement] = useState(true)
  const [sample, setSample] = useState<CustomerChoice | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const order = {
    kind,
    asOf: asOf ?? proposed,
    skipZero,
    skipInactive,
    withStatement,
    ...(from === null ? {} : { from }),
    ...(answerBy === null ? {} : { answerBy }),
    ...(segment === '' ? {} : { segment }),
    ...(language === '' ? {} : { language }),
  }
  const preview = useLive(api.campaigns.preview, order, { when: asOf !== null })
  const found = preview.data
  const look = () => {
    if (asOf === null) return
    usePreview.getState().show({
      fileName: `${say('letters.trial')}.pdf`,
      orientation: 'portrait',
      hasDetail: false,
      write: (choice) =>
        api.campaigns.trial({
          order: { ...order, ...(choice.language === null ? {} : { language: choice.language }) },
          ...(sample === null ? {} : { customer: sample.code }),
        }),
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy || asOf === null) return
    setBusy(true)
    setTrouble(null)
    const campaignId = crypto.randomUUID()
    api.campaigns.create({ campaignId, order }).then(
      (made) => {
        toast.done(say('letters.created', { count: made.letters }))
        onMade(campaignId)
      },
      (error: unknown) => {
        setBusy(false)
        setTrouble(describe(error).sentence)
      },
    )
  }
  return (
    <form
      className={styles['form']}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (!isPreviewKey(event)) return
        event.preventDefault()
        look()
      }}
    >
      <p>{say('letters.create.says')}</p>
      <div className={styles['pair']}>
        <DateField
          label={say('letters.create.asOf')}
          day={asOf}
          today={today}
          required
          onChange={setAsOf}
        />
        <DateField
          label={say('letters.create.from')}
          day={from ?? firstOfMonth(monthOf(asOf ?? proposed))}
          today={today}
          onChange={setFrom}
        />
        <NativeSelect
          label={say('letters.create.kind')}
          value={kind}
          data={CAMPAIGN_KINDS.map((one) => ({ value: one, label: say(`letters.kind.${one}`) }))}
          onChange={(event) => {
            const { value } = event.currentTarget
            setKind(CAMPAIGN_KINDS.find((one) => one === value) ?? 'balance')
          }}
        />
        <DateField
          label={say('letters.create.answerBy')}
          day={answerBy ?? found?.answerBy ?? null}
          today={today}
          onChange={setAnswerBy}
        />
        <NativeSelect
          label={say('letters.create.segment')}
          value={segment}
          data={[
            { value: '', label: say('letters.create.everybody') },
            ...segments.map((one) => ({ value: one, label: one })),
          ]}
          onChange={(event) => setSegment(event.currentTarget.value)}
        />
        <NativeSelect
          label={say('letters.create.language')}
          value={language}
          data={[
            { value: '', label: say('letters.create.own') },
            ...LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            setLanguage(LANGUAGES.find((one) => one === value) ?? '')
          }}
        />
      </div>
      <Switch
        label={say('letters.create.skipZero')}
        checked={skipZero}
        onChange={(event) => setSkipZero(event.currentTarget.checked)}
      />
      <Switch
        label={say('letters.create.skipInactive')}
        checked={skipInactive}
        onChange={(event) => setSkipInactive(event.currentTarget.checked)}
      />
      <Switch
        label={say('letters.create.statement')}
        checked={withStatement}
        onChange={(event) => setWithStatement(event.currentTarget.checked)}
      />
      <p className={styles['preview']} aria-live="polite" data-letters={found?.letters}>
        {preview.error
          ? describe(preview.error).sentence
          : found &&
            say('letters.create.preview', {
              count: found.letters,
              totals:
                found.totals
                  .map(({ currency, minor }) => format.moneyWithCode(minor, currency))
                  .join(' · ') || say('letters.create.nothing'),
            })}
      </p>
      <div className={styles['trial']}>
        <CustomerPicker
          label={say('letters.trial.of')}
          chosen={sample}
          search={findCustomers}
          onChoose={setSample}
        />
        <Button
          icon={IconFileSearch}
          label={say('letters.trial')}
          keys="Mod+P"
          disabled={asOf === null}
          onClick={look}
        />
      </div>
      <p className={styles['quiet']}>{say('letters.trial.says')}</p>
      {trouble !== null && !preview.error && (
        <p className={styles['error']} role="alert">
          {trouble}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button label={say('action.cancel')} onClick={onClose} />
        <Button
          look="primary"
          type="submit"
          label={say('letters.create.make')}
          keys="Enter"
          busy={busy}
          data-autofocus
        />
      </div>
    </form>
  )
}

/** Ctrl+P, as wherever something can be printed. */
function isPreviewKey(event: KeyboardEvent): boolean {
  return chordOf(event) === 'Mod+P'
}
