/**
 * Members of a company: rows of its own, and from its first device on said in the feed, so that every
 * device knows who works on it and what they may.
 */
import type { Plain } from '../engine/canonical.ts'
import type { Row } from '../engine/central/tables.ts'
import { texts } from './identity/callers.ts'
import { type Pen, writeAsServer } from './core/pen.ts'
import type { SystemOp } from './core/system.ts'
import type { WriteTx } from './store.ts'

/** So many fit an operation. */
const SAID_AT_ONCE = 200

/** Members as they stand from now on; new ones are added. */
export async function saveMembers(
  pen: Pen,
  tx: WriteTx,
  members: readonly Row<'member'>[],
): Promise<void> {
  if (tx.head.saltKey !== null) return say(pen, tx, members)
  const ids = members.map((member) => member.user_id)
  const known = new Set((await tx.lookup('member', 'user_id', ids)).map((row) => row.user_id))
  const fresh = members.filter((member) => !known.has(member.user_id))
  const changed = members.filter((member) => known.has(member.user_id))
  if (fresh.length > 0) await tx.insert('member', fresh)
  if (changed.length > 0) await tx.update('member', changed)
}

/** The first device has come: all that stand are said. */
export async function sayMembers(pen: Pen, tx: WriteTx): Promise<void> {
  const members = await tx.all('member')
  await say(
    pen,
    tx,
    members.filter(({ status }) => status !== 'replaced'),
  )
}

/** A member as an operation says her. */
export function memberSaid(member: Row<'member'>): Plain {
  return {
    user_id: member.user_id,
    name: member.name,
    person: member.person,
    roles: texts(member.roles),
    scope: member.scope === null ? undefined : texts(member.scope),
    status: member.status,
  }
}

async function say(pen: Pen, tx: WriteTx, members: readonly Row<'member'>[]): Promise<void> {
  const ops: SystemOp[] = []
  for (let at = 0; at < members.length; at += SAID_AT_ONCE)
    ops.push({
      opId: pen.newId(),
      kind: 'config.change',
      entityId: tx.head.companyId,
      payload: {
        members: members.slice(at, at + SAID_AT_ONCE).map(memberSaid),
      },
      actor: null,
    })
  await writeAsServer(pen, tx, ops)
}
