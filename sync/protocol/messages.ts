/**
 * Requests and answers of the sync endpoints (sync.md 21), both sides' types from one schema. An
 * operation travels as a string, the canonical text of its envelope: one bad operation cannot spoil
 * the request, and its bytes are kept as signed.
 */
import { z } from 'zod'
import { FLAGS, HELD_CODES } from './codes.ts'
import { DOCS_MAX, OPS_MAX, PAGE_CHANGES_MAX } from './limits.ts'

export const uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
export const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const sequence = z.int().min(0)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const json = z.json()

/** What every sync answer brings along. */
export const common = z.object({
  timeline_id: uuid,
  head_seq: sequence,
  server_time: z.int(),
  nonce: z.string(),
  control: z.array(z.string()),
})

export const helloRequest = z.object({
  company_id: uuid,
  device_epoch: z.int().min(1),
  protocol: z.int(),
  app: z.string().max(40),
})
export const helloAnswer = common.extend({
  protocol: z.object({ min: z.int(), max: z.int() }),
  op_versions: z.record(z.string(), z.object({ min: z.int(), max: z.int() })),
  device: z.object({ status: z.string(), epoch: z.int(), device_code: z.string() }),
  device_head: z.object({ seq: sequence, hash }),
  scope_ver: z.int(),
  user: z.object({ id: uuid, name: z.string(), roles: z.array(z.string()) }),
})

export const pushRequest = z.object({
  company_id: uuid,
  device_epoch: z.int().min(1),
  start_counter: z.int().min(0),
  first_seq: z.int().min(1),
  prev: hash,
  ops: z.array(z.string()).max(OPS_MAX),
  /** Ids of operations taken back before they were ever sent: links of the chain, without effect. */
  withdrawn: z.array(uuid).max(OPS_MAX),
  /** What the device still holds after this push: soft close lists it. */
  pending_after: z.int().min(0),
  min_pending_doc_date: day.nullable(),
  timeline_id: uuid.nullable(),
})

/** What the server added to an accepted operation: never money content. */
export const facts = z.object({
  number: z.string().optional(),
  /** Final numbers of the documents an operation derives (exchange differences), by their ids. */
  derived: z.record(z.string(), z.string()).optional(),
  /** The slices in company currency as they count, where they differ from the device's claim. */
  slices: z
    .array(
      z.object({
        debit_n: z.int(),
        credit_n: z.int(),
        amount: z.int(),
        debit_base: z.int(),
        credit_base: z.int(),
      }),
    )
    .optional(),
  flags: z.array(z.enum(FLAGS)).optional(),
  /** Of master data: the version after it, and the groups that were applied. */
  ver: z.int().optional(),
  applied: z.array(z.string()).optional(),
  code: z.string().optional(),
  data: json.optional(),
})
export type Facts = z.infer<typeof facts>

export const result = z.object({
  op_id: uuid,
  status: z.enum(['accepted', 'accepted_dup', 'held', 'withdrawn']),
  seq: sequence,
  code: z.enum(HELD_CODES).optional(),
  detail: json.optional(),
  facts: facts.optional(),
})
export type OpResult = z.infer<typeof result>

export const pushAnswer = common.extend({
  results: z.array(result),
  device_head: z.object({ seq: sequence, hash }),
})

export const pullRequest = z.object({
  company_id: uuid,
  timeline_id: uuid.nullable(),
  cursor: z.object({ seq: sequence, hash }),
  scope_ver: z.int(),
  limit: z.int().min(1).max(PAGE_CHANGES_MAX),
})

/** Class of data (sync.md 2). */
export const changeClass = z.enum(['J', 'L', 'M', 'W', 'C'])
/** How the server keeps an outcome in its feed; on the wire it is an `outcome`. */
export const OUTCOME_CLASS = 'O'

export const change = z.object({
  seq: sequence,
  ord: z.int(),
  class: changeClass,
  kind: z.string(),
  entity_id: uuid.nullable(),
  customer_id: uuid.nullable(),
  recorded_at: z.int(),
  facts: facts.nullable(),
  /** Canonical text of the envelope, with its signature and its private part. */
  op: z.string(),
})
export type Change = z.infer<typeof change>

