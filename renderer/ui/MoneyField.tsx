import { TextInput } from '@mantine/core'
import { useState, type ReactNode, type Ref } from 'react'
import { amountProblem, readingOf } from './amount-words.ts'
import { useFormat, useText } from './language.tsx'
import { parseAmount } from './parse-amount.ts'
import styles from './fields.module.css'

export interface MoneyFieldProps {
  readonly label: string
  readonly currency: string
  readonly minor: number | null
  readonly onChange: (minor: number | null) => void
  /** Refusals and the like, from outside. What cannot be read says so by itself. */
  readonly error?: string | undefined
  readonly hint?: ReactNode
  readonly required?: boolean
  readonly disabled?: boolean
  readonly hideLabel?: boolean
  /** A dialog that opens with it begins here. */
  readonly startsHere?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/**
 * An amount typed in any of the forms of parse-amount. What it was read as stands under the field
 * while typing; leaving the field writes it out. Text that cannot be read stays, with the reason.
 */
export function MoneyField({
  label,
  currency,
  minor,
  onChange,
  error,
  hint,
  required,
  disabled,
  hideLabel,
  startsHere,
  ref,
}: MoneyFieldProps) {
  const say = useText()
  const format = useFormat()
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? (minor === null ? '' : format.money(minor, currency))
  const reading = parseAmount(text, currency, format.decimal)
  const problem = typed === null ? null : amountProblem(reading, currency, say, format)
  const shown =
    typed === null || problem !== null ? null : readingOf(reading, currency, say, format)
  return (
    <TextInput
      {...(ref === undefined ? {} : { ref })}
      label={hideLabel === true ? undefined : label}
      aria-label={hideLabel === true ? label : undefined}
      value={text}
      inputMode="decimal"
      data-autofocus={startsHere || undefined}
      autoComplete="off"
      required={required === true}
      withAsterisk={false}
      disabled={disabled === true}
      error={problem ?? error}
      description={shown ?? hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      classNames={{ input: styles['figures'] ?? '' }}
      rightSection={<span className={styles['unit']}>{currency}</span>}
      rightSectionWidth={46}
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped(next)
        const read = parseAmount(next, currency, format.decimal)
        onChange(read.kind === 'amount' ? read.minor : null)
      }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => {
        if (reading.kind === 'amount' || reading.kind === 'empty') setTyped(null)
      }}
    />
  )
}
