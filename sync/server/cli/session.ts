/** Opens the database for one set-up command: no running server is needed. */
import type { Command } from 'commander'
import { Option } from 'commander'
import type { Desk } from '../accounts.ts'
import { serverClock } from '../clock.ts'
import { type DatabasePlace, defaultFolder, openDatabase } from '../database.ts'
import { SECRET_LENGTH_MIN } from '../identity/keys.ts'
import { deskOf } from '../serve.ts'
import { Usage } from './output.ts'

export interface DatabaseOptions {
  readonly db?: string
  readonly data?: string
}

export interface CommonOptions extends DatabaseOptions {
  readonly json?: boolean
  readonly lang?: string
}

/** Every command knows these. */
export function common(command: Command): Command {
  return command
    .option('--db <url>', 'PostgreSQL of the server (else SALDO_DATABASE_URL)')
    .option('--data <dir>', 'folder of the embedded PostgreSQL, used without a URL')
    .option('--json', 'print JSON')
    .addOption(new Option('--lang <language>', 'language of messages').choices(['tr', 'en', 'de']))
}

export function placeOf({ db, data }: DatabaseOptions): DatabasePlace {
  const url = db ?? (data === undefined ? process.env['SALDO_DATABASE_URL'] : undefined)
  return { url: url === undefined || url === '' ? null : url, folder: data ?? defaultFolder() }
}

export async function atDesk<T>(
  options: DatabaseOptions,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  const broke = (error: Error) => process.stderr.write(`${error.message}\n`)
  const database = await openDatabase(placeOf(options), broke)
  try {
    const secret = secretOf(process.env['SALDO_SERVER_SECRET'])
    return await work(deskOf(database, serverClock(process.env['SALDO_CLOCK']), secret))
  } finally {
    await database.close()
  }
}

/** Null: the one the database keeps. */
export function secretOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  if (text.length < SECRET_LENGTH_MIN)
    throw new Usage(`SALDO_SERVER_SECRET has fewer than ${SECRET_LENGTH_MIN} characters.`)
  return text
}
