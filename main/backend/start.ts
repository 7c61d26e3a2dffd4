/**
 * Starts the backend: needs Node and a folder. Every door attaches ports to it; each port is one
 * window with its own open company, and windows on one company share its file.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Port } from '../../shared/rpc/port.ts'
import { serve } from '../../shared/rpc/serve.ts'
import { contract } from '../../shared/contract/index.ts'
import type { AttachOptions, Backend } from './backend.ts'
import type { Clock } from './company/clock.ts'
import type { CompanyFile } from './company/company-file.ts'
import { demoFile } from './company/demo.ts'
import { handlers } from './handlers.ts'
import { confinePaths } from './named-paths.ts'
import { Core, type Session } from './session.ts'

export interface StartOptions {
  /** Company files, uploaded and written documents live here. */
  readonly dataDir: string
  /** Opened for every port at once; without it the last one a person opened, when doors remember. */
  readonly companyFile?: string
  /** Where no company was open before, opens the demo, making it when it is not there. */
  readonly demo?: boolean
  /** Parse what handlers answer as well: in development and tests. */
  readonly checkOutput?: boolean
  /** Keep the item columns in memory: for a backend that stays. */
  readonly keepsColumns?: boolean
  readonly clock?: Clock
  /** Note in the preferences which company was opened last: for a door with windows. */
  readonly remembersCompany?: boolean
  /** Where bugs are written; default: standard error. */
  readonly log?: (line: string) => void
}

export { FolderInUse, lockFolder, userDataDir } from './company/data-folder.ts'
export { type Reader, startReadersBy } from './tabular/reader.ts'

export function startBackend(options: StartOptions): Promise<Backend> {
  const core = new Core(options)
  mkdirSync(core.inboxDir, { recursive: true })
  if (options.demo && !core.hasLastCompany) core.remember(demoFile(core))
  const log = options.log ?? ((line: string) => process.stderr.write(`${line}\n`))
  const attach = (port: Port, { namesPaths = false }: AttachOptions = {}): void => {
    const session: Session = {
      file: null,
      givenFile: options.companyFile ?? null,
      namesPaths,
      backend: core,
      progress: (job, phase, done, total) =>
        port.post({ event: 'progress', job, phase, done, total }),
    }
    let hasStarted = false
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
        confinePaths(session, path, input)
        if (options.companyFile !== undefined) session.file ??= core.open(options.companyFile)
        else if (options.remembersCompany === true && !hasStarted)
          session.file ??= core.reopenLast()
        hasStarted = true
        const value = await handlers.call(session, path, input)
        watch()
        return value
      },
      onBug: (path, error) => {
        const incident = randomBytes(4).toString('hex')
        log(
          `incident ${incident} in ${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        )
        return incident
      },
    })
    const unhearJobs = core.jobs.onChanged(({ jobId, state, done, total }) =>
      session.progress(jobId, state, done, total),
    )
    port.onClose(() => {
      unsubscribe?.()
      unhearJobs()
    })
  }
  return Promise.resolve({
    attach,
    documentPath: (documentId) => core.document(documentId),
    watchFiles: (watcher) => core.watchFiles(watcher),
    preferences: () => core.preferences.get(),
    inboxDir: core.inboxDir,
    stop: () => core.stop(),
  })
}
