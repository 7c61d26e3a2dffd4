/**
 * The invariants a desktop's own rows say something of, asked in SQL of their own: after every step of
 * that desktop the cheap ones, after a restart and now and then all.
 */
import { bytesToUuid } from '../../db/kit/uuid-codec.ts'
import type { CompanyDb } from '../../db/local/open.ts'
import { verify } from '../../main/backend/features/verify.ts'
import type { SimDevice } from './device.ts'
import { must, Violation } from './violation.ts'

/** Of the server, as far as a desktop is measured by it. */
export interface Truth {
  readonly balancesAt: ReadonlyMap<number, ReadonlyMap<string, number>>
  readonly documentSeqs: readonly { readonly seq: number; readonly docId: string }[]
}

export function checkDevice(device: SimDevice, truth: Truth): void {
  const { code } = device
  device.look(({ db, company }) => {
    const rows = <R>(sql: string) => db.prepare<[], R>(sql).all()
    for (const { n } of rows<{ n: string }>(UNBALANCED)) must('I1', false, () => `${code}: document ${n}`)

    const head = Buffer.from(company.chainHash).toString('hex')
    checkChain(device, db, company.chainSeq, head)
    const cursor = rows<{ cursor: number }>('select cursor_seq as cursor from sync_state')[0]?.cursor ?? 0
    const balances = truth.balancesAt.get(cursor)
    if (!balances) throw new Violation('I9', `${code} stands at ${cursor}, inside a transaction`)
    for (const { id, currency, confirmed } of rows<Cell>(CONFIRMED)) {
      const said = balances.get(`${bytesToUuid(id)} ${currency}`) ?? 0
      must('I11', said === confirmed, () => `${code} at ${cursor}: confirmed ${confirmed} ${currency}, the model ${said}`)
    }
    for (const { id, currency, cells, documents } of rows<Shown>(SHOWN))
      must('I11', cells === documents, () => `${code}: cells of ${bytesToUuid(id)} say ${cells} ${currency}, documents ${documents}`)
    const expected = truth.documentSeqs.filter(({ seq }) => seq <= cursor).length
    const [there] = rows<{ n: number }>(APPLIED)
    must('I8', there?.n === expected, () => `${code} at ${cursor} has ${there?.n} confirmed documents of ${expected}`)
    for (const { n } of rows<{ n: string }>(OVER_ALLOCATED)) must('I30', false, () => `${code}: ${n} is allocated beyond its amount`)
  })
}

/** The own chain: whole, linked, and no link gone that was once acknowledged. */
function checkChain(device: SimDevice, db: CompanyDb, seq: number, head: string): void {
  const { code, acknowledged } = device
  const links = db.prepare<[], Link>(LINKS).all()
  let prev = '0'.repeat(64)
  links.forEach((link, n) => {
    const hash = Buffer.from(link.hash).toString('hex')
    must('I6', link.seq === n + 1 && link.prev === prev, () => `${code}: link ${link.seq} does not follow`)
    if (link.seq === acknowledged.seq)
      must('I4', hash === acknowledged.hash, () => `${code}: link ${link.seq} is another one than was acknowledged`)
    prev = hash
  })
  must('I5', links.length === seq && prev === head, () => `${code}: the chain ends at ${links.length}, the company says ${seq}`)
  must('I4', seq >= acknowledged.seq, () => `${code}: ${acknowledged.seq} operations were acknowledged, ${seq} are there`)
}

/** Everything of a desktop computed anew from its journal and chains. */
export function checkDeviceDeep(device: SimDevice): void {
  const said = device.look((context) => verify(context, null, true))
  for (const { name, failures } of said.checks)
    for (const { detail, documentNo } of failures)
      throw new Violation(OF_CHECK[name] ?? 'I12', `${device.code}: ${name}: ${detail} ${documentNo ?? ''}`)
}

const OF_CHECK: Readonly<Record<string, string>> = {
  journal: 'I1',
  operations: 'I32',
  audit: 'I32',
  content: 'I2',
  integrity: 'I5',
  foreign_keys: 'I5',
}

interface Cell {
  readonly id: Uint8Array
  readonly currency: string
  readonly confirmed: number
}

interface Shown {
  readonly id: Uint8Array
  readonly currency: string
  readonly cells: number
  readonly documents: number
}

interface Link {
  readonly seq: number
  readonly hash: Uint8Array
  readonly prev: string
}

const UNBALANCED = `select d.number as n from doc_line as l join doc as d on d.id = l.doc_id
  group by l.doc_id having sum(l.amount_minor) <> 0 or sum(l.base_minor) <> 0`

const CONFIRMED = `select c.customer_id as id, x.currency, sum(x.debit_minor - x.credit_minor) as confirmed
  from cell as x join customer as c on c.id = x.customer_id where x.state = 'confirmed' group by x.customer_id, x.currency`

const SHOWN = `with d as (select customer_id, currency, sum(amount_minor) as minor from doc where customer_id is not null group by 1, 2),
  x as (select customer_id, currency, sum(debit_minor - credit_minor) as minor from cell group by 1, 2)
  select c.customer_id as id, d.currency, coalesce(x.minor, 0) as cells, d.minor as documents
  from d join customer as c on c.id = d.customer_id left join x on x.customer_id = d.customer_id and x.currency = d.currency`

const APPLIED = `select count(*) as n from doc_status as s join doc as d on d.id = s.doc where d.kind not in ('fx_difference')`

const OVER_ALLOCATED = `select d.number as n from item as i join doc as d on d.id = i.doc_id
  where sign(i.open_minor) * sign(i.amount_minor) < 0 or abs(i.open_minor) > abs(i.amount_minor)`

const LINKS = `select device_seq as seq, op_hash as hash, envelope ->> 'prev' as prev from op_outbox order by device_seq`
