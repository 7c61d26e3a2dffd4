/** A device that is nothing but a chain: writes operations as the desktop does and pushes them. */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { v7 } from 'uuid'
import type { DocumentKind } from '../../shared/domain/kinds.ts'
import { journalLines, mirrored } from '../../shared/domain/posting.ts'
import { canonicalText, type Plain } from '../../sync/engine/canonical.ts'
import { contentHash, type DocumentCore } from '../../sync/engine/document-core.ts'
import { externalId } from '../../sync/engine/ids.ts'
import { makeOperation, type OperationBody } from '../../sync/engine/operation.ts'
import { push, type Pushed } from '../../sync/server/core/push.ts'
import type { ServerStore } from '../../sync/server/store.ts'

export const ZERO = '0'.repeat(64)
const NO_SIGNATURE = `${'A'.repeat(86)}==`
const TAIL = ',"v":1}'

export interface Written {
  readonly opId: string
  readonly text: string
  readonly hash: string
  readonly seq: number
}

export interface DocumentWish {
  readonly docId?: string
  readonly kind?: Exclude<DocumentKind, 'reversal' | 'fx_difference' | 'revaluation' | 'suspense'>
  readonly customerId: string
  /** Positive; the kind gives the sign. */
  readonly amount: number
  readonly base?: number
  readonly on?: string
  readonly currency?: string
  readonly no?: string
}

const DEBITS = new Set(['invoice', 'debit_note', 'refund', 'opening'])

export class PaperDevice {
  readonly deviceId: string
  readonly key: KeyObject
  readonly publicKey: string
  readonly companyId: string
  readonly userId: string
  readonly cores = new Map<string, DocumentCore>()
  seq = 0
  hash = ZERO
  pending: Written[] = []
  sent = 0
  sentHash = ZERO
  nowMs = Date.UTC(2026, 2, 2, 9)
  /** False: its operations bear a constant instead of a signature, for where nobody looks at it. */
  signs = true

  constructor(
    companyId: string,
    userId: string,
    own: { readonly deviceId: string; readonly key: KeyObject } | null = null,
  ) {
    this.deviceId = own?.deviceId ?? v7()
    this.key = own?.key ?? generateKeyPairSync('ed25519').privateKey
    this.publicKey = createPublicKey(this.key)
      .export({ format: 'der', type: 'spki' })
      .toString('base64')
    this.companyId = companyId
    this.userId = userId
  }

  write(
    kind: OperationBody['kind'],
    entityId: string,
    payload: Readonly<Record<string, Plain | undefined>>,
    more: {
      readonly deps?: readonly string[]
      readonly supersedes?: string
      readonly private?: Readonly<Record<string, Plain>>
      readonly actor?: string
      readonly opId?: string
      /** By the device's own clock. */
      readonly enteredAt?: string
      readonly v?: number
    } = {},
  ): Written {
    const opId = more.opId ?? v7()
    const { envelope, hash } = makeOperation({
      op_id: opId,
      company_id: this.companyId,
      device_id: this.deviceId,
      device_epoch: 1,
      device_seq: this.seq + 1,
      prev: this.hash,
      kind,
      v: more.v ?? 1,
      entity_id: entityId,
      deps: more.deps ?? [],
      attempt: 1,
      supersedes: more.supersedes,
      actor: more.actor ?? this.userId,
      hlc: '019500000000-0000',
      entered_at: more.enteredAt ?? '2026-03-02T09:00:00.000Z',
      app: '0.1.0',
      payload,
    })
    const text = this.#sent(envelope, hash, more.private)
    this.seq += 1
    this.hash = hash.toString('hex')
    const written = { opId, text, hash: this.hash, seq: this.seq }
    this.pending.push(written)
    return written
  }

