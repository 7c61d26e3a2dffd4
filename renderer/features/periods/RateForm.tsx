/** One rate of one day: shows what it means, what was there, and when it is far from the last one. */
import { Select, TextInput } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { CURRENCIES, isCurrency } from '../../../shared/domain/currency.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { parseRate, rateText } from '../../ui/rate.ts'
import { toast } from '../../ui/toast.ts'
import { isFar, rateBefore, rateOn, type KnownRate } from './rate-history.ts'
import styles from './Periods.module.css'

export function RateForm({
  currency: firstCurrency,
  date: firstDate,
  takesFocus,
  company,
  today,
  choices,
  known,
  onSaved,
  onLeave,
}: {
  readonly currency: string
  readonly date: IsoDate
  readonly takesFocus: boolean
  readonly company: string
  readonly today: IsoDate
  /** Currencies in use, offered first. */
  readonly choices: readonly string[]
  readonly known: readonly KnownRate[]
  readonly onSaved: (saved: { readonly currency: string; readonly date: IsoDate }) => void
  readonly onLeave: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [currency, setCurrency] = useState(firstCurrency)
  const [date, setDate] = useState<IsoDate | null>(firstDate)
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (takesFocus) field.current?.select()
  }, [takesFocus])

  const there = date === null ? undefined : rateOn(known, currency, date)
  const before = date === null ? undefined : rateBefore(known, currency, date)
  const text = typed ?? (there ? rateText(there.rate, format) : '')
  const rate = parseRate(text)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (rate === null || date === null || busy || !isCurrency(currency)) {
      if (rate === null)
        setProblem(say('rates.rate.example', { example: rateText('41.2050', format) }))
      return
    }
    setBusy(true)
    try {
      const { unchanged } = await api.rates.set({ rates: [{ currency, date, rate }] })
      toast.done(
        unchanged > 0
          ? say('rates.unchanged')
          : say('rates.saved', {
              currency,
              date: format.date(date),
              rate: rateText(rate, format),
            }),
      )
      onSaved({ currency, date })
    } catch (error) {
      setBusy(false)
      setProblem(describe(error).sentence)
    }
  }
  return (
    <>
      <header className={styles['head']}>
        <h2>{say('rates.form')}</h2>
      </header>
      <Panel>
        <form
          className={styles['fields']}
          onSubmit={(event) => void save(event)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            onLeave()
          }}
        >
          <Select
            label={say('rates.currency')}
            searchable
            allowDeselect={false}
            value={currency}
            data={[...new Set([...choices, ...CURRENCIES])].filter((one) => one !== company)}
            limit={40}
            onChange={(value) => {
              setCurrency(value ?? currency)
              setTyped(null)
              setProblem(null)
            }}
          />
          <DateField
            label={say('rates.day')}
            day={date}
            today={today}
            required
            onChange={(day) => {
              setDate(day)
              setTyped(null)
            }}
          />
          <TextInput
            className={styles['figures'] ?? ''}
            ref={field}
            label={say('rates.rate')}
            value={text}
            inputMode="decimal"
            autoComplete="off"
            rightSection={company}
            rightSectionWidth={46}
            error={problem}
            description={
              rate !== null && problem === null
                ? say('rates.rate.says', {
                    foreign: currency,
                    currency: company,
                    rate: rateText(rate, format),
                  })
                : undefined
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setProblem(null)
            }}
          />
          {before && (
            <p className={styles['quiet']}>
              {say('rates.before', {
                rate: rateText(before.rate, format),
                date: format.date(before.date),
              })}
            </p>
          )}
          {there && typed !== null && rate !== null && rate !== there.rate && (
            <p className={styles['says']}>
              {say('rates.there', { rate: rateText(there.rate, format) })}
            </p>
          )}
          {before && rate !== null && isFar(rate, before.rate) && (
            <p className={styles['warning']} role="status">
              {say('rates.far', {
                date: format.date(before.date),
                rate: rateText(before.rate, format),
              })}
            </p>
          )}
          <div className={styles['buttons']}>
            <Button
              look="primary"
              type="submit"
              icon={IconChecks}
              label={say('rates.save')}
              keys="Enter"
              busy={busy}
            />
          </div>
        </form>
      </Panel>
    </>
  )
}
