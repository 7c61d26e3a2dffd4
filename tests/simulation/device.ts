/** A desktop of the simulation: the real ledger and replica on a disk that can fail, with a clock of its own. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { insertCompany } from '../../db/local/company.ts'
import { connectCompany, syncState } from '../../db/local/sync-state.ts'
import { CompanyFile } from '../../main/backend/company/company-file.ts'
import { LocalReplica, rootOf } from '../../main/backend/sync/replica.ts'
import type { Context } from '../../main/backend/context.ts'
import type { Replica } from '../../sync/client/replica.ts'
import { TestCompany } from '../support/company.ts'
import type { Chance } from './chance.ts'
import { Disk, type DiskFault } from './disk.ts'
import type { Mutant } from './mutant.ts'

/** An Ed25519 private key in PKCS #8 is this and its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** What a device is known by; a copy has the same. */
export interface Identity {
  readonly name: string
  readonly code: string
  readonly userId: string
  readonly deviceId: string
  readonly installId: string
  readonly key: KeyObject
}

export function newIdentity(keys: Chance, index: number, name: string, nowMs: number): Identity {
  const key = keyFrom(keys)
  const id = keys.ids(() => nowMs)
  return {
    name,
    code: `D${String(index + 1).padStart(3, '0')}`,
    userId: id(),
    deviceId: id(),
    installId: id(),
    key,
  }
}

export interface NewDevice {
  readonly companyId: string
  readonly identity: Identity
  readonly index: number
  readonly saltKey: Uint8Array
  /** The company file of another day, or of another device; null: a new one. */
  readonly image: Uint8Array | null
  readonly nowMs: () => number
  readonly onStruck: (what: DiskFault['what']) => void
  readonly mutant: Mutant | null
}

