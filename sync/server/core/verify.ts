/**
 * Recomputes what the server keeps of a company from its operations and rows, and names what does not
 * agree (reliability-security.md 10): log and chains, documents against what their authors signed,
 * cells and nodes against documents, numbers without gaps. Reads one snapshot, page by page.
 */
import { OPEN_LINK } from '../../engine/central/link.ts'
import { chainHash } from '../../engine/central/log-entry.ts'
import type { Row } from '../../engine/central/tables.ts'
import { NodeFold } from '../../engine/node-fold.ts'
import { hashOfEnvelope } from '../../engine/operation.ts'
import type { ReadTx, ServerStore } from '../store.ts'
import { documentFault } from './document-check.ts'
import { type FoldedRows, foldDocument, foldTheRest, PAGE, pages } from './fold.ts'

/** Findings of one check that are listed; all are counted. */
const LISTED = 100

export interface Check {
  readonly name: 'log' | 'chains' | 'documents' | 'cells' | 'nodes' | 'numbers'
  readonly ok: boolean
  readonly examined: number
  readonly failures: readonly string[]
}

/** Null when the company is not there. */
export async function verifyCompany(
  store: ServerStore,
  companyId: string,
): Promise<readonly Check[] | null> {
  return store.read(companyId, async (tx) => {
    const log = new Findings('log')
    const chains = new Findings('chains')
    await checkLog(tx, log, chains)
    const documents = new Findings('documents')
    const numbers = new Findings('numbers')
    const fold = new NodeFold()
    await checkDocuments(tx, documents, numbers, fold)
    const folded = await foldTheRest(tx, fold)
    const cells = new Findings('cells')
    const nodes = new Findings('nodes')
    await compareRows(tx, 'cell', folded, cells)
    await compareRows(tx, 'cust_node', folded, nodes)
    await compareRows(tx, 'bucket_node', folded, nodes)
    return [log, chains, documents, cells, nodes, numbers].map((findings) => findings.check)
  })
}

class Findings {
  readonly #name: Check['name']
  readonly #failures: string[] = []
  #count = 0
  examined = 0

  constructor(name: Check['name']) {
    this.#name = name
  }

