/**
 * The power-cut model (reliability-security.md 2): a recorded day is stopped at chosen calls, what a
 * disk may hold then is laid down, and Saldo opens it. Whatever had been acknowledged by then must be
 * there, and a second time with the database lost, from backup and outbox journal.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { MIGRATIONS } from '../../../db/local/migrations/index.ts'
import { systemClock } from '../../../main/backend/company/clock.ts'
import { openCompanyFile } from '../../../main/backend/company/opening.ts'
import { backupsOf } from '../../../main/backend/durability/backup-store.ts'
import { checkCopy } from '../../../main/backend/durability/check-copy.ts'
import { recoverCompanyFile } from '../../../main/backend/durability/recover.ts'
import { inspect } from '../inspect.ts'
import { seeded } from '../seeded.ts'
import { Disk, type Mood } from './disk.ts'
import { Player, type Step } from './player.ts'
import { type Call, callsOf, record } from './recording.ts'

export const DAYS = ['day', 'restore'] as const
export type Day = (typeof DAYS)[number]

export interface CutReport {
  readonly day: Day
  readonly seed: number
  /** Calls recorded that write, name or sync, and what the process said. */
  readonly calls: number
  readonly syncs: number
  cuts: number
  acknowledged: number
  /** Databases lost on top of the cut, and recovered. */
  recovered: number
  readonly faults: string[]
}

const FILE = 'cut.saldo'
const work = fileURLToPath(new URL('./work.ts', import.meta.url))

export interface Recorded {
  readonly day: Day
  readonly seed: number
  readonly root: string
  readonly calls: readonly Call[]
}

