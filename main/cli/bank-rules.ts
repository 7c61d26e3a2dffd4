/** `saldo bank rules` and `saldo bank facts`: what decides bank lines, as lists. */
import type { Command } from 'commander'
import { money, printLines, printTable } from './output.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type Rule = Awaited<ReturnType<SaldoClient['bank']['rules']>>[number]

export function addRuleCommands(bank: Command): void {
  common(bank.command('rules').description('rules for bank lines, in the order they apply')).action(
    rulesCommand,
  )
  common(bank.command('facts').description('what confirmed lines taught, most often met first'))
    .option('--customer <code>')
    .action(factsCommand)
}

async function rulesCommand(options: CommonOptions): Promise<void> {
  const { rules, currency } = await withCompany(options, async (client) => ({
    rules: await client.bank.rules({}),
    currency: (await client.companies.info({})).currency,
  }))
  const listed = rules.map((rule, at) => ruleJson(rule, at + 1, currency))
  if (options.json) return printLines(listed)
  printTable(
    ['#', 'id', 'name', 'when', 'effect'],
    listed.map(({ order, id, name, when, effect }) => [
      String(order),
      id,
      name,
      Object.entries(when)
        .map(([key, value]) => `${key}=${value}`)
        .join(' '),
      effect.customer === null
        ? 'not a customer’s money'
        : `${effect.customer}${effect.onAccount ? ' on account' : ''}`,
    ]),
    [0],
  )
}

function ruleJson({ ruleId, name, when, effect }: Rule, order: number, company: string) {
  const { minMinor, maxMinor, ...words } = when
  const amount = (minor: number) => money(minor, when.currency ?? company)
  return {
    order,
    id: ruleId,
    name,
    when: {
      ...words,
      ...(minMinor === undefined ? {} : { from: amount(minMinor) }),
      ...(maxMinor === undefined ? {} : { to: amount(maxMinor) }),
    },
    effect:
      effect.kind === 'customer'
        ? { customer: effect.customer, onAccount: effect.onAccount }
        : { customer: null, onAccount: false },
  }
}

async function factsCommand(options: CommonOptions & { customer?: string }): Promise<void> {
  const facts = await withCompany(options, (client) =>
    client.bank.facts(options.customer === undefined ? {} : { customerCode: options.customer }),
  )
  if (options.json)
    return printLines(
      facts.map(({ kind, key, customer, count, lastOn }) => ({
        kind,
        key,
        customer,
        count,
        lastOn,
      })),
    )
  printTable(
    ['kind', 'key', 'customer', 'times', 'last on'],
    facts.map(({ kind, key, customer, count, lastOn }) => [
      kind,
      key.slice(0, 60),
      customer,
      String(count),
      lastOn,
    ]),
    [3],
  )
}
