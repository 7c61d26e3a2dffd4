/** One row of the server altered underneath: its own re-read names it, and it is mended from the log (I13). */
import { compareCompany } from '../../main/backend/sync/compare.ts'
import type { Row } from '../../sync/engine/central/tables.ts'
import { NodeFold } from '../../sync/engine/node-fold.ts'
import { foldDocument, foldTheRest, pages } from '../../sync/server/core/fold.ts'
import { mendCompany } from '../../sync/server/core/mend.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import type { MendTx } from '../../sync/server/store.ts'
import { inspectionOf } from './alter-device.ts'
import type { Chance } from './chance.ts'
import { must } from './violation.ts'
import type { World } from './world.ts'

/** The document that has to be named; null for what is no document. */
type Altering = (
  tx: MendTx,
  chance: Chance,
  newId: () => string,
) => Promise<{ readonly docId: string | null } | null>

export async function alterServer(world: World, chance: Chance): Promise<void> {
  const { server, counters, watch, traffic } = world
  server.disarm()
  const root = await server.root()
  const wish = chance.pick(Object.keys(ALTERING) as (keyof typeof ALTERING)[])
  const matched = chance.happens(0.5) && wish !== 'cell'
  const altered = await server.rows.mend(server.companyId, async (tx) => {
    const done = await ALTERING[wish](tx, chance, world.newId)
    if (done && matched) await refold(tx)
    return done
  })
  if (!altered) return
  const { docId } = altered
  const told = () => `the server's ${wish}${matched ? ' with its sums' : ''}`
  const failures = await failuresOf(world)
  // What is no document has no text of its own: its sums tell, and where they were matched, the desktops.
  const isTold = failures.some((text) => docId === null || text.includes(docId))
  must(
    'I13',
    isTold || (matched && docId === null),
    () => `${told()}: not named by ${failures.join(', ') || 'nothing'}`,
  )
  const asker = world.devices.find(
    (one) =>
      one.stopped === null &&
      !world.isSuspended(one) &&
      one.cursor === watch.seq &&
      !traffic.isExchanging(one),
  )
  // Lines alone, and amounts that change places within one month, are in no sum.
  if (matched && asker && (await server.root()) !== root) {
    world.onBehalfOf(asker)
    const { differences } = await asker.undisturbed(() =>
      compareCompany(asker.company.file, inspectionOf(world, asker)),
    )
    const isNamed = differences.some(
      (one) => docId === null || (one.docId === docId && one.damaged === 'there'),
    )
    must('I13', isNamed, () => `${told()}: ${asker.code} does not name ${docId}`)
    counters.add('row of the server named by a device')
  }
  const mended = await mendCompany(server.mending, server.companyId)
  must('I13', (mended ?? 0) > 0, () => `${told()}: nothing was mended`)
  const left = await failuresOf(world)
  must('I13', left.length === 0, () => `${told()}: not mended, ${left.join(', ')}`)
  must('I13', (await server.root()) === root, () => `${told()}: the root is another`)
  counters.add('row of the server altered')
}

async function failuresOf({ server }: World): Promise<string[]> {
  const checks = (await verifyCompany(server.rows, server.companyId)) ?? []
  return checks.flatMap(({ name, failures }) => failures.map((text) => `${name}: ${text}`))
}

const ALTERING = {
  amount: async (tx, chance) => {
    const row = chance.some(await signed(tx))
    if (row) await tx.replace('document', [{ ...row, amount: row.amount + 1 }])
    return row && { docId: row.doc_id }
  },
  line: async (tx, chance) => {
    const documents = new Set((await signed(tx)).map((one) => one.doc_id))
    const lines = await tx.all('document_line')
    const row = chance.some(lines.filter((one) => documents.has(one.doc_id)))
    if (row) await tx.replace('document_line', [{ ...row, amount: row.amount + 1 }])
    return row && { docId: row.doc_id }
  },
  hash: async (tx, chance) => {
    const row = chance.some(await signed(tx))
    if (row) await tx.replace('document', [{ ...row, content_hash: '0'.repeat(64) }])
    return row && { docId: row.doc_id }
  },
  put_in: async (tx, chance, newId) => {
    const row = chance.some(await signed(tx))
    if (!row) return null
    const put: Row<'document'> = { ...row, doc_id: newId(), op_id: newId(), number: 'PUT IN' }
    await tx.replace('document', [put])
    return { docId: put.doc_id }
  },
  swapped: async (tx, chance) => {
    const all = await signed(tx)
    const one = chance.some(all)
    const other = one && chance.some(all.filter(({ amount }) => amount !== one.amount))
    if (!one || !other) return null
    const { amount, base } = one
    await tx.replace('document', [
      { ...one, amount: other.amount, base: other.base },
      { ...other, amount, base },
    ])
    return { docId: one.doc_id }
  },
  slice: async (tx, chance) => {
    const added = new Set(
      (await tx.all('op_log')).filter(({ kind }) => kind === 'alloc.add').map((op) => op.op_id),
    )
    const row = chance.some((await tx.all('alloc_event')).filter((one) => added.has(one.op_id)))
    if (row) await tx.replace('alloc_event', [{ ...row, amount: row.amount + 1 }])
    return row && { docId: null }
  },
  event_gone: async (tx, chance) => {
    const row = chance.some(await tx.all('wf_event'))
    if (row) await tx.remove('wf_event', [row])
    return row && { docId: null }
  },
  cell: async (tx, chance) => {
    const row = chance.some(await tx.all('cell'))
    if (row) await tx.replace('cell', [{ ...row, debit: row.debit + 1 }])
    return row && { docId: null }
  },
} satisfies Record<string, Altering>

/** Documents somebody signed; an exchange difference is nobody's. */
async function signed(tx: MendTx): Promise<Row<'document'>[]> {
  return (await tx.all('document')).filter(({ cause }) => cause === null)
}

/** The sums are those of the rows as they are now. */
async function refold(tx: MendTx): Promise<void> {
  const fold = new NodeFold()
  await pages(tx, 'document', async (rows) => {
    for (const row of rows) foldDocument(fold, row)
  })
  const folded = await foldTheRest(tx, fold)
  for (const table of ['cell', 'cust_node', 'bucket_node'] as const)
    await tx.replace(table, folded[table] as never)
}
