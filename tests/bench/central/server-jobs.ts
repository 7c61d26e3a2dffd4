/** What the server does for one device: a push of 500, a page of the feed, the way to one wrong document. */
import { v7 } from 'uuid'
import { CompanyRows, rowTable } from '../../../db/central/rows.ts'
import { type Row, shapeOf, type TableName } from '../../../sync/engine/central/tables.ts'
import { bucketOf, cellLeaf, documentLeaf, PARTS } from '../../../sync/engine/digest.ts'
import { PAGE_CHANGES_MAX } from '../../../sync/protocol/limits.ts'
import { compare } from '../../../sync/server/core/digest.ts'
import { PAGE, pages } from '../../../sync/server/core/fold.ts'
import { pull, type Puller } from '../../../sync/server/core/pull.ts'
import { push } from '../../../sync/server/core/push.ts'
import { verifyCompany } from '../../../sync/server/core/verify.ts'
import type { ReadTx, ServerStore, WriteTx } from '../../../sync/server/store.ts'
import { paperCompany } from '../../server/paper-company.ts'
import { type Job, measureAll, type Result } from '../measure.ts'
import type { PaperDevice } from '../../server/paper-device.ts'
import type { CentralBench } from './company.ts'

const PUSH_OPS = 500
const ROUNDS = 20

type Write = readonly [kind: 'insert' | 'update', table: TableName, rows: readonly object[]]

/** One after the other: each finds the company as the one before left it. */
export async function measureServer(bench: CentralBench): Promise<Result[]> {
  const results: Result[] = []
  for (const job of [pushJob, pageJob, locateJob])
    results.push(...(await measureAll([await job(bench)])))
  return results
}

/** Everything the server keeps of the company worked out again; the limit reads its log and documents once. */
export function measureVerify({ desk, companyId }: CentralBench): Promise<Result[]> {
  const { store } = desk
  return measureAll([
    {
      goal: 'sync 24',
      name: 'verify on the server',
      rounds: 1,
      isOnce: true,
      run: async () => {
        const failed = (await verifyCompany(store, companyId))?.filter(({ ok }) => !ok)
        if (failed?.length !== 0) throw new Error(JSON.stringify(failed).slice(0, 2000))
      },
      limit: async () => {
        await read(store, companyId, async (tx) => {
          for (let seq = 0; seq < tx.head.seq; seq += PAGE)
            await tx.range('op_log', seq, seq + PAGE, PAGE)
          for (const table of ['document', 'document_line'] as const)
            await pages(tx, table, () => Promise.resolve())
        })
      },
      meets: ({ medianMs }) => medianMs <= 60_000,
    },
  ])
}

/** Without HTTP: operations read, proved, decided, written and committed. */
async function pushJob(bench: CentralBench): Promise<Job> {
  const { paper, ledger, desk } = bench
  // One more to warm up with.
  const batches = Array.from({ length: ROUNDS + 1 }, () => ledger.more(PUSH_OPS))
  const written: Write[] = []
  const store = recording(desk.store, written)
  const twin = await twinOf(desk.store)
  let n = 0
  return {
    goal: 'sync 24',
    name: `push of ${PUSH_OPS} operations, read, proved, decided, durable`,
    rounds: ROUNDS,
    run: async () => {
      const batch = batches[n] ?? []
      n += 1
      written.length = 0
      const { results } = await push(
        {
          store,
          nowMs: Date.now(),
          supportId: (error) => {
            throw error
          },
        },
        {
          companyId: paper.companyId,
          userId: paper.userId,
          deviceId: paper.deviceId,
          publicKey: paper.publicKey,
          epoch: 1,
        },
        {
          company_id: paper.companyId,
          device_epoch: 1,
          start_counter: 1,
          first_seq: batch[0]?.seq ?? 0,
          prev: paper.sentHash,
          ops: batch.map(({ text }) => text),
          withdrawn: [],
          pending_after: 0,
          min_pending_doc_date: null,
          timeline_id: null,
        },
      )
      paper.sentHash = batch.at(-1)?.hash ?? ''
      const other = results.find(({ status }) => status !== 'accepted')
      if (other) throw new Error(JSON.stringify(other))
    },
    // The rows of that push, into another company: nothing read, proved or decided.
    limit: () => twin(written),
    meets: ({ p95Ms }) => p95Ms <= 1000,
  }
}

function recording(store: ServerStore, written: Write[]): ServerStore {
  return {
    ...store,
    write: (companyId, work) =>
      store.write(companyId, (tx) => {
        const recorder: WriteTx = {
          ...tx,
          insert: (table, rows) => {
            written.push(['insert', table, rows])
            return tx.insert(table, rows)
          },
          update: (table, rows) => {
            written.push(['update', table, rows])
            return tx.update(table, rows)
          },
        }
        return work(recorder)
      }),
  }
}

/** A company that takes any rows in one durable transaction: new ones where it has none of that key. */
async function twinOf(store: ServerStore): Promise<(written: readonly Write[]) => Promise<void>> {
  const companyId = v7()
  await store.createCompany(paperCompany(companyId))
  const known = new Map<TableName, Set<string>>()
  return async (written) => {
    await store.write(companyId, async (tx) => {
      for (const [kind, table, rows] of written) {
        const keys = known.get(table) ?? new Set()
        known.set(table, keys)
        const keyOf = (row: object) =>
          shapeOf(table)
            .key.map((column) => String((row as Record<string, unknown>)[column]))
            .join(' ')
        const fresh = kind === 'insert' ? rows : rows.filter((row) => !keys.has(keyOf(row)))
        const there = kind === 'insert' ? [] : rows.filter((row) => keys.has(keyOf(row)))
        for (const row of fresh) keys.add(keyOf(row))
        await tx.insert(table, fresh as readonly Row<typeof table>[])
        if (there.length > 0) await tx.update(table, there as readonly Row<typeof table>[])
      }
      await tx.saveHead({ seq: 0, chainHash: tx.head.chainHash })
    })
  }
}

