/**
 * The process that reads a file from outside. It is started per file with a memory cap and a time
 * limit, loads nothing that speaks to a network, sends the table back in pieces and ends.
 */
import { Worker } from 'node:worker_threads'
import type { SheetFacts, Table } from '../../../shared/domain/tabular/table.ts'
import { FileFailure } from './failure.ts'
import { readFileSafely, type ReadRequest } from './read-bytes.ts'

export type ReadMessage =
  | {
      readonly kind: 'head'
      readonly table: Omit<Table, 'rows'>
      readonly sheets: readonly SheetFacts[]
      readonly rows: number
    }
  | { readonly kind: 'rows' | 'companion'; readonly rows: Table['rows'] }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failure'
      readonly code: string
      readonly params: Readonly<Record<string, string | number>>
    }

const PIECE = 5000

type Send = (message: ReadMessage) => Promise<void>

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
  process.once('message', (request: ReadRequest) => {
    void answer(request, send).then(() => process.disconnect())
  })
} else if (parentPort) {
  capMemory(Number(process.argv.at(-1)))
  parentPort.once('message', ({ ports: [port] }) => {
    if (!port) return
    // The parent ends this process once it has the last piece.
    port.once('message', ({ data }) => {
      void answer(data as ReadRequest, (message) => {
        port.postMessage(message)
        return Promise.resolve()
      })
    })
    port.start()
  })
}

async function answer(request: ReadRequest, send: Send): Promise<void> {
  try {
    const { table, sheets, companion } = await readFileSafely(request)
    const { rows, ...head } = table
    await send({ kind: 'head', table: head, sheets, rows: rows.length })
    for (let at = 0; at < rows.length; at += PIECE)
      await send({ kind: 'rows', rows: rows.slice(at, at + PIECE) })
    if (companion !== null)
      for (let at = 0; at === 0 || at < companion.length; at += PIECE)
        await send({ kind: 'companion', rows: companion.slice(at, at + PIECE) })
    await send({ kind: 'done' })
  } catch (error) {
    const failure = error instanceof FileFailure ? error : new FileFailure('file.damaged')
    await send({ kind: 'failure', code: failure.code, params: failure.params })
  }
}
