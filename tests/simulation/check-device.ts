/**
 * The invariants a desktop's own rows say something of, asked in SQL of their own: after every step of
 * that desktop the cheap ones, after a restart and now and then all.
 */
import { bytesToUuid } from '../../db/kit/uuid-codec.ts'
import type { CompanyDb } from '../../db/local/open.ts'
import { verify } from '../../main/backend/features/verify.ts'
import { auditCheck, chainCheck } from '../../main/backend/features/verify-chains.ts'
import type { Check } from '../../main/backend/features/verify-check.ts'
import { checkHashes, checkProjections } from '../../main/backend/features/verify-deep.ts'
import type { SimDevice } from './device.ts'
import { must, Violation } from './violation.ts'

/** Of the server, as far as a desktop is measured by it. */
export interface Truth {
  readonly balancesAt: ReadonlyMap<number, ReadonlyMap<string, number>>
  /** How many documents the server has accepted up to a sequence; without those it derived. */
  readonly documentsAt: (seq: number) => number
}

export function checkDevice(device: SimDevice, truth: Truth): void {
  const { code } = device
  device.look(({ db, company }) => {
    const rows = <R>(sql: string) => db.prepare<[], R>(sql).all()
    for (const { n } of rows<{ n: string }>(UNBALANCED))
      must('I1', false, () => `${code}: document ${n}`)
    checkChain(device, db, company.chainSeq, Buffer.from(company.chainHash).toString('hex'))
    const cursor = rows<{ cursor: number }>(CURSOR)[0]?.cursor ?? 0
    const balances = truth.balancesAt.get(cursor)
    if (!balances) throw new Violation('I9', `${code} stands at ${cursor}, inside a transaction`)
    for (const { id, currency, confirmed, cells, documents } of rows<Balance>(BALANCES)) {
      const key = `${bytesToUuid(id)} ${currency}`
      const said = balances.get(key) ?? 0
      must(
        'I11',
        said === confirmed,
        () => `${code} at ${cursor}: ${key} is ${confirmed}, the model says ${said}`,
      )
      must(
        'I11',
        cells === documents,
        () => `${code}: ${key} is ${cells} by cells, ${documents} by documents`,
      )
    }
    const expected = truth.documentsAt(cursor)
    const [there] = rows<{ n: number }>(APPLIED)
    must(
      'I8',
      there?.n === expected,
      () => `${code} at ${cursor} has ${there?.n} confirmed documents of ${expected}`,
    )
    for (const { n } of rows<{ n: string }>(OVER_ALLOCATED))
      must('I30', false, () => `${code}: ${n} is allocated beyond its amount`)
  })
}

/** The own chain: linked from where it was last looked at, and no link gone that was acknowledged. */
function checkChain(device: SimDevice, db: CompanyDb, seq: number, head: string): void {
  const { code, acknowledged } = device
  let { seq: last, hash: prev } = device.seen
  // What was seen and not acknowledged may have been lost with a crash.
  if (last > acknowledged.seq) ({ seq: last, hash: prev } = acknowledged)
  const [anchor] = db.prepare<[number], Link>(LINK).all(last)
  must(
    'I4',
    last === 0 || (anchor !== undefined && Buffer.from(anchor.hash).toString('hex') === prev),
    () => `${code}: link ${last} was acknowledged and is not there`,
  )
  for (const link of db.prepare<[number], Link>(LINKS).all(last)) {
    last += 1
    must(
      'I6',
      link.seq === last && link.prev === prev,
      () => `${code}: link ${link.seq} does not follow`,
    )
    prev = Buffer.from(link.hash).toString('hex')
  }
  must(
    'I5',
    last === seq && prev === head,
    () => `${code}: the chain ends at ${last}, the company says ${seq}`,
  )
  device.seen = { seq, hash: head }
}

/** Everything of a desktop computed anew from its journal and chains. */
export function checkDeviceDeep(device: SimDevice): void {
  fail(
    device,
    device.look((context) => {
      const { hashes, altered } = checkHashes(context)
      return [
        hashes,
        checkProjections(context, altered),
        chainCheck(context.db),
        auditCheck(context.db),
      ]
    }),
  )
  device.isUnproven = false
}

/** And every law of the ledger, as a person asks for it. */
export function checkLaws(device: SimDevice): void {
  fail(device, device.look((context) => verify(context, null, true)).checks)
}

function fail(device: SimDevice, checks: readonly Check[]): void {
  for (const { name, failures } of checks)
    for (const { detail, documentNo } of failures)
      throw new Violation(
        OF_CHECK[name] ?? 'I12',
        `${device.code}: ${name}: ${detail} ${documentNo ?? ''}`,
      )
}

const OF_CHECK: Readonly<Record<string, string>> = {
  journal: 'I1',
  operations: 'I32',
  audit: 'I32',
  content: 'I2',
  integrity: 'I5',
  foreign_keys: 'I5',
}

interface Balance {
  readonly id: Uint8Array
  readonly currency: string
  readonly confirmed: number
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

const CURSOR = 'select cursor_seq as cursor from sync_state'

const BALANCES = `with x as (
    select customer_id, currency, sum(debit_minor - credit_minor) as cells,
      sum(case state when 'confirmed' then debit_minor - credit_minor else 0 end) as confirmed, 0 as documents
    from cell group by 1, 2
    union all
    select customer_id, currency, 0, 0, sum(amount_minor) from doc where customer_id is not null group by 1, 2)
  select c.customer_id as id, x.currency, sum(x.confirmed) as confirmed, sum(x.cells) as cells, sum(x.documents) as documents
  from x join customer as c on c.id = x.customer_id group by 1, 2`

const APPLIED = `select count(*) as n from doc_status as s join doc as d on d.id = s.doc where d.kind <> 'fx_difference'`

const OVER_ALLOCATED = `select d.number as n from item as i join doc as d on d.id = i.doc_id
  where sign(i.open_minor) * sign(i.amount_minor) < 0 or abs(i.open_minor) > abs(i.amount_minor)`

const LINK = `select device_seq as seq, op_hash as hash, '' as prev from op_outbox where device_epoch = 1 and device_seq = ?`

const LINKS = `select device_seq as seq, op_hash as hash, envelope ->> 'prev' as prev from op_outbox
  where device_epoch = 1 and device_seq > ? order by device_seq`
