/** Who last said what on a card. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'

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
