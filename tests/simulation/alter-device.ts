/**
 * One confirmed row of a desktop altered, taken out, put in or swapped underneath, its sums with it or
 * not: the next compare names it, a repair puts it right, and work that waits there is as it was (I13).
 */
import { bytesToUuid, uuidToBytes } from '../../db/kit/uuid-codec.ts'
import { type Compared, compareCompany, type Difference } from '../../main/backend/sync/compare.ts'
import { rebuildNodes } from '../../main/backend/sync/rebuild-nodes.ts'
import { repairCompany } from '../../main/backend/sync/repair.ts'
import type { Inspection } from '../../sync/client/compare.ts'
import { tamper } from '../support/tamper.ts'
import { differenceBetween, outboxOf, shownBy } from './alike.ts'
import type { Chance } from './chance.ts'
import { checkDeviceDeep } from './check-device.ts'
import type { SimDevice } from './device.ts'
import { must } from './violation.ts'
import type { World } from './world.ts'

export interface Altered {
  readonly sql: readonly string[]
  readonly isNamed: (difference: Difference) => boolean
  /** Its sums are what was altered. */
  readonly isSums?: true
}

interface Doc {
  readonly id: number
  readonly uuid: Uint8Array
  readonly customer: number
  readonly amount: number
  readonly base: number
}

/** Alters, compares, repairs; nothing where the device cannot stand at the server's head. */
export async function alterDevice(world: World, device: SimDevice, chance: Chance): Promise<void> {
  const { counters, watch, traffic, server } = world
  if (device.stopped !== null || world.isSuspended(device)) return
  server.disarm()
  device.disk.disarm()
  // What is under way comes to its end first.
  for (let n = 0; n < 2; n += 1) await traffic.exchangeWhole(device, 'pull')
  if (device.stopped !== null || device.cursor !== watch.seq) return
  const wish = chance.pick(Object.keys(ALTERING) as (keyof typeof ALTERING)[])
  const altered = ALTERING[wish](device, chance, world.newId)
  if (altered === null) return
  const matched = altered.isSums !== true && chance.happens(0.5)
  const [shown, outbox] = [shownBy(device), JSON.stringify(outboxOf(device))]
  const inClosed = steppedAside(device)
  world.onBehalfOf(device)
  device.disk.lookAt(() => {
    tamper(device.company.file, altered.sql)
    if (matched) device.company.command((context) => void [...rebuildNodes(context)])
  })
  const told = () => `${device.code}, ${wish}${matched ? ' with its sums' : ''}`
  const { file } = device.company
  const inspection = inspectionOf(world, device)
  const found = await compareCompany(file, inspection)
  must(
    'I13',
    !found.equal && found.differences.some(altered.isNamed),
    () => `${told()}: not named by ${inWords(found)}`,
  )
  await repairCompany(file, inspection)
  const after = await compareCompany(file, inspection)
  must('I13', after.equal, () => `${told()}: not repaired, ${inWords(after)}`)
  const isKept = JSON.stringify(outboxOf(device)) === outbox
  must('I4', isKept, () => `${told()}: own work is otherwise after the repair`)
  // Work lifted for the repair steps aside where its month was closed meanwhile: the server will say the same.
  const other = steppedAside(device) > inClosed ? null : differenceBetween(shownBy(device), shown)
  must('I13', other === null, () => `${told()}: not as before, ${other}`)
  checkDeviceDeep(device)
  watch.device(device)
  counters.add(`altered ${wish}`)
  counters.add('row of a device altered')
  if (matched) counters.add('sums of a device altered to match')
}

/** Own operations that wait outside of the ledger for a closed month. */
function steppedAside(device: SimDevice): number {
  return device.look(
    ({ db }) =>
      db
        .prepare<[], { n: number }>(
          "select count(*) as n from op_aside where code = 'PERIOD_CLOSED'",
        )
        .get()?.n ?? 0,
  )
}

function inWords({ equal, differences }: Compared): string {
  const rows = differences.map((one) => `${one.what} ${one.documentNo} ${one.kind} ${one.cause}`)
  return equal ? 'equal' : rows.join(', ')
}