/** How an operation stands: for its author's devices and the finance managers. */
export const outcome = z.object({
  seq: sequence,
  op_id: uuid,
  status: z.enum(['held', 'withdrawn', 'superseded', 'released', 'refused']),
  code: z.string().nullable(),
  detail: json.nullable(),
})
export type Outcome = z.infer<typeof outcome>

export const servedDigest = z.object({ v: z.literal(1), seq: sequence, root: hash })

export const pullAnswer = common.extend({
  from_seq: sequence,
  to_seq: sequence,
  to_hash: hash,
  scope_ver: z.int(),
  changes: z.array(change),
  outcomes: z.array(outcome),
  /** Of exactly `to_seq`; only when the page reaches the head. */
  digest: servedDigest.nullable(),
})

export const digestLevel = z.enum(['bucket', 'customer', 'cell', 'doc'])
export const digestRequest = z.object({
  company_id: uuid,
  seq: sequence,
  level: digestLevel,
  /** Of the level above: buckets, customers, cells and parts. Empty at the top. */
  keys: z.array(z.string().max(80)).max(DOCS_MAX),
  /** The asker's hashes by key of this level. */
  nodes: z.record(z.string().max(120), hash),
})
export const digestAnswer = common.extend({
  seq: sequence,
  differs: z.array(z.object({ key: z.string(), server: json.nullable() })),
})

export const docsRequest = z.object({
  company_id: uuid,
  seq: sequence,
  /** Documents by their ids, and whatever these operations changed. */
  ids: z.array(uuid).max(DOCS_MAX),
  ops: z.array(uuid).max(DOCS_MAX).default([]),
})
export const docsAnswer = common.extend({ seq: sequence, changes: z.array(change) })

/** The log up to now, to be fetched in chunks: what it comes to is known before the first. */
export const snapshotRequest = z.object({ company_id: uuid })
export const snapshotAnswer = common.extend({ seq: sequence, hash, root: hash, scope_ver: z.int() })
export const chunkRequest = z.object({
  company_id: uuid,
  /** Of the snapshot. */
  seq: sequence,
  hash,
  /** The end of the chunk before; 0 for the first. */
  after: sequence,
})
export const chunkAnswer = common.extend({
  from_seq: sequence,
  to_seq: sequence,
  to_hash: hash,
  rows: sequence,
  /** Of the unpacked text. */
  sha256: hash,
  /** One change a line, JSON, packed with gzip and in base64. */
  body: z.string(),
})

export const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    retry: z.enum(['no', 'after', 'now']),
    retry_after_ms: z.int(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  nonce: z.string().optional(),
  server_time: z.int().optional(),
})

export const enrolRequest = z.object({
  code: z.string().min(8).max(64),
  device_id: uuid,
  install_id: uuid,
  device_code: z.string().regex(/^[A-Z0-9]{4}$/),
  /** SPKI in base64 of the device's Ed25519 key. */
  public_key: z.string().max(200),
  /** The file with documents of its own becomes the server's company: same id, nothing there yet. */
  publish: z
    .object({
      company_id: uuid,
      name: z.string().max(200),
      currency: z.string().regex(/^[A-Z]{3}$/),
      timezone: z.string().max(64),
      fiscal_year_start: z.int().min(1).max(12),
      salt_key: hash,
      user_id: uuid,
      /** Last link of its chain: what it did before it had a server counts as one person's work. */
      chain_seq: z.int().min(0),
    })
    .nullable(),
})
export const enrolAnswer = z.object({
  company: z.object({
    id: uuid,
    name: z.string(),
    currency: z.string(),
    timezone: z.string(),
    fiscal_year_start: z.int(),
    salt_key: hash,
    timeline_id: uuid,
  }),
  user: z.object({ id: uuid, name: z.string(), roles: z.array(z.string()) }),
  device: z.object({ id: uuid, epoch: z.int(), device_code: z.string() }),
  access_token: z.string(),
  refresh_token: z.string(),
  nonce: z.string(),
  server_time: z.int(),
})

export const tokenRequest = z.discriminatedUnion('grant', [
  z.object({ grant: z.literal('refresh'), refresh_token: z.string().max(200) }),
  z.object({
    grant: z.literal('password'),
    user: z.string().max(200),
    password: z.string().max(500),
  }),
])
export const tokenAnswer = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  nonce: z.string(),
  server_time: z.int(),
})
