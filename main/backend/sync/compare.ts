/**
 * Compare of one company file with its server (sync.md 17): the server is asked below what differs, and
 * each row that is not the same is told with its cause. The list is kept in `drift_row` until a later
 * compare finds nothing.
 *
 * Down to the cells the own side answers from the sums it keeps, which tells where a page was worked in
 * wrongly, whatever the size of the company. Rows altered underneath lie under sums that are right: they
 * are found by reading all rows again, which is a person's wish here and a job of its own (rereads.ts).
 */
import type { z } from 'zod'
import { isFeedOperation } from '../../../db/local/confirmed.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { saveDifferences } from '../../../db/local/drift.ts'
import { outboxOperation } from '../../../db/local/outbox-operations.ts'
import { saveDigest, syncState } from '../../../db/local/sync-state.ts'
import type { compared, difference } from '../../../shared/contract/device.ts'
import {
  type Differences,
  differences,
  type Inspection,
  type LeafDifference,
} from '../../../sync/client/compare.ts'
import { NO_CUSTOMER } from '../../../sync/engine/digest.ts'
import { RequestError } from '../../../sync/protocol/codes.ts'
import { DOCS_MAX } from '../../../sync/protocol/limits.ts'
import type { Change } from '../../../sync/protocol/messages.ts'
import { shownRow, type ShownRow } from '../../../sync/protocol/shown.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Context } from '../context.ts'
import { hashesBelow } from './own-digest.ts'
import { rootOf } from './replica.ts'
import { type Reread, reread } from './reread.ts'
import { suspectsAmong } from './suspects.ts'
import { type Said, saidByFeed } from './said.ts'
import { cardDifference, type Seen, seenHere, seenThere } from './sides.ts'

export type Difference = z.input<typeof difference>
export type Compared = z.input<typeof compared>

export interface CompareOptions {
  /**
   * Parts of nodes whose rows are known not to be their sums, as another reading found them: nothing
   * more is read again then. Null: every own row is.
   */
  readonly suspect: readonly string[] | null
}

/** Throws `RequestError` SEQ_MOVED when either side went on meanwhile: pull, and compare again. */
export async function compareCompany(
  file: CompanyFile,
  inspection: Inspection,
  { suspect }: CompareOptions = { suspect: null },
): Promise<Compared> {
  const looked = await lookAt(file, inspection, { suspect })
  const { seq } = looked
  return file.command((context) => {
    const { db, company, nowMs } = context
    assertStill(context, seq)
    const told = toldOf(context, looked)
    const equal = told.length === 0
    saveDifferences(
      db,
      told.map(({ entityId, ...row }) => ({ entityId, row: JSON.stringify(row) })),
      nowMs,
    )
    saveDigest(db, { isEqual: equal, seq, at: nowMs })
    return {
      equal,
      seq,
      root: rootOf(db, company.companyId),
      differences: told.map(({ entityId: _id, ...row }) => row),
    }
  })
}

/** What differs as far as this device knows by itself, until a compare with the server says more. */
export function saveSuspects(file: CompanyFile, parts: readonly string[]): void {
  file.command((context) => {
    const told = parts.map((part) => toldSums(context, part))
    saveDifferences(
      context.db,
      told.map(({ entityId, ...row }) => ({ entityId, row: JSON.stringify(row) })),
      context.nowMs,
    )
  })
}

/** Refuses to go on where the cursor is not where the rows were looked at. */
export function assertStill({ db }: Context, seq: number): void {
  if (syncState(db)?.cursorSeq !== seq) throw new RequestError('SEQ_MOVED', { head_seq: seq })
}

