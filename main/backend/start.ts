/**
 * Starts the backend: needs Node and a folder. Every door attaches ports to it; each port is one
 * window with its own open company, and windows on one company share its file.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import type { Port } from '../../shared/rpc/port.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { serve } from '../../shared/rpc/serve.ts'
import { contract } from '../../shared/contract/index.ts'
import type { Backend } from './backend.ts'
import { type Clock, systemClock } from './company/clock.ts'
import { type CompanyFile, openCompanyFile } from './company/company-file.ts'
import { handlers } from './handlers.ts'

export interface StartOptions {
  /** Company files, uploaded and written documents live here. */
  readonly dataDir: string
  /** Opened for every port at once. */
  readonly companyFile?: string
  /** Parse what handlers answer as well: in development and tests. */
  readonly checkOutput?: boolean
  /** Keep the item columns in memory: for a backend that stays. */
  readonly keepsColumns?: boolean
  readonly clock?: Clock
  /** Where bugs are written; default: standard error. */
  readonly log?: (line: string) => void
}

/** One window: which company it has open, and how to tell it of long work. */
export interface Session {
  file: CompanyFile | null
  readonly backend: Core
  progress(job: string, phase: string, done: number, total: number): void
}

/** What handlers share: the folder, the clock, the open files and the written documents. */
export class Core {
  readonly dataDir: string
  readonly inboxDir: string
  readonly clock: Clock
  readonly #keepsColumns: boolean
  readonly #files = new Map<string, CompanyFile>()
  readonly #documents = new Map<string, { path: string; name: string; type: string }>()

  constructor(options: StartOptions) {
    this.dataDir = resolve(options.dataDir)
    this.inboxDir = join(this.dataDir, 'inbox')
    this.clock = options.clock ?? systemClock()
    this.#keepsColumns = options.keepsColumns ?? false
  }

  open(path: string): CompanyFile {
    const full = resolve(path)
    let file = this.#files.get(full)
    if (!file) {
      file = openCompanyFile(full, this.clock, this.#keepsColumns)
      this.#files.set(full, file)
    }
    return file
  }

  isOpen(path: string): boolean {
    return this.#files.has(resolve(path))
  }

  /** A place for a new document in the data folder, remembered under its id. */
  place(documentId: string, name: string): string {
    const folder = join(this.dataDir, 'documents')
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${documentId}${extname(name)}`)
    this.#documents.set(documentId, { path, name: basename(name), type: TYPES[extname(name)] ?? 'application/octet-stream' })
    return path
  }

  document(documentId: string): { path: string; name: string; type: string } | null {
    return this.#documents.get(documentId) ?? null
  }

  stop(): void {
    for (const file of this.#files.values()) file.close()
    this.#files.clear()
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv; charset=utf-8',
}

export function startBackend(options: StartOptions): Promise<Backend> {
  const core = new Core(options)
  mkdirSync(core.inboxDir, { recursive: true })
  const log = options.log ?? ((line: string) => process.stderr.write(`${line}\n`))
  const attach = (port: Port): void => {
    const session: Session = {
      file: null,
      backend: core,
      progress: (job, phase, done, total) => port.post({ event: 'progress', job, phase, done, total }),
    }
    let unsubscribe: (() => void) | null = null
    let watched: CompanyFile | null = null
    const watch = () => {
      if (session.file === watched) return
      unsubscribe?.()
      watched = session.file
      unsubscribe = session.file?.onChanged(() => port.post({ event: 'changed' })) ?? null
    }
    serve(contract, port, {
      checkOutput: options.checkOutput ?? false,
      call: async (path, input) => {
        if (options.companyFile !== undefined) session.file ??= core.open(options.companyFile)
        const value = await handlers.call(session, path, input)
        watch()
        return value
      },
      onBug: (path, error) => {
        const incident = randomBytes(4).toString('hex')
        log(`incident ${incident} in ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
        return incident
      },
    })
    port.onClose(() => unsubscribe?.())
  }
  return Promise.resolve({
    attach,
    documentPath: (documentId) => core.document(documentId),
    inboxDir: core.inboxDir,
    stop: () => {
      core.stop()
      return Promise.resolve()
    },
  })
}

/** The company a window works on, or the refusal that none is open. */
export function fileOf(session: Session): CompanyFile {
  if (!session.file) throw new Refusal('company.none_open')
  return session.file
}
