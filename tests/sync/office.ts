/**
 * A company with a server in memory and any number of desktops: the real core and the real replica,
 * nothing between them but function calls that a test may break.
 */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { uuidToBytes } from '../../db/kit/uuid-codec.ts'
import { connectCompany } from '../../db/local/sync-state.ts'
import { postDocuments } from '../../main/backend/features/documents.ts'
import type { Asking } from '../../main/backend/sync/ask.ts'
import { type Compared, compareCompany } from '../../main/backend/sync/compare.ts'
import { type Rebuilt, rebuildFromSnapshot } from '../../main/backend/sync/rebuild.ts'
import { repairCompany } from '../../main/backend/sync/repair.ts'
import { signerOf } from '../../main/backend/sync/signer.ts'
import { LocalReplica, rootOf, type Signer } from '../../main/backend/sync/replica.ts'
import { contract } from '../../shared/contract/index.ts'
import { exchange, type Exchanged, type ExchangeOptions } from '../../sync/client/loop.ts'
import type { Row } from '../../sync/engine/central/tables.ts'
import { control } from '../../sync/server/core/control.ts'
import type { Pen } from '../../sync/server/core/pen.ts'
import type { Inspection } from '../../sync/client/compare.ts'
import type { Transport } from '../../sync/client/replica.ts'
import type { SnapshotSource } from '../../sync/client/snapshot.ts'
import { rootOf as servedRootOf } from '../../sync/server/core/pull.ts'
import { type CoreParts, createCore } from '../../sync/server/core/core.ts'
import { saveMembers, sayMembers } from '../../sync/server/members.ts'
import type { Caller, Core } from '../../sync/server/core-api.ts'
import { enrolPaper, paperCompany } from '../server/paper-company.ts'
import { SqliteStore } from '../simulation/sqlite-store.ts'
import { TestCompany } from '../support/company.ts'
import { tamper } from '../support/tamper.ts'

const SALT = Buffer.alloc(32, 7)

export interface DeskOptions {
  readonly roles?: readonly string[]
  /** On a disk, so that it can be killed and opened again. */
  readonly onDisk?: boolean
  /** Work done before there was a server. */
  readonly before?: (company: TestCompany) => void
}

/** What the transport does instead of answering; undefined: it answers. */
export type Fault = (
  call: 'hello' | 'push' | 'pull' | 'digest' | 'docs' | 'snapshot' | 'chunk' | 'control',
  when: 'before' | 'after',
) => void

export class Office {
  readonly store = new SqliteStore()
  readonly companyId = v7()
  readonly core: Core
  readonly desks: Desk[] = []
  nowMs = Date.parse('2026-11-24T09:00:00Z')
  bugs: unknown[] = []

  readonly parts: CoreParts = {
    store: this.store,
    clock: { now: () => this.nowMs },
    chunkChanges: 3,
    supportId: (error) => {
      this.bugs.push(error)
      return String(this.bugs.length)
    },
  }

  private constructor() {
    this.core = createCore(this.parts)
  }

  static async open(): Promise<Office> {
    const office = new Office()
    await office.store.createCompany(paperCompany(office.companyId, SALT.toString('hex')))
    await office.store.write(office.companyId, (tx) =>
      tx.insert('series', [
        { code: 'INV', kind: 'invoice' },
        { code: 'RCT', kind: 'receipt' },
      ]),
    )
    return office
  }

  /** A desktop that joined, or by `before` one whose own company was published. */
  async desk(name: string, options: DeskOptions = {}): Promise<Desk> {
    const desk = new Desk(this, name, options)
    await enrolPaper(this.store, desk.caller, {
      name,
      roles: desk.caller.roles,
      deviceCode: desk.caller.deviceCode,
    })
    await this.store.write(this.companyId, async (tx) => {
      if (options.before)
        await tx.setCompany({
          publishedBy: `${desk.caller.deviceId} ${desk.company.file.company.chainSeq}`,
        })
    })
    this.desks.push(desk)
    return desk
  }

  /** What the server writes by itself. */
  get pen(): Pen {
    return { secret: 'system', newId: () => v7(), now: () => this.nowMs }
  }

  /** Members as they stand, said to every device; `change` is what stands of one of them from now on. */
  async members(change: { readonly name?: string } & Partial<Row<'member'>> = {}): Promise<void> {
    await this.store.write(this.companyId, async (tx) => {
      if (change.name === undefined) return sayMembers(this.pen, tx)
      const [member] = await tx.lookup('member', 'name', [change.name])
      if (member) await saveMembers(this.pen, tx, [{ ...member, ...change }])
    })
  }

  async root(): Promise<string> {
    return (await this.store.read(this.companyId, servedRootOf)) ?? ''
  }

  close(): void {
    for (const desk of this.desks) desk.company.dispose()
    this.store.close()
  }
}

/** Of a file on the disk those that were made with it. */
function keysOf(company: TestCompany, onDisk: boolean): { publicKey: KeyObject; signer: Signer } {
  if (onDisk) {
    const { privateKey } = JSON.parse(readFileSync(`${company.path}.keys`, 'utf8')) as {
      readonly privateKey: string
    }
    const signer = signerOf(company.path, company.file.company.deviceId)
    return { publicKey: createPublicKey(privateKey), signer }
  }
  const pair = generateKeyPairSync('ed25519')
  return {
    publicKey: pair.publicKey,
    signer: (hash) => sign(null, hash, pair.privateKey).toString('base64'),
  }
}

let codes = 0

export class Desk {
  readonly company: TestCompany
  readonly caller: Caller
  replica: LocalReplica
  fault: Fault = () => undefined
  readonly #office: Office
  readonly #sign: (hash: Uint8Array) => string

