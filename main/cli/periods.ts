/** Periods, rates and revaluation. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { isCurrency } from '../../shared/domain/currency.ts'
import { isRate } from '../../shared/domain/money.ts'
import { dayOption, exitCode, money, monthOption, print, printTable, Usage } from './output.ts'
import { runImportCommand } from './import.ts'
import { common, type CommonOptions, withBackend, withCompany } from './session.ts'

export function addPeriodCommands(program: Command): void {
  const periods = program.command('periods').description('list, close and reopen months')
  common(periods.command('list')).action(async (options: CommonOptions) =>
    showPeriods(options, await withCompany(options, (client) => client.periods.list({}))),
  )
  common(periods.command('close'))
    .argument('<month>', 'YYYY-MM', monthOption)
    .option('--soft', 'finance may still post with a reason', false)
    .action(async (month: string, options: CommonOptions & { soft: boolean }) =>
      showPeriods(
        options,
        await withCompany(options, (client) => client.periods.close({ month, soft: options.soft })),
      ),
    )
  common(periods.command('reopen'))
    .argument('<month>', 'YYYY-MM', monthOption)
    .requiredOption('--reason <text>')
    .action(async (month: string, options: CommonOptions & { reason: string }) => {
      const { reason } = options
      const done = await withCompany(options, (client) => client.periods.reopen({ month, reason }))
      const { state, approval } = done
      if (approval === null) return showPeriods(options, done.periods)
      if (options.json) return print({ state, approval })
      process.stdout.write(`${state}: ${approval}\n`)
    })

  common(periods.command('check').description('what stands between a month and its seal'))
    .argument('<month>', 'YYYY-MM', monthOption)
    .action(async (month: string, options: CommonOptions) => {
      const [checked, info] = await withCompany(
        options,
        async (client) =>
          [await client.periods.check({ month }), await client.companies.info({})] as const,
      )
      if (!checked.ok) exitCode.value = 1
      const checks = checksJson(checked.checks, info.currency)
      if (options.json) print({ ok: checked.ok, month, checks })
      else showChecks(checks)
    })
  common(periods.command('seal').description('close a month and write its sealed pack'))
    .argument('<month>', 'YYYY-MM', monthOption)
    .requiredOption('--out <pack>')
    .option('--sign-off <text>', 'why, where a check fails')
    .action(async (month: string, options: CommonOptions & { out: string; signOff?: string }) => {
      const [done, info] = await withCompany(
        options,
        async (client) =>
          [
            await client.periods.seal({
              month,
              to: resolve(options.out),
              ...(options.signOff === undefined ? {} : { signOff: options.signOff }),
            }),
            await client.companies.info({}),
          ] as const,
      )
      const checks = checksJson(done.checks, info.currency)
      const { file, files, sha256, signOff } = done
      if (options.json) return print({ month, file, files, sha256, signOff, checks })
      showChecks(checks)
      process.stdout.write(`${file}: ${files} files, SHA-256 ${sha256}\n`)
    })
  const pack = program.command('pack').description('sealed packs')
  pack
    .command('verify')
    .description('check a pack byte by byte; needs no company')
    .argument('<pack>')
    .option('--json', 'print one JSON document')
    .option('--lang <language>')
    .option('--company <file>', 'not needed')
    .action(async (path: string, options: CommonOptions) => {
      const done = await withBackend((client) => client.packs.verify({ path: resolve(path) }))
      if (!done.ok) exitCode.value = 1
      if (options.json) return print(done)
      if (done.ok)
        process.stdout.write(
          `${done.files} files are as they were sealed, SHA-256 ${done.sha256}\n`,
        )
      for (const { file, offset } of done.failures)
        process.stdout.write(`${file}: differs at byte ${offset}\n`)
    })

  common(program.command('revalue').description('month-end revaluation layer and its reversal'))
    .argument('<month>', 'YYYY-MM', monthOption)
    .action(async (month: string, options: CommonOptions) => {
      const [done, info] = await withCompany(
        options,
        async (client) =>
          [await client.periods.revalue({ month }), await client.companies.info({})] as const,
      )
      const entries = done.entries.map((entry) => ({
        customer: entry.customer,
        currency: entry.currency,
        open: money(entry.openMinor, entry.currency),
        booked: money(entry.bookedMinor, info.currency),
        rate: entry.rate,
        difference: money(entry.differenceMinor, info.currency),
      }))
      if (options.json)
        return print({
          month,
          unchanged: done.unchanged,
          entries,
          total: money(done.totalMinor, info.currency),
        })
      printTable(
        ['customer', 'currency', 'open', 'booked', 'rate', 'difference'],
        entries.map((entry) => Object.values(entry)),
        [2, 3, 4, 5],
      )
      process.stdout.write(`total ${money(done.totalMinor, info.currency)} ${info.currency}\n`)
    })

  const rates = program
    .command('rates')
    .description('exchange rates: company-currency units per 1 unit')
  common(rates.command('set'))
    .argument('<currency>')
    .argument('<day>', 'YYYY-MM-DD', dayOption)
    .argument('<rate>')
    .action(async (currency: string, date: string, rate: string, options: CommonOptions) => {
      if (!isCurrency(currency))
        throw new Usage(`${currency} is no currency code.`, 'option.invalid', { value: currency })
      if (!isRate(rate))
        throw new Usage(
          `${rate} is no rate: a positive decimal such as 41.2050.`,
          'option.invalid',
          { value: rate },
        )
      const done = await withCompany(options, (client) =>
        client.rates.set({ rates: [{ currency, date, rate }] }),
      )
      if (options.json) print(done)
      else process.stdout.write(`${currency} ${date} ${rate}\n`)
    })
  runImportCommand(rates.command('import'), 'rates')
}

type ShownCheck = ReturnType<typeof checksJson>[number]

function checksJson(
  checks: readonly { name: string; ok: boolean; count: number; amountMinor: number }[],
  currency: string,
) {
  return checks.map(({ name, ok, count, amountMinor }) => ({
    name,
    ok,
    count,
    amount: money(amountMinor, currency),
  }))
}

function showChecks(checks: readonly ShownCheck[]): void {
  printTable(
    ['check', 'ok', 'count', 'amount'],
    checks.map(({ name, ok, count, amount }) => [name, ok ? 'yes' : 'no', String(count), amount]),
    [2, 3],
  )
}

function showPeriods(
  options: CommonOptions,
  rows: readonly {
    month: string
    state: string
    documents: number
    changedAt: string | null
    reason: string | null
  }[],
): void {
  if (options.json) print(rows)
  else
    printTable(
      ['month', 'state', 'documents', 'changed', 'reason'],
      rows.map((row) => [
        row.month,
        row.state,
        String(row.documents),
        row.changedAt ?? '',
        row.reason ?? '',
      ]),
      [2],
    )
}
