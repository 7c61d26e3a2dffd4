/** Messages between desktops and the server: each waits until the scheduler says what becomes of it. */
import type { Transport } from '../../sync/client/replica.ts'
import type { RequestError } from '../../sync/protocol/codes.ts'

export type Call = 'hello' | 'push' | 'pull'

/** Whatever a device asks: the exchange, a compare beside it, and what only the server does. */
export type Asked = Call | 'digest' | 'docs' | 'control'

export type Answer = { readonly value: object } | { readonly error: RequestError }

/** No answer came. */
export class NoAnswer extends Error {
  constructor() {
    super('no answer')
    this.name = 'NoAnswer'
  }
}

export interface Message {
  readonly n: number
  readonly device: number
  readonly call: Call
  readonly request: unknown
  /** Null on its way up. */
  answer: Answer | null
  /** Nobody waits for its answer any more. */
  isStray: boolean
  readonly settle: (answer: Answer | null) => void
}

export class Network {
  readonly waiting: Message[] = []
  #sent = 0

  get sent(): number {
    return this.#sent
  }

  transport(device: number, onPosted: () => void): Transport {
    const call = <T extends object>(name: Call, request: object): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        this.post({
          device,
          call: name,
          // As text, as the wire has it.
          request: JSON.parse(JSON.stringify(request)) as unknown,
          settle: (answer) => {
            if (answer === null) reject(new NoAnswer())
            else if ('error' in answer) reject(answer.error)
            else resolve(answer.value as T)
          },
        })
        onPosted()
      })
    return {
      hello: (request) => call('hello', request),
      push: (request) => call('push', request),
      pull: (request) => call('pull', request),
    }
  }

  post(message: Pick<Message, 'device' | 'call' | 'request' | 'settle'>, isStray = false): void {
    this.#sent += 1
    this.waiting.push({ ...message, n: this.#sent, answer: null, isStray })
  }

  take(message: Message): void {
    this.waiting.splice(this.waiting.indexOf(message), 1)
  }
}
