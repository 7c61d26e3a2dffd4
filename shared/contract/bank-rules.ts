/**
 * Rules people write for bank lines, and what confirmed lines taught: part of the noun `bank`.
 *
 * Of a rule all that is given must hold, and the first that holds decides.
 */
import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { bankLine } from './bank.ts'
import { code, currency, id, isoDate, minor, name } from './fields.ts'

/** All that is given must hold; texts are compared without case, accents and punctuation. */
const ruleCondition = z
  .object({
    text: name.optional(),
    counterparty: name.optional(),
    iban: code.optional(),
    /** Of the line's absolute amount; both included. */
    minMinor: minor.nonnegative().optional(),
    maxMinor: minor.nonnegative().optional(),
    currency: currency.optional(),
    account: name.optional(),
  })
  .refine((when) => Object.keys(when).length > 0, 'required')

export const matchRule = z.object({
  ruleId: id,
  name,
  when: ruleCondition,
  effect: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('customer'), customer: code, onAccount: z.boolean() }),
    z.object({ kind: z.literal('not_customer') }),
  ]),
})
export type BankRule = z.output<typeof matchRule>

const listedRule = matchRule.extend({ customerName: z.string().nullable() })
export type ListedRule = z.output<typeof listedRule>

/** A line that a rule, or a learned fact, is about, and what became of it. */
const lineSeen = z.object({
  entry: bankLine.omit({ bankRef: true, valueDate: true }),
  state: z.enum(['todo', 'posted', 'suspense']),
  /** Whom it was posted to. */
  customer: z.string().nullable(),
})

const factName = z.object({
  kind: z.enum(['iban', 'name', 'tax_id', 'text']),
  key: z.string().min(1).max(4000),
  customerCode: code,
})
export type FactName = z.output<typeof factName>

const ruleRefusals = ['bank.rule_words', 'bank.rule_amounts'] as const

export const bankRules = {
  /** In the order they apply: the first that holds decides. */
  rules: query({ input: z.object({}), output: z.array(listedRule), refusals: [] }),
  /** A new rule comes last; one that is there, or was removed, stands where it stood. */
  setRule: command({
    input: matchRule,
    output: matchRule,
    refusals: ['customer.unknown', ...ruleRefusals],
  }),
  /** Names every rule there is once, in the order they are to apply. */
  orderRules: command({
    input: z.object({ ruleIds: z.array(id).max(10_000) }),
    output: z.object({}),
    refusals: ['bank.rules_changed'],
  }),
  /** Which of the lines kept in the books the rule would have decided, newest first. */
  tryRule: query({
    input: z.object({
      /** The rule that is being changed: it stands at its place, a new one last. */
      ruleId: id.optional(),
      when: ruleCondition,
      /** Whose money it would say it is. */
      customer: code.optional(),
    }),
    output: z.object({
      /** Lines whose every condition holds. */
      matched: z.number().int(),
      /** Of them, what a rule before this one decides. */
      earlier: z.number().int(),
      /** Of them, what was posted to somebody else. */
      others: z.number().int(),
      /** The newest, at most 100. */
      lines: z.array(lineSeen.extend({ earlierRule: z.string().nullable() })),
    }),
    refusals: [...ruleRefusals],
  }),
  removeRule: command({
    input: z.object({ ruleId: id }),
    output: z.object({}),
    refusals: ['bank.rule_unknown'],
  }),
  /** What confirmed lines taught, most often met first. */
  facts: query({
    input: z.object({ customerCode: code.optional() }),
    output: z.array(
      z.object({
        kind: z.enum(['iban', 'name', 'tax_id', 'text']),
        key: z.string(),
        customer: z.string(),
        customerName: z.string(),
        count: z.number().int(),
        lastOn: isoDate,
      }),
    ),
    refusals: [],
  }),
  /** The confirmed lines a fact came from, newest first, at most 100. */
  factLines: query({ input: factName, output: z.array(lineSeen), refusals: ['customer.unknown'] }),
  /** Matching no longer uses it, until a line posted later teaches it anew. Answers what taught it. */
  forgetFact: command({
    input: factName,
    output: z.object({ lineIds: z.array(id) }),
    refusals: ['customer.unknown', 'bank.fact_unknown'],
  }),
  /** Takes forgetting back: of lines that are still posted to that customer and say it. */
  recallFact: command({
    input: factName.extend({ lineIds: z.array(id).min(1).max(100_000) }),
    output: z.object({ lines: z.number().int() }),
    refusals: ['customer.unknown'],
  }),
}
