/** A rule while it is written: its fields as they stand, what is wrong with them, and the rule they make. */
import type { BankRule } from '../../../shared/contract/bank-rules.ts'
import type { Currency } from '../../../shared/domain/currency.ts'
import { isIban } from '../../../shared/domain/iban.ts'
import type { MessageId } from '../../../shared/i18n/index.ts'
import { nameFor, type RuleStart } from './rule-start.ts'

export const EFFECTS = ['customer', 'onAccount', 'notCustomer'] as const

/** Empty text and null: not asked for. */
export interface RuleDraft {
  readonly name: string
  readonly text: string
  readonly counterparty: string
  readonly iban: string
  readonly account: string
  readonly currency: string
  readonly minMinor: number | null
  readonly maxMinor: number | null
  readonly effect: (typeof EFFECTS)[number]
  readonly customer: string
}

export type RuleProblems = Partial<Record<keyof RuleDraft | 'none', MessageId>>

export function draftOf({ name = '', when = {}, effect }: RuleStart): RuleDraft {
  return {
    name,
    text: when.text ?? '',
    counterparty: when.counterparty ?? '',
    iban: when.iban ?? '',
    account: when.account ?? '',
    currency: when.currency ?? '',
    minMinor: when.minMinor ?? null,
    maxMinor: when.maxMinor ?? null,
    effect:
      effect?.kind === 'not_customer'
        ? 'notCustomer'
        : effect?.onAccount === true
          ? 'onAccount'
          : 'customer',
    customer: effect?.kind === 'customer' ? effect.customer : '',
  }
}

/** Empty when the rule can be saved. */
export function problemsOf(draft: RuleDraft): RuleProblems {
  const { text, counterparty, iban, minMinor, maxMinor, currency } = draft
  const problems: RuleProblems = {}
  if (isEmpty(conditionOf(draft))) problems.none = 'rules.problem.none'
  if (text.trim() !== '' && !hasWords(text)) problems.text = 'rules.problem.words'
  if (counterparty.trim() !== '' && !hasWords(counterparty))
    problems.counterparty = 'rules.problem.words'
  if (iban.trim() !== '' && !isIban(iban)) problems.iban = 'rules.problem.iban'
  if (minMinor !== null && minMinor < 0) problems.minMinor = 'refusal.amount.not_positive'
  if (maxMinor !== null && maxMinor < (minMinor ?? 0)) problems.maxMinor = 'rules.problem.amounts'
  if ((minMinor !== null || maxMinor !== null) && currency === '')
    problems.currency = 'rules.problem.currency'
  if (draft.effect !== 'notCustomer' && draft.customer === '') problems.customer = 'field.required'
  if (draft.name.trim() === '' && nameFor(conditionOf(draft)) === '')
    problems.name = 'field.required'
  return problems
}

/** What must hold, as it is kept. */
export function conditionOf(draft: RuleDraft): BankRule['when'] {
  const { minMinor, maxMinor } = draft
  const given = (name: 'text' | 'counterparty' | 'account') => {
    const value = draft[name].trim()
    return value === '' ? {} : { [name]: value }
  }
  const iban = draft.iban.replaceAll(/\s/g, '').toUpperCase()
  return {
    ...given('text'),
    ...given('counterparty'),
    ...(iban === '' ? {} : { iban }),
    ...given('account'),
    ...(draft.currency === '' ? {} : { currency: draft.currency as Currency }),
    ...(minMinor === null ? {} : { minMinor }),
    ...(maxMinor === null ? {} : { maxMinor }),
  }
}

/** The rule; a draft with problems makes one that would be refused. */
export function ruleOf(draft: RuleDraft, ruleId: string): BankRule {
  const when = conditionOf(draft)
  const { effect, customer } = draft
  return {
    ruleId,
    name: draft.name.trim() === '' ? nameFor(when) : draft.name.trim(),
    when,
    effect:
      effect === 'notCustomer'
        ? { kind: 'not_customer' }
        : { kind: 'customer', customer, onAccount: effect === 'onAccount' },
  }
}

export function isEmpty(when: BankRule['when']): boolean {
  return Object.keys(when).length === 0
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
