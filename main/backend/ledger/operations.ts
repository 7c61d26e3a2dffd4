/**
 * Writes operations, links of this device's hash chain, and the audit entry of the command.
 *
 * The chain head is read from the company row of the running transaction and saved once at the end;
 * a command that throws leaves no trace, so the chain never has a gap.
 */
import { saveChainHead } from '../../../db/local/company.ts'
import type { MemberRow } from '../../../db/local/members.ts'
import { insertAudit, insertOperation, lastAudit } from '../../../db/local/log.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { canonicalText, sha256 } from '../../../sync/engine/canonical.ts'
import { makeOperation, type OperationKind } from '../../../sync/engine/operation.ts'
import type { Context } from '../context.ts'
import { assertAllowed, userOf } from './allowed.ts'
import { newId } from './new-id.ts'

export interface OperationDraft {
  readonly kind: OperationKind
  readonly entityId: string
  readonly payload: Readonly<Record<string, Plain | undefined>>
  /** Personal values and memos: detached, so that they can be redacted later. */
  readonly private?: Readonly<Record<string, Plain | undefined>> | undefined
  readonly deps?: readonly string[]
  readonly baseVersion?: number
  /** The held operation this one corrects. */
  readonly corrects?: Correction | undefined
}

/** A correction keeps what it is about and counts its attempts (sync.md 9). */
export interface Correction {
  readonly operationId: string
  readonly attempt: number
}

export class OperationLog {
  readonly #context: Context
  readonly #user: MemberRow | null
  #seq: number
  #hash: Buffer
  #hlcMs: number
  #hlcCount: number
  readonly #enteredAt: string
  #firstSeq: number | null = null
  #firstLocal: number | null = null
  #lastLocal: number | null = null

  constructor(context: Context) {
    this.#context = context
    this.#user = userOf(context)
    const { company } = context
    this.#seq = company.chainSeq
    this.#hash = Buffer.from(company.chainHash)
    this.#hlcMs = company.hlcMs
    this.#hlcCount = company.hlcCount
    this.#enteredAt = new Date(context.nowMs).toISOString()
  }

  /** Place of the last operation in the device's chain. */
  get seq(): number {
    return this.#seq
  }

  get count(): number {
    return this.#firstSeq === null ? 0 : this.#seq - this.#firstSeq + 1
  }

  /** A fresh id; made here so that an effect can name the operation it belongs to before it is written. */
  newId(): string {
    return newId()
  }

  write(operationId: string, draft: OperationDraft): void {
    const { db, company, nowMs, app, touched } = this.#context
    if (this.#context.rehearsal) return
    assertAllowed(this.#context, this.#user, draft)
    if (draft.kind.startsWith('master.')) touched.cards = true
    const deviceSeq = this.#seq + 1
    const { envelope, hash } = makeOperation({
      actor: company.userId,
      app,
      attempt: draft.corrects?.attempt ?? 1,
      base_ver: draft.baseVersion,
      company_id: company.companyId,
      deps: draft.deps ?? [],
      device_epoch: company.deviceEpoch,
      device_id: company.deviceId,
      device_seq: deviceSeq,
      entered_at: this.#enteredAt,
      entity_id: draft.entityId,
      hlc: this.#tick(nowMs),
      kind: draft.kind,
      op_id: operationId,
      payload: draft.payload,
      prev: this.#hash.toString('hex'),
      supersedes: draft.corrects?.operationId,
      v: 1,
    })
    const local = insertOperation(db, {
      operationId,
      deviceEpoch: company.deviceEpoch,
      deviceSeq,
      kind: draft.kind,
      envelope,
      private: draft.private ? canonicalText(draft.private) : null,
      hash,
    })
    this.#seq = deviceSeq
    this.#hash = hash
    this.#firstSeq ??= deviceSeq
    this.#firstLocal ??= local
    this.#lastLocal = local
  }

  /** Saves the chain head and writes one audit entry covering the operations of this command. */
  close(action: string, object: string, detail: Readonly<Record<string, Plain | undefined>>): void {
    const { db, company, nowMs, app } = this.#context
    saveChainHead(db, {
      seq: this.#seq,
      hash: this.#hash,
      hlcMs: this.#hlcMs,
      hlcCount: this.#hlcCount,
    })
    const previous = lastAudit(db)
    const row = {
      seq: (previous?.seq ?? 0) + 1,
      at: nowMs,
      actor: company.userName,
      app,
      action,
      object,
      detail: canonicalText(detail),
      opFrom: this.#firstLocal,
      opTo: this.#lastLocal,
      chainHash: this.#hash,
      prev: Buffer.from(previous?.hash ?? Buffer.alloc(32)),
    }
    insertAudit(db, { ...row, hash: auditHash(row) })
  }

  /** Hybrid logical clock: 48-bit milliseconds and a 16-bit counter, for sorting and audit only. */
  #tick(nowMs: number): string {
    if (nowMs > this.#hlcMs) {
      this.#hlcMs = nowMs
      this.#hlcCount = 0
    } else if (this.#hlcCount >= 0xffff) {
      this.#hlcMs += 1
      this.#hlcCount = 0
    } else {
      this.#hlcCount += 1
    }
    return `${this.#hlcMs.toString(16).padStart(12, '0')}-${this.#hlcCount.toString(16).padStart(4, '0')}`
  }
}

/** What an audit entry's hash covers: everything but itself. */
export function auditHash(row: {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly app: string
  readonly action: string
  readonly object: string
  readonly detail: string
  readonly opFrom: number | null
  readonly opTo: number | null
  readonly chainHash: Uint8Array
  readonly prev: Uint8Array
}): Buffer {
  return sha256(
    'saldo.audit.v1',
    canonicalText({
      seq: row.seq,
      at: row.at,
      actor: row.actor,
      app: row.app,
      action: row.action,
      object: row.object,
      detail: row.detail,
      op_from: row.opFrom ?? undefined,
      op_to: row.opTo ?? undefined,
      chain: Buffer.from(row.chainHash).toString('hex'),
      prev: Buffer.from(row.prev).toString('hex'),
    }),
  )
}
