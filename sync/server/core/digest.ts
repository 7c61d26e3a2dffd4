/**
 * Compare, level by level (sync.md 17): the asker sends its own hashes, the server answers with those
 * of its own that differ. Nothing here is ever stored by the asker: it looks where to look next.
 *
 * The levels above answer from the sums as they are kept; the last one looks at the rows themselves
 * and at what their authors signed, so that a row altered on either side differs.
 */
import type { z } from 'zod'
import {
  allocationLeaf,
  alteredLeaf,
  cellLeaf,
  documentLeaf,
  eventLeaf,
  masterLeaf,
  PARTS,
  ZERO_HASH,
} from '../../engine/digest.ts'
import { cardOf } from '../../engine/central/masters.ts'
import type { Json, Row } from '../../engine/central/tables.ts'
import { RequestError } from '../../protocol/codes.ts'
import type { digestRequest } from '../../protocol/messages.ts'
import type { Shown } from '../../protocol/shown.ts'
import type { CompanyHead, ReadTx, ServerStore } from '../store.ts'
import { documentFault } from './document-check.ts'

export interface Compared {
  readonly head: CompanyHead
  readonly seq: number
  readonly differs: readonly { readonly key: string; readonly server: Json }[]
}

const CHECKED_AT_ONCE = 2000

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
  for (const { row, fault } of await documentsOf(tx, cells)) {
    const leaf = leafOf(row)
    nodes.set(row.doc_id, {
      hash: fault === null ? leaf : alteredLeaf(leaf),
      shown: documentShown(row, fault),
    })
  }
  for (const row of await tx.lookup('alloc_event', 'node_id', of('allocs')))
    nodes.set(`${row.alloc_id} ${row.slice}`, {
      hash: allocationLeaf(row),
      shown: {
        what: 'allocation',
        op_id: row.op_id,
        customer_id: row.node_id,
        debit_doc: row.debit_doc,
        debit_n: row.debit_n,
        credit_doc: row.credit_doc,
        credit_n: row.credit_n,
        amount: row.amount,
        debit_base: row.debit_base,
        credit_base: row.credit_base,
        removes: row.removes,
        fx_doc: row.fx_doc,
        date: row.effective_on,
        seq: row.seq,
      } satisfies Shown<'allocation'>,
    })
  for (const row of await tx.lookup('customer', 'customer_id', of('master')))
    nodes.set(`${row.customer_id} master`, {
      hash: masterLeaf(cardOf(row)),
      shown: {
        what: 'card',
        customer_id: row.customer_id,
        ver: row.ver,
        groups: row.groups,
        private: row.private,
        group_vers: row.group_vers,
        archived: row.archived,
        alias_of: row.alias_of,
        seq: row.seq,
      },
    })
  for (const row of await tx.lookup('wf_event', 'node_id', of('events')))
    nodes.set(row.op_id, {
      hash: eventLeaf(row.op_hash, row.seq),
      shown: {
        what: 'event',
        op_id: row.op_id,
        customer_id: row.customer_id,
        type: row.type,
        seq: row.seq,
      },
    })
  return nodes
}

/** Documents of cells, each with why it is not what was signed. */
async function documentsOf(
  tx: ReadTx,
  cells: readonly string[],
): Promise<{ readonly row: Row<'document'>; readonly fault: string | null }[]> {
  const rows = await tx.lookup('document', 'cell', cells)
  const found: { row: Row<'document'>; fault: string | null }[] = []
  for (let at = 0; at < rows.length; at += CHECKED_AT_ONCE) {
    const some = rows.slice(at, at + CHECKED_AT_ONCE)
    const opIds = [...new Set(some.map((row) => row.op_id))]
    const ops = new Map((await tx.lookup('op_log', 'op_id', opIds)).map((op) => [op.op_id, op]))
    const ids = some.map((row) => row.doc_id)
    const lines = Map.groupBy(
      await tx.lookup('document_line', 'doc_id', ids),
      (line) => line.doc_id,
    )
    for (const row of some)
      found.push({
        row,
        fault: documentFault(row, lines.get(row.doc_id) ?? [], ops.get(row.op_id)),
      })
  }
  return found
}

function leafOf(row: Row<'document'>): string {
  return documentLeaf({
    docId: row.doc_id,
    contentHash: row.content_hash,
    number: row.number,
    seq: row.seq,
  })
}

function documentShown(row: Row<'document'>, fault: string | null): Shown<'document'> {
  return {
    what: 'document',
    op_id: row.op_id,
    kind: row.kind,
    base: row.base,
    content_hash: row.content_hash,
    cause: row.cause,
    fault,
    doc_id: row.doc_id,
    number: row.number,
    customer_id: row.customer_id,
    currency: row.currency,
    amount: row.amount,
    date: row.doc_date,
    seq: row.seq,
  }
}
