/** The thread that writes documents: entry of its own bundle. One message, one answer, in order. */
import { parentPort } from 'node:worker_threads'
import type { Answered, Asked } from './messages.ts'
import { TableFiles } from './table-files.ts'
import { packInto } from './pack.ts'
import { TooManyRows } from './xlsx/book.ts'

const tables = new TableFiles()
const port = parentPort

port?.on('message', ({ ask, message }: Asked) => {
  void work(message)
    .then((value): Answered => ({ ask, ok: true, value }))
    .catch((error: unknown): Answered => ({ ask, ok: false, ...failureOf(error, message) }))
    .then((answer) => port.postMessage(answer))
})

function work(message: Asked['message']): Promise<number> {
  switch (message.do) {
    case 'pack':
      return packInto(message.path, message.mark, message.files)
    case 'open':
    case 'sheet':
    case 'rows':
    case 'close':
    case 'discard':
      return tables.hear(message)
  }
}

/** What the disk or a sheet's size refused is told as such; anything else is a fault of ours. */
function failureOf(
  error: unknown,
  message: Asked['message'],
): { code: string | null; params: Readonly<Record<string, string | number>> } {
  const file = 'path' in message ? message.path : tables.pathOf(message.file)
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
