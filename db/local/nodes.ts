/** The digest's sums over confirmed rows: cells, customer nodes and buckets (sync.md 17). Hashes as hex. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import { cellOf, saveCell } from './log.ts'
import type { CompanyDb } from './open.ts'

export interface CellValues {
  readonly debit: number
  readonly credit: number
  readonly base: number
  readonly count: number
  readonly set_hash: string
}

/** Of the documents of no customer. */
export const NO_CUSTOMER_ROW = 0

export function confirmedCell(
  db: CompanyDb,
  customer: number,
  currency: string,
  month: string,
): CellValues | undefined {
  const row = cellOf(db, customer, currency, month, 'confirmed')
  return (
    row && {
      debit: row.debitMinor,
      credit: row.creditMinor,
      base: row.baseMinor,
      count: row.count,
      set_hash: hexOf(row.setHash),
    }
  )
}

export function saveConfirmedCell(
  db: CompanyDb,
  customer: number,
  currency: string,
  month: string,
  cell: CellValues,
): void {
  saveCell(
    db,
    customer,
    currency,
    month,
    {
      debitMinor: cell.debit,
      creditMinor: cell.credit,
      baseMinor: cell.base,
      count: cell.count,
      setHash: Buffer.from(cell.set_hash, 'hex'),
    },
    'confirmed',
  )
}

export interface NodeValues {
  readonly cells: string
  readonly allocs: string
  readonly master: string
  readonly events: string
  readonly node: string
}

export function customerNode(db: CompanyDb, customerId: string): NodeValues | undefined {
  const row = db
    .prepare<[Uint8Array], Readonly<Record<keyof NodeValues, Uint8Array>>>(
      'select cells, allocs, master, events, node from cust_node where customer_id = ?',
    )
    .get(uuidToBytes(customerId))
  return (
    row && {
      cells: hexOf(row.cells),
      allocs: hexOf(row.allocs),
      master: hexOf(row.master),
      events: hexOf(row.events),
      node: hexOf(row.node),
    }
  )
}

export function saveCustomerNode(
  db: CompanyDb,
  customerId: string,
  bucket: number,
  node: NodeValues,
): void {
  db.prepare<(number | Uint8Array)[]>(
    `insert into cust_node (customer_id, bucket, cells, allocs, master, events, node) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (customer_id) do update set cells = excluded.cells, allocs = excluded.allocs,
       master = excluded.master, events = excluded.events, node = excluded.node`,
  ).run(
    uuidToBytes(customerId),
    bucket,
    Buffer.from(node.cells, 'hex'),
    Buffer.from(node.allocs, 'hex'),
    Buffer.from(node.master, 'hex'),
    Buffer.from(node.events, 'hex'),
    Buffer.from(node.node, 'hex'),
  )
}

export function bucketNode(db: CompanyDb, bucket: number): string | undefined {
  const row = db
    .prepare<[number], { hash: Uint8Array }>('select hash from bucket_node where bucket = ?')
    .get(bucket)
  return row && hexOf(row.hash)
}

export function saveBucketNode(db: CompanyDb, bucket: number, hash: string): void {
  db.prepare<[number, Uint8Array]>(
    'insert into bucket_node (bucket, hash) values (?, ?) on conflict (bucket) do update set hash = excluded.hash',
  ).run(bucket, Buffer.from(hash, 'hex'))
}

/** Nodes of all customers of these buckets, by customer. Served by cust_node_by_bucket. */
export function nodesIn(db: CompanyDb, buckets: readonly number[]): Map<string, string> {
  const list = db.prepare<[number], { id: Uint8Array; node: Uint8Array }>(
    'select customer_id as id, node from cust_node where bucket = ?',
  )
  return new Map(
    buckets.flatMap((bucket) =>
      list.all(bucket).map(({ id, node }) => [bytesToUuid(id), hexOf(node)] as const),
    ),
  )
}

/** Ids of the customers a node is kept of, the nil id among them. */
export function customersWithNode(db: CompanyDb): string[] {
  return db
    .prepare<[], { id: Uint8Array }>('select customer_id as id from cust_node')
    .all()
    .map(({ id }) => bytesToUuid(id))
}

interface CellRaw {
  readonly customer: number
  readonly currency: string
  readonly month: string
  readonly debit: number
  readonly credit: number
  readonly base: number
  readonly count: number
  readonly set_hash: Uint8Array
}

export interface KeptCell extends CellValues {
  /** Row of the customer, or `NO_CUSTOMER_ROW`. */
  readonly customer: number
  readonly currency: string
  readonly month: string
}

const CELL = `select customer_id as customer, currency, month, debit_minor as debit, credit_minor as credit,
  base_minor as base, count, set_hash from cell where state = 'confirmed' and count > 0`

/** Cells of customers that are not there. */
export function confirmedCellsOfNobody(db: CompanyDb): KeptCell[] {
  return db
    .prepare<[number], CellRaw>(
      `${CELL} and customer_id <> ? and customer_id not in (select id from customer)`,
    )
    .all(NO_CUSTOMER_ROW)
    .map(cellFrom)
}

export function confirmedCellsOf(db: CompanyDb, customer: number): KeptCell[] {
  return db.prepare<[number], CellRaw>(`${CELL} and customer_id = ?`).all(customer).map(cellFrom)
}

function cellFrom({ set_hash, ...row }: CellRaw): KeptCell {
  return { ...row, set_hash: hexOf(set_hash) }
}

/** All 256 in order; a bucket of nothing is zero. */
export function bucketHashes(db: CompanyDb): string[] {
  const buckets = Array.from({ length: 256 }, () => '0'.repeat(64))
  for (const { bucket, hash } of db
    .prepare<[], { bucket: number; hash: Uint8Array }>('select bucket, hash from bucket_node')
    .all())
    buckets[bucket] = hexOf(hash)
  return buckets
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