  add(text: string): void {
    this.#count += 1
    if (this.#failures.length < LISTED) this.#failures.push(text)
  }

  get check(): Check {
    return {
      name: this.#name,
      ok: this.#count === 0,
      examined: this.examined,
      failures: this.#failures,
    }
  }
}

async function checkLog(tx: ReadTx, log: Findings, chains: Findings): Promise<void> {
  let seq = 0
  let hash = '0'.repeat(64)
  const links = new Map<string, { seq: number; hash: string }>()
  for (;;) {
    const rows = await tx.range('op_log', seq, tx.head.seq, PAGE)
    if (rows.length === 0) break
    for (const row of rows) {
      log.examined += 1
      if (row.seq !== seq + 1) log.add(`sequence ${seq + 1} is missing`)
      const outcome = row.code === null ? row.outcome : `${row.outcome} ${row.code}`
      if (chainHash(hash, row.seq, row.op_hash, outcome) !== row.chain_hash)
        log.add(`sequence ${row.seq} does not follow on the one before`)
      seq = row.seq
      hash = row.chain_hash
      checkLink(row, links, chains)
    }
  }
  if (seq !== tx.head.seq || hash !== tx.head.chainHash)
    log.add(`the log ends at ${seq}, the company stands at ${tx.head.seq}`)
  for (const head of await tx.all('device_head'))
    if (links.get(head.chain)?.hash !== head.hash)
      chains.add(`chain ${head.chain} ends elsewhere than its head says`)
}

function checkLink(
  row: Row<'op_log'>,
  links: Map<string, { seq: number; hash: string }>,
  chains: Findings,
): void {
  chains.examined += 1
  const chain = `${row.device_id} ${row.epoch}`
  const last = links.get(chain) ?? { seq: 0, hash: '0'.repeat(64) }
  if (row.device_seq !== last.seq + 1)
    chains.add(`operation ${row.op_id}: link ${row.device_seq} follows on ${last.seq}`)
  // What was held as unreadable stands for its place alone.
  const isRead = row.kind !== 'unknown' && row.code !== 'INVALID'
  const read = isRead ? hashOfEnvelope(row.envelope) : null
  if (isRead && read?.computed !== row.op_hash)
    chains.add(`operation ${row.op_id} is not what was signed`)
  if (read && last.hash !== OPEN_LINK && read.body['prev'] !== last.hash)
    chains.add(`operation ${row.op_id} does not follow on the link before`)
  links.set(chain, { seq: row.device_seq, hash: row.op_hash })
}

async function checkDocuments(
  tx: ReadTx,
  findings: Findings,
  numbers: Findings,
  fold: NodeFold,
): Promise<void> {
  const used = new Map<string, number[]>()
  await pages(tx, 'document', async (rows) => {
    const opIds = [...new Set(rows.map((row) => row.op_id))]
    const ops = new Map((await tx.lookup('op_log', 'op_id', opIds)).map((op) => [op.op_id, op]))
    const lines = new Map<string, Row<'document_line'>[]>()
    const ids = rows.map((row) => row.doc_id)
    for (const line of await tx.lookup('document_line', 'doc_id', ids)) {
      const list = lines.get(line.doc_id)
      if (list) list.push(line)
      else lines.set(line.doc_id, [line])
    }
    for (const row of rows) {
      findings.examined += 1
      const fault = documentFault(row, lines.get(row.doc_id) ?? [], ops.get(row.op_id))
      if (fault !== null) findings.add(`document ${row.number} (${row.doc_id}): ${fault}`)
      note(used, row)
      foldDocument(fold, row)
    }
  })
  await checkNumbers(tx, used, numbers)
}

const FINAL = /^([A-Z]{3}\d{4})(\d{9})$/

function note(used: Map<string, number[]>, row: Row<'document'>): void {
  // A mirror bears its original's number.
  if (!row.number_given || row.reverses !== null) return
  const match = FINAL.exec(row.number)
  if (!match) return
  const [, series = '', n = ''] = match
  const list = used.get(series)
  if (list) list.push(Number(n))
  else used.set(series, [Number(n)])
}

/** Every number up to the series' next is a document's, voided, of a block, or waits with a held operation. */
async function checkNumbers(
  tx: ReadTx,
  used: ReadonlyMap<string, readonly number[]>,
  findings: Findings,
): Promise<void> {
  const voided = new Set((await tx.all('number_void')).map(({ number }) => number))
  const waiting = await heldNumbers(tx)
  const blocks = await tx.all('number_block')
  const counters = await tx.all('number_series')
  checkGiven(counters, used, blocks, findings)
  for (const counter of counters) {
    const prefix = `${counter.series}${counter.year}`
    const numbers = used.get(prefix) ?? []
    const there = new Set(numbers)
    if (there.size !== numbers.length) findings.add(`series ${prefix} has a number twice`)
    for (let n = 1; n < counter.next; n += 1) {
      findings.examined += 1
      const inBlock = blocks.some(
        (block) => `${block.series}${block.year}` === prefix && n >= block.next && n <= block.last,
      )
      const text = `${prefix}${String(n).padStart(9, '0')}`
      const isExplained = inBlock || voided.has(text) || waiting.has(text)
      if (!there.has(n) && !isExplained) findings.add(`number ${text} is missing`)
    }
  }
}

/** No number is beyond its series, or a series would give it once more; none is of two blocks. */
function checkGiven(
  counters: readonly Row<'number_series'>[],
  used: ReadonlyMap<string, readonly number[]>,
  blocks: readonly Row<'number_block'>[],
  findings: Findings,
): void {
  const next = new Map(counters.map((one) => [`${one.series}${one.year}`, one.next]))
  for (const [prefix, numbers] of used)
    for (const n of numbers)
      if (n >= (next.get(prefix) ?? 1))
        findings.add(`number ${prefix}${String(n).padStart(9, '0')} is beyond its series`)
  const ends = new Map<string, number>()
  for (const { series, year, first, last } of blocks.toSorted((a, b) => a.first - b.first)) {
    const prefix = `${series}${year}`
    if (first <= (ends.get(prefix) ?? 0))
      findings.add(`two blocks have number ${first} of ${prefix}`)
    if (last >= (next.get(prefix) ?? 1))
      findings.add(`block ${first} to ${last} of ${prefix} is beyond its series`)
    ends.set(prefix, Math.max(last, ends.get(prefix) ?? 0))
  }
}

/** Numbers of blocks that operations which wait for a person have given away. */
async function heldNumbers(tx: ReadTx): Promise<ReadonlySet<string>> {
  const held = await tx.lookup('op_held', 'state', ['held'])
  const numbers = new Set<string>()
  for (let at = 0; at < held.length; at += PAGE) {
    const ids = held.slice(at, at + PAGE).map((row) => row.op_id)
    for (const { kind, envelope } of await tx.lookup('op_log', 'op_id', ids)) {
      const isClosing = kind === 'number.void'
      if (kind !== 'doc.post' && !isClosing) continue
      const { payload } = JSON.parse(envelope) as { readonly payload: Record<string, unknown> }
      const { number, block } = payload
      if (typeof number === 'string' && (isClosing || block !== undefined)) numbers.add(number)
    }
  }
  return numbers
}

async function compareRows(
  tx: ReadTx,
  table: 'cell' | 'cust_node' | 'bucket_node',
  folded: FoldedRows,
  findings: Findings,
): Promise<void> {
  const ours = new Map<string, string>()
  const told = (row: object) =>
    JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const keyOf = (row: object) => {
    const { cell, customer_id, bucket } = row as Partial<Record<string, unknown>>
    return String(table === 'cell' ? cell : table === 'cust_node' ? customer_id : bucket)
  }
  for (const row of folded[table]) ours.set(keyOf(row), told(row))
  await pages(tx, table, async (rows) => {
    for (const row of rows) {
      findings.examined += 1
      const key = keyOf(row)
      if (ours.get(key) !== told(row)) findings.add(`${table} ${key} is not the sum of its rows`)
      ours.delete(key)
    }
  })
  for (const key of ours.keys()) findings.add(`${table} ${key} is missing`)
}
