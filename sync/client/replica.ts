/** What the exchange asks of the company file: each call is one transaction, there whole or not at all. */
import type { z } from 'zod'
import type { helloAnswer, OpResult, pullAnswer, servedDigest } from '../protocol/messages.ts'

type Bare<T extends z.ZodType> = Omit<z.infer<T>, 'nonce' | 'control'>
export type PulledPage = Bare<typeof pullAnswer>
export type Hello = Bare<typeof helloAnswer>

export interface Standing {
  readonly companyId: string
  readonly deviceEpoch: number
  readonly startCounter: number
  readonly app: string
  /** Null until the server was first heard. */
  readonly timelineId: string | null
  readonly cursor: { readonly seq: number; readonly hash: string }
  readonly scopeVer: number
  /** Own operations the server is not known to have. */
  readonly unsent: number
  /** Came to the company by a code, and has not had all of it yet. */
  readonly isJoining: boolean
}

/** Links of the device's chain as they are sent: marked sent before they leave. */
export interface PushBatch {
  readonly firstSeq: number
  /** Hash of the link before the first. */
  readonly prev: string
  readonly ops: readonly string[]
  readonly operationIds: readonly string[]
  /** Taken back before they were ever sent. */
  readonly withdrawn: readonly string[]
  readonly pendingAfter: number
  readonly minPendingDocDate: string | null
}

export interface Replica {
  standing(): Standing
  /** Is this the end of the own chain, or a link before it? `hash` in hex; true of link 0. */
  hasLink(link: { readonly seq: number; readonly hash: string }): boolean
  /** The next links in order, at most `opsMax` and `bytesMax` of text; null when the server has all. */
  nextPush(limits: { readonly opsMax: number; readonly bytesMax: number }): PushBatch | null
  /** No answer came, or none that says anything: what was marked sent waits again. */
  takeBack(batch: PushBatch): void
  /** The answer to a push; `deviceSeq` is the last link the server has. */
  saveResults(results: readonly OpResult[], deviceSeq: number): void
  /** Notes the page behind those that wait to be applied; one that does not follow on them is left. */
  savePage(page: PulledPage): void
  /** Works all noted pages in with their cursor, together; false when none is noted. Throws `Incident`. */
  applyNext(onTurn?: () => void): Promise<boolean>
  /** What the server says of itself. */
  saveContact(contact: { readonly headSeq: number; readonly serverTime: number }): void
  /** The root over this device's own rows, compared with the served one and noted. */
  compare(digest: z.infer<typeof servedDigest>): 'equal' | 'different' | 'not_compared'
  /** The exchange stops for good, or goes on again (null). */
  saveStopped(stopped: { readonly code: string; readonly detail: unknown } | null): void
}

/** The endpoints, below whatever signs and sends; errors are `RequestError`, or anything for no answer. */
export interface Transport {
  hello(request: {
    readonly company_id: string
    readonly device_epoch: number
    readonly protocol: number
    readonly app: string
  }): Promise<Hello>
  push(request: {
    readonly company_id: string
    readonly device_epoch: number
    readonly start_counter: number
    readonly first_seq: number
    readonly prev: string
    readonly ops: string[]
    readonly withdrawn: string[]
    readonly pending_after: number
    readonly min_pending_doc_date: string | null
    readonly timeline_id: string | null
  }): Promise<{
    readonly timeline_id: string
    readonly head_seq: number
    readonly server_time: number
    readonly results: readonly OpResult[]
    readonly device_head: { readonly seq: number; readonly hash: string }
  }>
  pull(request: {
    readonly company_id: string
    readonly timeline_id: string | null
    readonly cursor: { readonly seq: number; readonly hash: string }
    readonly scope_ver: number
    readonly limit: number
  }): Promise<PulledPage>
}

/** A transport that stays: it is asked to wait for news, and can be hung up. */
export interface Line extends Transport {
  /** Held open until the company's head is beyond `seq`, or for a while; answers the head: a hint. */
  wait(
    request: { readonly companyId: string; readonly seq: number },
    signal: AbortSignal,
  ): Promise<number>
  /** Ends what is under way; every later call fails. */
  close(): void
}
