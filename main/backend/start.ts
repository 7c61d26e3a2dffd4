/**
 * Starts the backend: needs Node and a folder. Every door attaches ports to it; each port is one
 * window with its own open company, and windows on one company share its file.
 */
import { mkdirSync } from 'node:fs'
import type { Port } from '../../shared/rpc/port.ts'
import { serve } from '../../shared/rpc/serve.ts'
import { contract } from '../../shared/contract/index.ts'
import type { AttachOptions, Backend } from './backend.ts'
import type { Clock } from './company/clock.ts'
import type { CompanyFile } from './company/company-file.ts'
import { demoFile } from './company/demo.ts'
import { keepBase } from './durability/base.ts'
import { type Log, type LogFile, SLOW_MS, stderrLog } from './device/log.ts'
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
  /** Where faults, refusals and slow procedures are noted; default: faults on standard error. */
  readonly log?: Log
}

export { faultOf } from './device/fault.ts'
export { type Log, logCrashes, type LogFile, newIncident } from './device/log.ts'
export { FolderInUse, lockFolder, userDataDir } from './company/data-folder.ts'
export { type Reader, startReadersBy } from './tabular/reader.ts'

/** Opens the log of this process in the data folder; `name` is one per process. */
export async function openLog(dataDir: string, name: string): Promise<LogFile> {
  const { openLogFile } = await import('./device/log-file.ts')
  return openLogFile(dataDir, { name })
}

export async function startBackend(options: StartOptions): Promise<Backend> {
  const core = new Core(options)
  mkdirSync(core.inboxDir, { recursive: true })
  if (options.demo && !core.hasLastCompany) core.remember(demoFile(core))
  const log = options.log ?? stderrLog
  // A process that answers once has no time to wait for a schedule.
  const endSchedule = options.keepsColumns
    ? (await import('./jobs/schedule.ts')).startSchedule(core, log)
    : null
  if (options.keepsColumns) await exchangeByItself(core, log)
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
        if (options.companyFile !== undefined) session.file ??= core.openIfWell(options.companyFile)
        else if (options.remembersCompany === true && !hasStarted)
          session.file ??= core.reopenLast()
        hasStarted = true
        const begunAt = performance.now()
        try {
          const value = await handlers.call(session, path, input)
          watch()
          return value
        } finally {
          const ms = performance.now() - begunAt
          if (ms > SLOW_MS) log.slow(path, ms)
        }
      },
      onBug: (path, error) => log.bug(path, error),
      onRefused: (path, code) => log.refused(path, code),
    })
    const unhearJobs = core.jobs.onChanged(({ jobId, state, done, total }) =>
      session.progress(jobId, state, done, total),
    )
    const unhearExchanges = core.exchanges?.onMoved((file) => {
      if (file === session.file) port.post({ event: 'sync' })
    })
    port.onClose(() => {
      unsubscribe?.()
      unhearJobs()
      unhearExchanges?.()
    })
  }
  return {
    attach,
    documentPath: (documentId) => core.document(documentId),
    allowCompany: (file) => core.allow(file),
    watchFiles: (watcher) => core.watchFiles(watcher),
    watchJobs: (watcher) => void core.jobs.onChanged(() => watcher(core.jobs.running)),
    preferences: () => core.preferences.get(),
    inboxDir: core.inboxDir,
    stop: async () => {
      await core.jobs.stop()
      await endSchedule?.()
      if (!endSchedule) leaveBases(core, log)
      await core.stop()
    },
  }
}

/** Each company with a server is exchanged as long as it is open, whether a window shows it or not. */
async function exchangeByItself(core: Core, log: Log): Promise<void> {
  const { Exchanges } = await import('./sync/exchanges.ts')
  const exchanges = new Exchanges(() => core.clock.now(), log)
  core.exchanges = exchanges
  core.watchFiles((path, isOpen) => {
    const file = core.opened(path)
    if (file && isOpen) exchanges.follow(file)
  })
}

/**
 * What a process that answers once has written must not stand in the database alone. Its commands are
 * answered: where a base cannot be made, the log says so.
 */
function leaveBases(core: Core, log: Log): void {
  for (const file of core.files) {
    try {
      if (!file.isDamaged) keepBase(file, core.clock)
    } catch (error) {
      log.bug('stop', error)
    }
  }
}
