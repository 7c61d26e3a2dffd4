/** The parent of the reading process: starts it, bounds it, collects what it sends. */
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { SheetFacts, Table, TableRow } from '../../../shared/domain/tabular/table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { ReadRequest } from './read-bytes.ts'
import type { ReadMessage } from './read-process.ts'

export interface ReadFile {
  readonly table: Table
  readonly sheets: readonly SheetFacts[]
}

export interface ReadLimits {
  /** Of the whole process, heap and buffers. */
  readonly memoryMiB: number
  readonly timeMs: number
}

const LIMITS: ReadLimits = { memoryMiB: 1024, timeMs: 120_000 }

export function readFile(
  request: ReadRequest,
  { memoryMiB, timeMs }: ReadLimits = LIMITS,
): Promise<ReadFile> {
  return new Promise((resolve, reject) => {
    const child = fork(entry(), [String(memoryMiB)], {
      serialization: 'advanced',
      execArgv: readerFlags(memoryMiB),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
    })
    let head: Extract<ReadMessage, { kind: 'head' }> | null = null
    const rows: TableRow[] = []
    let isSettled = false
    const settle = (work: () => void) => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      work()
      child.kill('SIGKILL')
    }
    const timer = setTimeout(
      () => settle(() => reject(new Refusal('file.timeout', { seconds: timeMs / 1000 }))),
      timeMs,
    )
    child.on('message', (message: ReadMessage) => {
      if (message.kind === 'head') head = message
      else if (message.kind === 'rows') for (const row of message.rows) rows.push(row)
      else if (message.kind === 'failure')
        settle(() => reject(new Refusal(message.code, message.params)))
      else {
        const told = head
        settle(() =>
          told === null
            ? reject(new Refusal('file.damaged'))
            : resolve({ table: { ...told.table, rows }, sheets: told.sheets }),
        )
      }
    })
    child.on('error', (error) => settle(() => reject(error)))
    // Killed by its memory cap, or gone without a word.
    child.on('exit', () =>
      settle(() => reject(new Refusal('file.too_large', { limitMiB: memoryMiB }))),
    )
    child.send(request)
  })
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

/** Beside the bundle, or the source itself when nothing is bundled. */
function entry(): string {
  const source = fileURLToPath(new URL('./read-process.ts', import.meta.url))
  if (existsSync(source)) return source
  const candidates = ['./read-process.js', '../backend/read-process.js'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  return candidates.find((path) => existsSync(path)) ?? (candidates[0] as string)
}
