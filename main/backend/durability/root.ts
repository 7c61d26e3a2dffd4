/**
 * What two states of a company are compared by: heads of both chains, the commit, and the sum of all
 * document leaves (sync.md 17). The company file says it from its stored cells, a copy computes it
 * from its documents: two independent ways to one figure.
 */
import { bytesToUuid, uuidToBytes } from '../../../db/kit/uuid-codec.ts'
import { count } from '../../../db/local/checks.ts'
import { commitState } from '../../../db/local/commit-state.ts'
import { readCompany } from '../../../db/local/company.ts'
import { lastAudit } from '../../../db/local/log.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { documentLeaf } from '../../../sync/engine/digest.ts'
import { addToSet, pendingLeaf, toBytes32, toInteger } from '../../../sync/engine/cells.ts'

export interface Root {
  readonly companyId: string
  /** Null in a file from before commits were numbered. */
  readonly commitSeq: number | null
  readonly commitToken: string | null
  readonly chainHash: string
  readonly auditHash: string
  readonly documents: number
  readonly allocations: number
  readonly customers: number
  readonly documentSet: string
}

export function rootFromCells(db: CompanyDb): Root {
  let set = 0n
  for (const row of db
    .prepare<[], { hash: Uint8Array }>('select set_hash as hash from cell')
    .iterate())
    set = addToSet(set, toInteger(row.hash))
  return root(db, set)
}

export function rootFromDocuments(db: CompanyDb): Root {
  // A copy from before there were servers has nothing confirmed.
  const knowsServers = db.pragmaRows('table_info(doc_status)').length > 0
  let set = 0n
  for (const row of db.prepare<[], LeafRow>(knowsServers ? LEAVES : OLD_LEAVES).iterate())
    set = addToSet(set, leafOf(row))
  return root(db, set)
}

interface LeafRow {
  readonly docId: Uint8Array
  readonly hash: Uint8Array
  readonly number: string
  /** Null while the document waits for the server. */
  readonly seq: number | null
}

const OLD_LEAVES = `select doc_id as docId, content_hash as hash, number, null as seq
  from doc where customer_id is not null`

const LEAVES = `select d.doc_id as docId, d.content_hash as hash, d.number, s.seq
  from doc as d left join doc_status as s on s.doc = d.id
  where d.customer_id is not null or s.seq is not null`

/** As the cell has it: what is confirmed counts at its sequence. */
function leafOf({ docId, hash, number, seq }: LeafRow): bigint {
  const id = bytesToUuid(docId)
  if (seq === null) return pendingLeaf(uuidToBytes(id), hash, number)
  const leaf = documentLeaf({
    docId: id,
    contentHash: Buffer.from(hash).toString('hex'),
    number,
    seq,
  })
  return toInteger(Buffer.from(leaf, 'hex'))
}

export function isSameRoot(one: Root, other: Root): boolean {
  return (Object.keys(one) as (keyof Root)[]).every((key) => one[key] === other[key])
}

/** From here on commits are numbered. */
const NUMBERED_SINCE = 'commit_seq'

function root(db: CompanyDb, set: bigint): Root {
  const company = readCompany(db)
  const isNumbered = db
    .pragmaRows('table_info(company)')
    .some((column) => column['name'] === NUMBERED_SINCE)
  const state = isNumbered ? commitState(db) : null
  return {
    companyId: company?.companyId ?? '',
    commitSeq: state?.seq ?? null,
    commitToken: state?.token.toString('hex') ?? null,
    chainHash: Buffer.from(company?.chainHash ?? []).toString('hex'),
    auditHash: Buffer.from(lastAudit(db)?.hash ?? []).toString('hex'),
    documents: count(db, 'select count(*) as n from doc'),
    allocations: count(db, 'select count(*) as n from alloc'),
    customers: count(db, 'select count(*) as n from customer'),
    documentSet: toBytes32(set).toString('hex'),
  }
}
