/** What only the server writes, as the feed says it: closed months, members, and blocks of numbers. */
import { z } from 'zod'
import { putMember } from '../../../db/local/members.ts'
import { insertBlock, voidBlock } from '../../../db/local/number-blocks.ts'
import type { Change } from '../../../sync/protocol/messages.ts'
import { blockVoid, memberChange, numberBlock } from '../../../sync/protocol/payloads.ts'
import type { Books } from './books.ts'
import { applyPeriod } from './periods.ts'
import type { Said } from './said.ts'

/** What the server adds to a block it gives. */
const given = z.object({ first: z.int(), last: z.int(), kind: z.string() })

/** Does nothing for what this device keeps no table of. */
export function applyControl(books: Books, said: Said, change: Change): void {
  switch (said.kind) {
    case 'config.change':
      keepMembers(books, said.payload, change.seq)
      return
    case 'approval.decide': {
      // Roles a second person gave; a reopened month is a decision too.
      const given = memberChange.safeParse(change.facts?.data)
      if (given.success) keepMembers(books, given.data, change.seq)
      else applyPeriod(books, said, change)
      return
    }
    case 'number.block':
      keepBlock(books, said, change)
      return
    case 'number.void': {
      const voided = blockVoid.safeParse(said.payload)
      if (voided.success) voidBlock(books.db, voided.data.block)
      return
    }
    default:
      applyPeriod(books, said, change)
  }
}

function keepMembers({ db }: Books, change: unknown, seq: number): void {
  for (const { user_id, scope = null, ...member } of memberChange.parse(change).members)
    putMember(db, { ...member, userId: user_id, scope }, seq)
}

/** Another device's block is none of ours. */
function keepBlock({ db, context }: Books, said: Said, change: Change): void {
  const { series, year, device_id: deviceId, epoch } = numberBlock.parse(said.payload)
  if (deviceId !== context.company.deviceId) return
  const { first, last, kind } = given.parse(change.facts?.data)
  insertBlock(
    db,
    {
      blockId: said.entityId,
      series,
      year,
      kind,
      first,
      last,
      next: first,
      deviceEpoch: epoch,
      isVoid: false,
    },
    change.seq,
  )
}
