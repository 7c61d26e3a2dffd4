/** What an operator sees of a company's ledger: balances, held operations, the log. Read only. */
import { toDecimalString } from '../../shared/domain/money.ts'
import { exitsFor } from '../engine/central/exits.ts'
import { effectOf } from '../engine/central/ledger.ts'
import { type LookupValue, type Row, shapeOf, type TableName } from '../engine/central/tables.ts'
import { envelope } from '../protocol/envelope.ts'
import { documentCore } from '../protocol/payloads.ts'
import { Declined } from './declined.ts'
import type { ReadTx, ServerStore } from './store.ts'

const PAGE = 2000

export interface BalanceLine {
  readonly customer: string
  readonly currency: string
  readonly confirmed: string
  readonly held: string
}

/** By customer code, then currency; what is of no customer (bank lines not yet matched) is left out. */
export async function balancesOf(store: ServerStore, companyId: string): Promise<BalanceLine[]> {
  return inRead(store, companyId, async (tx) => {
    const sums = new Map<string, { confirmed: number; held: number }>()
    const sumOf = (customerId: string, currency: string) => {
      const key = `${customerId} ${currency}`
      const sum = sums.get(key) ?? { confirmed: 0, held: 0 }
      sums.set(key, sum)
      return sum
    }
    await eachRow(tx, 'cell', ({ customer_id: customer, currency, debit, credit }) => {
      sumOf(customer, currency).confirmed += debit - credit
    })
    for (const { document } of await heldNow(tx))
      if (document?.customerId)
        sumOf(document.customerId, document.currency).held += document.amount
    const codes = new Map<string, string>()
    await eachRow(tx, 'customer', ({ customer_id: id, code }) => codes.set(id, code))
    return [...sums]
      .map(([key, { confirmed, held }]) => {
        const [id = '', currency = ''] = key.split(' ')
        return {
          customer: codes.get(id) ?? '',
          currency,
          confirmed: toDecimalString(confirmed, currency),
          held: toDecimalString(held, currency),
        }
      })
      .filter(({ customer }) => customer !== '')
      .toSorted((a, b) => compare(a.customer, b.customer) || compare(a.currency, b.currency))
  })
}

export interface HeldLine {
  readonly op: string
  readonly kind: string
  readonly code: string
  readonly detail: unknown
  readonly documentNo: string | null
  readonly customer: string | null
  readonly currency: string | null
  readonly amount: string | null
  readonly since: string
  readonly exits: readonly string[]
}

/** Operations that wait for a person, oldest first. */
export async function heldOf(store: ServerStore, companyId: string): Promise<HeldLine[]> {
  return inRead(store, companyId, async (tx) => {
    const held = await heldNow(tx)
    const ids = held.map(({ document }) => document?.customerId ?? '').filter((id) => id !== '')
    const customers = ids.length === 0 ? [] : await tx.lookup('customer', 'customer_id', ids)
    const codes = new Map(customers.map((row) => [row.customer_id, row.code]))
    return held.map(({ row, document }) => ({
      op: row.op_id,
      kind: row.kind,
      code: row.code,
      detail: row.detail,
      documentNo: document?.number ?? null,
      customer: (document?.customerId && codes.get(document.customerId)) ?? null,
      currency: document?.currency ?? null,
      amount: document ? toDecimalString(document.amount, document.currency) : null,
      since: new Date(row.held_at).toISOString(),
      exits: exitsFor(row.code, { kind: row.kind, payload: {} }, false),
    }))
  })
}

/** Entries of the log from `from` on, in order; `print` gets them page by page. */
export async function eachEntry(
  store: ServerStore,
  companyId: string,
  from: number,
  print: (entry: Record<string, unknown>) => void,
): Promise<void> {
  await inRead(store, companyId, async (tx) => {
    let after = from - 1
    for (;;) {
      const rows = await tx.range('op_log', after, tx.head.seq, PAGE)
      for (const row of rows) print(entryOf(row))
      const last = rows.at(-1)
      if (!last) return
      after = last.seq
    }
  })
}

function entryOf(row: Row<'op_log'>): Record<string, unknown> {
  return {
    seq: row.seq,
    op: row.op_id,
    kind: row.kind,
    outcome: row.outcome,
    code: row.code,
    entity: row.entity_id,
    device: row.device_id,
    deviceEpoch: row.epoch,
    deviceSeq: row.device_seq,
    actor: row.actor,
    hash: row.op_hash,
    chainHash: row.chain_hash,
    recordedAt: new Date(row.recorded_at).toISOString(),
  }
}

interface HeldDocument {
  readonly customerId: string | null
  readonly currency: string
  readonly amount: number
  readonly number: string | null
}

/** Held by now, oldest first; with the document where it is one that can be read. */
async function heldNow(
  tx: ReadTx,
): Promise<{ readonly row: Row<'op_held'>; readonly document: HeldDocument | null }[]> {
  const rows = await tx.lookup('op_held', 'state', ['held'])
  const logged = new Map<string, string>()
  for (let i = 0; i < rows.length; i += PAGE) {
    const ids = rows.slice(i, i + PAGE).map((row) => row.op_id)
    for (const entry of await tx.lookup('op_log', 'op_id', ids))
      logged.set(entry.op_id, entry.envelope)
  }
  return rows
    .toSorted((a, b) => a.seq - b.seq)
    .map((row) => ({ row, document: documentIn(logged.get(row.op_id) ?? '') }))
}

/** Held operations may be anything, also what cannot be read. */
function documentIn(text: string): HeldDocument | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const read = envelope.safeParse(json)
  if (!read.success || !read.data.kind.startsWith('doc.')) return null
  const core = documentCore.loose().safeParse(read.data.payload)
  if (!core.success) return null
  const { customer_id: customerId, currency, document_no: documentNo } = core.data
  const number = read.data.payload['number']
  return {
    customerId: customerId ?? null,
    currency,
    amount: effectOf(core.data).amount,
    number: documentNo ?? (typeof number === 'string' ? number : null),
  }
}

/** Every row of a table in order of its key, page by page. */
async function eachRow<T extends TableName>(
  tx: ReadTx,
  table: T,
  take: (row: Row<T>) => void,
): Promise<void> {
  let after: readonly LookupValue[] | null = null
  for (;;) {
    const rows: Row<T>[] = await tx.page(table, after, PAGE)
    for (const row of rows) take(row)
    const last: Row<T> | undefined = rows.at(-1)
    if (!last) return
    after = shapeOf(table).key.map((column) => last[column as keyof Row<T>] as LookupValue)
  }
}

async function inRead<T>(
  store: ServerStore,
  companyId: string,
  work: (tx: ReadTx) => Promise<T>,
): Promise<T> {
  const read = await store.read(companyId, async (tx) => ({ value: await work(tx) }))
  if (read === null) throw new Declined('company.unknown', { company: companyId })
  return read.value
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
