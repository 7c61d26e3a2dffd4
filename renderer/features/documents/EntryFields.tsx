/** The fields of a document, those its kind has; proposals stand in them until typed over. */
import { NativeSelect, TextInput } from '@mantine/core'
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import { convert } from '../../../shared/domain/money.ts'
import { DateField } from '../../ui/DateField.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { parseRate } from '../../ui/rate.ts'
import type { EntryForm, EntryProblems } from './form.ts'
import { hasDueDate, type EntryKind } from './kinds.ts'
import styles from './NewDocument.module.css'
import type { Proposal } from './use-proposals.ts'

type Info = z.output<typeof companyInfo>

export function EntryFields({
  kind,
  form,
  problems,
  proposal,
  currency,
  info,
  onChange,
}: {
  readonly kind: EntryKind
  readonly form: EntryForm
  readonly problems: EntryProblems
  readonly proposal: Proposal | undefined
  readonly currency: string
  readonly info: Info
  readonly onChange: (changes: Partial<EntryForm>) => void
}) {
  const say = useText()
  const format = useFormat()
  const isForeign = currency !== info.currency
  const rate = parseRate(form.rate) ?? proposal?.rate ?? null
  const isSoft = proposal?.period === 'soft' || problems.periodReason !== undefined
  return (
    <>
      <MoneyField
        label={say('entry.amount')}
        currency={currency}
        minor={form.amountMinor}
        required
        error={problems.amountMinor}
        onChange={(amountMinor) => onChange({ amountMinor })}
      />
      <NativeSelect
        label={say('entry.currency')}
        error={problems.currency}
        value={currency}
        data={[...new Set([currency, info.currency, ...info.currencies])]}
        onChange={(event) => onChange({ currency: event.currentTarget.value, rate: '' })}
      />
      <DateField
        label={say('entry.date')}
        day={form.documentDate}
        today={info.suggestedAsOf}
        required
        error={problems.documentDate}
        onChange={(documentDate) => onChange({ documentDate })}
      />
      {hasDueDate(kind) && (
        <DateField
          label={say('entry.due')}
          day={form.dueDate ?? proposal?.dueDate ?? null}
          today={info.suggestedAsOf}
          error={problems.dueDate}
          hint={
            proposal === undefined
              ? undefined
              : proposal.terms === null
                ? say('entry.due.atOnce')
                : say('entry.due.terms', { terms: proposal.terms })
          }
          onChange={(dueDate) => onChange({ dueDate })}
        />
      )}
      <DateField
        label={say('entry.posting')}
        day={form.postingDate ?? form.documentDate}
        today={info.suggestedAsOf}
        error={problems.postingDate}
        onChange={(postingDate) => onChange({ postingDate })}
      />
      <TextInput
        label={say('entry.number')}
        error={problems.documentNo}
        value={form.documentNo}
        placeholder={proposal?.documentNo ?? ''}
        description={
          proposal === undefined || form.documentNo !== ''
            ? undefined
            : say('entry.number.next', { number: proposal.documentNo })
        }
        inputWrapperOrder={ORDER}
        maxLength={64}
        onChange={(event) => onChange({ documentNo: event.currentTarget.value })}
      />
      {isForeign && (
        <TextInput
          label={say('entry.rate')}
          error={problems.rate}
          value={form.rate}
          inputMode="decimal"
          placeholder={proposal?.rate?.replace('.', format.decimal) ?? ''}
          description={
            rate !== null && form.amountMinor !== null
              ? say('entry.rate.base', {
                  amount: format.moneyWithCode(
                    convert(form.amountMinor, currency, info.currency, rate),
                    info.currency,
                  ),
                })
              : say('entry.rate.says', { currency: info.currency, foreign: currency })
          }
          inputWrapperOrder={ORDER}
          onChange={(event) => onChange({ rate: event.currentTarget.value })}
        />
      )}
      {hasDueDate(kind) && (
        <MoneyField
          label={say('entry.tax')}
          currency={currency}
          minor={form.taxMinor}
          error={problems.taxMinor}
          onChange={(taxMinor) => onChange({ taxMinor })}
        />
      )}
      {(kind === 'receipt' || kind === 'refund') && (
        <TextInput
          label={say('entry.method')}
          value={form.method}
          maxLength={500}
          onChange={(event) => onChange({ method: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={say('entry.reference')}
        value={form.reference}
        maxLength={500}
        description={kind === 'receipt' ? say('entry.reference.says') : undefined}
        inputWrapperOrder={ORDER}
        onChange={(event) => onChange({ reference: event.currentTarget.value })}
      />
      <div className={styles['wide']}>
        <TextInput
          label={say('entry.description')}
          value={form.description}
          maxLength={500}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
      </div>
      {isSoft && (
        <div className={styles['wide']}>
          <TextInput
            label={say('entry.periodReason')}
            error={problems.periodReason}
            value={form.periodReason}
            maxLength={500}
            onChange={(event) => onChange({ periodReason: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  )
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]
