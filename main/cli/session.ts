/** Opens the backend for one command, works, and stops it: the file is left as a door leaves it. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { directPair, type Port } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'
import type { Backend } from '../backend/backend.ts'
import { startBackend } from '../backend/start.ts'
import { knock } from '../local-door/knock.ts'
import { openLocalDoor } from '../local-door/listen.ts'
import { incidentLog, workDir } from './incidents.ts'
import { Usage } from './output.ts'

export type SaldoClient = Client<SaldoContract>

export interface CommonOptions {
  readonly company?: string
  readonly json?: boolean
  readonly lang?: 'tr' | 'en' | 'de'
}

/** Every command knows these. */
export function common(command: Command): Command {
  return command
    .option('--company <file>', 'the company file')
    .option('--json', 'print one JSON document')
    .addOption(
      new Option('--lang <language>', 'language of messages and documents').choices([
        'tr',
        'en',
        'de',
      ]),
    )
}

/** Runs on an open company; a command that needs one and gets none is wrong usage. */
export async function withCompany<T>(
  options: CommonOptions,
  work: (client: SaldoClient) => Promise<T>,
  within: (work: (client: SaldoClient) => Promise<T>) => Promise<T> = withBackend,
): Promise<T> {
  if (options.company === undefined)
    throw new Usage('Name the company file with --company FILE.', 'company.required')
  const file = resolve(options.company)
  const open = async (client: SaldoClient) => {
    await client.companies.open({ file })
    return work(client)
  }
  // Where a window has the company open, its process does the work: one process writes a file.
  const port = await knock(file)
  return port ? withPort(port, open) : within(open)
}

/**
 * The same for a command that stays: it has the file open as a window has, and other commands on it
 * hand their work to this process meanwhile.
 */
export async function withCompanyOpen<T>(
  options: CommonOptions,
  work: (client: SaldoClient) => Promise<T>,
): Promise<T> {
  return withCompany(options, work, async (open) => {
    const backend = await newBackend()
    const closeDoor = await openLocalDoor(backend)
    try {
      return await withAttached(backend, open)
    } finally {
      await closeDoor()
    }
  })
}

export async function withBackend<T>(work: (client: SaldoClient) => Promise<T>): Promise<T> {
  return withAttached(await newBackend(), work)
}

function newBackend(): Promise<Backend> {
  return startBackend({ dataDir: workDir(), log: incidentLog })
}

async function withAttached<T>(
  backend: Backend,
  work: (client: SaldoClient) => Promise<T>,
): Promise<T> {
  const [near, far] = directPair()
  backend.attach(far, { namesPaths: true })
  try {
    return await withPort(near, work)
  } finally {
    await backend.stop()
  }
}

async function withPort<T>(port: Port, work: (client: SaldoClient) => Promise<T>): Promise<T> {
  const connection = connect(contract, port)
  connection.onProgress(({ job, phase, done, total }) => {
    if (process.stderr.isTTY) process.stderr.write(`${job}: ${phase} ${done}/${total}\n`)
  })
  try {
    return await work(connection.client)
  } finally {
    connection.close()
  }
}

/** Account codes from a file, one a line. */
export function codesIn(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  } catch {
    throw new Usage(`The list ${path} cannot be read.`, 'file.not_found', { file: path })
  }
}