/** Somewhere in the feed, with its JSON; the limit reads the same rows by one statement. */
async function pageJob(bench: CentralBench): Promise<Job> {
  const { desk, paper, companyId, central, loaded } = bench
  const puller: Puller = {
    companyId,
    userId: paper.userId,
    deviceId: paper.deviceId,
    roles: ['finance_manager'],
  }
  const places: { readonly seq: number; readonly hash: string }[] = []
  await desk.store.read(companyId, async (tx) => {
    for (let n = 0; n <= ROUNDS; n += 1) {
      const seq = Math.floor((loaded.operations * (n + 0.5)) / (ROUNDS + 2))
      const [row] = await tx.range('op_log', seq - 1, seq, 1)
      if (row) places.push({ seq, hash: row.chain_hash })
    }
  })
  const change = rowTable('change', shapeOf('change'))
  const log = rowTable('op_log', shapeOf('op_log'))
  let n = 0
  return {
    goal: 'sync 24',
    name: `pull page of ${PAGE_CHANGES_MAX} changes, as JSON`,
    rounds: ROUNDS,
    run: async () => {
      const cursor = places[n % places.length] ?? { seq: 0, hash: '' }
      n += 1
      const page = await pull(desk.store, puller, {
        company_id: companyId,
        timeline_id: null,
        cursor,
        scope_ver: 1,
        limit: PAGE_CHANGES_MAX,
      })
      JSON.stringify(page)
    },
    limit: async () => {
      const after = places[(n - 1) % places.length]?.seq ?? 0
      const bounds = { after, upTo: after + PAGE_CHANGES_MAX, limit: PAGE_CHANGES_MAX }
      const rows = await central.read(companyId, async (db) => {
        const company = new CompanyRows(db, companyId)
        return [await company.range(change, 'seq', bounds), await company.range(log, 'seq', bounds)]
      })
      JSON.stringify(rows)
    },
  }
}

/**
 * The server's answers on the way from the root to one document the asker does not have: bucket,
 * customer, cell, document. The asker's hashes are those from before that document.
 */
async function locateJob({ desk, companyId, paper }: CentralBench): Promise<Job> {
  const { store } = desk
  await pushPending(store, paper)
  const asker = await read(store, companyId, async (tx) => {
    const [customer] = await tx.page('customer', null, 1)
    const id = customer?.customer_id ?? ''
    const bucket = bucketOf(id)
    const cells = await tx.lookup('cell', 'customer_id', [id])
    const [node] = await tx.lookup('cust_node', 'customer_id', [id])
    const [cell] = cells
    if (!node || !cell) throw new Error('a customer without documents')
    const documents = await tx.lookup('document', 'cell', [cell.cell])
    return {
      customer: id,
      cell,
      nodes: {
        bucket: hashesBy(await tx.all('bucket_node'), ({ bucket: n, hash }) => [String(n), hash]),
        customer: hashesBy(await tx.lookup('cust_node', 'bucket', [bucket]), (row) => [
          row.customer_id,
          row.node,
        ]),
        cell: {
          ...hashesBy(cells, (row) => [row.cell, cellLeaf(id, row.currency, row.ym, row)]),
          ...hashesBy(PARTS, (part) => [`${id} ${part}`, node[part]]),
        },
        doc: hashesBy(documents, (row) => [
          row.doc_id,
          documentLeaf({
            docId: row.doc_id,
            contentHash: row.content_hash,
            number: row.number,
            seq: row.seq,
          }),
        ]),
      },
    }
  })
  const { currency, ym } = asker.cell
  const wrong = paper.document({ customerId: asker.customer, amount: 1, currency, on: `${ym}-15` })
  await pushPending(store, paper)
  return {
    goal: 'sync 24',
    name: 'one wrong document located: the server’s four answers',
    rounds: ROUNDS,
    run: async () => {
      const { seq } = await read(store, companyId, (tx) => Promise.resolve(tx.head))
      let keys: string[] = []
      for (const level of ['bucket', 'customer', 'cell', 'doc'] as const) {
        const nodes = asker.nodes[level]
        const { differs } = await compare(store, companyId, {
          company_id: companyId,
          seq,
          level,
          keys,
          nodes,
        })
        if (differs.length !== 1) throw new Error(`${differs.length} differ at ${level}`)
        keys = differs.map(({ key }) => key)
      }
      if (keys[0] !== wrong.docId) throw new Error(`${keys[0]} is not ${wrong.docId}`)
    },
    meets: ({ p95Ms }) => p95Ms <= 2000,
  }
}

/** What the ledger wrote beyond its last batch. */
async function pushPending(store: ServerStore, paper: PaperDevice): Promise<void> {
  const [first] = paper.pending
  if (first) await paper.push(store, { firstSeq: first.seq })
}

function hashesBy<T>(
  rows: readonly T[],
  of: (row: T) => readonly [string, string],
): Record<string, string> {
  return Object.fromEntries(rows.map(of))
}

async function read<T>(
  store: ServerStore,
  companyId: string,
  work: (tx: ReadTx) => Promise<T>,
): Promise<T> {
  const found = await store.read(companyId, work)
  if (found === null) throw new Error('the company is gone')
  return found
}
