/** Stand-in for message ports and utility processes; ports are real, by Node's own. */
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type {} from 'electron'

export class MessagePortMain
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, 'start' | 'close'>
{
  /** Node's port, for a stand-in process to transfer. */
  readonly node: MessagePort

  constructor(node: MessagePort) {
    super()
    this.node = node
    node.on('close', () => this.emit('close'))
  }

  start(): void {
    this.node.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
  }

  postMessage(message: unknown): void {
    this.node.postMessage(message)
  }

  close(): void {
    this.node.close()
  }
}

export class MessageChannelMain
  implements Record<keyof Electron.MessageChannelMain, MessagePortMain>
{
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}

interface Posted {
  readonly message: unknown
  readonly ports: readonly MessagePortMain[]
}

/** A child that does what a test makes it do: emit 'message' and 'exit'. */
export class Child extends EventEmitter implements Pick<Electron.UtilityProcess, 'pid' | 'kill'> {
  readonly pid = 4711
  readonly entry: string
  readonly options: Electron.ForkOptions
  readonly posted: Posted[] = []
  onPosted: (posted: Posted) => void = () => undefined
  onKill: () => void = () => void this.emit('exit', 15)

  constructor(entry: string, options: Electron.ForkOptions) {
    super()
    this.entry = entry
    this.options = options
  }

  postMessage(message: unknown, ports: readonly MessagePortMain[] = []): void {
    const posted = { message, ports }
    this.posted.push(posted)
    this.onPosted(posted)
  }

  kill(): boolean {
    this.onKill()
    return true
  }
}

class StandInUtilityProcess
  implements Record<keyof Pick<typeof Electron.UtilityProcess, 'fork'>, unknown>
{
  readonly children: Child[] = []
  /** What a test wants done with every child. */
  onFork: (child: Child) => void = () => undefined

  fork(entry: string, _args: string[] = [], options: Electron.ForkOptions = {}): Child {
    const child = new Child(entry, options)
    this.children.push(child)
    this.onFork(child)
    return child
  }
}

export const utilityProcess = new StandInUtilityProcess()
