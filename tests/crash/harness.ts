/**
 * The crash recipe (reliability-security.md 2): starts the worker as a process, keeps what it has
 * acknowledged, kills it at a random moment, looks at the files, and goes on with the same ones.
 *
 * A fault says phase, seed and number of the kill; the same seed gives the same script and the same
 * waits. Files of a phase with faults are left for inspection.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { MIGRATIONS } from '../../db/local/migrations/index.ts'
import { systemClock } from '../../main/backend/company/clock.ts'
import { createCompanyFile } from '../../main/backend/company/create.ts'
import { backupsOf } from '../../main/backend/durability/backup-store.ts'
import { recoverCompanyFile } from '../../main/backend/durability/recover.ts'
import { inspect } from './inspect.ts'
import { seeded } from './seeded.ts'

export const PHASES = ['posting', 'import', 'backup', 'restore', 'migration', 'checkpoint'] as const
export type Phase = (typeof PHASES)[number]

export interface PhaseReport {
  readonly phase: Phase
  readonly seed: number
  kills: number
  /** Of those, before the worker had begun to work. */
  early: number
  acknowledged: number
  documents: number
  /** Databases destroyed after a kill and recovered from backup and outbox journal. */
  recovered: number
  readonly faults: string[]
}

export interface PhaseOptions {
  readonly phase: Phase
  readonly kills: number
  readonly seed: number
  /** Longest wait after the worker has begun, in ms. */
  readonly waitMaxMs: number
}

const RECOVER_EVERY = 5
const worker = fileURLToPath(new URL('./worker.ts', import.meta.url))

export async function crashPhase(options: PhaseOptions): Promise<PhaseReport> {
  const { phase, kills, seed } = options
  const dir = mkdtempSync(join(tmpdir(), `saldo-crash-${phase}-`))
  const report: PhaseReport = {
    phase,
    seed,
    kills: 0,
    early: 0,
    acknowledged: 0,
    documents: 0,
    recovered: 0,
    faults: [],
  }
  const run = new PhaseRun(dir, options, report)
  try {
    await run.prepare()
    for (let kill = 0; kill < kills && report.faults.length === 0; kill += 1) await run.once(kill)
  } finally {
    if (report.faults.length === 0) rmSync(dir, { recursive: true, force: true })
    else report.faults.push(`files left in ${dir}`)
  }
  return report
}

class PhaseRun {
  readonly #path: string
  readonly #base: string
  readonly #options: PhaseOptions
  readonly #report: PhaseReport
  readonly #random: () => number
  readonly #acknowledged = new Set<string>()
  readonly #backups = new Set<string>()

  constructor(dir: string, options: PhaseOptions, report: PhaseReport) {
    this.#path = join(dir, 'crash.saldo')
    this.#base = join(dir, 'base', 'crash.saldo')
    this.#options = options
    this.#report = report
    this.#random = seeded(options.seed)
  }

