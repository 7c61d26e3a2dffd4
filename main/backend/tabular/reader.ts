/** The process a file is read in, as its parent sees it: how it is started is the door's affair. */
import { fork } from 'node:child_process'
import { scriptBeside } from '../script-beside.ts'
import type { ReadMessage, ReaderRequest } from './read-process.ts'

export interface Reader {
  send(request: ReaderRequest): void
  onMessage(listener: (message: ReadMessage) => void): void
  /** It could not be started. */
  onError(listener: (error: Error) => void): void
  /** It ended, in whatever way. */
  onExit(listener: () => void): void
  kill(): void
}

/** What one reading process may use, heap and buffers, whatever starts it. */
export const MEMORY_MIB = 1024

let start: (memoryMiB: number) => Reader = forkReader

/** A desktop shell without a Node of its own starts reading processes in its way. */
export function startReadersBy(starting: (memoryMiB: number) => Reader): void {
  start = starting
}

export function startReader(memoryMiB: number): Reader {
  return start(memoryMiB)
}

/** A child on this process's Node, without the right to write or to start anything. */
function forkReader(memoryMiB: number): Reader {
  const child = fork(scriptBeside(import.meta.url, 'read-process'), [String(memoryMiB)], {
    serialization: 'advanced',
    execArgv: readerFlags(memoryMiB),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
  })
  return {
    send: (request) => void child.send(request),
    onMessage: (listener) => void child.on('message', listener),
    onError: (listener) => void child.on('error', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** What the reading process may: read files, and a second thread that watches its memory. */
export function readerFlags(memoryMiB: number): string[] {
  return [
    `--max-old-space-size=${memoryMiB}`,
    '--permission',
    '--allow-fs-read=*',
    '--allow-worker',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
  ]
}
