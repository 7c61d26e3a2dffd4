/**
 * The thread that writes documents, as the ledger's thread sees it: started with the first document,
 * fed in pieces, ended when nothing was written for a while, so that its memory comes back.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Answered, PackedFile, TableFormat, ToWriter } from './messages.ts'
import { packRows } from './packed-rows.ts'
import type { Table } from './table-shape.ts'
import { unfinishedName } from './whole-file.ts'

/** Heap of the writing thread. */
const MEMORY_MIB = 512
const IDLE_MS = 10_000
const ROWS_A_PIECE = 2000
/** Pieces on their way at once: one is written while the next is made. */
const PIECES_MAX = 3

interface Waiting {
  resolve(value: number): void
  reject(error: Error): void
}

class WriterThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #idle: ReturnType<typeof setTimeout> | null = null

  constructor() {
    this.#worker = new Worker(entry(), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answered) => this.#answered(answer))
    this.#worker.on('error', (error: NodeJS.ErrnoException) =>
      this.#fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new Refusal('document.too_large', { limitMiB: MEMORY_MIB })
          : error,
      ),
    )
    this.#worker.on('exit', () => this.#fail(new Error('the writing thread ended')))
  }

  ask(message: ToWriter): Promise<number> {
    if (this.#idle) clearTimeout(this.#idle)
    this.#last += 1
    const ask = this.#last
    this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject })
      this.#worker.postMessage({ ask, message })
    })
  }

  #answered(answer: Answered): void {
    const waiting = this.#waiting.get(answer.ask)
    this.#waiting.delete(answer.ask)
    if (answer.ok) waiting?.resolve(answer.value)
    else
      waiting?.reject(
        answer.code === null
          ? new Error(String(answer.params['error']))
          : new Refusal(answer.code, answer.params),
      )
    if (this.#waiting.size > 0) return
    this.#worker.unref()
    this.#idle = setTimeout(() => void this.#worker.terminate(), IDLE_MS)
    this.#idle.unref()
  }

  #fail(error: Error): void {
    if (thread === this) thread = null
    if (this.#idle) clearTimeout(this.#idle)
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }
}

let thread: WriterThread | null = null
let lastFile = 0

function writerThread(): WriterThread {
  thread ??= new WriterThread()
  return thread
}

/** Writes tables into one file; answers the number of rows. Nothing is left of one that failed. */
export async function writeTables(
  path: string,
  tables: readonly Table[],
  format: TableFormat,
): Promise<number> {
  const writer = writerThread()
  const mark = newMark()
  lastFile += 1
  const file = lastFile
  return leavingNothing(path, mark, async () => {
    await writer.ask({ do: 'open', file, path, mark, format })
    try {
      let written = 0
      for (const { rows, ...head } of tables) {
        await writer.ask({ do: 'sheet', file, head })
        const pieces: Promise<number>[] = []
        for (const piece of packRows(rows, head.headings.length, ROWS_A_PIECE)) {
          written += piece.rows
          const sent = writer.ask({ do: 'rows', file, rows: piece })
          // Awaited below, in order; until then a failure must not count as unheard.
          sent.catch(() => undefined)
          pieces.push(sent)
          if (pieces.length >= PIECES_MAX) await pieces.shift()
        }
        for (const piece of pieces) await piece
      }
      await writer.ask({ do: 'close', file })
      return written
    } catch (error) {
      await writer.ask({ do: 'discard', file }).catch(() => undefined)
      throw error
    }
  })
}

/** Puts files into one archive; answers how many. */
export function packFiles(path: string, files: readonly PackedFile[]): Promise<number> {
  const mark = newMark()
  return leavingNothing(path, mark, () => writerThread().ask({ do: 'pack', path, mark, files }))
}

/** A thread that died could not tidy up after itself. */
async function leavingNothing<T>(path: string, mark: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    rmSync(unfinishedName(path, mark), { force: true })
    throw error
  }
}

function newMark(): string {
  return randomBytes(4).toString('hex')
}

/** Beside the bundle, or the source itself when nothing is bundled. */
function entry(): string {
  const candidates = ['./write-worker.ts', './write-worker.js', '../backend/write-worker.js'].map(
    (path) => fileURLToPath(new URL(path, import.meta.url)),
  )
  return candidates.find((path) => existsSync(path)) ?? (candidates[1] as string)
}