  async prepare(): Promise<void> {
    createCompanyFile(
      this.#path,
      { name: 'Crash', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
      systemClock(),
    )
    if (this.#options.phase !== 'migration') return
    // Something to bring up: a file that was worked on and closed.
    const { said } = await this.#run('posting', 0, 400, 'SIGKILL')
    for (const line of said) if (line.startsWith('op ')) this.#acknowledged.add(line.slice(3))
    const db = new SqliteDatabase(this.#path)
    db.pragma('wal_checkpoint(truncate)')
    db.close()
    mkdirSync(join(this.#base, '..'))
    cpSync(this.#path, this.#base)
  }

  async once(kill: number): Promise<void> {
    const { phase, waitMaxMs } = this.#options
    if (phase === 'migration') cpSync(this.#base, this.#path)
    const isEarly = this.#random() < 0.15
    const wait = 5 + this.#random() * (isEarly ? 900 : waitMaxMs)
    const { said, errors } = await this.#run(phase, kill + 1, isEarly ? -wait : wait, 'SIGKILL')
    this.#report.kills += 1
    if (!said.includes('ready')) this.#report.early += 1
    if (errors !== '') this.#fault(kill, `the worker failed: ${errors.slice(0, 500)}`)
    for (const line of said) {
      if (line.startsWith('op ')) this.#acknowledged.add(line.slice(3))
      if (line.startsWith('backup ')) this.#backups.add(line.slice(7))
    }
    this.#report.acknowledged = this.#acknowledged.size
    this.#look(kill, said)
  }

  #look(kill: number, said: readonly string[]): void {
    const { phase } = this.#options
    if (!existsSync(this.#path)) return this.#fault(kill, 'the file is gone')
    const { faults, operations, documents } = inspect(this.#path)
    this.#report.documents = documents
    for (const fault of faults) this.#fault(kill, fault)
    const elsewhere = phase === 'restore' ? this.#operationsInBackups() : new Set<string>()
    const lost = [...this.#acknowledged].filter(
      (hash) => !operations.has(hash) && !elsewhere.has(hash),
    )
    if (lost.length > 0) this.#fault(kill, `${lost.length} acknowledged operations are lost`)
    if (phase === 'migration') this.#lookAtVersion(kill, said)
    if (phase === 'backup') this.#lookAtBackups(kill)
    if (phase === 'posting' && kill % RECOVER_EVERY === RECOVER_EVERY - 1) this.#loseDatabase(kill)
  }

  /** Takes the database away from a copy of the folder: backup and journal must bring all of it back. */
  #loseDatabase(kill: number): void {
    const copy = join(this.#path, '..', '..', `saldo-crash-lost-${this.#options.seed}-${kill}`)
    cpSync(join(this.#path, '..'), copy, { recursive: true })
    const path = join(copy, 'crash.saldo')
    rmSync(`${path}-wal`, { force: true })
    truncateSync(path, Math.floor(statSync(path).size * this.#random()))
    const { unsure } = recoverCompanyFile(path, Date.now(), { takesUnsure: false })
    const { faults, operations } = inspect(path)
    for (const fault of faults) this.#fault(kill, `recovered: ${fault}`)
    const lost = [...this.#acknowledged].filter((hash) => !operations.has(hash))
    if (lost.length > 0)
      this.#fault(kill, `recovered: ${lost.length} acknowledged are lost (${unsure.length} unsure)`)
    this.#report.recovered += 1
    rmSync(copy, { recursive: true, force: true })
  }

  #lookAtVersion(kill: number, said: readonly string[]): void {
    const db = new SqliteDatabase(this.#path)
    const version = Number(db.pragma('user_version', { simple: true }))
    const has = (sql: string) => db.prepare(sql).get() !== undefined
    const table = has("select 1 from sqlite_master where name = 'slow'")
    const column = has("select 1 from pragma_table_info('customer') where name = 'slow'")
    const isNew = version === MIGRATIONS.length + 1
    if (!isNew && version !== MIGRATIONS.length) this.#fault(kill, `version ${version}`)
    if (table !== isNew || column !== isNew) this.#fault(kill, 'a migration half done')
    if (said.includes('migrated') && !isNew) this.#fault(kill, 'a migration undone')
    db.close()
    if (isNew && backupsOf(this.#path).length === 0) this.#fault(kill, 'no backup before')
  }

  #lookAtBackups(kill: number): void {
    for (const backup of backupsOf(this.#path)) {
      // A name without manifest would be a backup that was called one too early.
      if (backup.manifest === null) this.#fault(kill, `${backup.name} has no manifest that fits`)
    }
    for (const backup of backupsOf(this.#path).slice(0, 2))
      for (const fault of inspect(backup.path).faults) this.#fault(kill, `${backup.name}: ${fault}`)
  }

  #operationsInBackups(): Set<string> {
    const found = new Set<string>()
    for (const backup of backupsOf(this.#path))
      for (const hash of inspect(backup.path).operations) found.add(hash)
    return found
  }

  #fault(kill: number, text: string): void {
    const { phase, seed } = this.#options
    this.#report.faults.push(`${phase}, seed ${seed}, kill ${kill}: ${text}`)
  }

  /** `waitMs` after it is ready; where negative, after its start. */
  #run(
    phase: Phase,
    script: number,
    waitMs: number,
    signal: 'SIGKILL',
  ): Promise<{ said: string[]; errors: string }> {
    const seed = this.#options.seed * 1000 + script
    const child = spawn(process.execPath, [worker, phase, this.#path, String(seed)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let errors = ''
    let isArmed = false
    const arm = (ms: number) => {
      isArmed = true
      setTimeout(() => child.kill(signal), ms)
    }
    if (waitMs < 0) arm(-waitMs)
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (!isArmed && said.includes('ready\n')) arm(waitMs)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', () => resolve({ said: said.split('\n').slice(0, -1), errors }))
    })
  }
}
