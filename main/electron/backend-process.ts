/**
 * The backend in a utility process of its own (E11): started, asked, restarted when it dies, and
 * stopped in order, so that the company file is closed before the program ends.
 */
import {
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
} from 'electron'
import { CORE_FLAGS } from './core-flags.ts'
import type { FromBackend, StartFailure, ToBackend, WrittenDocument } from './backend-messages.ts'
import { Readers } from './readers.ts'

export interface BackendOptions {
  /** The bundled backend and reading entries. */
  readonly entry: string
  readonly readerEntry: string
  readonly demo: boolean
  /** It cannot be started, or died too often to be started again. */
  readonly onFailed: (failure: StartFailure) => void
  /** It ended unasked, and is being started again unless that was too often. */
  readonly onCrashed: (exitCode: number) => void
}

const STOP_LIMIT_MS = 5000
/** A backend that dies more often than this within a minute is not started again. */
const RESTARTS_MAX = 3
const RESTARTS_WITHIN_MS = 60_000

interface Running {
  readonly child: UtilityProcess
  readonly inboxDir: string
}

export class BackendProcess {
  readonly #options: BackendOptions
  readonly #questions = new Map<number, (document: WrittenDocument | null) => void>()
  readonly #diedAt: number[] = []
  #running: Promise<Running>
  #child: UtilityProcess | null = null
  #isStopping = false
  #lastId = 0
  #runningJobs = 0

  constructor(options: BackendOptions) {
    this.#options = options
    this.#running = this.#start()
  }

  /** Jobs at work: ended now, they go on when the program starts again. */
  get runningJobs(): number {
    return this.#runningJobs
  }

  /** A line for one window: the end to give its page, and how to cut it. */
  async openLine(): Promise<{ readonly port: MessagePortMain; readonly cut: () => void }> {
    const { child } = await this.#running
    this.#lastId += 1
    const line = this.#lastId
    const { port1, port2 } = new MessageChannelMain()
    post(child, { kind: 'attach', line }, port1)
    return { port: port2, cut: () => post(child, { kind: 'detach', line }) }
  }

  /** Where a picked file is put; its name there is the `fileId`. */
  async inboxDir(): Promise<string> {
    return (await this.#running).inboxDir
  }

  /** A document the backend has written for a screen, or null. */
  async document(documentId: string): Promise<WrittenDocument | null> {
    const { child } = await this.#running
    this.#lastId += 1
    const question = this.#lastId
    return new Promise((resolve) => {
      this.#questions.set(question, resolve)
      post(child, { kind: 'document', question, documentId })
    })
  }

  /** Pages may open this company file: the person chose it in the system. */
  async allowCompany(file: string): Promise<void> {
    const { child } = await this.#running
    post(child, { kind: 'allow-company', file })
  }

  /** Ends it in order; after five seconds without. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const child = this.#child
    if (!child) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill(), STOP_LIMIT_MS)
      child.once('exit', () => {
        clearTimeout(timer)
        resolve()
      })
      post(child, { kind: 'stop' })
    })
  }

  #start(): Promise<Running> {
    const child = utilityProcess.fork(this.#options.entry, [], {
      serviceName: 'Saldo backend',
      execArgv: [...CORE_FLAGS],
    })
    this.#child = child
    const readers = new Readers(this.#options.readerEntry, (message, port) =>
      post(child, message, port),
    )
    const running = new Promise<Running>((resolve) => {
      child.on('message', (message: FromBackend) => {
        switch (message.kind) {
          case 'ready':
            return resolve({ child, inboxDir: message.inboxDir })
          case 'failed':
            this.#isStopping = true
            return this.#options.onFailed(message.failure)
          case 'document':
            this.#questions.get(message.question)?.(message.document)
            return void this.#questions.delete(message.question)
          case 'jobs':
            this.#runningJobs = message.running
            return
          case 'start-reader':
            return readers.start(message.reader)
          case 'end-reader':
            return readers.end(message.reader)
        }
      })
    })
    child.once('exit', (code) => {
      readers.endAll()
      this.#died(code)
    })
    post(child, { kind: 'start', demo: this.#options.demo })
    return running
  }

  /** Pages notice by their closed port and ask again, so a new process takes their lines. */
  #died(code: number): void {
    this.#child = null
    this.#runningJobs = 0
    for (const answer of this.#questions.values()) answer(null)
    this.#questions.clear()
    if (this.#isStopping) return
    this.#options.onCrashed(code)
    const now = performance.now()
    this.#diedAt.push(now)
    const recent = this.#diedAt.filter((at) => now - at < RESTARTS_WITHIN_MS).length
    if (recent > RESTARTS_MAX)
      return this.#options.onFailed({ code: 'bug', reason: `exit code ${code}` })
    this.#running = this.#start()
  }
}

function post(child: UtilityProcess, message: ToBackend, port?: MessagePortMain): void {
  child.postMessage(message, port ? [port] : [])
}
