/** This device and its company's server: enrol, exchange, and what is held (cli.md, Devices). */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { addCentralCommands } from './device-central.ts'
import { addDecisionCommands } from './decisions.ts'
import { addProofCommands } from './device-proof.ts'
import { money, print, printLines, printTable, Usage, wholeFrom } from './output.ts'
import { EXCHANGED, exchangedCells, watchCompany } from './device-watch.ts'
import { common, type CommonOptions, withBackend, withCompany } from './session.ts'

type SyncOptions = CommonOptions & {
  readonly push: boolean
  readonly pull: boolean
  readonly maxOps?: number
  readonly watch: boolean
}

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
    .option('--watch', 'go on until stopped: at once after work here or news of the server', false)
    .action(async (options: SyncOptions) => {
      const { push, pull, maxOps, watch } = options
      if (watch && (push || pull || maxOps !== undefined))
        throw new Usage('--watch exchanges everything: leave --push, --pull and --max-ops out.')
      if (watch) return watchCompany(options)
      const done = await withCompany(options, (client) =>
        client.device.sync({
          direction: push === pull ? 'both' : push ? 'push' : 'pull',
          opsMax: maxOps ?? null,
        }),
      )
      if (options.json) print(done)
      else printTable(EXCHANGED, [exchangedCells(done)])
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
  addCentralCommands(device)
  addDecisionCommands(device)
  addProofCommands(device)
}
