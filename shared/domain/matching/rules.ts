/** Rules a person wrote: the first whose every condition holds decides (types.ts, `MatchRule`). */
import { compact, foldText } from './fold.ts'
import type { MatchLine, MatchRule } from './types.ts'

export interface CompiledRule {
  readonly rule: MatchRule
  holds(line: MatchLine, text: string, counterparty: string): boolean
}

export function compileRules(rules: readonly MatchRule[]): CompiledRule[] {
  return rules.map((rule) => {
    const { when } = rule
    const text = when.text === undefined ? null : foldText(when.text)
    const counterparty = when.counterparty === undefined ? null : foldText(when.counterparty)
    const iban = when.iban === undefined ? null : compact(when.iban)
    return {
      rule,
      holds: (line, lineText, lineName) => {
        const size = Math.abs(line.amountMinor)
        return (
          (text === null || lineText.includes(text)) &&
          (counterparty === null || lineName.includes(counterparty)) &&
          (iban === null || (line.iban !== null && compact(line.iban) === iban)) &&
          (when.minMinor === undefined || size >= when.minMinor) &&
          (when.maxMinor === undefined || size <= when.maxMinor) &&
          (when.currency === undefined || line.currency === when.currency) &&
          (when.account === undefined || line.account === when.account)
        )
      },
    }
  })
}

/** The rule that decides a line, if any; a rule without a condition decides nothing. */
export function ruleFor(rules: readonly CompiledRule[], line: MatchLine): MatchRule | null {
  if (rules.length === 0) return null
  const text = foldText(line.text)
  const counterparty = foldText(line.counterparty ?? '')
  const found = rules.find(
    (one) => Object.keys(one.rule.when).length > 0 && one.holds(line, text, counterparty),
  )
  return found?.rule ?? null
}
