/** `saldo server` as a process of its own, on a database that is there; gone with the test. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface RunningServer {
  readonly url: string
  stop(): Promise<void>
}

export async function runServer(db: string): Promise<RunningServer> {
  const script =
    "import('./sync/server/cli/index.ts').then(async ({ main }) => { process.exitCode = await main(process.argv.slice(1)) })"
  const child = spawn(process.execPath, ['-e', script, '--', '--port', '0', '--db', db], {
    cwd: root,
    stdio: 'pipe',
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  while (!out.includes('\n')) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${err}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { url } = JSON.parse(out.slice(0, out.indexOf('\n'))) as { readonly url: string }
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