  constructor(office: Office, name: string, options: DeskOptions) {
    this.#office = office
    this.company = new TestCompany({ inMemory: options.onDisk !== true, columns: true })
    const { publicKey, signer } = keysOf(this.company, options.onDisk === true)
    this.#sign = signer
    codes += 1
    const code = `D${String(codes).padStart(3, '0')}`
    this.company.command(({ db }) => {
      db.prepare<[Uint8Array, Uint8Array, string, string]>(
        'update company set company_id = ?, salt_key = ?, device_code = ?, user_name = ?',
      ).run(uuidToBytes(office.companyId), SALT, code, name)
    })
    options.before?.(this.company)
    this.company.command(({ db }) =>
      connectCompany(db, {
        url: 'http://127.0.0.1:1',
        joinedBy: options.before ? 'publish' : 'join',
      }),
    )
    const { userId, deviceId, deviceCode } = this.company.file.company
    this.caller = {
      companyId: office.companyId,
      userId,
      person: name,
      userName: name,
      roles: options.roles ?? ['accountant', 'finance_manager'],
      scope: null,
      deviceId,
      deviceCode,
      epoch: 1,
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }
    this.replica = new LocalReplica(this.company.file, this.#sign)
  }

  sync(options: ExchangeOptions = {}): Promise<Exchanged> {
    return exchange(this.replica, this.transport(), options)
  }

  /** What is confirmed is fetched, then both sides are compared row by row. */
  async compare(): Promise<Compared> {
    await this.sync({ direction: 'pull' })
    return compareCompany(this.company.file, this.transport())
  }

  /** Repairs what differs here, then compares again. */
  async repair(): Promise<Compared & { readonly repaired: number }> {
    await this.sync({ direction: 'pull' })
    const repaired = await repairCompany(this.company.file, this.transport())
    return { repaired, ...(await compareCompany(this.company.file, this.transport())) }
  }

  /** Builds the confirmed ledger anew from the server's log. */
  snapshot(): Promise<Rebuilt> {
    return rebuildFromSnapshot(this.company.file, this.transport())
  }

  /** Past every guard, as whoever alters the file by another program does. */
  tamper(...statements: readonly string[]): void {
    tamper(this.company.file, statements)
  }

  /** The process was killed and came again. */
  reload(): void {
    this.company.reload()
    this.replica = new LocalReplica(this.company.file, this.#sign)
  }

  /** As an import does: the id comes from the fact. */
  postWithId(documentId: string, documentNo: string, amountMinor: number): void {
    this.company.command((context) =>
      postDocuments(
        context,
        contract.documents.post.input.parse({
          documents: [
            {
              kind: 'invoice',
              documentId,
              documentNo,
              customerCode: 'C',
              documentDate: '2026-04-01',
              amountMinor,
            },
          ],
        }),
      ),
    )
  }

  /** Asks the server for what only it does. */
  asking(): Asking {
    return { replica: this.replica, transport: this.transport() }
  }

  transport(): Transport & Inspection & SnapshotSource & Asking['transport'] {
    const { core, store, pen } = this.#office
    const call = async <T extends object>(name: Parameters<Fault>[0], work: () => Promise<T>) => {
      this.fault(name, 'before')
      // Through JSON, as the wire has it.
      const answer = JSON.parse(JSON.stringify(await work())) as T
      this.fault(name, 'after')
      return { ...answer, server_time: this.#office.nowMs }
    }
    return {
      hello: (request) => call('hello', () => core.hello(this.caller, request)),
      push: (request) => call('push', () => core.push(this.caller, request)),
      pull: (request) => call('pull', () => core.pull(this.caller, request)),
      control: (request) => call('control', () => control({ store, ...pen }, this.caller, request)),
      digest: (request) => call('digest', () => core.digest(this.caller, request)),
      docs: (request) => call('docs', () => core.docs(this.caller, request)),
      snapshot: (request) => call('snapshot', () => core.snapshot(this.caller, request)),
      chunk: (request) => call('chunk', () => core.chunk(this.caller, request)),
    }
  }

  root(): string {
    return this.company.query(({ db, company }) => rootOf(db, company.companyId))
  }

  /** Confirmed and pending balance by customer code and currency. */
  balances(): Record<string, { confirmed: number; pending: number }> {
    return this.company.query(({ db }) =>
      Object.fromEntries(
        db
          .prepare<[], { key: string; confirmed: number; pending: number }>(
            `select c.code || ' ' || x.currency as key,
               sum(case x.state when 'confirmed' then x.debit_minor - x.credit_minor else 0 end) as confirmed,
               sum(case x.state when 'pending' then x.debit_minor - x.credit_minor else 0 end) as pending
             from cell as x join customer as c on c.id = x.customer_id group by c.code, x.currency order by 1`,
          )
          .all()
          .map(({ key, confirmed, pending }) => [key, { confirmed, pending }]),
      ),
    )
  }

  numbers(): string[] {
    return this.company.query(({ db }) =>
      db
        .prepare<[], { number: string }>('select number from doc order by number')
        .all()
        .map(({ number }) => number),
    )
  }

  states(): { kind: string; state: string; code: string | null; aside: string | null }[] {
    return this.company.query(({ db }) =>
      db
        .prepare<[], { kind: string; state: string; code: string | null; aside: string | null }>(
          `select o.kind, o.state, o.code, a.code as aside from op_outbox as o left join op_aside as a on a.op_id = o.op_id
           order by o.local_seq`,
        )
        .all(),
    )
  }

  faults(): string[] {
    return this.company
      .verify(true)
      .checks.flatMap((check) =>
        check.failures.map((one) => `${check.name}: ${one.detail} ${one.documentNo ?? ''}`),
      )
  }
}
