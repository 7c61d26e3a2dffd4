/** The background exchange of each open company that has a server, as long as its file is open. */
import { syncState } from '../../../db/local/sync-state.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Log } from '../device/log.ts'
import { BackgroundSync } from './background.ts'
import { BlockRefill } from './block-refill.ts'
import { connectionOf } from './connection.ts'
import { Rereads } from './rereads.ts'

export class Exchanges {
  readonly #running = new Map<CompanyFile, BackgroundSync>()
  readonly #watchers = new Set<(file: CompanyFile) => void>()
  readonly #now: () => number
  readonly #log: Log

  constructor(now: () => number, log: Log) {
    this.#now = now
    this.#log = log
  }

  /** From now on, if it has a server: called when a file is opened, and when it was connected. */
  follow(file: CompanyFile): void {
    if (this.#running.has(file)) return
    try {
      this.#start(file)
    } catch (error) {
      // The screens say what is missing; the books are worked on without the server.
      if (!(error instanceof Refusal)) throw error
      this.#log.refused('sync', error.code)
    }
  }

  of(file: CompanyFile): BackgroundSync | null {
    return this.#running.get(file) ?? null
  }

  /** After each step of any of them; answers how to stop hearing it. */
  onMoved(watcher: (file: CompanyFile) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #start(file: CompanyFile): void {
    const state = file.query(({ db }) => syncState(db))
    if (!state) return
    const connection = connectionOf(file)
    const { replica, transport } = connection
    const refill = new BlockRefill(file, connection, this.#log)
    const background = new BackgroundSync({
      replica,
      line: transport,
      server: state.serverUrl,
      now: this.#now,
      random: Math.random,
      log: this.#log,
      onMoved: () => {
        for (const watcher of this.#watchers) watcher(file)
      },
      afterwards: () => refill.run(),
    })
    this.#running.set(file, background)
    const rereads = new Rereads({ file, replica, transport, log: this.#log })
    const unhear = file.onChanged(() => background.wrote())
    file.onClosing((isForGood) => {
      if (this.#running.get(file) !== background) return
      unhear()
      background.stop()
      rereads.stop()
      this.#running.delete(file)
      // Another file takes its place under the same name.
      if (!isForGood) setTimeout(() => this.follow(file))
    })
    background.start()
    rereads.start()
  }
}
