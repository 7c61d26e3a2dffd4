/** Rules people write for bank lines, and what confirmed lines taught: to look at and to change. */
import type { z } from 'zod'
import { liveRules, putRule, removeRule } from '../../../db/local/bank-rules.ts'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { learnedFacts } from '../bank/books.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Rule = In<'setRule'>

export function listRules({ db }: Context): Out<'rules'> {
  return liveRules(db).map(({ ruleId, name, rule }) => ({
    ruleId,
    name,
    ...(JSON.parse(rule) as Pick<Rule, 'when' | 'effect'>),
  }))
}

export function setRule(context: Context, rule: Rule): Out<'setRule'> {
  const { db, nowMs } = context
  if (rule.effect.kind === 'customer') customerOf(context, rule.effect.customer)
  const { ruleId, name, when, effect } = rule
  const text = JSON.stringify({ when, effect })
  const journal = new Journal(context)
  journal.event('match_rule.set', ruleId, { name }, { rule: text })
  putRule(db, { ruleId, name, rule: text }, nowMs)
  journal.close('bank.rule', name, {})
  return rule
}

export function dropRule(context: Context, { ruleId }: In<'removeRule'>): Out<'removeRule'> {
  if (!removeRule(context.db, ruleId)) throw new Refusal('bank.rule_unknown', { rule: ruleId })
  const journal = new Journal(context)
  journal.event('match_rule.removed', ruleId, {})
  journal.close('bank.rule', ruleId, { removed: true })
  return {}
}

/** Most often met first. */
export function bankFacts(context: Context, { customerCode }: In<'facts'>): Out<'facts'> {
  return learnedFacts(context)
    .filter(({ customer }) => customerCode === undefined || customer === customerCode)
    .map(({ kind, key, customer, count, lastOn }) => ({ kind, key, customer, count, lastOn }))
    .toSorted((a, b) => b.count - a.count)
}
