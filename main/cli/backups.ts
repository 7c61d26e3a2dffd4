/** Backups, recovery and place of a company file: `backups`, `recover`, `place`. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { exitCode, money, print, printTable, Usage } from './output.ts'
import {
  common,
  type CommonOptions,
  type SaldoClient,
  withBackend,
  withCompany,
} from './session.ts'

export function addBackupCommands(program: Command): void {
  const backups = common(
    program.command('backups').description('the backups of a company file, newest first'),
  ).action(async (options: CommonOptions) => {
    const { folder, backups: all } = await withCompany(options, (client) => client.backups.list({}))
    if (options.json) return print({ folder, backups: all })
    printTable(
      ['name', 'at', 'bytes', 'documents', 'reason', 'checked'],
      all.map((one) => [
        one.name,
        one.at,
        String(one.bytes),
        String(one.documents ?? '-'),
        one.reason ?? '-',
        one.isVerified ? 'yes' : 'NO',
      ]),
      [2, 3],
    )
  })

  common(backups.command('make').description('make a backup now and check it')).action(
    async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>()
      const made = await withCompany(options, (client) => client.backups.make({}))
      if (options.json) print(made)
      else process.stdout.write(`${made.file}  ${made.bytes} bytes\n`)
    },
  )

  common(backups.command('verify').description('check a backup again, from its bytes on'))
    .argument('<name>')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>()
      const checked = await withCompany(options, (client) => client.backups.verify({ name }))
      if (!checked.ok) exitCode.value = 1
      if (options.json) print({ name, ...checked })
      else process.stdout.write(checked.ok ? `${name} is sound\n` : `${name}: ${checked.fault}\n`)
    })

  common(backups.command('preview').description('what restoring a backup would change'))
    .argument('<name>')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>()
      const { backup, present } = await withCompany(options, (client) =>
        client.backups.preview({ name }),
      )
      const plain = (state: typeof backup) => ({
        ...state,
        balances: state.balances.map(({ currency, minor }) => ({
          currency,
          balance: money(minor, currency),
        })),
      })
      if (options.json) return print({ backup: plain(backup), present: plain(present) })
      printTable(
        ['', 'backup', 'now'],
        [
          ['customers', String(backup.customers), String(present.customers)],
          ['documents', String(backup.documents), String(present.documents)],
          ['last entry', backup.lastAt ?? '-', present.lastAt ?? '-'],
        ],
        [1, 2],
      )
    })

  common(
    backups
      .command('restore')
      .description('put a backup in place; the present state is kept first'),
  )
    .argument('<name>')
    .action(async (name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>()
      const { before } = await withCompany(options, (client) => client.backups.restore({ name }))
      if (options.json) print({ restored: name, before: before.name })
      else process.stdout.write(`${name} is in place. The way back: ${before.name}\n`)
    })

  common(program.command('recover').description('get a damaged company back'))
    .option('--dry-run', 'only say from what', false)
    .option('--take-unsure', 'also do again what nobody knows to be acknowledged', false)
    .option('--accept-change', 'keep the file as something else has changed it', false)
    .action(
      async (
        options: CommonOptions & { dryRun: boolean; takeUnsure: boolean; acceptChange: boolean },
      ) => {
        const file = needFile(options)
        if (options.acceptChange) {
          await withCompany(options, (client) => client.backups.acceptChange({}))
          if (options.json) print({ accepted: true })
          return
        }
        const done = await withBackend((client) =>
          options.dryRun
            ? client.backups.lookForRecovery({ file })
            : client.backups.recover({ file, takesUnsure: options.takeUnsure }),
        )
        const { missing = 0, setAside = null } = done as Partial<Recovered>
        if (missing > 0 || !done.isJournalWhole) exitCode.value = 1
        if (options.json) return print(plainRecovery(done))
        printTable(
          ['', ''],
          [
            ['backup', done.backup.name],
            ['commands after it', String(done.commits)],
            ['journal without a gap', done.isJournalWhole ? 'yes' : 'NO'],
            ['unsure', String(done.unsure.length)],
            ['lacking', String(missing)],
            ['damaged file', setAside ?? '-'],
          ],
        )
      },
    )

  common(program.command('place').description('whether the company file lies where it is safe'))
    .option('--accept', 'let it lie there, on this machine', false)
    .action(async (options: CommonOptions & { accept: boolean }) => {
      const file = needFile(options)
      if (options.accept) await withBackend((client) => client.backups.acceptPlace({ file }))
      const { place, freeBytes, isLow } = await withCompany(options, (client) =>
        client.backups.health({}),
      )
      if (options.json) return print({ ...place, freeBytes, isLow })
      process.stdout.write(
        `${place.kind}${place.by === '' ? '' : ` (${place.by})`}, ${Math.floor(freeBytes / 1024 ** 2)} MB free\n`,
      )
    })
}

type Recovered = Awaited<ReturnType<SaldoClient['backups']['recover']>>
type Recovery = Awaited<ReturnType<SaldoClient['backups']['lookForRecovery']>>

function plainRecovery({ unsure, ...rest }: Recovery): Record<string, unknown> {
  return {
    ...rest,
    unsure: unsure.map(({ amountMinor, ...one }) => ({
      ...one,
      amount:
        amountMinor === null || one.currency === null ? null : money(amountMinor, one.currency),
    })),
  }
}

function needFile(options: CommonOptions): string {
  if (options.company === undefined)
    throw new Usage('Name the company file with --company FILE.', 'company.required')
  return resolve(options.company)
}
