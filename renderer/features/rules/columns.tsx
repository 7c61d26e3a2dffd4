/** Columns of the rules, in their order, and of the learned facts. */
import type { ListedRule } from '../../../shared/contract/bank-rules.ts'
import {
  conditionsText,
  effectText,
  type RuleWords,
  spaced,
} from '../../app/rules/rule-sentence.ts'
import type { api } from '../../app/api.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'

export interface RuleRow {
  readonly rule: ListedRule
  /** From 1. */
  readonly place: number
}

export type LearnedFact = Awaited<ReturnType<typeof api.bank.facts>>[number]

export function ruleColumns(words: RuleWords): readonly GridColumn<RuleRow>[] {
  return [
    {
      kind: 'number',
      id: 'place',
      head: 'rules.head.place',
      number: ({ place }) => place,
      as: 'count',
      pinned: true,
    },
    {
      kind: 'text',
      id: 'name',
      head: 'rules.head.name',
      text: ({ rule }) => rule.name,
      strong: true,
      link: true,
      widthMax: 220,
    },
    {
      kind: 'text',
      id: 'when',
      head: 'rules.head.when',
      text: ({ rule }) => conditionsText(rule.when, words),
      fills: true,
      widthMin: 200,
    },
    {
      kind: 'text',
      id: 'then',
      head: 'rules.head.then',
      text: ({ rule }) => effectText(rule, words),
      widthMax: 360,
    },
  ]
}

export function ruleRowId({ rule }: RuleRow): string {
  return rule.ruleId
}

export const FACT_COLUMNS: readonly GridColumn<LearnedFact>[] = [
  {
    kind: 'text',
    id: 'kind',
    head: 'rules.head.kind',
    text: ({ kind }, say) => say(`rules.fact.${kind}`),
    values: ({ kind }) => [kind],
    valueText: (value, say) => (isFactKind(value) ? say(`rules.fact.${value}`) : value),
    pinned: true,
    groups: true,
  },
  {
    kind: 'text',
    id: 'key',
    head: 'rules.head.key',
    text: factKeyText,
    strong: true,
    fills: true,
    widthMin: 240,
  },
  {
    kind: 'text',
    id: 'customer',
    head: 'head.code',
    text: ({ customer }) => customer,
    groups: true,
  },
  {
    kind: 'text',
    id: 'name',
    head: 'rules.head.customer',
    text: ({ customerName }) => customerName,
    widthMax: 260,
  },
  {
    kind: 'number',
    id: 'count',
    head: 'rules.head.count',
    number: ({ count }) => count,
    as: 'count',
  },
  { kind: 'day', id: 'lastOn', head: 'rules.head.lastOn', day: ({ lastOn }) => lastOn },
]

const KINDS = ['iban', 'name', 'tax_id', 'text'] as const

function isFactKind(value: string): value is (typeof KINDS)[number] {
  return (KINDS as readonly string[]).includes(value)
}

/** As a person writes it. */
export function factKeyText({ kind, key }: Pick<LearnedFact, 'kind' | 'key'>): string {
  return kind === 'iban' ? spaced(key) : key
}

export function factRowId({ kind, key, customer }: LearnedFact): string {
  return `${kind} ${customer} ${key}`
}