  #sent(
    envelope: string,
    hash: Buffer,
    personal: Readonly<Record<string, Plain>> | undefined,
  ): string {
    const sig = this.signs ? sign(null, hash, this.key).toString('base64') : NO_SIGNATURE
    // In canonical order "sig" comes before "v", and before "supersedes".
    if (personal === undefined && envelope.endsWith(TAIL) && !envelope.includes('"supersedes"'))
      return `${envelope.slice(0, -TAIL.length)},"sig":"${sig}"${TAIL}`
    const body = JSON.parse(envelope) as Record<string, Plain>
    return canonicalText({ ...body, private: personal, sig })
  }

  customer(code: string, fields: Readonly<Record<string, Plain>> = {}): { id: string } & Written {
    const id = externalId(this.companyId, 'import', code)
    return {
      id,
      ...this.write('master.create', id, { entity: 'customer', fields: { code, ...fields } }),
    }
  }

  document(
    wish: DocumentWish,
    more: { readonly supersedes?: string; readonly opId?: string } = {},
  ): { docId: string } & Written {
    const core = coreOf(wish)
    this.cores.set(core.doc_id, core)
    return {
      docId: core.doc_id,
      ...this.write(
        'doc.post',
        core.doc_id,
        {
          ...(core as unknown as Record<string, Plain>),
          content_hash: contentHash(core).toString('hex'),
        },
        more,
      ),
    }
  }

  reverse(
    docId: string,
    on?: string,
    original = this.cores.get(docId),
  ): { docId: string } & Written {
    if (!original) throw new Error('unknown document')
    const { document_no: _no, installments: _parts, due_date: _due, ...rest } = original
    const core: DocumentCore = {
      ...rest,
      doc_id: externalId(this.companyId, 'reversal', docId),
      doc_date: on ?? original.doc_date,
      kind: 'reversal',
      lines: mirrored(
        original.lines.map(({ account, amount, base }) => ({
          account,
          amountMinor: amount,
          baseMinor: base,
        })),
      ).map(({ account, amountMinor, baseMinor }) => ({
        account,
        amount: amountMinor,
        base: baseMinor,
      })),
      reverses: docId,
    }
    return {
      docId: core.doc_id,
      ...this.write('doc.reverse', docId, {
        ...(core as unknown as Record<string, Plain>),
        content_hash: contentHash(core).toString('hex'),
        reason_given: true,
      }),
    }
  }

  allocate(
    debit: string,
    credit: string,
    amount: number,
    on = '2026-03-01',
    bases: { debit?: number; credit?: number } = {},
  ): { allocId: string } & Written {
    const allocId = v7()
    return {
      allocId,
      ...this.write('alloc.add', allocId, {
        credit_doc: credit,
        debit_doc: debit,
        effective_on: on,
        amount,
        slices: [
          {
            debit_n: 1,
            credit_n: 1,
            amount,
            debit_base: bases.debit ?? amount,
            credit_base: bases.credit ?? amount,
          },
        ],
      }),
    }
  }

  /** Sends what is not sent yet, or the given texts from a place on. */
  async push(
    store: ServerStore,
    options: {
      readonly withdrawn?: readonly string[]
      readonly texts?: readonly string[]
      readonly firstSeq?: number
      readonly prev?: string
      readonly inSets?: boolean
      readonly supportId?: (error: unknown) => string
    } = {},
  ): Promise<Pushed> {
    const ops = options.texts ?? this.pending.map(({ text }) => text)
    const pushed = await push(
      {
        store,
        nowMs: this.nowMs,
        supportId:
          options.supportId ??
          ((error) => {
            throw error
          }),
        ...(options.inSets === undefined ? {} : { inSets: options.inSets }),
      },
      {
        companyId: this.companyId,
        userId: this.userId,
        deviceId: this.deviceId,
        epoch: 1,
        publicKey: this.publicKey,
      },
      {
        company_id: this.companyId,
        device_epoch: 1,
        start_counter: 1,
        first_seq: options.firstSeq ?? this.sent + 1,
        prev: options.prev ?? this.sentHash,
        ops: [...ops],
        withdrawn: [...(options.withdrawn ?? [])],
        pending_after: 0,
        min_pending_doc_date: null,
        timeline_id: null,
      },
    )
    this.pending = []
    this.sent = this.seq
    this.sentHash = this.hash
    return pushed
  }
}

export function coreOf(wish: DocumentWish): DocumentCore {
  const kind = wish.kind ?? 'invoice'
  const side = DEBITS.has(kind) ? 1 : -1
  const on = wish.on ?? '2026-02-15'
  return {
    currency: wish.currency ?? 'TRY',
    customer_id: wish.customerId,
    doc_date: on,
    doc_id: wish.docId ?? v7(),
    document_no: wish.no,
    due_date: on,
    kind,
    lines: journalLines({
      kind,
      amountMinor: side * wish.amount,
      baseMinor: side * (wish.base ?? wish.amount),
    }).map(({ account, amountMinor, baseMinor }) => ({
      account,
      amount: amountMinor,
      base: baseMinor,
    })),
  }
}