/** Asks the server past the network. */
export function inspectionOf({ server }: World, { deviceId }: SimDevice): Inspection {
  const ask = async (call: 'digest' | 'docs', request: object) => {
    const answer = await server.handle(deviceId, call, JSON.parse(JSON.stringify(request)))
    if (answer === null) throw new Error('the server was killed without a fault')
    if ('error' in answer) throw answer.error
    return answer.value as never
  }
  return {
    digest: (request) => ask('digest', request),
    docs: (request) => ask('docs', request),
  }
}

const ALTERING = {
  amount: ofDocument((id) => [`update doc set amount_minor = amount_minor + 1 where id = ${id}`]),
  line: ofDocument((id) => [
    `update doc_line set amount_minor = amount_minor + 1 where doc_id = ${id}
       and n = (select min(n) from doc_line where doc_id = ${id})`,
  ]),
  day: ofDocument((id) => [`update doc set doc_on = '2026-12-30' where id = ${id}`]),
  number: ofDocument((id) => [`update doc set number = 'ZZ' where id = ${id}`]),
  hash: ofDocument((id) => [`update doc set content_hash = zeroblob(32) where id = ${id}`]),
  unconfirmed: ofDocument((id) => [`delete from doc_status where doc = ${id}`]),
  gone: (device: SimDevice, chance: Chance): Altered | null => {
    const doc = chance.some(docs(device, UNTOUCHED))
    return (
      doc && {
        sql: [
          `delete from doc_status where doc = ${doc.id}`,
          ...['doc_line', 'doc_installment', 'item', 'doc_number'].map(
            (table) => `delete from ${table} where doc_id = ${doc.id}`,
          ),
          `delete from doc where id = ${doc.id}`,
        ],
        isNamed: named(doc),
      }
    )
  },
  put_in: (device: SimDevice, chance: Chance, newId: () => string): Altered | null => {
    const doc = chance.some(docs(device))
    const uuid = uuidToBytes(newId())
    return (
      doc && {
        sql: [
          `insert into doc (doc_id, kind, customer_id, number, number_given, doc_on, currency, amount_minor, base_minor,
             recorded_at, content_hash, op_id)
           select ${blob(uuid)}, kind, customer_id, 'PUT IN', 0, doc_on, currency, amount_minor, base_minor, recorded_at,
             content_hash, ${blob(uuidToBytes(newId()))} from doc where id = ${doc.id}`,
          "insert into doc_status (doc, seq, recorded_at) select id, 3, 0 from doc where number = 'PUT IN'",
        ],
        isNamed: named({ uuid }),
      }
    )
  },
  swapped: (device: SimDevice, chance: Chance): Altered | null => {
    const one = chance.some(docs(device))
    const other =
      one &&
      chance.some(
        docs(device).filter(
          ({ customer, amount }) => customer === one.customer && amount !== one.amount,
        ),
      )
    return one && other
      ? {
          sql: [...amounts(one.id, other), ...amounts(other.id, one)],
          isNamed: named(one),
        }
      : null
  },
  slice: (device: SimDevice, chance: Chance): Altered | null =>
    ofSlice(device, chance, '', (id) => [
      `update alloc set amount_minor = amount_minor + sign(amount_minor) where id = ${id}`,
    ]),
  slice_gone: (device: SimDevice, chance: Chance): Altered | null =>
    ofSlice(
      device,
      chance,
      'and not exists (select 1 from alloc as r where r.removes = a.id)',
      (id) => [
        `delete from alloc_status where alloc = ${id}`,
        `delete from alloc where id = ${id}`,
      ],
    ),
  event: (device: SimDevice, chance: Chance): Altered | null =>
    ofEvent(
      device,
      chance,
      (op) => `update wf_confirmed set op_hash = zeroblob(32) where op_id = ${op}`,
    ),
  event_gone: (device: SimDevice, chance: Chance): Altered | null =>
    ofEvent(device, chance, (op) => `delete from wf_confirmed where op_id = ${op}`),
  card: (device: SimDevice, chance: Chance): Altered | null => {
    const card = chance.some(
      rows<{ id: Uint8Array }>(device, 'select customer_id as id from master_confirmed order by 1'),
    )
    return (
      card && {
        sql: [
          `update master_confirmed set groups = json_set(groups, '$.segment', 'ZZ') where customer_id = ${blob(card.id)}`,
        ],
        isNamed: ({ what }: Difference) => what === 'card',
      }
    )
  },
  sums: (device: SimDevice): Altered | null =>
    ofSums(
      device,
      "cell where state = 'confirmed'",
      "update cell set debit_minor = debit_minor + 5 where state = 'confirmed'",
    ),
  node: (device: SimDevice): Altered | null =>
    ofSums(
      device,
      'cust_node',
      'update cust_node set events = zeroblob(32), allocs = zeroblob(32), node = zeroblob(32)',
    ),
  bucket: (device: SimDevice): Altered | null =>
    ofSums(device, 'bucket_node', 'update bucket_node set hash = zeroblob(32)'),
} as const

