/** The thread that writes documents: entry of its own bundle. One message, one answer, in order. */
import { parentPort } from 'node:worker_threads'
import type { Asked } from '../worker-thread.ts'
import type { Answered, ToWriter } from './messages.ts'
import { OpenFiles } from './open-files.ts'
import { packInto } from './pack.ts'
import { TooManyRows } from './xlsx/book.ts'

const files = new OpenFiles()
const port = parentPort

port?.on('message', ({ ask, message }: Asked<ToWriter>) => {
  void work(message)
    .then((value): Answered => ({ ask, ok: true, value }))
    .catch((error: unknown): Answered => ({ ask, ok: false, ...failureOf(error, message) }))
    .then((answer) => port.postMessage(answer))
})

async function work(message: ToWriter): Promise<number> {
  return message.do === 'pack'
    ? packInto(message.path, message.mark, message.files, message.isStored)
    : files.hear(message)
}

/** What the disk or a sheet's size refused is told as such; anything else is a fault of ours. */
function failureOf(
  error: unknown,
  message: ToWriter,
): { code: string | null; params: Readonly<Record<string, string | number>> } {
  const file = 'path' in message ? message.path : files.pathOf(message.file)
  if (error instanceof TooManyRows)
    return { code: 'document.too_many_rows', params: { file, max: error.max } }
  const system = error as NodeJS.ErrnoException
  if (typeof system.code === 'string' && typeof system.syscall === 'string')
    return { code: 'file.unwritable', params: { file, reason: system.code } }
  return {
    code: null,
    params: { error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
  }
}
