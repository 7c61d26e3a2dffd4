/** A rule as a sentence: what must hold, and what the money then is. */
import type { BankRule, ListedRule } from '../../../shared/contract/bank-rules.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { SayText } from '../../ui/language.tsx'

export interface RuleWords {
  readonly say: SayText
  readonly format: Formatters
  /** Of the company: amounts of rules for any currency are written with its digits. */
  readonly currency: string
}

export function ruleSentence(rule: ListedRule, words: RuleWords): string {
  return words.say('rules.sentence', {
    conditions: conditionsText(rule.when, words),
    effect: effectText(rule, words),
  })
}

/** "the text contains “X” and the amount is 100.00 TRY or more". */
export function conditionsText(
  when: BankRule['when'],
  { say, format, currency }: RuleWords,
): string {
  const { minMinor, maxMinor } = when
  const amount = (minor: number) =>
    when.currency === undefined
      ? format.money(minor, currency)
      : format.moneyWithCode(minor, when.currency)
  const parts = [
    when.text === undefined ? null : say('rules.if.text', { text: when.text }),
    when.counterparty === undefined
      ? null
      : say('rules.if.counterparty', { text: when.counterparty }),
    when.iban === undefined ? null : say('rules.if.iban', { iban: spaced(when.iban) }),
    when.account === undefined ? null : say('rules.if.account', { account: when.account }),
    minMinor !== undefined && maxMinor !== undefined
      ? minMinor === maxMinor
        ? say('rules.if.amount', { amount: amount(minMinor) })
        : say('rules.if.between', { from: amount(minMinor), to: amount(maxMinor) })
      : minMinor !== undefined
        ? say('rules.if.from', { amount: amount(minMinor) })
        : maxMinor !== undefined
          ? say('rules.if.to', { amount: amount(maxMinor) })
          : null,
    when.currency === undefined || minMinor !== undefined || maxMinor !== undefined
      ? null
      : say('rules.if.currency', { currency: when.currency }),
  ].filter((part) => part !== null)
  return format.list(parts)
}

export function effectText(
  { effect, customerName }: Pick<ListedRule, 'effect' | 'customerName'>,
  { say }: RuleWords,
): string {
  if (effect.kind === 'not_customer') return say('rules.then.notCustomer')
  const customer = [effect.customer, customerName].filter(Boolean).join(' ')
  return say(effect.onAccount ? 'rules.then.onAccount' : 'rules.then.customer', { customer })
}

/** An IBAN in groups of four, as it is printed. */
export function spaced(iban: string): string {
  return iban.replaceAll(/\s/g, '').replaceAll(/(.{4})(?=.)/g, '$1 ')
}
