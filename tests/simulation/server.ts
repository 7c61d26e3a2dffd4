/** The server of the simulation: the real core over its store in memory, which can fail or be killed anywhere. */
import { createCore } from '../../sync/server/core/core.ts'
import { rootOf } from '../../sync/server/core/pull.ts'
import { type SystemOp, writeSystemOp } from '../../sync/server/core/system.ts'
import { control } from '../../sync/server/core/control.ts'
import { assertStanding, Callers, standingIn } from '../../sync/server/identity/callers.ts'
import { keysOf } from '../../sync/server/identity/keys.ts'
import type { MendingStore, ServerStore } from '../../sync/server/store.ts'
import type { ControlRequest } from '../../sync/protocol/control.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import type { Row } from '../../sync/engine/central/tables.ts'
import { type FaultPoint, SqliteStore, StoreCrashed } from './sqlite-store.ts'
import type { Mutant } from './mutant.ts'
import type { Answer, Asked } from './network.ts'

export interface ServerFault {
  readonly what: 'crash' | 'busy'
  readonly at: FaultPoint['at']
  /** Of that kind, how many pass before it strikes. */
  readonly after: number
}

const SECRET = 's'.repeat(32)
const KEYS = keysOf(SECRET)

class Planted extends Error {
  constructor() {
    super('planted by the simulation')
    this.name = 'Planted'
  }
}

let image: Uint8Array | null = null

export class SimServer {
  readonly companyId: string
  /** What the core could not explain; faults that were planted are none. */
  readonly bugs: unknown[] = []
  readonly #nowMs: () => number
  readonly #mutant: Mutant | null
  readonly #onStruck: (what: ServerFault['what']) => void
  #store: SqliteStore
  #fault: { what: ServerFault['what']; at: FaultPoint['at']; left: number } | null = null
  #next: Uint8Array | null = null
  /** Null while nobody asks anything; else whether a fault struck since. */
  #asked: { isStruck: boolean } | null = null

  constructor(
    companyId: string,
    nowMs: () => number,
    onStruck: (what: ServerFault['what']) => void,
    mutant: Mutant | null,
  ) {
    this.companyId = companyId
    this.#nowMs = nowMs
    this.#onStruck = onStruck
    this.#mutant = mutant
    image ??= emptyImage()
    this.#store = this.#open(image)
  }

  /** As the core sees it. */
  get store(): ServerStore {
    return this.#mutant?.store?.(this.#store) ?? this.#store
  }

  /** As the rows are. */
  get rows(): MendingStore {
    return this.#store
  }

  /** As the operator's repair sees it. */
  get mending(): MendingStore {
    return this.#mutant?.mending?.(this.#store) ?? this.#store
  }

  arm({ what, at, after }: ServerFault): void {
    this.#fault = { what, at, left: after }
  }

  disarm(): void {
    this.#fault = null
  }

  /**
   * Null: the server was killed and answers nobody. `companies` are those of the device's token, the
   * one it works in first.
   */
  async handle(
    deviceId: string,
    call: Asked,
    sent: unknown,
    companies: readonly string[] = [this.companyId],
  ): Promise<Answer | null> {
    const asked = { isStruck: false }
    this.#asked = asked
    try {
      const value = await this.#answer(deviceId, call, sent, companies)
      const told = JSON.parse(JSON.stringify(value)) as object
      const changed = this.#mutant?.answer?.(call, told) as object | undefined
      return { value: { ...(changed ?? told), server_time: this.#nowMs() } }
    } catch (error) {
      if (error instanceof RequestError) return { error }
      if (this.#next !== null) return null
      if (asked.isStruck) return { error: new RequestError('BUSY') }
      this.bugs.push(error)
      return { error: new RequestError('INTERNAL') }
    } finally {
      this.#asked = null
      this.#restartIfKilled()
    }
  }

  /** An operation of the server's own; null when it was killed on the way. */
  async act(op: SystemOp): Promise<void> {
    const asked = { isStruck: false }
    this.#asked = asked
    try {
      await writeSystemOp(
        {
          store: this.store,
          secret: SECRET,
          nowMs: this.#nowMs(),
          app: 'server',
          supportId: (error) => this.#supportId(error),
        },
        this.companyId,
        op,
      )
    } catch (error) {
      if (!asked.isStruck) throw error
    } finally {
      this.#asked = null
      this.#restartIfKilled()
    }
  }

  async root(): Promise<string> {
    return (await this.#store.read(this.companyId, rootOf)) ?? ''
  }

  async logAfter(seq: number): Promise<Row<'op_log'>[]> {
    return (
      (await this.#store.read(this.companyId, (tx) => tx.range('op_log', seq, tx.head.seq, 1e6))) ??
      []
    )
  }

  close(): void {
    this.#store.close()
  }

  async #answer(
    deviceId: string,
    call: Asked,
    request: unknown,
    companies: readonly string[],
  ): Promise<object> {
    const store = this.store
    const [first = ''] = companies
    const standing = await standingIn(store, first, deviceId)
    if (standing === null) throw new RequestError('WRONG_COMPANY')
    assertStanding(standing)
    const claims = { device: deviceId, companies: [...companies], expires: Number.MAX_VALUE }
    const { company_id: companyId } = request as { readonly company_id: string }
    const caller = await new Callers(store, KEYS).callerIn({ claims, first, standing }, companyId)
    if (call === 'control') {
      const pen = { store, secret: SECRET, now: this.#nowMs }
      return control(pen, caller, request as ControlRequest)
    }
    const core = createCore({
      store,
      clock: { now: this.#nowMs },
      supportId: (error) => this.#supportId(error),
    })
    return core[call](caller, request as never)
  }

  #supportId(error: unknown): string {
    if (!this.#asked?.isStruck) this.bugs.push(error)
    return String(this.bugs.length)
  }

  #open(from: Uint8Array): SqliteStore {
    return new SqliteStore({ image: from, fault: (point) => this.#pass(point) })
  }

  #pass(point: FaultPoint): void {
    const fault = this.#fault
    // What the simulation itself asks for meets no fault.
    if (!this.#asked || !fault || fault.at !== point.at) return
    fault.left -= 1
    if (fault.left >= 0) return
    this.#fault = null
    this.#asked.isStruck = true
    this.#onStruck(fault.what)
    if (fault.what === 'busy') throw new Planted()
    this.#next = this.#store.crash()
    throw new StoreCrashed()
  }

  #restartIfKilled(): void {
    if (this.#next === null) return
    this.#store = this.#open(this.#next)
    this.#next = null
  }
}

function emptyImage(): Uint8Array {
  const store = new SqliteStore()
  const bytes = store.image()
  store.close()
  return bytes
}
