/** The thread that writes documents, as the ledger's thread sees it. */
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { scriptBeside } from '../script-beside.ts'
import { BesideThread, type Heard } from '../worker-thread.ts'
import type { Answered, ToWriter } from './messages.ts'

/** Heap of the writing thread. */
const MEMORY_MIB = 512

const writer = new BesideThread<ToWriter, Answered, number>({
  script: scriptBeside(import.meta.url, 'write-worker'),
  idleMs: 10_000,
  memoryMiB: MEMORY_MIB,
  hear,
  fell: (error) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? new Refusal('document.too_large', { limitMiB: MEMORY_MIB })
      : error,
})

/** Asks the thread for one piece of work; its answer, or what it refused with. */
export function askWriter(message: ToWriter): Promise<number> {
  return writer.ask(message)
}

function hear(answer: Answered): Heard<number> {
  if (answer.ok) return { value: answer.value }
  const { code, params } = answer
  return { error: code === null ? new Error(String(params['error'])) : new Refusal(code, params) }
}
