/**
 * The process that reads a file from outside. It is started per file with a memory cap and a time
 * limit, loads nothing that speaks to a network, sends the table back in pieces, or a statement
 * at once, and ends.
 */
import { Worker } from 'node:worker_threads'
import type { BankColumns, BankFile, BankFileOptions } from '../../../shared/domain/bank/file.ts'
import type { TableRow } from '../../../shared/domain/tabular/table.ts'
import type {
  StatementFile,
  StatementFileOptions,
} from '../../../shared/domain/twosided/statement-file.ts'
import { FileFailure } from './failure.ts'
import { CellPacker, type PackedCells } from './packed-cells.ts'
import { readFileSafely, type ReadFacts, type ReadRequest, readingSafely } from './read-bytes.ts'
import type { RowSink } from './read-sheet.ts'
import { withoutNetwork } from './without-network.ts'

/** Rows come as they are read; `begin` takes back those that came for the same before. */
export type ReadMessage =
  | { readonly kind: 'begin'; readonly of: 'table' | 'companion' }
  | { readonly kind: 'rows'; readonly of: 'table' | 'companion'; readonly rows: PackedCells }
  | { readonly kind: 'done'; readonly facts: ReadFacts }
  | { readonly kind: 'bank'; readonly file: BankFile }
  | { readonly kind: 'bank-columns'; readonly columns: BankColumns }
  | { readonly kind: 'statement'; readonly file: StatementFile }
  | {
      readonly kind: 'failure'
      readonly code: string
      readonly params: Readonly<Record<string, string | number>>
    }

/** A file of an account's movements, by whatever format banks have. */
export interface BankRequest {
  readonly path: string
  readonly bank: BankFileOptions
  /** Only what its columns are and what they read as. */
  readonly isPreview?: boolean
}

export type StatementSource = { readonly path: string } | { readonly text: string }

/** The other side's statement of our account. */
export type StatementRequest = StatementSource & { readonly statement: StatementFileOptions }

export type ReaderRequest = ReadRequest | BankRequest | StatementRequest

const PIECE = 2000

type Send = (message: ReadMessage) => Promise<void>

/** Sends rows in pieces; the reading waits while the last one is on its way. */
class SentRows implements RowSink {
  readonly #of: 'table' | 'companion'
  readonly #send: Send
  readonly #packer = new CellPacker()
  #onItsWay: Promise<void> = Promise.resolve()

  constructor(of: 'table' | 'companion', send: Send) {
    this.#of = of
    this.#send = send
  }

  begin(): void {
    this.#packer.take()
    this.#onItsWay = this.#send({ kind: 'begin', of: this.#of })
  }

  row(row: TableRow): void {
    this.#packer.add(row)
  }

  async pause(): Promise<void> {
    if (this.#packer.rows < PIECE) return
    await this.end()
  }

  /** Sends what is left. */
  async end(): Promise<void> {
    await this.#onItsWay
    if (this.#packer.rows > 0)
      this.#onItsWay = this.#send({ kind: 'rows', of: this.#of, rows: this.#packer.take() })
  }
}

/** What Electron gives a utility process; the first message carries the port to the backend. */
interface UtilityProcess {
  readonly parentPort?: {
    once(
      event: 'message',
      listener: (event: { readonly ports: readonly ParentPort[] }) => void,
    ): void
  }
}

/**
 * Ends this process when it holds more than it may. The heap has a cap of its own, but unpacked parts
 * lie outside it; and a loop that never yields starves every timer, so a second thread looks.
 */
function capMemory(mib: number): void {
  const watch = `setInterval(() => {
    if (process.memoryUsage.rss() > ${mib * 2 ** 20}) process.kill(process.pid, 'SIGKILL')
  }, 50)`
  new Worker(watch, { eval: true, stdout: false, stderr: false }).unref()
}

interface ParentPort {
  once(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: ReadMessage): void
  start(): void
}

const { parentPort } = process as UtilityProcess
if (process.send) {
  capMemory(Number(process.argv.at(-1)))
  const send: Send = (message) =>
    new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()))
  process.once('message', (request: ReaderRequest) => {
    void answer(request, send).then(() => process.disconnect())
  })
} else if (parentPort) {
  capMemory(Number(process.argv.at(-1)))
  parentPort.once('message', ({ ports: [port] }) => {
    if (!port) return
    // The parent ends this process once it has the last piece.
    port.once('message', ({ data }) => {
      void answer(data as ReaderRequest, (message) => {
        port.postMessage(message)
        return Promise.resolve()
      })
    })
    port.start()
  })
}

async function answer(request: ReaderRequest, send: Send): Promise<void> {
  try {
    if ('bank' in request) {
      const { readBank, readBankColumns } = await import('../bank/read-bank.ts')
      if (request.isPreview) {
        const columns = await readingSafely(request.path, (bytes) =>
          readBankColumns(bytes, request.bank),
        )
        return await send({ kind: 'bank-columns', columns })
      }
      const file = await readingSafely(request.path, (bytes) => readBank(bytes, request.bank))
      return await send({ kind: 'bank', file })
    }
    if ('statement' in request) {
      withoutNetwork()
      const { readStatementBytes } = await import('../reconcile/read-statement-bytes.ts')
      const file =
        'text' in request
          ? await readStatementBytes(Buffer.from(request.text), request.statement, true)
          : await readingSafely(request.path, (bytes) =>
              readStatementBytes(bytes, request.statement, false),
            )
      return await send({ kind: 'statement', file })
    }
    const table = new SentRows('table', send)
    const companion = new SentRows('companion', send)
    const facts = await readFileSafely(request, { table, companion })
    await table.end()
    await companion.end()
    await send({ kind: 'done', facts })
  } catch (error) {
    const failure = error instanceof FileFailure ? error : new FileFailure('file.damaged')
    await send({ kind: 'failure', code: failure.code, params: failure.params })
  }
}
