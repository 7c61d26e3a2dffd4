/**
 * `saldo server` (cli.md, Devices and server): the server's own door, a bundle of its own beside the
 * desktop's command line.
 *
 * Exit codes: 0 done, 1 understood and declined, 2 wrong usage, 3 bug.
 */
import { randomUUID } from 'node:crypto'
import { Command, CommanderError } from 'commander'
import { RequestError } from '../../protocol/codes.ts'
import { Declined } from '../declined.ts'
import { logFault } from '../http/faults.ts'
import { isPassing } from '../http/refusals.ts'
import { serverLog } from '../log.ts'
import { addCodeCommand, addCompanyCommands, addSeriesCommand, addUserCommands } from './company.ts'
import { addDeviceCommands, addLedgerCommands } from './device.ts'
import { declinedJson, exitCode, printJson, Usage } from './output.ts'
import { addVerifyCommand } from './verify.ts'
import { addRun } from './run.ts'

/** `argv` without the word `server`. */
export async function main(argv: readonly string[]): Promise<number> {
  const isJson = argv.includes('--json')
  exitCode.value = 0
  try {
    await programOf(isJson).parseAsync(argv, { from: 'user' })
    return exitCode.value
  } catch (error) {
    return fail(error, isJson, argv)
  }
}

function programOf(isJson: boolean): Command {
  const program = new Command('saldo server')
  // --db and --data belong to the word before them: each command has its own.
  program.description('The central server of several desktops').enablePositionalOptions()
  for (const add of [
    addRun,
    addCompanyCommands,
    addUserCommands,
    addCodeCommand,
    addSeriesCommand,
    addDeviceCommands,
    addLedgerCommands,
    addVerifyCommand,
  ])
    add(program)
  for (const command of [program, ...allCommands(program)])
    command
      .exitOverride()
      .configureOutput({ writeErr: (text) => (isJson ? undefined : process.stderr.write(text)) })
  return program
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...allCommands(one)])
}

function fail(error: unknown, isJson: boolean, argv: readonly string[]): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    return report({ code: 'usage', message: error.message.replace(/^error: /, '') }, isJson, 2)
  }
  if (error instanceof Usage) return report({ code: error.code, message: error.message }, isJson, 2)
  const declined = declinedOf(error)
  if (declined) {
    const at = argv.indexOf('--lang')
    return report(declinedJson(declined, at < 0 ? undefined : argv[at + 1]), isJson, 1)
  }
  const incident = randomUUID()
  logFault(serverLog('error'), incident, error)
  const message = `A fault of Saldo's own, incident ${incident}.`
  return report({ code: 'bug', message, incident }, isJson, 3)
}

/** What the rules of devices refuse is a decline here. */
function declinedOf(error: unknown): Declined | null {
  if (error instanceof Declined) return error
  if (isUnreachable(error)) return new Declined('database.unreachable')
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown }
  if (code === 'EADDRINUSE') return new Declined('port.taken', { port: Number(port) })
  if (!(error instanceof RequestError)) return null
  if (error.code === 'DEVICE_REVOKED') return new Declined('device.revoked')
  return error.code === 'NOT_FOUND' ? new Declined('device.unknown', { device: '' }) : null
}

/** Not there, not ready, or not letting us in: nothing a bug report would help with. */
function isUnreachable(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown }
  return isPassing(error) || code === '28P01' || code === '28000' || code === '3D000'
}

function report(error: Record<string, unknown>, isJson: boolean, code: number): number {
  if (isJson) printJson({ error })
  else process.stderr.write(`${String(error['message'])}\n`)
  return code
}
