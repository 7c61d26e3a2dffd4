/** Company commands: init, demo, info, verify, backup, restore, export. */
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Currency } from '../../shared/domain/currency.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import {
  currencyOption,
  dayOption,
  exitCode,
  money,
  print,
  printTable,
  Usage,
  wholeOption,
} from './output.ts'
import { common, type CommonOptions, withBackend, withCompany } from './session.ts'

export function addCompanyCommands(program: Command): void {
  common(program.command('init').description('make an empty company file'))
    .requiredOption('--name <name>')
    .requiredOption('--currency <code>', 'three letters', currencyOption)
    .option('--timezone <zone>', 'IANA time zone', 'Europe/Istanbul')
    .option('--fiscal-year-start <month>', 'first month of the fiscal year', '01')
    .action(
      async (
        options: CommonOptions & {
          name: string
          currency: Currency
          timezone: string
          fiscalYearStart: string
        },
      ) => {
        const file = needFile(options)
        const month = wholeOption(options.fiscalYearStart)
        if (month < 1 || month > 12)
          throw new Usage('The fiscal year starts in a month from 01 to 12.', 'option.invalid')
        const card = await withBackend((client) =>
          client.companies.create({
            file,
            name: options.name,
            currency: options.currency,
            timezone: options.timezone,
            fiscalYearStart: month,
          }),
        )
        if (options.json) print({ company: card.file, name: card.name, currency: card.currency })
        else process.stdout.write(`${card.name} (${card.currency}): ${card.file}\n`)
      },
    )

  common(program.command('demo').description('make the demo company'))
    .option('--seed <n>', 'seed', wholeOption, 1)
    .option('--customers <n>', 'customers', wholeOption, 1240)
    .option('--documents <n>', 'documents', wholeOption, 25_000)
    .option('--until <day>', 'last day', dayOption)
    .option('--bank-file <file>', 'also write the demo’s next bank statement, for bank import')
    .action(
      async (
        options: CommonOptions & {
          seed: number
          customers: number
          documents: number
          until?: string
          bankFile?: string
        },
      ) => {
        const file = needFile(options)
        const { seed, customers, documents, until } = options
        const bankFile = options.bankFile === undefined ? null : resolve(options.bankFile)
        if (bankFile !== null && existsSync(bankFile))
          throw new Refusal('file.exists', { file: bankFile })
        const card = await withBackend(async (client) => {
          const made = await client.companies.createDemo({
            file,
            seed,
            customers,
            documents,
            ...(until ? { until } : {}),
          })
          if (bankFile !== null) writeNew(bankFile, (await client.bank.sample({})).text)
          return made
        })
        if (options.json)
          print({
            company: card.file,
            name: card.name,
            currency: card.currency,
            ...(bankFile === null ? {} : { bankFile }),
          })
        else
          process.stdout.write(
            `${card.name}: ${card.file}\n${bankFile === null ? '' : `${bankFile}\n`}`,
          )
      },
    )

  common(program.command('info').description('what the company file holds')).action(
    async (options: CommonOptions) => {
      const info = await withCompany(options, (client) => client.companies.info({}))
      if (options.json) return print(info)
      printTable(
        ['', ''],
        [
          ['name', info.name],
          ['currency', info.currency],
          ['time zone', info.timezone],
          ['customers', String(info.counts.customers)],
          ['documents', String(info.counts.documents)],
          ['open items', String(info.counts.openItems)],
          ['closed through', info.lockedThrough ?? '-'],
          ['file', info.file],
        ],
      )
    },
  )

  common(program.command('verify').description('the ledger laws and integrity checks'))
    .option('--deep', 'compute every hash and projection again', false)
    .action(async (options: CommonOptions & { deep: boolean }) => {
      const result = await withCompany(options, (client) =>
        client.companies.verify({ deep: options.deep }),
      )
      if (!result.ok) exitCode.value = 1
      if (options.json) {
        const checks = result.checks.map((one) => ({
          ...one,
          failures: one.failures.map(({ expectedMinor, foundMinor, ...failure }) => ({
            ...failure,
            expected: amountOf(expectedMinor, failure.currency),
            found: amountOf(foundMinor, failure.currency),
          })),
        }))
        return print({ ok: result.ok, checks, digest: result.digest })
      }
      printTable(
        ['check', 'ok', 'examined', 'failures'],
        result.checks.map((one) => [
          one.name,
          one.ok ? 'yes' : 'NO',
          String(one.examined),
          String(one.failures.length),
        ]),
        [2, 3],
      )
      process.stdout.write(`digest ${result.digest}\n`)
    })

  common(program.command('backup').description('write a verified copy'))
    .requiredOption('--out <file>')
    .action(async (options: CommonOptions & { out: string }) => {
      const done = await withCompany(options, (client) =>
        client.companies.backup({ to: resolve(options.out) }),
      )
      if (options.json) print(done)
      else process.stdout.write(`${done.file}  ${done.bytes} bytes  sha256 ${done.sha256}\n`)
    })

  common(program.command('restore').description('put a backup in place as a new company file'))
    .argument('<backup>')
    .action(async (backup: string, options: CommonOptions) => {
      const file = needFile(options)
      const card = await withBackend((client) =>
        client.companies.restore({ from: resolve(backup), to: file }),
      )
      if (options.json) print({ company: card.file, name: card.name, currency: card.currency })
      else process.stdout.write(`${card.name}: ${card.file}\n`)
    })

  common(
    program.command('export').description('everything in open formats, with a manifest of hashes'),
  )
    .requiredOption('--out <dir>')
    .action(async (options: CommonOptions & { out: string }) => {
      const done = await withCompany(options, (client) =>
        client.companies.export({ to: resolve(options.out) }),
      )
      if (options.json) print(done)
      else
        printTable(
          ['file', 'rows', 'sha256'],
          done.files.map((file) => [file.name, String(file.rows), file.sha256]),
          [1],
        )
    })
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' })
  } catch {
    throw new Refusal('file.unwritable', { file })
  }
}

function needFile(options: CommonOptions): string {
  if (options.company === undefined)
    throw new Usage('Name the company file with --company FILE.', 'company.required')
  return resolve(options.company)
}

function amountOf(minor: number | null, currency: string | null): string | null {
  return minor === null || currency === null ? null : money(minor, currency)
}
