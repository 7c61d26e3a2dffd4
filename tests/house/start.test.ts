/** `npm start`: which door opens, with what, and that it ends. Started as npm does, by build/start.mjs. */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startBackend } from '../../main/backend/start.ts'
import { CORE_FLAGS } from '../../main/electron/core-flags.ts'
import { contract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const demo = join(mkdtempSync(join(tmpdir(), 'saldo-start-')), 'demo.saldo')
const started: ChildProcess[] = []
/** The Node of the machine, which may be older than the project's; where there is none, the project's. */
const HOST_NODE =
  ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path)) ?? process.execPath

function start(env: NodeJS.ProcessEnv, node = process.execPath, wrap = false): ChildProcess {
  const script = join(root, 'build', 'start.mjs')
  const command: [string, string[]] = wrap
    ? ['/bin/sh', ['-c', `"${node}" "${script}" & echo "inner $!"; wait`]]
    : [node, [script]]
  const child = spawn(...command, {
    env: { ...process.env, CI: 'true', SALDO_DATA: folderWithDemo(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  return child
}

/** With a small demo company, so that none has to be made. */
function folderWithDemo(): string {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-start-'))
  for (const suffix of ['', '.keys']) copyFileSync(demo + suffix, join(dir, `demo.saldo${suffix}`))
  return dir
}

/** The output until it says this. */
function heard(child: ChildProcess, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += String(chunk)
      if (words.test(text)) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${text}`)))
  })
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100; i += 1) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

/** An Electron that writes down how it was called and waits to be ended. */
function electronInFolder(): { folder: string; record: string } {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-electron-'))
  const record = join(folder, 'called')
  const binary = join(folder, 'electron')
  writeFileSync(
    binary,
    `#!/bin/sh\ntrap 'echo ended >> "${record}"; exit 0' TERM\necho "$$ $*" > "${record}"\necho called\nwhile :; do sleep 0.1; done\n`,
  )
  chmodSync(binary, 0o755)
  return { folder, record }
}

beforeAll(async () => {
  const backend = await startBackend({ dataDir: dirname(demo) })
  const [near, far] = portPair()
  backend.attach(far, { namesPaths: true })
  const connection = connect(contract, near)
  await connection.client.companies.createDemo({ file: demo, customers: 60, documents: 600 })
  connection.close()
  await backend.stop()
})

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

it('starts Electron where there is one, with the demo, and ends it on SIGTERM', async () => {
  const { folder, record } = electronInFolder()
  const child = start({ ELECTRON_OVERRIDE_DIST_PATH: folder })
  await heard(child, /called/)
  const [, ...args] = readFileSync(record, 'utf8').trim().split(' ')
  child.kill('SIGTERM')
  await ended(child)

  expect(args).toEqual([
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    join(root, 'build', '..'),
    '--demo',
  ])
  expect(readFileSync(record, 'utf8')).toContain('ended')
})

it('starts the browser version where there is none, says so, and ends on SIGTERM', async () => {
  const child = start({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })
  const said = await heard(child, /running at http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/)
  child.kill('SIGTERM')

  expect(said).toContain(
    'Electron is not installed on this machine: starting the browser version instead.',
  )
  expect(await ended(child)).toBe(0)
})

it('starts from the Node a machine has, and ends when its parent does', async () => {
  const child = start({ SALDO_HOST: 'browser' }, HOST_NODE, true)
  const said = await heard(child, /running at http/)
  const inner = Number(/inner (\d+)/.exec(said)?.[1])
  child.kill('SIGKILL')

  expect(await isGone(inner)).toBe(true)
})

it('M171 (part): a second start on the same data says in one sentence that Saldo runs already', async () => {
  const folder = folderWithDemo()
  const first = start({ SALDO_HOST: 'browser', SALDO_DATA: folder })
  await heard(first, /Saldo is running at/)
  const second = spawn(process.execPath, [join(root, 'build', 'start.mjs')], {
    env: { ...process.env, CI: 'true', SALDO_HOST: 'browser', SALDO_DATA: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(second)
  let said = ''
  second.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
  const code = await ended(second)

  expect(code).toBe(1)
  expect(said.trim()).toMatch(/^Saldo is already running with the data in [^\n]+$/)
}, 60_000)

it('npm start gives the ledger’s process the same memory as the shell does', () => {
  const { scripts } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { scripts: Record<string, string> }

  expect(scripts['start']).toBe(`node ${CORE_FLAGS.join(' ')} build/start.mjs`)
})
