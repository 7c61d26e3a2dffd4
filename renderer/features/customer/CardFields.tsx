/** The inputs of a customer card: in place on the page, and in the form of a new customer. */
import { NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { checkTaxId } from '../../../shared/domain/tax-id.ts'
import { STANDARD_TERMS } from '../../../shared/domain/terms.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../../shared/i18n/index.ts'
import { findCustomers } from '../../app/find-customers.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import type { CardField, Draft, Problems, TextField } from './card-fields.ts'
import styles from './Customer.module.css'

export interface CardFieldProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly problems: Problems
  readonly companyCurrency: string
  readonly currencies: readonly string[]
}

export function CardFieldInput({
  field,
  autoFocus = false,
  ...props
}: CardFieldProps & { readonly field: CardField; readonly autoFocus?: boolean }): ReactNode {
  const say = useText()
  const { draft, onChange, problems, companyCurrency } = props
  const common = {
    label: say(`customer.field.${field}`),
    error: problems[field],
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as const,
  }
  switch (field) {
    case 'currency':
      return (
        <NativeSelect
          label={common.label}
          error={common.error}
          value={draft.currency}
          data={[
            { value: '', label: say('customer.field.currency.own', { currency: companyCurrency }) },
            ...props.currencies
              .filter((one) => one !== companyCurrency)
              .map((value) => ({ value, label: value })),
          ]}
          onChange={(event) => onChange({ ...draft, currency: event.currentTarget.value })}
        />
      )
    case 'creditLimitMinor':
      return (
        <MoneyField
          label={common.label}
          error={common.error}
          currency={draft.currency === '' ? companyCurrency : draft.currency}
          minor={draft.creditLimitMinor}
          onChange={(creditLimitMinor) => onChange({ ...draft, creditLimitMinor })}
        />
      )
    case 'language':
      return (
        <NativeSelect
          label={common.label}
          error={common.error}
          value={draft.language}
          data={[
            { value: '', label: '' },
            ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          ]}
          onChange={(event) => onChange({ ...draft, language: event.currentTarget.value })}
        />
      )
    case 'parentCode':
      return (
        <div className={styles['parent']}>
          <CustomerPicker
            label={common.label}
            error={common.error}
            chosen={draft.parentCode === '' ? null : { code: draft.parentCode, name: '' }}
            search={findCustomers}
            onChoose={(one) => onChange({ ...draft, parentCode: one.code })}
          />
          {draft.parentCode !== '' && (
            <Button
              look="plain"
              iconOnly
              icon={IconX}
              label={say('customer.field.parent.none')}
              onClick={() => onChange({ ...draft, parentCode: '' })}
            />
          )}
        </div>
      )
    case 'code':
    case 'tags':
      return (
        <TextInput
          label={common.label}
          error={common.error}
          {...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
          value={draft[field]}
          maxLength={field === 'code' ? 64 : 500}
          onChange={(event) => onChange({ ...draft, [field]: event.currentTarget.value })}
        />
      )
    default:
      return <TextCardField field={field} autoFocus={autoFocus} {...props} />
  }
}

function TextCardField({
  field,
  draft,
  onChange,
  problems,
  autoFocus,
}: CardFieldProps & { readonly field: TextField; readonly autoFocus: boolean }) {
  const say = useText()
  const text = draft.texts[field]
  const check =
    field === 'taxId' && text.trim() !== ''
      ? checkTaxId(text.trim(), draft.texts.country.trim() || null)
      : null
  return (
    <>
      <TextInput
        label={say(`customer.field.${field}`)}
        error={problems[field]}
        description={
          check?.ok === true && check.kind !== 'foreign'
            ? say('customer.taxId.good', { kind: check.kind.toUpperCase() })
            : undefined
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoFocus={autoFocus}
        value={text}
        maxLength={field === 'name' ? 200 : 500}
        {...(field === 'terms' ? { list: 'standard-terms' } : {})}
        onChange={(event) =>
          onChange({ ...draft, texts: { ...draft.texts, [field]: event.currentTarget.value } })
        }
      />
      {field === 'terms' && (
        <datalist id="standard-terms">
          {STANDARD_TERMS.map((terms) => (
            <option key={terms} value={terms} />
          ))}
        </datalist>
      )}
    </>
  )
}
