/**
 * A company filled as pushes would fill it, fast: the same rules decide the same batches, but many of
 * them in one transaction, by a device whose own word is taken for its proofs. Cells and nodes stay in
 * memory and are written once at the end, and nobody is asked for what this chain is the first to name.
 * `tests/server/bulk-load.test.ts` holds the rows against those of real pushes.
 */
import { setImmediate } from 'node:timers/promises'
import { CompanyBatch } from '../../../sync/engine/central/batch.ts'
import { hashIn, type Link } from '../../../sync/engine/central/link.ts'
import { Missing, RowCache } from '../../../sync/engine/central/row-cache.ts'
import { keyOf, type Row, type TableName } from '../../../sync/engine/central/tables.ts'
import type { Envelope } from '../../../sync/protocol/envelope.ts'
import type { GoodOp } from '../../../sync/protocol/read-op.ts'
import { load, readAhead } from '../../../sync/server/core/load.ts'
import { factsOf } from '../../../sync/server/core/push.ts'
import type { ReadTx, ServerStore, WriteTx } from '../../../sync/server/store.ts'
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
  const sums = new Sums()
  await store.read(paper.companyId, (tx) => sums.read(tx))
  let count = 0
  let last: Written | undefined
  let group: GoodOp[][] = []
  let writing: Promise<unknown> = Promise.resolve()
  const flush = async () => {
    const pushes = group
    group = []
    await writing
    writing = store.write(paper.companyId, (tx) => writeAll(tx, paper, sums, pushes, nowMs))
    // Whoever waits for it next hears of its fault.
    writing.catch(() => undefined)
  }
  for (const batch of batches) {
    group.push(batch.map(readOp))
    count += batch.length
    last = batch.at(-1)
    if (group.length === PUSHES) await flush()
    // The database is at work on the transaction before: it shall hear of its next statement.
    await setImmediate()
  }
  if (group.length > 0) await flush()
  await writing
  await store.write(paper.companyId, async (tx) => {
    await sums.write(tx)
    await heardOf(tx, paper, nowMs)
  })
  if (last) {
    paper.sent = last.seq
    paper.sentHash = last.hash
  }
  return count
}

function readOp({ text }: Written): GoodOp {
  return { text, envelope: JSON.parse(text) as Envelope }
}

async function writeAll(
  real: WriteTx,
  paper: PaperDevice,
  sums: Sums,
  pushes: readonly (readonly GoodOp[])[],
  nowMs: number,
): Promise<void> {
  const company = factsOf(real.head)
  const rows = new RowCache()
  const ops = pushes.flat()
  const tx = { ...real, lookup: lookingUp(real, sums, ops) }
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
    batch.close()
    head = batch.head
  }
  for (const { table, inserted, updated } of rows.changes()) {
    if (sums.keep(table, [...inserted, ...updated])) continue
    if (inserted.length > 0) await tx.insert(table, inserted)
    if (updated.length > 0) await tx.update(table, updated)
  }
  const row = { chain, device_id: paper.deviceId, epoch: 1, ...last }
  if (stored) await tx.update('device_head', [row])
  else await tx.insert('device_head', [row])
  await tx.saveHead(head)
}

/** The only device there is: documents it has not named are not there, and none is a twin of its own. */
const UNASKED = new Set(['document dup_key', 'document number'])

function lookingUp(tx: WriteTx, sums: Sums, ops: readonly GoodOp[]): ReadTx['lookup'] {
  const fresh = new Set<unknown>()
  for (const { envelope } of ops) fresh.add(envelope.op_id).add(envelope.entity_id)
  return (async (table: TableName, column: string, values: readonly (string | number)[]) => {
    const kept = sums.lookup(table, values)
    if (kept) return kept
    if (UNASKED.has(`${table} ${column}`)) return []
    const asked = values.filter((value) => !fresh.has(value))
    return asked.length === 0 ? [] : tx.lookup(table, column as never, asked)
  }) as ReadTx['lookup']
}

type SumRow = Row<'cell' | 'cust_node' | 'bucket_node'>

/** Rows of the digests, by their keys. */
class Sums {
  readonly #tables = new Map<TableName, Map<string | number, SumRow>>([
    ['cell', new Map()],
    ['cust_node', new Map()],
    ['bucket_node', new Map()],
  ])
  /** Of those that lie in the database. */
  readonly #stored = new Set<string>()

  async read(tx: ReadTx): Promise<void> {
    for (const [table, kept] of this.#tables)
      for (const row of (await tx.page(table, null, Number.MAX_SAFE_INTEGER)) as SumRow[]) {
        kept.set(nameOf(row), row)
        this.#stored.add(keyOf(table, row as never))
      }
  }

  lookup(table: TableName, values: readonly (string | number)[]): SumRow[] | null {
    const kept = this.#tables.get(table)
    return kept ? values.flatMap((value) => kept.get(value) ?? []) : null
  }

  /** False where the table is none of these. */
  keep(table: TableName, rows: readonly object[]): boolean {
    const kept = this.#tables.get(table)
    if (!kept) return false
    for (const row of rows as readonly SumRow[]) kept.set(nameOf(row), row)
    return true
  }

  async write(tx: WriteTx): Promise<void> {
    for (const [table, kept] of this.#tables) {
      const isStored = (row: SumRow) => this.#stored.has(keyOf(table, row as never))
      const all = [...kept.values()]
      const inserted = all.filter((row) => !isStored(row))
      for (let at = 0; at < inserted.length; at += ROWS_AT_ONCE)
        await tx.insert(table, inserted.slice(at, at + ROWS_AT_ONCE) as never)
      const updated = all.filter(isStored)
      if (updated.length > 0) await tx.update(table, updated as never)
    }
  }
}

const ROWS_AT_ONCE = 10_000

/** As it is looked up by: a cell by its own key, a node by its customer, a bucket by its number. */
function nameOf(row: SumRow): string | number {
  const { cell, customer_id, bucket } = row as Partial<Record<string, string | number>>
  const name = cell ?? customer_id ?? bucket
  if (name === undefined) throw new Error('a sum without a name')
  return name
}

async function decide(tx: WriteTx, batch: CompanyBatch, op: GoodOp, link: Link): Promise<void> {
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
