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
  | { readonly kind: 'rows'; readonly rows: Table['rows'] }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failure'
      readonly code: string
      readonly params: Readonly<Record<string, string | number>>
    }

const PIECE = 5000

function send(message: ReadMessage): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()))
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

if (process.send) {
  capMemory(Number(process.argv[2]))
  process.once('message', (request: ReadRequest) => {
    void answer(request).then(() => process.disconnect())
  })
}

async function answer(request: ReadRequest): Promise<void> {
  try {
    const { table, sheets } = await readFileSafely(request)
    const { rows, ...head } = table
    await send({ kind: 'head', table: head, sheets, rows: rows.length })
    for (let at = 0; at < rows.length; at += PIECE)
      await send({ kind: 'rows', rows: rows.slice(at, at + PIECE) })
    await send({ kind: 'done' })
  } catch (error) {
    const failure = error instanceof FileFailure ? error : new FileFailure('file.damaged')
    await send({ kind: 'failure', code: failure.code, params: failure.params })
  }
}
