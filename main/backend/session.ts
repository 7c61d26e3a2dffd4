/** What the backend keeps for its windows: open files, written documents, and each window's company. */
import { existsSync, mkdirSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { type Clock, systemClock } from './company/clock.ts'
import type { CompanyFile } from './company/company-file.ts'
import { openCompanyFile } from './company/opening.ts'
import { PreferenceFile } from './device/preferences.ts'
import { JobRunner } from './jobs/runner.ts'
import type { Exchanges } from './sync/exchanges.ts'

type Plain = string | number | boolean | null

/** One window: which company it has open, and how to tell it of long work. */
export interface Session {
  file: CompanyFile | null
  /** The company file its door started with. */
  readonly givenFile: string | null
  /** May its calls name any path of this machine? The command line alone. */
  readonly namesPaths: boolean
  readonly backend: Core
  progress(job: string, phase: string, done: number, total: number): void
}

/** What handlers share: the folder, the clock, the open files and the written documents. */
export class Core {
  readonly dataDir: string
  readonly inboxDir: string
  readonly clock: Clock
  readonly preferences: PreferenceFile
  readonly jobs: JobRunner
  /** Null in a process that answers once. */
  exchanges: Exchanges | null = null
  readonly #keepsColumns: boolean
  readonly #remembersCompany: boolean
  readonly #files = new Map<string, CompanyFile>()
  /** Company files elsewhere that a person chose in the system's own windows. */
  readonly #allowed = new Set<string>()
  readonly #documents = new Map<string, { path: string; name: string; type: string }>()
  readonly #watchers = new Set<(file: string, isOpen: boolean) => void>()

  constructor(options: {
    readonly dataDir: string
    readonly clock?: Clock
    readonly keepsColumns?: boolean
    readonly remembersCompany?: boolean
  }) {
    this.dataDir = resolve(options.dataDir)
    this.inboxDir = join(this.dataDir, 'inbox')
    this.clock = options.clock ?? systemClock()
    this.preferences = new PreferenceFile(this.dataDir)
    this.jobs = new JobRunner(
      this.dataDir,
      () => this.clock.now(),
      (documentId, path) => this.#offer(documentId, path, basename(path)),
    )
    this.#remembersCompany = options.remembersCompany ?? false
    this.#keepsColumns = options.keepsColumns ?? false
  }

  open(path: string): CompanyFile {
    const full = resolve(path)
    let file = this.#files.get(full)
    if (!file) {
      file = openCompanyFile(full, this.clock, this.#keepsColumns)
      this.#files.set(full, file)
      for (const watcher of this.#watchers) watcher(full, true)
      this.jobs.adopt(file)
    }
    return file
  }

  /** The file when it is open here. */
  opened(path: string): CompanyFile | null {
    return this.#files.get(resolve(path)) ?? null
  }

  allow(path: string): void {
    this.#allowed.add(resolve(path))
  }

  /** May a page name it, though it lies outside the data folder? The last one was opened by a person. */
  isAllowed(full: string): boolean {
    return this.#allowed.has(full) || this.preferences.get().lastCompany === full
  }

  /** Notes what a person opened, for the next start; scripts leave no trace. */
  remember(path: string): void {
    if (!this.#remembersCompany) return
    const full = resolve(path)
    if (this.preferences.get().lastCompany !== full) this.preferences.set({ lastCompany: full })
  }

  get hasLastCompany(): boolean {
    const { lastCompany } = this.preferences.get()
    return lastCompany !== null && existsSync(lastCompany)
  }

  /** The company that was open last; null when there is none, or it refuses: `lost` says why. */
  reopenLast(): CompanyFile | null {
    const { lastCompany } = this.preferences.get()
    return lastCompany === null || this.lost().code !== null ? null : this.open(lastCompany)
  }

  /** Null where it refuses: `lost` says why, and the window can recover it. */
  openIfWell(path: string): CompanyFile | null {
    return this.lost(path).code === null ? this.open(path) : null
  }

  /** Why the given company, or else the one of last time, does not open. */
  lost(given: string | null = null): {
    file: string | null
    code: string | null
    params: Record<string, Plain>
  } {
    const lastCompany = given ?? this.preferences.get().lastCompany
    try {
      if (lastCompany !== null) this.open(lastCompany)
      return { file: null, code: null, params: {} }
    } catch (error) {
      if (error instanceof Refusal)
        return { file: lastCompany, code: error.code, params: { ...error.params } }
      throw error
    }
  }

  /** A place for a new document in the data folder, remembered under its id. */
  place(documentId: string, name: string): string {
    const folder = join(this.dataDir, 'documents')
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${documentId}${extname(name)}`)
    this.#offer(documentId, path, name)
    return path
  }

  #offer(documentId: string, path: string, name: string): void {
    this.#documents.set(documentId, {
      path,
      name: basename(name),
      type: TYPES[extname(name)] ?? 'application/octet-stream',
    })
  }

  document(documentId: string): { path: string; name: string; type: string } | null {
    return this.#documents.get(documentId) ?? null
  }

  /** Tells of each company file that is open, now and later, and when it is closed. */
  watchFiles(watcher: (file: string, isOpen: boolean) => void): void {
    this.#watchers.add(watcher)
    for (const path of this.#files.keys()) watcher(path, true)
  }

  get files(): readonly CompanyFile[] {
    return [...this.#files.values()]
  }

  /** Jobs first: they read the files. */
  async stop(): Promise<void> {
    await this.jobs.stop()
    for (const [path, file] of this.#files) {
      for (const watcher of this.#watchers) watcher(path, false)
      file.close()
    }
    this.#files.clear()
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
}

/** The company a window works on, or the refusal that none is open. */
export function fileOf(session: Session): CompanyFile {
  if (!session.file) throw new Refusal('company.none_open')
  return session.file
}
