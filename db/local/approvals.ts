/** Requests that wait for a second person: guarded values, late postings, reopenings. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'
import { rowReader } from './row-reader.ts'

/** The group of a request about a member's roles: no field of a card. */
export const ROLES_GROUP = 'roles'

export type ApprovalKind = 'guarded' | 'late_posting' | 'reopen'

export interface NewApproval {
  readonly approvalId: string
  readonly kind: ApprovalKind
  /** The customer of a guarded value, the member of roles, the held operation of a late posting. */
  readonly objectId: string | null
  readonly group: string | null
  readonly month: string | null
  readonly before: unknown
  readonly after: unknown
  /** What the server says of the held operation. */
  readonly about: unknown
  readonly reason: string | null
  readonly askedBy: string
  /** Milliseconds since 1970 UTC. */
  readonly askedAt: number
  readonly askedOperation: string
  readonly seq: number
}

export interface Approval extends NewApproval {
  /** `ended`: what it was about was given up or corrected meanwhile. */
  readonly state: 'waiting' | 'approved' | 'refused' | 'ended'
  readonly decidedBy: string | null
  readonly decidedAt: number | null
  readonly decisionReason: string | null
}

interface ApprovalRaw {
  readonly id: Uint8Array
  readonly kind: ApprovalKind
  readonly object: Uint8Array | null
  readonly group: string | null
  readonly month: string | null
  readonly before: string | null
  readonly after: string | null
  readonly about: string | null
  readonly reason: string | null
  readonly askedBy: Uint8Array
  readonly askedAt: number
  readonly askedOp: Uint8Array
  readonly state: Approval['state']
  readonly decidedBy: Uint8Array | null
  readonly decidedAt: number | null
  readonly decisionReason: string | null
  readonly seq: number
}

const reader = rowReader(
  `select approval_id as id, kind, object_id as object, group_name as "group", month,
  before_value as before, after_value as after, about, reason, asked_by as askedBy, asked_at as askedAt,
  asked_op as askedOp, state, decided_by as decidedBy, decided_at as decidedAt,
  decision_reason as decisionReason, seq from approval`,
  fromRaw,
)

/** The same again changes nothing. */
export function saveApproval(db: CompanyDb, approval: NewApproval): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `insert into approval (approval_id, kind, object_id, group_name, month, before_value, after_value, about,
       reason, asked_by, asked_at, asked_op, state, seq)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?) on conflict do nothing`,
  ).run(
    uuidToBytes(approval.approvalId),
    approval.kind,
    approval.objectId === null ? null : uuidToBytes(approval.objectId),
    approval.group,
    approval.month,
    json(approval.before),
    json(approval.after),
    json(approval.about),
    approval.reason,
    uuidToBytes(approval.askedBy),
    approval.askedAt,
    uuidToBytes(approval.askedOperation),
    approval.seq,
  )
}

export function endApproval(
  db: CompanyDb,
  approvalId: string,
  end: {
    readonly state: 'approved' | 'refused'
    readonly by: string
    readonly at: number
    readonly reason: string | null
  },
): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    `update approval set state = ?, decided_by = ?, decided_at = ?, decision_reason = ? where approval_id = ?`,
  ).run(end.state, uuidToBytes(end.by), end.at, end.reason, uuidToBytes(approvalId))
}

/** What it was asked about is not held any more. */
export function endApprovalsAbout(db: CompanyDb, objectId: string): void {
  db.prepare<[Uint8Array]>(
    "update approval set state = 'ended' where object_id = ? and state = 'waiting'",
  ).run(uuidToBytes(objectId))
}

/** Oldest first. */
export function waitingApprovals(db: CompanyDb): Approval[] {
  return reader.all(db, "where state = 'waiting' order by seq, group_name")
}

export function approvalById(db: CompanyDb, approvalId: string): Approval | undefined {
  return reader.one(db, 'where approval_id = ?', uuidToBytes(approvalId))
}

/** The newest request about a customer or a held operation. Served by approval_by_object. */
export function lastApprovalAbout(db: CompanyDb, objectId: string): Approval | undefined {
  return reader.one(db, 'where object_id = ? order by seq desc limit 1', uuidToBytes(objectId))
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}

function fromRaw({ id, object, askedBy, askedOp, decidedBy, ...row }: ApprovalRaw): Approval {
  return {
    ...row,
    approvalId: bytesToUuid(id),
    objectId: object === null ? null : bytesToUuid(object),
    askedBy: bytesToUuid(askedBy),
    askedOperation: bytesToUuid(askedOp),
    decidedBy: decidedBy === null ? null : bytesToUuid(decidedBy),
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
    about: row.about === null ? null : (JSON.parse(row.about) as unknown),
  }
}
