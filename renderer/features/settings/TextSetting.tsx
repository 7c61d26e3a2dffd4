/** A setting that is a line of text. */
import { TextInput } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { useText } from '../../ui/language.tsx'
import fields from '../../ui/fields.module.css'
import styles from './SettingsScreen.module.css'

/** Saved on Enter or on leaving the field; Esc brings back what is kept. With a unit it is a figure. */
export function TextSetting({
  label,
  value,
  unit,
  mayBeEmpty = false,
  isLong = false,
  problemOf,
  onSave,
}: {
  readonly label: string
  readonly value: string
  readonly unit?: string
  readonly mayBeEmpty?: boolean
  readonly isLong?: boolean
  readonly problemOf?: (text: string) => string | null
  readonly onSave: (text: string) => void
}) {
  const say = useText()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value
  const problem =
    typed === null
      ? null
      : typed.trim() === ''
        ? mayBeEmpty
          ? null
          : say('field.required')
        : (problemOf?.(typed) ?? null)
  const save = () => {
    if (typed === null || problem !== null) return
    if (typed.trim() !== value) onSave(typed.trim())
    setTyped(null)
  }
  return (
    <TextInput
      className={styles[isLong ? 'long' : unit === undefined ? 'text' : 'short'] ?? ''}
      {...(unit === undefined ? {} : { classNames: { input: fields['figures'] ?? '' } })}
      aria-label={label}
      value={text}
      error={problem}
      maxLength={200}
      rightSection={unit === undefined ? undefined : <span className={fields['unit']}>{unit}</span>}
      rightSectionWidth={unit !== undefined && unit.length > 1 ? 46 : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => keepOrLeave(event, save, () => setTyped(null))}
    />
  )
}

/** Enter keeps what was typed, Esc leaves what was there. */
export function keepOrLeave(event: KeyboardEvent, keep: () => void, leave: () => void) {
  if (event.key !== 'Enter' && event.key !== 'Escape') return
  event.preventDefault()
  if (event.key === 'Enter') keep()
  else leave()
}
