/**
 * The server's database opened: a real one by its URL, else an embedded PostgreSQL kept in a folder.
 * A running server leaves its address in that folder, so that set-up commands find it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Central } from '../../db/central/central.ts'
import { startEmbedded } from '../../db/central/embedded.ts'
import { migrate } from '../../db/central/migrate.ts'

export interface DatabasePlace {
  /** PostgreSQL's URL, of the owner; null: an embedded one in `folder`. */
  readonly url: string | null
  readonly folder: string
}

export interface OpenDatabase {
  readonly url: string
  readonly central: Central
  close(): Promise<void>
}

/** Migrated; `report` hears of connections that broke. */
export async function openDatabase(
  place: DatabasePlace,
  report: (error: Error) => void,
): Promise<OpenDatabase> {
  const url = place.url ?? runningIn(place.folder)
  const embedded =
    url === null ? await startEmbedded({ mode: 'durable', dataDir: place.folder }) : null
  const address = url ?? embedded?.url ?? ''
  try {
    await migrate(address)
    const central = new Central({ url: address, report })
    return {
      url: address,
      central,
      close: async () => {
        await central.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

const note = z.object({ url: z.string(), db: z.string(), pid: z.int() })
export type ServerNote = z.infer<typeof note>

/** Where the server says how it is reached; beside the database's folder, which is not ours alone. */
function noteFile(folder: string): string {
  return `${folder}.running.json`
}

export function leaveNote(folder: string, running: ServerNote): () => void {
  mkdirSync(join(folder, '..'), { recursive: true })
  writeFileSync(noteFile(folder), JSON.stringify(running), { mode: 0o600 })
  return () => rmSync(noteFile(folder), { force: true })
}

/** The address of the database of the server that runs on this folder; null when none does. */
function runningIn(folder: string): string | null {
  let text: string
  try {
    text = readFileSync(noteFile(folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const running = note.safeParse(JSON.parse(text))
  return running.success && isAlive(running.data.pid) ? running.data.db : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another account's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The user's own data folder, as each system has it. */
export function defaultFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Saldo', 'server')
  if (process.platform === 'win32')
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Saldo', 'server')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'saldo', 'server')
}
