/**
 * A company filled as pushes would fill it, fast: the same rules decide the same batches, but many of
 * them in one transaction on rows read and written once, by a device whose own word is taken for its
 * signatures. `tests/server/bulk-load.test.ts` holds the rows against those of real pushes.
 */
import { CompanyBatch } from '../../../sync/engine/central/batch.ts'
import { hashIn, type Link } from '../../../sync/engine/central/link.ts'
import { Missing, RowCache } from '../../../sync/engine/central/row-cache.ts'
import type { ReadOp } from '../../../sync/protocol/read-op.ts'
import { load, readAhead } from '../../../sync/server/core/load.ts'
import { factsOf, readOps } from '../../../sync/server/core/push.ts'
import type { ServerStore, WriteTx } from '../../../sync/server/store.ts'
import type { PaperDevice, Written } from '../../server/paper-device.ts'

/** Pushes to a transaction. */
const PUSHES = 10

/** Answers how many operations it wrote; throws when one is not accepted. */
export async function bulkLoad(
  store: ServerStore,
  paper: PaperDevice,
  batches: Iterable<readonly Written[]>,
  nowMs: number,
): Promise<number> {
  let count = 0
  let group: (readonly Written[])[] = []
  const flush = async () => {
    const pushes = group.map((batch) =>
      readOps(
        batch.map(({ text }) => text),
        null,
      ),
    )
    await store.write(paper.companyId, (tx) => writeAll(tx, paper, pushes, nowMs))
    count += group.reduce((sum, batch) => sum + batch.length, 0)
    const last = group.at(-1)?.at(-1)
    if (last) {
      paper.sent = last.seq
      paper.sentHash = last.hash
    }
    group = []
  }
  for (const batch of batches) {
    group.push(batch)
    if (group.length === PUSHES) await flush()
  }
  if (group.length > 0) await flush()
  return count
}

async function writeAll(
  tx: WriteTx,
  paper: PaperDevice,
  pushes: readonly (readonly ReadOp[])[],
  nowMs: number,
): Promise<void> {
  const company = factsOf(tx.head)
  const rows = new RowCache()
  const ops = pushes.flat()
  await readAhead(tx, rows, ops, company)
  const chain = `${paper.deviceId} 1`
  const [stored] = await tx.lookup('device_head', 'chain', [chain])
  let last = { seq: stored?.seq ?? 0, hash: stored?.hash ?? '0'.repeat(64) }
  let head: { readonly seq: number; readonly chainHash: string } = tx.head
  for (const push of pushes) {
    const batch = new CompanyBatch({
      rows,
      company,
      head,
      nowMs,
      supportId: (error) => {
        throw error
      },
    })
    for (const op of push) {
      const link: Link = {
        deviceId: paper.deviceId,
        epoch: 1,
        deviceSeq: last.seq + 1,
        prev: last.hash,
        isWithdrawn: false,
        userId: paper.userId,
      }
      await decide(tx, batch, op, link)
      last = { seq: link.deviceSeq, hash: hashIn(op) }
    }
    head = batch.head
  }
  for (const { table, inserted, updated } of rows.changes()) {
    if (inserted.length > 0) await tx.insert(table, inserted)
    if (updated.length > 0) await tx.update(table, updated)
  }
  const row = { chain, device_id: paper.deviceId, epoch: 1, ...last }
  if (stored) await tx.update('device_head', [row])
  else await tx.insert('device_head', [row])
  await tx.saveHead(head)
  await heardOf(tx, paper, nowMs)
}

async function decide(tx: WriteTx, batch: CompanyBatch, op: ReadOp, link: Link): Promise<void> {
  for (;;) {
    try {
      const { result } = batch.decide(op, link)
      if (result.status !== 'accepted') throw new Error(JSON.stringify(result))
      return
    } catch (error) {
      if (!(error instanceof Missing)) throw error
      await load(tx, batch.rows, [error])
    }
  }
}

/** As a push leaves the device. */
async function heardOf(tx: WriteTx, paper: PaperDevice, nowMs: number): Promise<void> {
  const [device] = await tx.lookup('device', 'device_id', [paper.deviceId])
  if (!device) throw new Error('the device is not enrolled')
  const said = { last_contact: nowMs, start_counter: 1, pending_count: 0, min_pending_date: null }
  await tx.update('device', [{ ...device, ...said }])
}
