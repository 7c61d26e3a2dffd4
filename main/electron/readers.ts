/**
 * The processes that read files from outside (reliability-security.md 5). Only the shell may start
 * one in a packaged program, so the backend asks for it and gets a port to it.
 */
import {
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
} from 'electron'
import type { ToBackend } from './backend-messages.ts'

const MEMORY_MIB = 1024

export class Readers {
  readonly #entry: string
  readonly #tell: (message: ToBackend, port?: MessagePortMain) => void
  readonly #children = new Map<number, UtilityProcess>()

  constructor(entry: string, tell: (message: ToBackend, port?: MessagePortMain) => void) {
    this.#entry = entry
    this.#tell = tell
  }

  start(reader: number): void {
    const child = utilityProcess.fork(this.#entry, [String(MEMORY_MIB)], {
      serviceName: 'Saldo reader',
      execArgv: [`--max-old-space-size=${MEMORY_MIB}`],
      stdio: 'ignore',
      env: {},
    })
    this.#children.set(reader, child)
    const { port1, port2 } = new MessageChannelMain()
    child.once('exit', () => {
      this.#children.delete(reader)
      this.#tell({ kind: 'reader-gone', reader })
    })
    child.postMessage(null, [port1])
    this.#tell({ kind: 'reader', reader }, port2)
  }

  end(reader: number): void {
    this.#children.get(reader)?.kill()
  }

  endAll(): void {
    for (const child of this.#children.values()) child.kill()
  }
}