export async function recordDay(day: Day, seed: number): Promise<Recorded> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), `saldo-cut-${day}-`)))
  const root = join(dir, 'files')
  mkdirSync(root)
  try {
    const trace = join(dir, 'trace')
    await record(trace, [work, day, join(root, FILE), String(seed)])
    return { day, seed, root, calls: await Array.fromAsync(callsOf(trace)) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Stops the recorded day `cuts` times; `ignores` makes the disk a liar. */
export async function cutDay(
  { day, seed, root, calls }: Recorded,
  cuts: number,
  ignores?: (path: string) => boolean,
): Promise<CutReport> {
  const random = seeded(seed)
  const steps = stepsOf(root, calls)
  const places = placesOf(steps, cuts, random)
  const report: CutReport = {
    day,
    seed,
    calls: steps.filter((step) => step !== 'other').length,
    syncs: steps.filter((step) => step === 'sync').length,
    cuts: 0,
    acknowledged: 0,
    recovered: 0,
    faults: [],
  }
  const disk = new Disk()
  const player = new Player(root, disk, ignores)
  let next = 0
  for (const at of places) {
    for (; next <= at; next += 1) player.play(calls[next] as Call)
    const mood = moodOf(random)
    const image = mkdtempSync(join(tmpdir(), 'saldo-cut-image-'))
    const said = player.said
    const fault = (text: string) =>
      report.faults.push(`${day}, seed ${seed}, cut at call ${at} (${mood}): ${text}`)
    try {
      layDown(image, disk.cut(random, mood))
      new Look(join(image, FILE), day, said, fault).all(random, report)
    } catch (error) {
      fault(error instanceof Error ? (error.stack ?? error.message) : String(error))
    } finally {
      rmSync(image, { recursive: true, force: true })
    }
    report.cuts += 1
    report.acknowledged = said.filter((line) => line.startsWith('op ')).length
  }
  return report
}

function stepsOf(root: string, calls: readonly Call[]): Step[] {
  const player = new Player(root, new Disk())
  return calls.map((call) => player.play(call))
}

/** Half anywhere, half right after names, syncs and what was said: where orders go wrong. */
function placesOf(steps: readonly Step[], cuts: number, random: () => number): number[] {
  const calls = [...steps.keys()].filter((at) => steps[at] !== 'other')
  const turns = calls.filter((at) => steps[at] !== 'write')
  const one = (from: readonly number[]) => from[Math.floor(random() * from.length)] ?? 0
  return Array.from({ length: cuts }, (_, n) => one(n % 2 === 0 ? calls : turns)).toSorted(
    (a, b) => a - b,
  )
}

function moodOf(random: () => number): Mood {
  const one = random()
  return one < 0.25 ? 'nothing' : one < 0.35 ? 'all' : 'chance'
}

function layDown(image: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of files) {
    if (path.endsWith('/')) mkdirSync(join(image, path), { recursive: true })
    // What SQLite shares in memory is no file that lasts.
    else if (!path.endsWith('-shm')) {
      mkdirSync(dirname(join(image, path)), { recursive: true })
      writeFileSync(join(image, path), bytes)
    }
  }
}

/** What one image must satisfy. */
class Look {
  readonly #path: string
  readonly #day: Day
  readonly #said: readonly string[]
  readonly #acknowledged: readonly string[]
  readonly #fault: (text: string) => void

  constructor(path: string, day: Day, said: readonly string[], fault: (text: string) => void) {
    this.#path = path
    this.#day = day
    this.#said = said
    this.#acknowledged = said.flatMap((line) => (line.startsWith('op ') ? [line.slice(3)] : []))
    this.#fault = fault
  }

  all(random: () => number, report: { recovered: number }): void {
    if (!existsSync(this.#path)) {
      if (this.#said.includes('created')) this.#fault('the file that was made is gone')
      return
    }
    this.#backups()
    if (this.#said.includes('opened')) {
      this.#lost(random)
      report.recovered += 1
    }
    this.#open()
    this.#file('')
  }

  /** As Saldo opens it; a file that the recorded migration has brought up is of a version to come. */
  #open(): void {
    const db = new SqliteDatabase(this.#path)
    const version = Number(db.pragma('user_version', { simple: true }))
    db.close()
    if (version > MIGRATIONS.length) return
    if (this.#said.includes('migrated')) this.#fault('a migration undone')
    const file = openCompanyFile(this.#path, systemClock(), true)
    // Between a restore and the next command the journal is that of the life before.
    if (file.settled?.setAside && this.#day !== 'restore') this.#fault('the journal was set aside')
    file.close()
  }

  #file(what: string): void {
    const { faults, operations } = inspect(this.#path)
    for (const fault of faults) this.#fault(what + fault)
    const elsewhere = this.#day === 'restore' ? this.#inBackups() : new Set<string>()
    const lost = this.#acknowledged.filter((hash) => !operations.has(hash) && !elsewhere.has(hash))
    if (lost.length > 0) this.#fault(`${what}${lost.length} acknowledged operations are lost`)
  }

  #inBackups(): Set<string> {
    return new Set(backupsOf(this.#path).flatMap(({ path }) => [...inspect(path).operations]))
  }

  /** What was called a backup is one, by its manifest and by its content. */
  #backups(): void {
    const there = backupsOf(this.#path)
    for (const backup of there) {
      if (backup.manifest === null) this.#fault(`${backup.name} has no manifest that fits`)
      else if (checkCopy(backup.path).sha256 !== backup.manifest.sha256)
        this.#fault(`${backup.name} is not what its manifest says`)
    }
    for (const line of this.#said) {
      const [what, name = ''] = line.split(' ')
      if (what === 'backup' && !there.some((one) => one.name === name))
        this.#fault(`the backup ${name} is gone`)
      if (what === 'copied' && checkCopy(join(this.#path, '..', name)).fault !== null)
        this.#fault(`the copy ${name} is not sound`)
    }
  }

  /** The same image, and the database lost on top of it. */
  #lost(random: () => number): void {
    const copy = mkdtempSync(join(tmpdir(), 'saldo-cut-lost-'))
    try {
      cpSync(dirname(this.#path), copy, { recursive: true })
      const path = join(copy, FILE)
      rmSync(`${path}-wal`, { force: true })
      truncateSync(path, Math.floor(statSync(path).size * random() * 0.9))
      // The last entry's mark waits for the next one's sync: of that one a person is asked, and says yes.
      recoverCompanyFile(path, Date.now(), { takesUnsure: true })
      new Look(path, this.#day, this.#said, (text) => this.#fault(`recovered: ${text}`)).#file('')
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
}
