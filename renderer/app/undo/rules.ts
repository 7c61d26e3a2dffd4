/** The way back of rules for bank lines and of what was forgotten. */
import type { BankRule, FactName } from '../../../shared/contract/bank-rules.ts'
import { api } from '../api.ts'
import { refuseIfChanged } from './changed.ts'
import type { Step } from './steps.ts'

/** A rule that was new is removed; one that was changed gets what it said. */
export async function beforeRule(rule: BankRule): Promise<() => Step> {
  const old = await ruleNow(rule.ruleId)
  const put = async (expected: BankRule | undefined, wanted: BankRule | undefined) => {
    if (!isSame(await ruleNow(rule.ruleId), expected)) await refuseIfChanged(rule.name)
    if (wanted) await api.bank.setRule(wanted)
    else await api.bank.removeRule({ ruleId: rule.ruleId })
  }
  return () => ({
    name: { id: 'undo.rule', values: { name: rule.name } },
    undo: () => put(rule, old),
    redo: () => put(old, rule),
  })
}

/** Removed rules come back at the place they had. */
export async function beforeRemoval({
  ruleId,
}: {
  readonly ruleId: string
}): Promise<() => Step | null> {
  const old = await ruleNow(ruleId)
  return () =>
    old === undefined
      ? null
      : {
          name: { id: 'undo.ruleRemoved', values: { name: old.name } },
          undo: async () => {
            await api.bank.setRule(old)
          },
          redo: async () => {
            await api.bank.removeRule({ ruleId })
          },
        }
}

export async function beforeOrder({
  ruleIds,
}: {
  readonly ruleIds: readonly string[]
}): Promise<() => Step> {
  const old = (await api.bank.rules({})).map((one) => one.ruleId)
  const put = async (expected: readonly string[], wanted: readonly string[]) => {
    const now = (await api.bank.rules({})).map((one) => one.ruleId)
    if (!isSame(now, expected)) await refuseIfChanged('')
    await api.bank.orderRules({ ruleIds: [...wanted] })
  }
  return () => ({
    name: { id: 'undo.ruleOrder', values: {} },
    undo: () => put(ruleIds, old),
    redo: () => put(old, ruleIds),
  })
}

export function forgotten(
  fact: FactName,
  { lineIds }: { readonly lineIds: readonly string[] },
): Step {
  return {
    name: { id: 'undo.factForgotten', values: { key: fact.key } },
    undo: async () => {
      await api.bank.recallFact({ ...fact, lineIds: [...lineIds] })
    },
    redo: async () => {
      await api.bank.forgetFact(fact)
    },
  }
}

async function ruleNow(ruleId: string): Promise<BankRule | undefined> {
  const found = (await api.bank.rules({})).find((one) => one.ruleId === ruleId)
  if (!found) return undefined
  const { customerName: _name, ...rule } = found
  return rule
}

/** Whatever the order of their keys. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}
