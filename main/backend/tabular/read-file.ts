/** The parent of the reading process: starts it, bounds it, collects what it sends. */
import type { TableRow } from '../../../shared/domain/tabular/table.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { PackedRows } from './packed-cells.ts'
import type { ReadRequest, ReadResult } from './read-bytes.ts'
import type { ReaderRequest, ReadMessage } from './read-process.ts'
import { MEMORY_MIB, startReader } from './reader.ts'

export interface ReadFile extends ReadResult {
  /** The rows of the table, one after the other: nothing holds them all as `table.rows` does. */
  readonly rows: Iterable<TableRow>
}

export interface ReadLimits {
  /** Of the whole process, heap and buffers. */
  readonly memoryMiB: number
  readonly timeMs: number
}

const LIMITS: ReadLimits = { memoryMiB: MEMORY_MIB, timeMs: 120_000 }

export function readFile(request: ReadRequest, limits: ReadLimits = LIMITS): Promise<ReadFile> {
  let table = new PackedRows()
  let companion = new PackedRows()
  return inReader(request, limits, (message, done: (file: ReadFile) => void) => {
    if (message.kind === 'begin') {
      if (message.of === 'table') table = new PackedRows()
      else companion = new PackedRows()
    } else if (message.kind === 'rows')
      (message.of === 'table' ? table : companion).add(message.rows)
    else if (message.kind === 'done') {
      const { table: facts, sheets, hasCompanion } = message.facts
      let all: readonly TableRow[] | null = null
      done({
        table: {
          ...facts,
          get rows() {
            return (all ??= [...table])
          },
        },
        rows: table,
        sheets,
        companion: hasCompanion ? companion : null,
      })
    }
  })
}

/** Answers a request by a reading process of its own; what it refuses is a Refusal here. */
export function inReader<T>(
  request: ReaderRequest,
  { memoryMiB, timeMs }: ReadLimits = LIMITS,
  take: (message: ReadMessage, done: (result: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const reader = startReader(memoryMiB)
    let isSettled = false
    const settle = (work: () => void) => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      work()
      reader.kill()
    }
    const timer = setTimeout(
      () => settle(() => reject(new Refusal('file.timeout', { seconds: timeMs / 1000 }))),
      timeMs,
    )
    reader.onMessage((message) => {
      if (message.kind === 'failure')
        settle(() => reject(new Refusal(message.code, message.params)))
      else take(message, (result) => settle(() => resolve(result)))
    })
    reader.onError((error) => settle(() => reject(error)))
    // Killed by its memory cap, or gone without a word.
    reader.onExit(() =>
      settle(() => reject(new Refusal('file.too_large', { limitMiB: memoryMiB }))),
    )
    reader.send(request)
  })
}
