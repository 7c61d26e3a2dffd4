/**
 * The `saldo` command line (specs: cli.md): a door to the same backend, no business of its own.
 *
 * Exit codes: 0 done, 1 understood and declined or done with problems, 2 wrong usage, 3 bug. With
 * `--json` standard output carries exactly one JSON document (or one object per line where that is
 * said); progress and logs go to standard error.
 */
import { Command, CommanderError } from 'commander'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { BackendBug } from '../../shared/rpc/client.ts'
import { addAccountCommands } from './accounts.ts'
import { addAgingCommand } from './aging.ts'
import { addBackupCommands } from './backups.ts'
import { addBankCommands } from './bank.ts'
import { addCampaignCommands } from './campaign.ts'
import { addCompanyCommands } from './company.ts'
import { addCustomerCommands } from './customers.ts'
import { addDocumentCommands } from './documents.ts'
import { addGenerateCommand } from './generate.ts'
import { addImportCommands } from './import.ts'
import { incidentLog } from './incidents.ts'
import { errorJson, exitCode, Usage } from './output.ts'
import { addDeviceCommands } from './device.ts'
import { addPeriodCommands } from './periods.ts'
import { addPostCommand, DeclinedEntries } from './post.ts'
import { guarded, guardStreams } from './process-guard.ts'
import { addReconcileCommands } from './reconcile.ts'

export async function main(argv: readonly string[]): Promise<number> {
  const wantsJson = argv.includes('--json')
  const program = programOf(wantsJson)
  guardStreams()
  exitCode.value = 0
  return guarded(
    async () => {
      try {
        await program.parseAsync(argv, { from: 'user' })
        return exitCode.value
      } catch (error) {
        return fail(error, wantsJson, argv)
      }
    },
    (error) => fail(error, wantsJson, argv),
  )
}

function programOf(wantsJson: boolean): Command {
  const program = new Command('saldo')
  program
    .description('Accounts receivable on the command line')
    .showHelpAfterError(false)
    // Another program under the same name (build/saldo.mjs): it has no part in the desktop.
    .addHelpText('after', '\nThe central server: saldo server --help')
  for (const add of [
    addCompanyCommands,
    addBackupCommands,
    addBankCommands,
    addGenerateCommand,
    addPeriodCommands,
    addDeviceCommands,
    addImportCommands,
    addCustomerCommands,
    addAccountCommands,
    addAgingCommand,
    addPostCommand,
    addDocumentCommands,
    addReconcileCommands,
    addCampaignCommands,
  ])
    add(program)
  for (const command of [program, ...allCommands(program)]) {
    command
      .exitOverride()
      .configureOutput({ writeErr: (text) => (wantsJson ? undefined : process.stderr.write(text)) })
  }
  return program
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...allCommands(one)])
}

function fail(error: unknown, wantsJson: boolean, argv: readonly string[]): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    return report({ code: 'usage', message: error.message.replace(/^error: /, '') }, wantsJson, 2)
  }
  if (error instanceof Usage)
    return report({ code: error.code, message: error.message, ...error.params }, wantsJson, 2)
  if (error instanceof Refusal) {
    const problems = error instanceof DeclinedEntries ? { problems: error.problems } : {}
    const code = error.code === 'input.invalid' ? 2 : 1
    return report({ ...errorJson(error, argv), ...problems }, wantsJson, code)
  }
  const incident =
    error instanceof BackendBug ? error.incident : incidentLog.bug('the command line', error)
  return report(
    { code: 'bug', message: `A fault of Saldo's own, incident ${incident}.`, incident },
    wantsJson,
    3,
  )
}

function report(error: Record<string, unknown>, wantsJson: boolean, code: number): number {
  if (wantsJson) process.stdout.write(`${JSON.stringify({ error })}\n`)
  else process.stderr.write(`${String(error['message'])}\n`)
  return code
}
