/**
 * A rule for bank lines: what must hold, whose money it then is, and which of the lines kept in the
 * books it would have decided, before anything is saved. Any screen opens it (`RuleStart`).
 */
import { Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { BankRule } from '../../../shared/contract/bank-rules.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { toast } from '../../ui/toast.ts'
import { api } from '../api.ts'
import { findCustomers } from '../find-customers.ts'
import { useLive } from '../live.ts'
import { useTrouble } from '../trouble.ts'
import { draftOf, EFFECTS, problemsOf, type RuleDraft, ruleOf } from './rule-draft.ts'
import type { RuleStart } from './rule-start.ts'
import { RuleTrial } from './RuleTrial.tsx'
import styles from './Rules.module.css'

export interface RuleDialogProps {
  readonly first: RuleStart
  readonly onSaved: (rule: BankRule) => void
  readonly onClose: () => void
}

export function RuleDialog(props: RuleDialogProps) {
  const say = useText()
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={720}
      title={say(props.first.ruleId === undefined ? 'rules.new' : 'rules.edit')}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <RuleForm {...props} />
    </Modal>
  )
}

function RuleForm({ first, onSaved, onClose }: RuleDialogProps) {
  const say = useText()
  const describe = useTrouble()
  const info = useLive(api.companies.info, {}).data
  const accounts = useLive(api.bank.accounts, {}).data ?? []
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(first))
  const [showsProblems, setShowsProblems] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { customer } = draft
  const known = useLive(
    api.customers.get,
    { code: customer, group: false },
    { when: customer !== '' },
  ).data
  const set = (changes: Partial<RuleDraft>) => {
    setDraft((now) => ({ ...now, ...changes }))
    setTrouble(null)
  }
  const problems = problemsOf(draft)
  const problem = (field: keyof typeof problems) => {
    const id = showsProblems ? problems[field] : undefined
    return id === undefined ? undefined : say(id)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setShowsProblems(true)
    if (Object.keys(problems).length > 0) return
    setBusy(true)
    api.bank.setRule(ruleOf(draft, first.ruleId ?? crypto.randomUUID())).then(
      (rule) => {
        toast.done(say('rules.saved', { name: rule.name }))
        onSaved(rule)
        onClose()
      },
      (error: unknown) => {
        setBusy(false)
        setTrouble(describe(error).sentence)
      },
    )
  }
  const company = info?.currency ?? 'TRY'
  const currencies = [...new Set([company, ...accounts.map((one) => one.currency)])]
  const names = [...new Set(accounts.map((one) => one.name))]
  const kept = (choices: readonly string[], chosen: string) =>
    chosen === '' || choices.includes(chosen) ? choices : [...choices, chosen]
  const amountIn = draft.currency === '' ? company : draft.currency
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <fieldset>
        <legend>{say('rules.when')}</legend>
        <div className={styles['pair']}>
          <TextInput
            data-autofocus
            label={say('rules.field.text')}
            description={say('rules.field.text.says')}
            value={draft.text}
            maxLength={200}
            error={problem('text')}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
          <TextInput
            label={say('rules.field.counterparty')}
            description={say('rules.field.counterparty.says')}
            value={draft.counterparty}
            maxLength={200}
            error={problem('counterparty')}
            onChange={(event) => set({ counterparty: event.currentTarget.value })}
          />
          <TextInput
            label={say('rules.field.iban')}
            value={draft.iban}
            maxLength={64}
            autoComplete="off"
            error={problem('iban')}
            onChange={(event) => set({ iban: event.currentTarget.value })}
          />
          <NativeSelect
            label={say('rules.field.account')}
            value={draft.account}
            data={[
              { value: '', label: say('rules.any.account') },
              ...kept(names, draft.account).map((one) => ({ value: one, label: one })),
            ]}
            onChange={(event) => set({ account: event.currentTarget.value })}
          />
        </div>
        <div className={styles['three']}>
          <MoneyField
            key={`from ${amountIn}`}
            label={say('rules.field.from')}
            currency={amountIn}
            minor={draft.minMinor}
            error={problem('minMinor')}
            onChange={(minMinor) => set({ minMinor })}
          />
          <MoneyField
            key={`to ${amountIn}`}
            label={say('rules.field.to')}
            currency={amountIn}
            minor={draft.maxMinor}
            error={problem('maxMinor')}
            onChange={(maxMinor) => set({ maxMinor })}
          />
          <NativeSelect
            label={say('rules.field.currency')}
            value={draft.currency}
            data={[
              { value: '', label: say('rules.any.currency') },
              ...kept(currencies, draft.currency).map((one) => ({ value: one, label: one })),
            ]}
            error={problem('currency')}
            onChange={(event) => set({ currency: event.currentTarget.value })}
          />
        </div>
        {problem('none') !== undefined && (
          <p className={styles['error']} role="alert">
            {problem('none')}
          </p>
        )}
      </fieldset>
      <fieldset>
        <legend>{say('rules.then')}</legend>
        <SegmentedControl
          fullWidth
          aria-label={say('rules.then')}
          value={draft.effect}
          data={EFFECTS.map((one) => ({ value: one, label: say(`rules.effect.${one}`) }))}
          onChange={(effect) => set({ effect })}
        />
        <p className={styles['says']}>{say(`rules.effect.${draft.effect}.says`)}</p>
        {draft.effect !== 'notCustomer' && (
          <CustomerPicker
            chosen={
              customer === ''
                ? null
                : { code: customer, name: known?.card.code === customer ? known.card.name : '' }
            }
            search={findCustomers}
            error={problem('customer')}
            onChoose={(one) => set({ customer: one.code })}
          />
        )}
      </fieldset>
      <TextInput
        label={say('rules.field.name')}
        value={draft.name}
        placeholder={ruleOf(draft, '').name}
        maxLength={200}
        error={problem('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <RuleTrial draft={draft} ruleId={first.ruleId} />
      {trouble !== null && (
        <p className={styles['error']} role="alert">
          {trouble}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button label={say('action.cancel')} onClick={onClose} />
        <Button look="primary" type="submit" label={say('rules.save')} keys="Enter" busy={busy} />
      </div>
    </form>
  )
}
