/** What a device asks of its server: numbers in blocks, trust anew; and who works on the company. */
import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import { print, printLines, printTable, Usage, wholeFrom } from './output.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type Block = Awaited<ReturnType<SaldoClient['device']['blocks']>>[number]

export function addCentralCommands(device: Command): void {
  common(device.command('block').description('take numbers of a series to give without the server'))
    .argument('<series>', 'three capitals or digits', seriesOption)
    .option('--size <n>', 'how many', wholeFrom(1), 200)
    .option('--year <year>', 'fiscal year; else the one of the server’s today', wholeFrom(1900))
    .action(async (series: string, options: CommonOptions & { size: number; year?: number }) => {
      const { size, year } = options
      const blocks = await withCompany(options, (client) =>
        client.device.takeBlock({ series, size, ...(year === undefined ? {} : { year }) }),
      )
      const taken = blocks.slice(0, 1)
      if (options.json) print(taken[0])
      else showBlocks(taken)
    })
  common(device.command('blocks').description('numbers this device may give')).action(
    async (options: CommonOptions) => {
      const blocks = await withCompany(options, (client) => client.device.blocks({}))
      if (options.json) printLines(blocks)
      else showBlocks(blocks)
    },
  )
  common(
    device.command('void').description('close the next numbers of a block that no paper bears'),
  )
    .argument('<series>', 'three capitals or digits', seriesOption)
    .requiredOption('--reason <text>', 'why')
    .option('--count <n>', 'how many', wholeFrom(1), 1)
    .option('--year <year>', 'fiscal year; else the one of today', wholeFrom(1900))
    .action(
      async (
        series: string,
        options: CommonOptions & { reason: string; count: number; year?: number },
      ) => {
        const { reason, count, year } = options
        const blocks = await withCompany(options, (client) =>
          client.device.voidNumbers({
            series,
            reason,
            count,
            ...(year === undefined ? {} : { year }),
          }),
        )
        if (options.json) printLines(blocks)
        else showBlocks(blocks)
      },
    )
  common(device.command('members').description('who works on the company')).action(
    async (options: CommonOptions) => {
      const members = await withCompany(options, (client) => client.device.members({}))
      if (options.json) printLines(members)
      else
        printTable(
          ['name', 'roles', 'customers', 'status'],
          members.map(({ name, roles, scope, status }) => [
            name,
            roles.join(' '),
            scope === null ? '*' : scope.join(' '),
            status,
          ]),
        )
    },
  )
  common(device.command('sign-in').description('prove who you are to the server again'))
    .requiredOption('--password-stdin', 'read the password from standard input')
    .action(async (options: CommonOptions) => {
      const password = readFileSync(0, 'utf8').replace(/\r?\n$/, '')
      if (password === '') throw new Usage('Standard input holds no password.', 'password.empty')
      const done = await withCompany(options, (client) => client.device.signIn({ password }))
      if (options.json) print(done)
      else process.stdout.write(`${done.user}\n`)
    })
}

export function isSeries(text: string): boolean {
  return /^[A-Z0-9]{3}$/.test(text)
}

/** A series as `post --series` and `device block` name it. */
export function seriesOption(text: string): string {
  if (!isSeries(text)) throw new InvalidArgumentError('A series is three capitals or digits.')
  return text
}

function showBlocks(blocks: readonly Block[]): void {
  printTable(
    ['series', 'year', 'first', 'last', 'next', 'left', 'state'],
    blocks.map(({ series, year, first, last, next, left, state }) => [
      series,
      String(year),
      first,
      last,
      next ?? '',
      String(left),
      state,
    ]),
    [5],
  )
}
