/**
 * A batch of one chain inside the company's transaction: decided on rows read in sets and written in
 * sets; where the database does not take that, each operation under a savepoint of its own.
 */
import { CompanyBatch, type Decided } from '../../engine/central/batch.ts'
import type { CompanyFacts } from '../../engine/central/deciding.ts'
import type { Link } from '../../engine/central/link.ts'
import { Missing, RowCache } from '../../engine/central/row-cache.ts'
import { RequestError } from '../../protocol/codes.ts'
import type { OpResult } from '../../protocol/messages.ts'
import type { ReadOp } from '../../protocol/read-op.ts'
import type { WriteTx } from '../store.ts'
import { load, readAhead } from './load.ts'

const FIRST = '0'.repeat(64)

export interface DecideParts {
  readonly nowMs: number
  /** Notes a bug and answers the number people can ask about it by. */
  readonly supportId: (error: unknown) => string
  /** May the rules run on state read once for the batch? Off only in the test that both ways agree. */
  readonly inSets?: boolean
}

/** What became of a batch, and where its chain and the company stand after it. */
export interface Outcome {
  readonly results: OpResult[]
  readonly head: { readonly seq: number; readonly chainHash: string }
  readonly last: { readonly seq: number; readonly hash: string }
}

/** Decides operations of one chain and writes what they do; the company's head is saved with them. */
export async function decideAndWrite(
  parts: DecideParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
  last: { readonly seq: number; readonly hash: string },
): Promise<Outcome> {
  const outcome = await inSetsOrOneByOne(parts, tx, company, ops, links, last)
  await tx.saveHead(outcome.head)
  return outcome
}

async function inSetsOrOneByOne(
  parts: DecideParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
  last: { readonly seq: number; readonly hash: string },
): Promise<Outcome> {
  if (parts.inSets !== false)
    try {
      return await tx.savepoint(() => decideInSets(parts, tx, company, ops, links))
    } catch (error) {
      if (error instanceof RequestError || isTransient(error)) throw error
      parts.supportId(error)
    }
  return decideOneByOne(parts, tx, company, ops, links, last)
}

async function decideInSets(
  parts: DecideParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
): Promise<Outcome> {
  const rows = new RowCache()
  await readAhead(tx, rows, ops, company)
  const batch = newBatch(parts, rows, company, tx.head)
  const results: OpResult[] = []
  let hash = FIRST
  for (const [index, op] of ops.entries()) {
    const decided = await decideWithRows(tx, batch, op, links[index] as Link)
    results.push(decided.result)
    hash = decided.hash
  }
  await write(tx, batch)
  const seq = links.at(-1)?.deviceSeq ?? 0
  await saveChain(tx, links[0] as Link, { seq, hash })
  return { results, head: batch.head, last: { seq, hash } }
}

/** Each under a savepoint of its own: what the database does not take holds that operation alone. */
async function decideOneByOne(
  parts: DecideParts,
  tx: WriteTx,
  company: CompanyFacts,
  ops: readonly ReadOp[],
  links: readonly Link[],
  last: { readonly seq: number; readonly hash: string },
): Promise<Outcome> {
  let head: { readonly seq: number; readonly chainHash: string } = tx.head
  let end = last
  const results: OpResult[] = []
  const firstSeq = tx.head.seq + 1
  for (const [index, op] of ops.entries()) {
    const link = links[index] as Link
    const one = async (support: string | null) => {
      const rows = new RowCache()
      await readAhead(tx, rows, [op], company)
      const batch = newBatch(parts, rows, company, head, firstSeq)
      const decided =
        support === null
          ? await decideWithRows(tx, batch, op, link)
          : batch.holdInternal(op, link, support)
      await write(tx, batch)
      return { decided, head: batch.head }
    }
    let done: { decided: Decided; head: { readonly seq: number; readonly chainHash: string } }
    try {
      done = await tx.savepoint(() => one(null))
    } catch (error) {
      if (error instanceof RequestError || isTransient(error)) throw error
      const support = parts.supportId(error)
      done = await tx.savepoint(() => one(support))
    }
    results.push(done.decided.result)
    head = done.head
    end = { seq: link.deviceSeq, hash: done.decided.hash }
  }
  await saveChain(tx, links[0] as Link, end)
  return { results, head, last: end }
}

/** Decides, reading what turns out to be missing. */
async function decideWithRows(
  tx: WriteTx,
  batch: CompanyBatch,
  op: ReadOp,
  link: Link,
): Promise<Decided> {
  for (;;) {
    try {
      return batch.decide(op, link)
    } catch (error) {
      if (!(error instanceof Missing)) throw error
      await load(tx, batch.rows, [error])
    }
  }
}

function newBatch(
  parts: DecideParts,
  rows: RowCache,
  company: CompanyFacts,
  head: { readonly seq: number; readonly chainHash: string },
  tx?: number,
): CompanyBatch {
  const { nowMs, supportId } = parts
  return new CompanyBatch({
    rows,
    company,
    head: { seq: head.seq, chainHash: head.chainHash },
    nowMs,
    supportId,
    ...(tx === undefined ? {} : { tx }),
  })
}

async function write(tx: WriteTx, batch: CompanyBatch): Promise<void> {
  batch.close()
  for (const { table, inserted, updated } of batch.rows.changes()) {
    if (inserted.length > 0) await tx.insert(table, inserted)
    if (updated.length > 0) await tx.update(table, updated)
  }
}

async function saveChain(
  tx: WriteTx,
  { deviceId, epoch }: Link,
  end: { readonly seq: number; readonly hash: string },
): Promise<void> {
  const chain = `${deviceId} ${epoch}`
  const row = { chain, device_id: deviceId, epoch, seq: end.seq, hash: end.hash }
  const [known] = await tx.lookup('device_head', 'chain', [chain])
  if (known) await tx.update('device_head', [row])
  else await tx.insert('device_head', [row])
}

/** Of the database, and over by itself: the whole push is sent again. */
function isTransient(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code
  return (
    typeof code === 'string' && /^(?:40001|40P01|55P03|57014|57P0\d|08\w{3}|53\w{3})$/.test(code)
  )
}