/** Nothing of its own rests on it or on its items, whatever state it has. */
const UNTOUCHED = `and d.reverses is null and not exists (select 1 from doc as r where r.reverses = d.id)
  and not exists (select 1 from alloc as a where a.fx_doc = d.id)
  and not exists (select 1 from item as i where i.doc_id = d.id and (
    exists (select 1 from alloc as a where a.debit_item = i.id or a.credit_item = i.id)
    or exists (select 1 from due_change as c where c.item_id = i.id)))
  and not exists (select 1 from dispute as x where x.doc_id = d.id)`

function docs(device: SimDevice, where = ''): Doc[] {
  return rows<Doc>(
    device,
    `select d.id, d.doc_id as uuid, d.customer_id as customer, d.amount_minor as amount, d.base_minor as base
     from doc_status as s join doc as d on d.id = s.doc where d.customer_id is not null ${where} order by d.doc_id`,
  )
}

function ofDocument(
  sql: (id: number) => string[],
): (device: SimDevice, chance: Chance) => Altered | null {
  return (device, chance) => {
    const doc = chance.some(docs(device))
    return doc && { sql: sql(doc.id), isNamed: named(doc) }
  }
}

function ofSlice(
  device: SimDevice,
  chance: Chance,
  where: string,
  sql: (id: number) => string[],
): Altered | null {
  const slice = chance.some(
    rows<{ id: number }>(
      device,
      `select a.id from alloc_status as s join alloc as a on a.id = s.alloc where true ${where} order by a.alloc_id, a.slice`,
    ),
  )
  return slice && { sql: sql(slice.id), isNamed: ({ what }) => what === 'allocation' }
}

function ofEvent(device: SimDevice, chance: Chance, sql: (op: string) => string): Altered | null {
  const event = chance.some(
    rows<{ op: Uint8Array }>(device, 'select op_id as op from wf_confirmed order by 1'),
  )
  return event && { sql: [sql(blob(event.op))], isNamed: ({ what }) => what === 'event' }
}

function ofSums(device: SimDevice, from: string, sql: string): Altered | null {
  const [found] = rows<{ n: number }>(device, `select count(*) as n from ${from}`)
  return found && found.n > 0
    ? { sql: [sql], isNamed: ({ what }) => what === 'sums', isSums: true }
    : null
}

/** Amounts of another document, its lines with them. */
function amounts(id: number, { amount, base }: Doc): string[] {
  return [
    `update doc set amount_minor = ${amount}, base_minor = ${base} where id = ${id}`,
    `update doc_line set amount_minor = iif(n = (select min(n) from doc_line where doc_id = ${id}), 1, -1) * ${amount},
       base_minor = iif(n = (select min(n) from doc_line where doc_id = ${id}), 1, -1) * ${base} where doc_id = ${id}`,
  ]
}

function named({ uuid }: Pick<Doc, 'uuid'>): (difference: Difference) => boolean {
  const id = bytesToUuid(uuid)
  return ({ what, docId }) => what === 'document' && docId === id
}

function rows<R>(device: SimDevice, sql: string): R[] {
  return device.look(({ db }) => db.prepare<[], R>(sql).all())
}

function blob(bytes: Uint8Array): string {
  return `x'${Buffer.from(bytes).toString('hex')}'`
}
