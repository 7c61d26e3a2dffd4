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

export interface NewDevice {
  readonly companyId: string
  readonly index: number
  readonly name: string
  readonly saltKey: Uint8Array
  readonly keys: Chance
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

export class SimDevice {
  readonly index: number
  readonly name: string
  readonly code: string
  readonly userId: string
  readonly deviceId: string
  readonly publicKey: string
  readonly disk: Disk
  readonly company: TestCompany
  skew: Skew = { kind: 'offset', ms: 0 }
  replica: Replica
  /** The last link whose commit was answered: it is there for ever (I4). */
  acknowledged = { seq: 0, hash: '0'.repeat(64) }
  /** The chain's end when it was last looked at. */
  seen = this.acknowledged
  /** Something was committed since it was last looked at. */
  isChanged = true
  readonly #key: KeyObject
  readonly #nowMs: () => number
  readonly #mutant: Mutant | null

  constructor(wish: NewDevice) {
    const { companyId, index, name, keys, nowMs, mutant } = wish
    this.index = index
    this.name = name
    this.code = `D${String(index + 1).padStart(3, '0')}`
    this.#nowMs = nowMs
    this.#mutant = mutant
    this.#key = keyFrom(keys)
    this.publicKey = createPublicKey(this.#key)
      .export({ format: 'der', type: 'spki' })
      .toString('base64')
    const id = keys.ids(nowMs)
    this.userId = id()
    this.deviceId = id()
    this.disk = new Disk(wish.onStruck, mutant?.tamper ?? null)
    const db = this.disk.open()
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
        userId: this.userId,
        userName: name,
        deviceId: this.deviceId,
        installId: id(),
        deviceCode: this.code,
        saltKey: wish.saltKey,
      })
      connectCompany(db, { url: 'http://127.0.0.1:1', joinedBy: 'join' })
    })
    this.company = new TestCompany({ file: this.#fileOf(db) })
    this.replica = this.#newReplica()
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

  /** What the outside world has heard of by now can never be taken back. */
  acknowledge(): void {
    const { chainSeq, chainHash } = this.disk.lookAt(() => this.company.file.company)
    this.acknowledged = { seq: chainSeq, hash: Buffer.from(chainHash).toString('hex') }
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
    file.onChanged(() => (this.isChanged = true))
    this.isChanged = true
    return file
  }

  #newReplica(): Replica {
    const real = new LocalReplica(this.company.file, (hash) =>
      sign(null, hash, this.#key).toString('base64'),
    )
    return this.#mutant?.replica?.(real, this.company) ?? real
  }
}
