import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ColumnFilter } from '../../shared/contract/views.ts'
import {
  addMonths,
  firstOfMonth,
  lastOfMonth,
  monthOf,
  type IsoDate,
} from '../../shared/domain/days.ts'
import { FORMAT_LOCALES } from '../../shared/i18n/formatters.ts'
import { Button } from './Button.tsx'
import { boundText, readBound } from './grid-range-text.ts'
import { useFormat, useText } from './language.tsx'
import { dayOrderOf, parseDay } from './parse-day.ts'
import styles from './GridFilter.module.css'

/** The filter of amounts and days: from and to, typed as everywhere, and what is asked most. */
export function FilterRange({
  kind,
  filter,
  today,
  onChange,
  onDone,
}: {
  readonly kind: 'amount' | 'day'
  readonly filter: ColumnFilter | undefined
  readonly today: IsoDate
  readonly onChange: (filter: ColumnFilter | null) => void
  readonly onDone: () => void
}) {
  const say = useText()
  const format = useFormat()
  const given = filter?.kind === 'amount' || filter?.kind === 'day' ? filter : null
  const shown = (bound: string | null | undefined) =>
    bound === null || bound === undefined
      ? ''
      : kind === 'day'
        ? format.date(bound)
        : boundText(bound, format)
  const [from, setFrom] = useState(() => shown(given?.from))
  const [to, setTo] = useState(() => shown(given?.to))
  const [showsProblem, setShowsProblem] = useState(false)
  const order = dayOrderOf(FORMAT_LOCALES[format.choice.formatLocale].date)
  const read = (text: string) =>
    kind === 'day' ? parseDay(text, { order, today }) : readBound(text, format)
  const isBad = (text: string) => text.trim() !== '' && read(text) === null
  const put = (next: ColumnFilter | null) => {
    onChange(next)
    onDone()
  }
  const apply = () => {
    if (isBad(from) || isBad(to)) {
      setShowsProblem(true)
      return
    }
    const ends = {
      from: from.trim() === '' ? null : read(from),
      to: to.trim() === '' ? null : read(to),
    }
    if (ends.from === null && ends.to === null) put(null)
    else if (kind === 'day') put({ kind, from: ends.from as IsoDate, to: ends.to as IsoDate })
    else put({ kind, ...ends, strict: false })
  }
  const problem =
    kind === 'day'
      ? say('filter.badDay', { example: format.date(today) })
      : say('filter.badAmount', { example: boundText('1234.56', format) })
  const field = (label: 'filter.from' | 'filter.to', text: string, set: (text: string) => void) => (
    <TextInput
      {...(label === 'filter.from' ? { 'data-autofocus': true } : {})}
      label={say(label)}
      value={text}
      autoComplete="off"
      error={showsProblem && isBad(text) ? problem : undefined}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        apply()
      }}
    />
  )
  return (
    <>
      <div className={styles['ends']}>
        {field('filter.from', from, setFrom)}
        {field('filter.to', to, setTo)}
      </div>
      <div className={styles['presets']}>
        {kind === 'day'
          ? dayPresets(today).map(({ label, ...days }) => (
              <Button
                key={label}
                look="plain"
                label={say(label)}
                onClick={() => put({ kind: 'day', ...days })}
              />
            ))
          : AMOUNT_PRESETS.map(({ label, ...amounts }) => (
              <Button
                key={label}
                look="plain"
                label={say(label)}
                onClick={() => put({ kind: 'amount', ...amounts })}
              />
            ))}
      </div>
      <div className={styles['foot']}>
        <Button look="primary" label={say('filter.apply')} onClick={apply} />
      </div>
    </>
  )
}

const AMOUNT_PRESETS = [
  { label: 'filter.positive', from: '0', to: null, strict: true },
  { label: 'filter.negative', from: null, to: '0', strict: true },
  { label: 'filter.zero', from: '0', to: '0', strict: false },
] as const

function dayPresets(today: IsoDate) {
  const month = monthOf(today)
  const before = addMonths(month, -1)
  const year = today.slice(0, 4)
  return [
    { label: 'filter.thisMonth', from: firstOfMonth(month), to: lastOfMonth(month) },
    { label: 'filter.lastMonth', from: firstOfMonth(before), to: lastOfMonth(before) },
    {
      label: 'filter.thisYear',
      from: `${year}-01-01` as IsoDate,
      to: `${year}-12-31` as IsoDate,
    },
  ] as const
}
