/**
 * A replica on paper: pulls by the desktop's own loop, proves every operation it is told, and keeps
 * digests of its own from what the operations say. It knows the kinds the load writes and no other.
 */
import type { HttpTransport } from '../../sync/client/http.ts'
import { exchange } from '../../sync/client/loop.ts'
import type { PulledPage, Replica, Standing } from '../../sync/client/replica.ts'
import { rootHash, ZERO_HASH } from '../../sync/engine/digest.ts'
import { contentHash, type DocumentCore } from '../../sync/engine/document-core.ts'
import { effectOf } from '../../sync/engine/central/ledger.ts'
import { externalId } from '../../sync/engine/ids.ts'
import { NodeBook, type NodeRows } from '../../sync/engine/node-book.ts'
import { hashOfEnvelope } from '../../sync/engine/operation.ts'
import { RequestError, retryOf } from '../../sync/protocol/codes.ts'
import type { Change, servedDigest } from '../../sync/protocol/messages.ts'
import { allocAdd, docReverse } from '../../sync/protocol/payloads.ts'
import type { z } from 'zod'
import { pause } from './servers.ts'

const WAIT_MS_MAX = 400
const IDLE_MS = 100

export class LoadPuller implements Replica {
  readonly counts = { pages: 0, changes: 0, outcomes: 0, compares: 0, failures: 0 }
  /** Every operation the feed told, once. */
  readonly told = new Set<string>()
  readonly #companyId: string
  readonly #transport: HttpTransport
  readonly #random: () => number
  readonly #docs = new Map<string, DocumentCore>()
  readonly #buckets = Array.from({ length: 256 }, () => ZERO_HASH)
  readonly #book = new NodeBook(inMemory(this.#buckets))
  #timelineId: string | null = null
  #cursor = { seq: 0, hash: ZERO_HASH }
  readonly #pages: PulledPage[] = []
  #served: z.infer<typeof servedDigest> | null = null

  constructor(options: {
    readonly companyId: string
    readonly transport: HttpTransport
    readonly random: () => number
  }) {
    this.#companyId = options.companyId
    this.#transport = options.transport
    this.#random = options.random
  }

  get seq(): number {
    return this.#cursor.seq
  }

