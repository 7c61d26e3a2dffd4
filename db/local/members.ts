/** The company's members as the server last named them, and who last said what on a card. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

export interface Member {
  readonly userId: string
  readonly name: string
  readonly roles: readonly string[]
  readonly isActive: boolean
}

interface MemberRaw {
  readonly id: Uint8Array
  readonly name: string
  readonly roles: string
  readonly active: number
}

/** By name. */
export function members(db: CompanyDb): Member[] {
  return db
    .prepare<[], MemberRaw>('select user_id as id, name, roles, active from member order by name')
    .all()
    .map(({ id, name, roles, active }) => ({
      userId: bytesToUuid(id),
      name,
      roles: JSON.parse(roles) as readonly string[],
      isActive: active === 1,
    }))
}

/** Writes only what changed: this is said at every contact. One who is gone keeps the name. */
export function saveMembers(db: CompanyDb, said: readonly Member[]): void {
  const save = db.prepare<[Uint8Array, string, string, number]>(
    `insert into member (user_id, name, roles, active) values (?, ?, ?, ?)
     on conflict (user_id) do update set name = excluded.name, roles = excluded.roles, active = excluded.active
     where name <> excluded.name or roles <> excluded.roles or active <> excluded.active`,
  )
  for (const { userId, name, roles, isActive } of said)
    save.run(uuidToBytes(userId), name, JSON.stringify(roles), isActive ? 1 : 0)
}

export interface Author {
  readonly userId: string
  /** Milliseconds since 1970 UTC. */
  readonly at: number
}

/** `group` empty: the card's first writer. */
export function saveGroupAuthor(
  db: CompanyDb,
  customerId: string,
  group: string,
  { userId, at }: Author,
): void {
  db.prepare<(string | number | Uint8Array)[]>(
    `insert into group_author (customer_id, group_name, user_id, said_at) values (?, ?, ?, ?)
     on conflict (customer_id, group_name) do update set user_id = excluded.user_id, said_at = excluded.said_at`,
  ).run(uuidToBytes(customerId), group, uuidToBytes(userId), at)
}

/** Who said what stands in a group: its last writer, else the card's first. */
export function groupAuthor(db: CompanyDb, customerId: string, group: string): Author | undefined {
  const row = db
    .prepare<[Uint8Array, string], { user: Uint8Array; at: number }>(
      `select user_id as user, said_at as at from group_author
       where customer_id = ? and group_name in (?, '') order by group_name desc limit 1`,
    )
    .get(uuidToBytes(customerId), group)
  return row && { userId: bytesToUuid(row.user), at: row.at }
}
