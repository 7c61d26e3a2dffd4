/** `saldo server` as processes of their own: the test that starts them ends them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const running: ChildProcess[] = []

export interface RunningServer {
  readonly child: ChildProcess
  readonly first: { readonly url: string; readonly db: string; readonly pid: number }
  readonly log: () => string
  readonly lines: (count: number) => Promise<unknown[]>
}

/** Started on a free port, when its first line is there. */
export async function startServer(...argv: readonly string[]): Promise<RunningServer> {
  const child = serverProcess(['--port', '0', ...argv])
  const heard = hear(child)
  const [first] = (await heard.lines(1)) as [RunningServer['first']]
  return { child, first, ...heard }
}

/** What a process prints, line by line as JSON. */
export function hear(child: ChildProcess): Pick<RunningServer, 'log' | 'lines'> {
  let out = ''
  let err = ''
  child.stderr?.on('data', (chunk) => {
    err += String(chunk)
  })
  child.stdout?.on('data', (chunk) => {
    out += String(chunk)
  })
  const lines = async (count: number): Promise<unknown[]> => {
    while (out.split('\n').length <= count) {
      if (child.exitCode !== null) throw new Error(`the server ended: ${err}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  }
  return { log: () => err, lines }
}

/** The server's command line as a process; `endAll` ends it. */
export function serverProcess(
  argv: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return program('./sync/server/cli/index.ts', argv, env)
}

/** The desktop's command line as a process. */
export function saldoProcess(...argv: readonly string[]): ChildProcess {
  return program('./main/cli/index.ts', argv, {})
}

function program(
  module: string,
  argv: readonly string[],
  env: Record<string, string>,
): ChildProcess {
  const script = `import('${module}').then(async ({ main }) => { process.exitCode = await main(process.argv.slice(1)) })`
  const child = spawn(process.execPath, ['-e', script, '--', ...argv], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'pipe',
  })
  running.push(child)
  return child
}

/** Its exit code, after `signal` where one is given; null when a signal ended it. */
export function ended(child: ChildProcess, signal: NodeJS.Signals | null): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    if (signal !== null) child.kill(signal)
  })
}

/** Kills what still runs. */
export async function endAll(): Promise<void> {
  for (const child of running.splice(0)) await ended(child, 'SIGKILL')
}
