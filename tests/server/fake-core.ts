/** Answers every request with the least a core may answer; notes who asked. */
import { RequestError } from '../../sync/protocol/codes.ts'
import type { Caller, Core } from '../../sync/server/core-api.ts'
import type { ServerStore } from '../../sync/server/store.ts'

const NOTHING = '0'.repeat(64)

export class FakeCore implements Core {
  readonly calls: { readonly name: string; readonly caller: Caller }[] = []
  /** Waited for by each push: a test holds it open. */
  pushGate: Promise<void> = Promise.resolve()
  pushing = 0
  fails: Error | null = null
  readonly #store: ServerStore

  constructor(store: ServerStore) {
    this.#store = store
  }

  async hello(caller: Caller) {
    return {
      ...(await this.#common('hello', caller)),
      protocol: { min: 1, max: 1 },
      op_versions: {},
      device: { status: 'active', epoch: caller.epoch, device_code: caller.deviceCode },
      device_head: { seq: 0, hash: NOTHING },
      scope_ver: 1,
      user: { id: caller.userId, name: caller.userName, roles: [...caller.roles] },
    }
  }

  async push(caller: Caller, request: { readonly ops: readonly string[] }) {
    this.pushing += 1
    await this.pushGate
    this.pushing -= 1
    await this.#store.write(caller.companyId, (tx) =>
      tx.saveHead({ seq: tx.head.seq + request.ops.length, chainHash: NOTHING }),
    )
    const common = await this.#common('push', caller)
    const results = request.ops.map((_op, i) => ({
      op_id: caller.deviceId,
      status: 'accepted' as const,
      seq: common.head_seq - request.ops.length + i + 1,
    }))
    return { ...common, results, device_head: { seq: 0, hash: NOTHING } }
  }

  async pull(caller: Caller) {
    const common = await this.#common('pull', caller)
    const seq = common.head_seq
    return {
      ...common,
      from_seq: 0,
      to_seq: seq,
      to_hash: NOTHING,
      scope_ver: 1,
      changes: [],
      outcomes: [],
      digest: null,
    }
  }

  async digest(caller: Caller) {
    return { ...(await this.#common('digest', caller)), seq: 0, differs: [] }
  }

  async snapshot(): Promise<never> {
    throw new RequestError('NOT_FOUND')
  }

  async chunk(): Promise<never> {
    throw new RequestError('NOT_FOUND')
  }

  async docs(caller: Caller) {
    return { ...(await this.#common('docs', caller)), seq: 0, changes: [] }
  }

  wait(caller: Caller) {
    return this.#common('wait', caller)
  }

  async #common(name: string, caller: Caller) {
    this.calls.push({ name, caller })
    if (this.fails) throw this.fails
    const head = await this.#store.read(caller.companyId, (tx) => Promise.resolve(tx.head))
    if (head === null) throw new Error('the caller was checked')
    return { timeline_id: head.timelineId, head_seq: head.seq }
  }
}
