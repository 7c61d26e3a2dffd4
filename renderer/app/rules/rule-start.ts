/** What the rule dialog opens with: an empty rule, one that is there, or one made of a bank line. */
import type { BankLineView } from '../../../shared/contract/bank.ts'
import type { BankRule } from '../../../shared/contract/bank-rules.ts'
import { fold } from '../../../shared/domain/fold.ts'

export interface RuleStart {
  /** Of the rule that is changed; left out: a new one. */
  readonly ruleId?: string
  readonly name?: string
  readonly when?: BankRule['when']
  readonly effect?: BankRule['effect']
}

/** Of longer texts the beginning says enough. */
const NAME_MAX = 60

/**
 * A rule that holds for this line and its like: by the payer's IBAN, else her name, else the longest run
 * of words without digits, as numbers of documents do not come back.
 */
export function ruleOfLine(
  line: Pick<BankLineView, 'text' | 'counterparty' | 'iban'>,
  customer: string | null,
): RuleStart {
  const { iban } = line
  const counterparty = line.counterparty?.trim() ?? ''
  const when =
    iban !== null ? { iban } : counterparty !== '' ? { counterparty } : { text: wordsOf(line.text) }
  const name = (counterparty || wordsOf(line.text) || (iban ?? '')).slice(0, NAME_MAX).trim()
  return {
    name,
    when,
    ...(customer === null
      ? {}
      : { effect: { kind: 'customer' as const, customer, onAccount: false } }),
  }
}

/** What a rule is called while nobody named it. */
export function nameFor(when: BankRule['when']): string {
  const { text, counterparty, iban, account } = when
  return (text ?? counterparty ?? iban ?? account ?? '').slice(0, NAME_MAX)
}

function wordsOf(text: string): string {
  let best = ''
  let run: string[] = []
  for (const word of [...text.split(/\s+/), '0']) {
    if (word === '') continue
    if (!/\d/.test(word) && /\p{L}/u.test(word)) {
      run.push(word)
      continue
    }
    const words = run.join(' ')
    if (fold(words).length > fold(best).length) best = words
    run = []
  }
  return best
}
