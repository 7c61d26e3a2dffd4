/** This device and its company's server: enrol, exchange, and what is held (cli.md, Devices). */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import {
  choiceOption,
  dayOption,
  decimal,
  money,
  print,
  printLines,
  printTable,
  Usage,
  wholeFrom,
} from './output.ts'
import {
  common,
  type CommonOptions,
  type SaldoClient,
  withBackend,
  withCompany,
} from './session.ts'

type Held = Awaited<ReturnType<SaldoClient['device']['held']>>
type Exit = Parameters<SaldoClient['device']['resolve']>[0]['exit']
const EXITS = ['withdraw', 'redate', 'reduce'] as const satisfies readonly Exit[]

export function addDeviceCommands(program: Command): void {
  const device = program.command('device').description('this device and its company’s server')
  common(device.command('enrol').description('make this device one of the company’s'))
    .requiredOption('--server <url>')
    .requiredOption('--code <code>', 'enrolment code of the server, good once and for 10 minutes')
    .option('--publish', 'the file’s own work becomes the company on the server', false)
    .action(async (options: CommonOptions & { server: string; code: string; publish: boolean }) => {
      const { company, server, code, publish } = options
      if (company === undefined)
        throw new Usage('Name the company file with --company FILE.', 'company.required')
      const done = await withBackend((client) =>
        client.device.enrol({ file: resolve(company), server, code, publish }),
      )
      if (options.json) print(done)
      else process.stdout.write(`${done.deviceCode}: ${done.company}\n`)
    })
  common(device.command('sync').description('exchange with the server until nothing is left'))
    .option('--push', 'send only', false)
    .option('--pull', 'receive only', false)
    .option('--max-ops <n>', 'send at most so many operations', wholeFrom(1))
    .action(async (options: CommonOptions & { push: boolean; pull: boolean; maxOps?: number }) => {
      const { push, pull, maxOps } = options
      const done = await withCompany(options, (client) =>
        client.device.sync({
          direction: push === pull ? 'both' : push ? 'push' : 'pull',
          opsMax: maxOps ?? null,
        }),
      )
      if (options.json) print(done)
      else
        printTable(
          ['pushed', 'accepted', 'held', 'pulled', 'cursor', 'head', 'pending', 'digest'],
          [
            [
              String(done.pushed),
              String(done.accepted),
              String(done.held),
              String(done.pulled),
              String(done.cursor),
              String(done.head),
              String(done.pending),
              done.digest,
            ],
          ],
        )
    })
  common(device.command('status')).action(async (options: CommonOptions) => {
    const status = await withCompany(options, (client) => client.device.status({}))
    if (options.json) print(status)
    else
      printTable(
        ['what', 'is'],
        Object.entries(status).map(([key, value]) => [
          key,
          typeof value === 'object' ? JSON.stringify(value) : String(value),
        ]),
      )
  })
  common(device.command('balances')).action(async (options: CommonOptions) => {
    const rows = await withCompany(options, (client) => client.device.balances({}))
    const lines = rows.map(({ customer, currency, confirmedMinor, pendingMinor, heldMinor }) => ({
      customer,
      currency,
      confirmed: money(confirmedMinor, currency),
      pending: money(pendingMinor, currency),
      held: money(heldMinor, currency),
    }))
    if (options.json) printLines(lines)
    else
      printTable(
        ['customer', 'currency', 'confirmed', 'pending', 'held'],
        lines.map((line) => Object.values(line)),
      )
  })
  common(device.command('held')).action(async (options: CommonOptions) =>
    showHeld(options, await withCompany(options, (client) => client.device.held({}))),
  )
  common(device.command('resolve').description('take a way out of a held operation'))
    .argument('<op>')
    .argument('<exit>', EXITS.join(', '), choiceOption(EXITS))
    .option('--date <day>', 'the new ledger day', dayOption)
    .option('--amount <amount>', 'the new amount')
    .option('--reason <text>')
    .action(
      async (
        op: string,
        exit: Exit,
        options: CommonOptions & { date?: string; amount?: string; reason?: string },
      ) => {
        const rows = await withCompany(options, async (client) => {
          const held = (await client.device.held({})).find((one) => one.op === op)
          const amount = options.amount
          return client.device.resolve({
            op,
            exit,
            ...(options.date === undefined ? {} : { date: options.date as never }),
            ...(amount === undefined
              ? {}
              : { amountMinor: decimal(amount, held?.currency ?? 'TRY') }),
            ...(options.reason === undefined ? {} : { reason: options.reason }),
          })
        })
        showHeld(options, rows)
      },
    )
}

function showHeld(options: CommonOptions, rows: Held): void {
  const lines = rows.map(({ amountMinor, ...row }) => ({
    ...row,
    amount: amountMinor === null || row.currency === null ? null : money(amountMinor, row.currency),
  }))
  if (options.json) printLines(lines)
  else
    printTable(
      ['op', 'code', 'document', 'customer', 'amount', 'exits'],
      lines.map(({ op, code, documentNo, customer, amount, exits }) => [
        op,
        code,
        documentNo ?? '',
        customer ?? '',
        amount ?? '',
        exits.join(' '),
      ]),
    )
}
