/** Who works on the company, as the feed said last. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface MemberRow {
  readonly userId: string
  readonly name: string
  /** The human behind the account. */
  readonly person: string
  readonly roles: readonly string[]
  /** Ids of customers, or codes; null: every customer. */
  readonly scope: readonly string[] | null
  readonly status: string
}

interface MemberRaw {
  readonly id: Uint8Array
  readonly name: string
  readonly person: string
  readonly roles: string
  readonly scope: string | null
  readonly status: string
}

const COLUMNS = 'user_id as id, name, person, roles, scope, status'

export function putMember(db: CompanyDb, member: MemberRow, seq: number): void {
  db.prepare<[Uint8Array, string, string, string, string | null, string, number]>(
    `insert into member (user_id, name, person, roles, scope, status, seq) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (user_id) do update set name = excluded.name, person = excluded.person, roles = excluded.roles,
       scope = excluded.scope, status = excluded.status, seq = excluded.seq`,
  ).run(
    uuidToBytes(member.userId),
    member.name,
    member.person,
    JSON.stringify(member.roles),
    member.scope === null ? null : JSON.stringify(member.scope),
    member.status,
    seq,
  )
}

/** Undefined while the feed has not named her: a company without a server, or one not heard yet. */
export function memberById(db: CompanyDb, userId: string): MemberRow | undefined {
  const row = db
    .prepare<[Uint8Array], MemberRaw>(`select ${COLUMNS} from member where user_id = ?`)
    .get(uuidToBytes(userId))
  return row && memberOf(row)
}

/** By name; those a published file replaced are left out. */
export function allMembers(db: CompanyDb): MemberRow[] {
  return db
    .prepare<[], MemberRaw>(
      `select ${COLUMNS} from member where status <> 'replaced' order by name, user_id`,
    )
    .all()
    .map(memberOf)
}

function memberOf({ id, roles, scope, ...row }: MemberRaw): MemberRow {
  return {
    ...row,
    userId: bytesToUuid(id),
    roles: JSON.parse(roles) as string[],
    scope: scope === null ? null : (JSON.parse(scope) as string[]),
  }
}
