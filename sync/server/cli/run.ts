/** saldo server: runs until SIGTERM. */
import type { Command } from 'commander'
import { serverClock } from '../clock.ts'
import { demoCompany } from '../demo.ts'
import { serverLog } from '../log.ts'
import { type RunningServer, serve } from '../serve.ts'
import { printJson, wholeOption } from './output.ts'
import { common, type DatabaseOptions, placeOf, secretOf } from './session.ts'

const PORT = 7443
const PORT_MAX = 65_535

interface RunOptions extends DatabaseOptions {
  readonly port: number
  readonly host: string
  readonly demo?: boolean
}

export function addRun(program: Command): void {
  common(program)
    .option('--port <port>', '0: a free one', wholeOption(PORT_MAX), PORT)
    .option('--host <address>', 'address to listen on; TLS is the proxy’s', '127.0.0.1')
    .option('--demo', 'a demo company, its users and an enrolment code for each')
    .action(run)
}

async function run(options: RunOptions): Promise<void> {
  const stopped = untilStopped()
  const server = await serve({
    place: placeOf(options),
    host: options.host,
    port: options.port,
    secret: secretOf(process.env['SALDO_SERVER_SECRET']),
    clock: serverClock(process.env['SALDO_CLOCK']),
    log: serverLog(process.env['SALDO_LOG_LEVEL'] ?? 'info'),
  })
  printJson({ url: server.url, db: server.db, pid: process.pid })
  if (options.demo) await printDemo(server)
  await stopped
  await server.stop()
}

async function printDemo({ desk }: RunningServer): Promise<void> {
  for (const user of await demoCompany(desk)) printJson(user)
}

/** Resolves at SIGTERM or SIGINT; a second one ends the process where it stands. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1))
      resolve()
    }
    process.once('SIGTERM', stop).once('SIGINT', stop)
    // npm hands a signal to its shell only: under `npm run server` we end with our parent.
    if (process.env['npm_lifecycle_event'] !== undefined) stopWithParent(stop)
  })
}

function stopWithParent(stop: () => void): void {
  const parent = process.ppid
  const check = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(check)
    stop()
  }, 1000)
  check.unref()
}
