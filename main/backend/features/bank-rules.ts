/** Rules people write for bank lines: to look at, to change, to put in order, and to try. */
import type { z } from 'zod'
import { keptLines, type KeptLine } from '../../../db/local/bank-facts.ts'
import { allCustomers } from '../../../db/local/customers.ts'
import * as store from '../../../db/local/bank-rules.ts'
import type { bankRules as contract } from '../../../shared/contract/bank-rules.ts'
import type { Currency } from '../../../shared/domain/currency.ts'
import { foldText } from '../../../shared/domain/matching/fold.ts'
import { compileRules, type CompiledRule } from '../../../shared/domain/matching/rules.ts'
import type { MatchRule } from '../../../shared/domain/matching/types.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>
type Rule = In<'setRule'>

/** Shown of the lines a rule would decide. */
const LINES_SHOWN = 100

export function listRules({ db }: Context): Out<'rules'> {
  const names = new Map(allCustomers(db).map(({ code, name }) => [code, name]))
  return store.liveRules(db).map(({ ruleId, name, rule }) => {
    const { when, effect } = JSON.parse(rule) as Pick<Rule, 'when' | 'effect'>
    const customerName = effect.kind === 'customer' ? (names.get(effect.customer) ?? null) : null
    return { ruleId, name, when, effect, customerName }
  })
}

export function setRule(context: Context, rule: Rule): Out<'setRule'> {
  const { db, nowMs } = context
  if (rule.effect.kind === 'customer') customerOf(context, rule.effect.customer)
  assertSayable(rule.when)
  const { ruleId, name, when, effect } = rule
  const text = JSON.stringify({ when, effect })
  const journal = new Journal(context)
  journal.event('match_rule.set', ruleId, { name }, { rule: text })
  store.putRule(db, { ruleId, name, rule: text }, nowMs)
  journal.close('bank.rule', name, {})
  return rule
}

export function dropRule(context: Context, { ruleId }: In<'removeRule'>): Out<'removeRule'> {
  if (!store.removeRule(context.db, ruleId))
    throw new Refusal('bank.rule_unknown', { rule: ruleId })
  const journal = new Journal(context)
  journal.event('match_rule.removed', ruleId, {})
  journal.close('bank.rule', ruleId, { removed: true })
  return {}
}

/** Refused when a rule came or went meanwhile: its place would be chosen by nobody. */
export function orderRules(context: Context, { ruleIds }: In<'orderRules'>): Out<'orderRules'> {
  const { db, company } = context
  const known = new Set(store.liveRules(db).map(({ ruleId }) => ruleId))
  if (known.size !== ruleIds.length || known.size !== known.intersection(new Set(ruleIds)).size)
    throw new Refusal('bank.rules_changed', {})
  const journal = new Journal(context)
  journal.event('match_rule.ordered', company.companyId, { rules: ruleIds })
  store.orderRules(db, ruleIds)
  journal.close('bank.rule', '', { ordered: ruleIds.length })
  return {}
}

export function tryRule(context: Context, input: In<'tryRule'>): Out<'tryRule'> {
  assertSayable(input.when)
  const rules = kept(context)
  const at = rules.findIndex(({ id }) => id === input.ruleId)
  const before = compileRules(at < 0 ? rules : rules.slice(0, at))
  const when = asKept(input.when)
  const [own] = compileRules([{ id: '', name: '', when, effect: { kind: 'not_customer' } }])
  const found: Out<'tryRule'> = { matched: 0, earlier: 0, others: 0, lines: [] }
  for (const line of keptLines(context.db)) {
    const words = [foldText(line.text), foldText(line.counterparty ?? '')] as const
    if (own?.holds(ruleLine(line), ...words) !== true) continue
    const earlier = before.find((one) => one.holds(ruleLine(line), ...words))
    found.matched += 1
    if (earlier) found.earlier += 1
    if (line.customer !== null && line.customer !== input.customer) found.others += 1
    if (found.lines.length < LINES_SHOWN)
      found.lines.push({ ...lineSeen(line), earlierRule: earlier?.rule.name ?? null })
  }
  return found
}

/** A line kept, as a list beside a rule or a fact shows it. */
export function lineSeen(line: KeptLine): Out<'factLines'>[number] {
  const { lineId, account, bookedOn, amountMinor, currency, text, counterparty, iban } = line
  return {
    entry: {
      id: lineId,
      account,
      date: bookedOn,
      amountMinor,
      currency: currency as Currency,
      text,
      counterparty,
      iban,
    },
    state: line.state,
    customer: line.customer,
  }
}

function kept({ db }: Context): MatchRule[] {
  return store.liveRules(db).map(({ ruleId, name, rule }) => ({
    id: ruleId,
    name,
    ...(JSON.parse(rule) as Pick<MatchRule, 'when' | 'effect'>),
  }))
}

/** Conditions as they are kept: what is not given is not there. */
function asKept(when: Rule['when']): MatchRule['when'] {
  return Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined))
}

/** Conditions look at no more of a line than this. */
function ruleLine(line: KeptLine): Parameters<CompiledRule['holds']>[0] {
  return {
    ...line,
    id: line.lineId,
    valueOn: null,
    original: null,
    charges: null,
    bankRef: null,
    customerRef: null,
    endToEndId: null,
    structuredRefs: [],
    taxId: null,
    isReversal: false,
  }
}

/** Words without a letter or a digit would hold for every line. */
function assertSayable({
  text,
  counterparty,
  minMinor = 0,
  maxMinor = minMinor,
}: Rule['when']): void {
  for (const value of [text, counterparty])
    if (value !== undefined && foldText(value) === '')
      throw new Refusal('bank.rule_words', { value })
  if (maxMinor < minMinor) throw new Refusal('bank.rule_amounts', {})
}