  /** Of this replica's own rows, and the one that was served for the same place. */
  get roots(): { readonly own: string; readonly served: string | null } {
    const isHere = this.#served?.seq === this.#cursor.seq
    return { own: this.#root(), served: isHere ? (this.#served?.root ?? null) : null }
  }

  /** Pulls while `goesOn`, then until it stands at `head()`. */
  async run(goesOn: () => boolean, head: () => Promise<number>): Promise<void> {
    while (goesOn()) {
      await this.#pullOnce()
      await pause(IDLE_MS)
    }
    for (const end = await head(); this.seq < end; ) await this.#pullOnce()
  }

  async #pullOnce(): Promise<void> {
    try {
      await exchange(this, this.#transport, { direction: 'pull' })
    } catch (error) {
      const isOver = error instanceof RequestError && retryOf(error.code) === 'no'
      if (isOver || !(error instanceof RequestError || error instanceof TypeError)) throw error
      this.counts.failures += 1
      await pause(this.#random() * WAIT_MS_MAX)
    }
  }

  standing(): Standing {
    return {
      companyId: this.#companyId,
      deviceEpoch: 1,
      startCounter: 1,
      app: 'load',
      timelineId: this.#timelineId,
      cursor: this.#cursor,
      scopeVer: 1,
      unsent: 0,
      isJoining: false,
    }
  }

  hasLink(): boolean {
    return true
  }

  nextPush(): null {
    return null
  }

  takeBack(): void {}

  saveResults(): void {}

  saveContact(): void {}

  saveStopped(): void {}

  savePage(page: PulledPage): void {
    this.#pages.push(page)
  }

  applyNext(): Promise<boolean> {
    const pages = this.#pages.splice(0)
    for (const page of pages) this.#apply(page)
    return Promise.resolve(pages.length > 0)
  }

  compare(digest: z.infer<typeof servedDigest>): 'equal' | 'not_compared' {
    if (digest.seq !== this.#cursor.seq) return 'not_compared'
    this.#served = digest
    this.counts.compares += 1
    const own = this.#root()
    if (own !== digest.root)
      throw new Error(`at ${digest.seq} the server's root is ${digest.root}, its pages make ${own}`)
    return 'equal'
  }

  #apply(page: PulledPage): void {
    if (page.from_seq !== this.#cursor.seq + 1)
      throw new Error(`a page from ${page.from_seq} after ${this.#cursor.seq}`)
    // Finance managers hear of every outcome: with the changes, no sequence is missing.
    const seqs = new Set([...page.changes, ...page.outcomes].map(({ seq }) => seq))
    for (let seq = page.from_seq; seq <= page.to_seq; seq += 1)
      if (!seqs.has(seq)) throw new Error(`the feed lacks sequence ${seq}`)
    for (const change of page.changes) this.#work(change)
    this.#timelineId = page.timeline_id
    this.#cursor = { seq: page.to_seq, hash: page.to_hash }
    this.counts.pages += 1
    this.counts.changes += page.changes.length
    this.counts.outcomes += page.outcomes.length
  }

  #work(change: Change): void {
    const read = hashOfEnvelope(change.op)
    if (!read || read.claimed !== read.computed)
      throw new Error(`${change.seq} is not what was signed`)
    const { op_id, entity_id, payload } = read.body as {
      op_id: string
      entity_id: string
      payload: Record<string, unknown>
    }
    if (this.told.has(op_id)) throw new Error(`operation ${op_id} took effect twice`)
    this.told.add(op_id)
    switch (change.kind) {
      case 'doc.post':
      case 'doc.reverse':
        this.#document(change, payload)
        return
      case 'alloc.add': {
        const { debit_doc, credit_doc, effective_on, slices } = allocAdd.parse(payload)
        const customer = this.#docs.get(debit_doc)?.customer_id ?? ''
        for (const [slice, one] of (change.facts?.slices ?? slices).entries())
          this.#slice(customer, entity_id, slice, change.seq, {
            debit_doc,
            credit_doc,
            effective_on,
            ...one,
          })
        return
      }
      case 'master.create':
        this.#book.master({
          customer_id: entity_id,
          ver: 1,
          groups: payload['fields'] as Record<string, string>,
          archived: false,
          alias_of: null,
        })
        return
      case 'wf.event':
      // The server's own: who the members are.
      case 'config.change':
        this.#book.event(change.customer_id, read.claimed, change.seq)
        return
      default:
        throw new Error(`the load writes no ${change.kind}`)
    }
  }

  #document(change: Change, payload: Record<string, unknown>): void {
    const { content_hash, reason_given: _reason, ...core } = docReverse.parse(payload)
    if (contentHash(core).toString('hex') !== content_hash)
      throw new Error(`document ${core.doc_id} has another content`)
    if (this.#docs.has(core.doc_id)) throw new Error(`document ${core.doc_id} is there twice`)
    this.#docs.set(core.doc_id, core)
    const { amount, base } = effectOf(core)
    this.#book.document({
      docId: core.doc_id,
      customerId: core.customer_id ?? null,
      currency: core.currency,
      docDate: core.doc_date,
      amount,
      base,
      contentHash: content_hash,
      number: change.facts?.number ?? '',
      seq: change.seq,
    })
    if (core.reverses === undefined) return
    // A mirror settles its original.
    const [debit_doc, credit_doc] =
      amount < 0 ? [core.reverses, core.doc_id] : [core.doc_id, core.reverses]
    const settlement = externalId(this.#companyId, 'settle', core.doc_id)
    const size = Math.abs(amount)
    this.#slice(core.customer_id ?? '', settlement, 0, change.seq, {
      debit_doc,
      credit_doc,
      effective_on: core.doc_date,
      debit_n: 1,
      credit_n: 1,
      amount: size,
      debit_base: Math.abs(base),
      credit_base: Math.abs(base),
    })
  }

  #slice(
    customerId: string,
    alloc_id: string,
    slice: number,
    seq: number,
    what: {
      readonly debit_doc: string
      readonly credit_doc: string
      readonly effective_on: string
      readonly debit_n: number
      readonly credit_n: number
      readonly amount: number
      readonly debit_base?: number | undefined
      readonly credit_base?: number | undefined
    },
  ): void {
    const { amount, debit_base = amount, credit_base = amount } = what
    this.#book.allocation(customerId, {
      ...what,
      alloc_id,
      slice,
      debit_base,
      credit_base,
      removes: null,
      seq,
    })
  }

  #root(): string {
    if (this.#timelineId === null) return ZERO_HASH
    this.#book.close()
    return rootHash(
      { timelineId: this.#timelineId, companyId: this.#companyId, scopeVer: 1, seq: this.seq },
      this.#buckets,
    )
  }
}

function inMemory(buckets: string[]): NodeRows {
  const cells = new Map<string, Parameters<NodeRows['saveCell']>[3]>()
  const nodes = new Map<string, Parameters<NodeRows['saveNode']>[2]>()
  const keyOf = (customer: string, currency: string, ym: string) => `${customer} ${currency} ${ym}`
  return {
    cell: (customer, currency, ym) => cells.get(keyOf(customer, currency, ym)),
    saveCell: (customer, currency, ym, cell) => void cells.set(keyOf(customer, currency, ym), cell),
    node: (customer) => nodes.get(customer),
    saveNode: (customer, _bucket, sums) => void nodes.set(customer, sums),
    bucket: (bucket) => buckets[bucket],
    saveBucket: (bucket, hash) => {
      buckets[bucket] = hash
    },
  }
}