/** A key that is the same in every run of a seed. */
export function keyFrom(chance: Chance): KeyObject {
  const key = Buffer.concat([PKCS8, chance.bytes(32)])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

/** Where a device's clock stands against the true one. */
export type Skew =
  | { readonly kind: 'offset'; readonly ms: number }
  | { readonly kind: 'frozen'; readonly atMs: number }
  | { readonly kind: 'drift'; readonly rate: number; readonly sinceMs: number }

/** How far the own chain is known. */
interface Standing {
  readonly acknowledged: SimDevice['acknowledged']
  readonly seen: SimDevice['seen']
}

export class SimDevice {
  /** Its place among all; a copy has another. */
  readonly index: number
  readonly identity: Identity
  readonly publicKey: string
  readonly disk: Disk
  readonly company: TestCompany
  skew: Skew = { kind: 'offset', ms: 0 }
  replica: Replica
  /** Others may have gone on in its name: it was copied, or put back to an earlier day. */
  isOneOfMany = false
  /** Why its exchange stopped for good. */
  stopped: string | null = null
  /** The last link whose commit was answered: it is there for ever (I4). */
  acknowledged = { seq: 0, hash: '0'.repeat(64) }
  /** The chain's end when it was last looked at. */
  seen = this.acknowledged
  /** Something was committed since it was last looked at. */
  isChanged = true
  /** The same of the look at everything. */
  isUnproven = true
  #kept: ({ readonly image: Uint8Array } & Standing) | null = null
  readonly #nowMs: () => number
  readonly #mutant: Mutant | null

  constructor(wish: NewDevice) {
    const { index, identity, nowMs, mutant, image } = wish
    this.index = index
    this.identity = identity
    this.#nowMs = nowMs
    this.#mutant = mutant
    this.publicKey = createPublicKey(identity.key)
      .export({ format: 'der', type: 'spki' })
      .toString('base64')
    this.disk = new Disk({ onStruck: wish.onStruck, tamper: mutant?.tamper ?? null, image })
    const db = this.disk.open()
    if (image === null) found(db, wish)
    this.company = new TestCompany({ file: this.#fileOf(db) })
    this.replica = this.#newReplica()
  }

  get name(): string {
    return this.identity.name
  }

  get code(): string {
    return this.identity.code
  }

  get userId(): string {
    return this.identity.userId
  }

  get deviceId(): string {
    return this.identity.deviceId
  }

  now(): number {
    const true_ = this.#nowMs()
    switch (this.skew.kind) {
      case 'offset':
        return true_ + this.skew.ms
      case 'frozen':
        return this.skew.atMs
      case 'drift':
        return Math.round(true_ + (true_ - this.skew.sinceMs) * this.skew.rate)
    }
  }

  /** The program is started again after it was killed: what was committed is all there is. */
  restart(): void {
    this.company.file = this.#fileOf(this.disk.open())
    this.replica = this.#newReplica()
  }

  /** Somebody keeps a copy of the file for another day. */
  keep(): void {
    this.#kept = { image: this.disk.image(), ...this.standing() }
  }

  get isKept(): boolean {
    return this.#kept !== null
  }

  putBack(): void {
    if (this.#kept === null) throw new Error(`nobody has kept ${this.code}`)
    this.disk.replace(this.#kept.image)
    this.takesUp(this.#kept)
    this.restart()
  }

  standing(): Standing {
    return { acknowledged: this.acknowledged, seen: this.seen }
  }

  takesUp({ acknowledged, seen }: Standing): void {
    this.acknowledged = acknowledged
    this.seen = seen
  }

  /** What the outside world has heard of by now can never be taken back. */
  acknowledge(): void {
    const { chainSeq, chainHash } = this.disk.lookAt(() => this.company.file.company)
    this.acknowledged = { seq: chainSeq, hash: Buffer.from(chainHash).toString('hex') }
  }

  /** Work that meets no fault, though it waits for others in between. */
  async undisturbed<T>(work: () => Promise<T>): Promise<T> {
    const fault = this.disk.disarm()
    try {
      return await work()
    } finally {
      if (fault) this.disk.arm(fault)
    }
  }

  /** What the simulation asks of the rows. */
  look<T>(work: (context: Context) => T): T {
    return this.disk.lookAt(() => this.company.query(work))
  }

  root(): string {
    return this.look(({ db, company }) => rootOf(db, company.companyId))
  }

  get cursor(): number {
    return this.look(({ db }) => syncState(db)?.cursorSeq ?? 0)
  }

  /** Own operations the server is not known to have. */
  get unsent(): number {
    return this.disk.lookAt(() => this.replica.standing().unsent)
  }

  close(): void {
    this.disk.lookAt(() => this.company.file.close())
  }

  #fileOf(db: ReturnType<Disk['open']>): CompanyFile {
    const file = new CompanyFile(':memory:', db, { now: () => this.now() }, false, {
      keepsJournal: false,
      reopen: () => this.disk.open(),
    })
    const changed = () => {
      this.isChanged = true
      this.isUnproven = true
    }
    file.onChanged(changed)
    changed()
    return file
  }

  #newReplica(): Replica {
    const real = new LocalReplica(this.company.file, (hash) =>
      sign(null, hash, this.identity.key).toString('base64'),
    )
    return this.#mutant?.replica?.(real, this.company) ?? real
  }
}

/** A new file of a company that has a server, as a device that joins it has one. */
function found(
  db: ReturnType<Disk['open']>,
  { companyId, saltKey, identity }: Pick<NewDevice, 'companyId' | 'saltKey' | 'identity'>,
): void {
  db.transaction(() => {
    insertCompany(db, {
      companyId,
      name: 'Akdeniz Gıda',
      currency: 'TRY',
      timezone: 'Europe/Istanbul',
      fiscalYearStart: 1,
      isDemo: false,
      demoUntil: null,
      createdAtMs: 0,
      userId: identity.userId,
      userName: identity.name,
      deviceId: identity.deviceId,
      installId: identity.installId,
      deviceCode: identity.code,
      saltKey,
    })
    connectCompany(db, { url: 'http://127.0.0.1:1', joinedBy: 'join' })
  })
}
