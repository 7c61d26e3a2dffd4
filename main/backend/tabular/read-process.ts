/**
 * The process that reads a file from outside. It is started per file with a memory cap and a time
 * limit, loads nothing that speaks to a network, sends the table back in pieces and ends.
 */
import { readFileSync, statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { SheetFacts, Table } from '../../../shared/domain/tabular/table.ts'
import { FileFailure, LIMITS } from './failure.ts'

export interface ReadRequest {
  readonly path: string
  readonly sheet?: string
  readonly encoding?: string
  readonly separator?: string
}

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

/** Bytes to a table, by what the file is, not by what it is called. */
export async function readBytes(
  bytes: Buffer,
  request: ReadRequest,
): Promise<{ table: Table; sheets: readonly SheetFacts[] }> {
  if (bytes.length === 0) throw new FileFailure('file.empty')
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
    const isEncrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new FileFailure(isEncrypted ? 'file.encrypted' : 'file.old_xls')
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { readXlsx } = await import('./xlsx.ts')
    return readXlsx(bytes, request.sheet)
  }
  const { readCsv } = await import('./csv.ts')
  return readCsv(bytes, request.encoding, request.separator)
}

/** Never throws anything but a FileFailure: a fault of ours on strange bytes is a damaged file too. */
export async function readFileSafely(
  request: ReadRequest,
): Promise<{ table: Table; sheets: readonly SheetFacts[] }> {
  try {
    const { size } = statSync(request.path)
    if (size > LIMITS.textBytes)
      throw new FileFailure('file.too_large', { limitMiB: LIMITS.textBytes / 2 ** 20 })
    return await readBytes(readFileSync(request.path), request)
  } catch (error) {
    if (error instanceof FileFailure) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new FileFailure('file.not_found', { file: request.path })
    if (code === 'EISDIR') throw new FileFailure('file.not_a_table')
    throw new FileFailure('file.damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  }
}

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
