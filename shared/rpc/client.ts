/** The calling end: `connect(contract, port)` gives a typed client and the events of the backend. */
import type { Client, Contract } from './procedure.ts'
import type { Port } from './port.ts'
import { Refusal, type RefusalParams } from './refusal.ts'

/** A fault of the other side: nothing leaks but the number under which it was logged. */
export class BackendBug extends Error {
  readonly incident: string

  constructor(incident: string) {
    super(`incident ${incident}`)
    this.name = 'BackendBug'
    this.incident = incident
  }
}

export interface Progress {
  readonly job: string
  readonly phase: string
  readonly done: number
  readonly total: number
}

export interface Connection<C extends Contract> {
  readonly client: Client<C>
  /** After each commit: queries on screen may be stale. */
  onChanged(listener: () => void): () => void
  onProgress(listener: (progress: Progress) => void): () => void
  /** After each step of the exchange with the server: what is said of it may be stale. */
  onSync(listener: () => void): () => void
  onClose(listener: () => void): void
  close(): void
}

type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly id: number
      readonly ok: false
      readonly error: {
        readonly code: string
        readonly params: RefusalParams
        readonly incident?: string
      }
    }
  | { readonly event: 'changed' }
  | { readonly event: 'sync' }
  | ({ readonly event: 'progress' } & Progress)

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

export function connect<C extends Contract>(contract: C, port: Port): Connection<C> {
  const waiting = new Map<number, Waiting>()
  const told = { changed: new Set<() => void>(), sync: new Set<() => void>() }
  const progressed = new Set<(progress: Progress) => void>()
  let lastId = 0
  let isClosed = false
  port.onMessage((message) => {
    const answer = message as Answer
    if ('event' in answer) {
      if (answer.event === 'progress') for (const listener of progressed) listener(answer)
      else for (const listener of told[answer.event]) listener()
      return
    }
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) call?.resolve(answer.value)
    else
      call?.reject(
        answer.error.incident === undefined
          ? new Refusal(answer.error.code, answer.error.params)
          : new BackendBug(answer.error.incident),
      )
  })
  port.onClose(() => {
    isClosed = true
    for (const call of waiting.values()) call.reject(new Refusal('connection.lost'))
    waiting.clear()
  })
  const call = (path: string, input: unknown): Promise<unknown> => {
    if (isClosed) return Promise.reject(new Refusal('connection.lost'))
    lastId += 1
    const id = lastId
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      port.post({ id, path, input })
    })
  }
  const client = Object.fromEntries(
    Object.entries(contract).map(([noun, procedures]) => [
      noun,
      Object.fromEntries(
        Object.keys(procedures).map((name) => [
          name,
          (input: unknown) => call(`${noun}.${name}`, input),
        ]),
      ),
    ]),
  )
  return {
    client: client as Client<C>,
    onChanged: (listener) => hearing(told.changed, listener),
    onSync: (listener) => hearing(told.sync, listener),
    onProgress: (listener) => {
      progressed.add(listener)
      return () => progressed.delete(listener)
    },
    onClose: (listener) => port.onClose(listener),
    close: () => port.close(),
  }
}

function hearing(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
