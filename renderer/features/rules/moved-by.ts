import type { ListedRule } from '../../../shared/contract/bank-rules.ts'

/** The rules with one of them a place earlier or later; null where it cannot go further. */
export function movedBy(
  rules: readonly ListedRule[],
  ruleId: string,
  by: -1 | 1,
): readonly ListedRule[] | null {
  const at = rules.findIndex((one) => one.ruleId === ruleId)
  const [rule, other] = [rules[at], rules[at + by]]
  if (rule === undefined || other === undefined) return null
  return rules.with(at, other).with(at + by, rule)
}
