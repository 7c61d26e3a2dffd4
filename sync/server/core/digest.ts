/**
 * Compare, level by level (sync.md 17): the asker sends its own hashes, the server answers with those
 * of its own that differ. Nothing here is ever stored by the asker: it looks where to look next.
 */
import type { z } from 'zod'
import {
  allocationLeaf,
  cellLeaf,
  documentLeaf,
  eventLeaf,
  ZERO_HASH,
} from '../../engine/digest.ts'
import type { Json, Row } from '../../engine/central/tables.ts'
import { RequestError } from '../../protocol/codes.ts'
import type { digestRequest } from '../../protocol/messages.ts'
import type { CompanyHead, ReadTx, ServerStore } from '../store.ts'

export interface Compared {
  readonly head: CompanyHead
  readonly seq: number
  readonly differs: readonly { readonly key: string; readonly server: Json }[]
}

/** The parts of a customer's node beside its cells, as keys of the level `cell`. */
export const PARTS = ['allocs', 'master', 'events'] as const

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** What the keys of a request are at each level: of the level above, so none at the top. */
const KEYS: Readonly<Record<z.infer<typeof digestRequest>['level'], RegExp>> = {
  bucket: /.*/s,
  customer: /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/,
  cell: new RegExp(`^${ID}$`),
  doc: new RegExp(`^${ID} (?:[A-Z]{3} \\d{4}-\\d{2}|${PARTS.join('|')})$`),
}

export async function compare(
  store: ServerStore,
  companyId: string,
  request: z.infer<typeof digestRequest>,
): Promise<Compared> {
  if (!request.keys.every((key) => KEYS[request.level].test(key)))
    throw new RequestError('BAD_REQUEST', { reason: 'key' })
  const compared = await store.read(companyId, async (tx) => {
    if (request.seq !== tx.head.seq) throw new RequestError('SEQ_MOVED', { head_seq: tx.head.seq })
    const ours = await oursAt(tx, request.level, request.keys)
    const keys = new Set([...ours.keys(), ...Object.keys(request.nodes)])
    const differs = [...keys]
      .toSorted()
      .filter((key) => (ours.get(key)?.hash ?? ZERO_HASH) !== (request.nodes[key] ?? ZERO_HASH))
      .map((key) => ({ key, server: ours.get(key)?.shown ?? null }))
    return { head: tx.head, seq: request.seq, differs }
  })
  if (compared === null) throw new RequestError('WRONG_COMPANY')
  return compared
}

interface Node {
  readonly hash: string
  /** What a person reading the report needs of it. */
  readonly shown: Json
}

async function oursAt(
  tx: ReadTx,
  level: z.infer<typeof digestRequest>['level'],
  keys: readonly string[],
): Promise<Map<string, Node>> {
  switch (level) {
    case 'bucket':
      return new Map(
        (await tx.all('bucket_node')).map(({ bucket, hash }) => [
          String(bucket),
          { hash, shown: { hash } },
        ]),
      )
    case 'customer':
      return new Map(
        (await tx.lookup('cust_node', 'bucket', keys.map(Number))).map((row) => [
          row.customer_id,
          { hash: row.node, shown: { hash: row.node } },
        ]),
      )
    case 'cell':
      return cellsOf(tx, keys)
    case 'doc':
      return leavesOf(tx, keys)
  }
}

async function cellsOf(tx: ReadTx, customers: readonly string[]): Promise<Map<string, Node>> {
  const nodes = new Map<string, Node>()
  for (const cell of await tx.lookup('cell', 'customer_id', customers))
    nodes.set(cell.cell, {
      hash: cellLeaf(cell.customer_id, cell.currency, cell.ym, cell),
      shown: { debit: cell.debit, credit: cell.credit, base: cell.base, count: cell.count },
    })
  for (const row of await tx.lookup('cust_node', 'customer_id', customers))
    for (const part of PARTS)
      nodes.set(`${row.customer_id} ${part}`, { hash: row[part], shown: { hash: row[part] } })
  return nodes
}

/** Leaves of cells, and of the other parts of customers' nodes. */
async function leavesOf(tx: ReadTx, keys: readonly string[]): Promise<Map<string, Node>> {
  const nodes = new Map<string, Node>()
  const of = (part: string) =>
    keys.filter((key) => key.endsWith(` ${part}`)).map((key) => key.slice(0, 36))
  const cells = keys.filter((key) => !PARTS.some((part) => key.endsWith(` ${part}`)))
  for (const row of await tx.lookup('document', 'cell', cells))
    nodes.set(row.doc_id, { hash: leafOf(row), shown: documentShown(row) })
  for (const row of await tx.lookup('alloc_event', 'node_id', of('allocs')))
    nodes.set(`${row.alloc_id} ${row.slice}`, {
      hash: allocationLeaf(row),
      shown: { debit_doc: row.debit_doc, credit_doc: row.credit_doc, amount: row.amount },
    })
  for (const row of await tx.lookup('wf_event', 'node_id', of('events')))
    nodes.set(row.op_id, {
      hash: eventLeaf(row.op_hash, row.seq),
      shown: { type: row.type, entity_id: row.entity_id },
    })
  return nodes
}

function leafOf(row: Row<'document'>): string {
  return documentLeaf({
    docId: row.doc_id,
    contentHash: row.content_hash,
    number: row.number,
    seq: row.seq,
  })
}

function documentShown(row: Row<'document'>): Json {
  return {
    doc_id: row.doc_id,
    number: row.number,
    customer_id: row.customer_id,
    currency: row.currency,
    amount: row.amount,
    date: row.doc_date,
    seq: row.seq,
  }
}
