/** saldo server device, balances, held, ops: what is connected, and what stands in the books. */
import type { Command } from 'commander'
import { companyOfDevice } from '../accounts.ts'
import { type DeviceStatus, setDeviceStatus } from '../identity/revoke.ts'
import { devicesOf } from '../listings.ts'
import { balancesOf, eachEntry, heldOf } from '../ledger-view.ts'
import { idOption, printLine, printList, printOne, wholeOption } from './output.ts'
import { atDesk, common, type CommonOptions } from './session.ts'

type InCompany = CommonOptions & { readonly company: string }

const STANDINGS = [
  ['suspend', 'suspended', 'no exchange until it is resumed'],
  ['resume', 'active', 'take a suspension back'],
  ['revoke', 'revoked', 'no exchange any more, for good'],
] as const satisfies readonly (readonly [string, DeviceStatus, string])[]

export function addDeviceCommands(program: Command): void {
  const device = program.command('device').description('devices of a company')
  inCompany(device.command('list').description('devices and when they were last heard of')).action(
    async (options: InCompany) => {
      const devices = await atDesk(options, (desk) => devicesOf(desk, options.company))
      printList('devices', devices, options.json === true)
    },
  )
  for (const [name, status, words] of STANDINGS)
    common(device.command(name).description(words))
      .argument('<device>', 'id', idOption)
      .action(async (id: string, options: CommonOptions) => {
        await atDesk(options, async (desk) =>
          setDeviceStatus(desk, await companyOfDevice(desk, id), id, status),
        )
        printOne({ id, status }, options.json === true)
      })
}

export function addLedgerCommands(program: Command): void {
  inCompany(program.command('balances').description('balances by customer, one a line')).action(
    async (options: InCompany) => {
      const lines = await atDesk(options, ({ store }) => balancesOf(store, options.company))
      for (const line of lines) printLine({ ...line }, options.json === true)
    },
  )
  inCompany(program.command('held').description('operations that wait, one a line')).action(
    async (options: InCompany) => {
      const lines = await atDesk(options, ({ store }) => heldOf(store, options.company))
      for (const line of lines) printLine({ ...line }, options.json === true)
    },
  )
  inCompany(program.command('ops').description('the log in order, one entry a line'))
    .option('--from <seq>', 'first entry', wholeOption(Number.MAX_SAFE_INTEGER), 1)
    .action(async (options: InCompany & { from: number }) => {
      await atDesk(options, ({ store }) =>
        eachEntry(store, options.company, options.from, (entry) =>
          printLine(entry, options.json === true),
        ),
      )
    })
}

function inCompany(command: Command): Command {
  return common(command).requiredOption('--company <id>', 'the company', idOption)
}
