/** Which commit a file stands at, as the outbox journal tells it (migrations/0004-durable.ts). */
import type { CompanyDb } from './open.ts'

export interface CommitState {
  readonly seq: number
  /** Eight bytes; zeros before the first commit. */
  readonly token: Buffer
}

export function commitState(db: CompanyDb): CommitState {
  const row = db
    .prepare<[], { seq: number; token: Uint8Array | null }>(
      'select commit_seq as seq, commit_token as token from company where id = 1',
    )
    .get()
  return { seq: row?.seq ?? 0, token: Buffer.from(row?.token ?? Buffer.alloc(8)) }
}

export function saveCommitState(db: CompanyDb, state: CommitState): void {
  db.prepare<[number, Uint8Array]>(
    'update company set commit_seq = ?, commit_token = ? where id = 1',
  ).run(state.seq, state.token)
}