/** Asks the server about the own rows that differ; writes nothing. */
export async function lookAt(
  file: CompanyFile,
  inspection: Inspection,
  { suspect }: CompareOptions = { suspect: null },
): Promise<Looked> {
  const { companyId, seq } = file.query(({ db, company }) => ({
    companyId: company.companyId,
    seq: syncState(db)?.cursorSeq ?? 0,
  }))
  const read = suspect === null ? await readAgain(file) : { suspect, nodes: [] }
  const found = await differences(
    {
      companyId,
      seq,
      suspect: read.suspect,
      below: (level, keys) => file.query((context) => hashesBelow(context, level, keys)),
    },
    inspection,
  )
  const own =
    suspect === null
      ? read
      : { ...read, suspect: file.query((context) => suspectsAmong(context, found.parts)) }
  const shown = found.leaves.map((leaf) => ({
    ...leaf,
    there: leaf.server === null ? null : shownRow.parse(leaf.server),
  }))
  const signed = await signedOf(file, inspection, { companyId, seq }, shown)
  return { seq, own, found, shown, signed }
}

/** In turns, so that the process answers in between. */
async function readAgain(file: CompanyFile): Promise<Reread> {
  const steps = file.query((context) => reread(context))
  for (;;) {
    const step = file.query(() => steps.next())
    if (step.done) return step.value
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

export interface ShownLeaf extends LeafDifference {
  readonly there: ShownRow | null
}

/** What the authors of the differing rows signed, by operation; only what the server's log has. */
async function signedOf(
  file: CompanyFile,
  inspection: Pick<Inspection, 'docs'>,
  at: { readonly companyId: string; readonly seq: number },
  leaves: readonly ShownLeaf[],
): Promise<Map<string, Signed>> {
  const ops = new Set<string>()
  for (const { key, there } of leaves) {
    const here = file.query((context) => seenHere(context, key))
    for (const id of [here?.operationId, there && 'op_id' in there ? there.op_id : null])
      if (id) ops.add(id)
  }
  const signed = new Map<string, Signed>()
  const all = [...ops]
  for (let from = 0; from < all.length; from += DOCS_MAX) {
    const { changes } = await inspection.docs({
      company_id: at.companyId,
      seq: at.seq,
      ids: [],
      ops: all.slice(from, from + DOCS_MAX),
    })
    for (const change of changes) {
      const said = readable(change)
      if (said) signed.set(said.operationId, { said, change })
    }
  }
  return signed
}

/** An envelope whose text is not what was signed proves nothing. */
function readable(change: Change): Said | null {
  try {
    return saidByFeed(change)
  } catch {
    return null
  }
}

/** An operation of the server's log, and what its author signed. */
export interface Signed {
  readonly said: Said
  readonly change: Change
}

export interface Looked {
  readonly seq: number
  readonly own: Pick<Reread, 'suspect' | 'nodes'>
  readonly found: Differences
  readonly shown: readonly ShownLeaf[]
  readonly signed: ReadonlyMap<string, Signed>
}

type Told = Difference & { readonly entityId: string }

function toldOf(context: Context, looked: Looked): Told[] {
  const { own, found, shown } = looked
  const partOf = partsHere(context, found.parts)
  const suspect = new Set(own.suspect)
  const explained = new Set<string>()
  const told = shown.map((leaf) => {
    const here = partOf.get(leaf.key)
    const there = leaf.there && partThere(leaf.there)
    for (const part of [here, there]) if (part) explained.add(part)
    const isSuspect = [here, there].some((part) => part && suspect.has(part))
    return toldLeaf(context, looked, leaf, { isHere: here !== undefined, isSuspect })
  })
  const sums = found.parts
    .filter((part) => !explained.has(part))
    .map((part) => toldSums(context, part))
  const all = [...told, ...sums]
  // Rows are alike, and yet a sum above them is not: it was altered by itself.
  if (all.length === 0 && (found.buckets.length > 0 || own.nodes.length > 0))
    all.push(toldSums(context, `${NO_CUSTOMER} nodes`))
  return all
}

/** The part each own row of these counts in, by its key. */
function partsHere(context: Context, parts: readonly string[]): Map<string, string> {
  const partOf = new Map<string, string>()
  for (const part of parts)
    for (const key of hashesBelow(context, 'doc', [part]).keys()) partOf.set(key, part)
  return partOf
}

/** The part of a node a row of the server counts in. */
function partThere(row: ShownRow): string {
  const customer = row.customer_id ?? NO_CUSTOMER
  switch (row.what) {
    case 'document':
      return `${customer} ${row.currency} ${row.date.slice(0, 7)}`
    case 'allocation':
      return `${customer} allocs`
    case 'card':
      return `${customer} master`
    case 'event':
      return `${customer} events`
  }
}

function toldLeaf(
  context: Context,
  { signed }: Looked,
  { key, there }: ShownLeaf,
  { isHere, isSuspect }: { readonly isHere: boolean; readonly isSuspect: boolean },
): Told {
  const here = seenHere(context, key)
  const server = there && seenThere(context, there, key)
  const row = (here ?? server) as Seen
  const kind = !isHere ? 'missing_here' : there === null ? 'missing_there' : 'content'
  const fields =
    there?.what === 'card' ? cardDifference(context, there.customer_id, there) : undefined
  const operationId = server?.operationId ?? here?.operationId ?? null
  const customer = customerOf(context, server?.customerId ?? here?.customerId ?? null)
  return {
    entityId: row.entityId,
    what: row.what,
    ...customer,
    currency: (server?.currency ?? row.currency) as Difference['currency'],
    documentNo: server?.documentNo ?? row.documentNo,
    docId: server?.documentId ?? row.documentId,
    kind,
    here: isHere && here ? { ...here.side, fields: fields?.here ?? {} } : null,
    there: server && { ...server.side, fields: fields?.there ?? {} },
    ...causeOf(context, {
      kind,
      isSuspect,
      operationId,
      there,
      signed: operationId === null ? undefined : signed.get(operationId)?.said,
    }),
  }
}

/**
 * Rows here that are not what the sums kept beside them say were altered underneath; of a document the
 * author's signature tells which of two contents is the damaged one.
 */
function causeOf(
  context: Context,
  row: {
    readonly kind: Difference['kind']
    readonly isSuspect: boolean
    readonly operationId: string | null
    readonly there: ShownRow | null
    readonly signed: Said | undefined
  },
): Pick<Difference, 'cause' | 'damaged'> {
  const { kind, isSuspect, operationId, there, signed } = row
  if (there?.what === 'document' && there.fault !== null)
    return { cause: 'tamper', damaged: 'there' }
  if (isSuspect) return { cause: 'tamper', damaged: 'here' }
  if (kind === 'missing_here')
    return operationId !== null && isKnown(context, operationId)
      ? { cause: 'tamper', damaged: 'here' }
      : { cause: 'lost_apply', damaged: 'here' }
  // No operation that came in here wrote it: it was put in, its sums with it.
  if (kind === 'missing_there' && operationId !== null && !isKnown(context, operationId))
    return { cause: 'tamper', damaged: 'here' }
  if (kind === 'missing_there')
    return signed ? { cause: 'tamper', damaged: 'there' } : { cause: 'restore', damaged: null }
  const hash = signed?.payload['content_hash']
  if (there?.what === 'document' && typeof hash === 'string')
    return { cause: 'tamper', damaged: hash === there.content_hash ? 'here' : 'there' }
  return { cause: 'bug', damaged: null }
}

/** Did the operation come in here once, as another's or as an own one that was accepted? */
export function isKnown({ db }: Pick<Context, 'db'>, operationId: string): boolean {
  return isFeedOperation(db, operationId) || outboxOperation(db, operationId)?.state === 'accepted'
}

function toldSums(context: Context, part: string): Told {
  const [customerId = '', currency = '', month] = part.split(' ')
  return {
    entityId: customerId,
    what: 'sums',
    ...customerOf(context, customerId === NO_CUSTOMER ? null : customerId),
    currency: (month === undefined ? null : currency) as Difference['currency'],
    documentNo: null,
    docId: null,
    kind: 'content',
    here: null,
    there: null,
    cause: 'tamper',
    damaged: 'here',
  }
}

function customerOf(
  { db }: Context,
  customerId: string | null,
): Pick<Difference, 'customer' | 'customerName'> {
  const row = customerId === null ? undefined : customerByUuid(db, customerId)
  return { customer: row?.code ?? null, customerName: row?.name ?? null }
}
