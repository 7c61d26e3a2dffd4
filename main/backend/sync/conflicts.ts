/** Two values for one field of a card (sync.md 11): what stands, what came, and a person's choice. */
import { type Conflict, openConflict, openConflicts } from '../../../db/local/conflicts.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { groupAuthor } from '../../../db/local/group-authors.ts'
import { entitiesUnderway } from '../../../db/local/outbox-operations.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { isGuarded } from '../../../sync/engine/central/masters.ts'
import { groupAction } from '../../../sync/engine/central/roles.ts'
import type { Context } from '../context.ts'
import { depsOf } from '../ledger/deps.ts'
import { Journal } from '../ledger/journal.ts'
import { currencyOf, shownValue } from './card-values.ts'
import { People } from './people.ts'

type Reading = Pick<Context, 'db' | 'company'>

export interface SaidValue {
  readonly value: Plain | null
  /** Name. */
  readonly by: string | null
  /** Milliseconds since 1970 UTC. */
  readonly at: number | null
  readonly isMine: boolean
}

export interface ShownConflict {
  readonly conflictId: string
  /** Code. */
  readonly customer: string
  readonly customerName: string
  readonly group: string
  readonly currency: string
  readonly before: Plain | null
  readonly standing: SaidValue
  readonly other: SaidValue
  readonly isGuarded: boolean
  readonly mayTake: boolean
}

/** Oldest first; one that is answered here and on its way to the server is not asked again. */
export function conflictsOf(context: Reading): ShownConflict[] {
  const people = new People(context)
  const answered = entitiesUnderway(context.db, 'conflict.resolve')
  return openConflicts(context.db)
    .filter(({ conflictId }) => !answered.has(conflictId))
    .map((conflict) => shown(context, people, conflict))
}

/** Writes the choice; the server decides, and the feed settles the conflict on every device. */
export function settleConflict(
  context: Context,
  conflictId: string,
  choice: 'keep' | 'take',
): void {
  const conflict = openConflict(context.db, conflictId)
  const isAnswered = entitiesUnderway(context.db, 'conflict.resolve').has(conflictId)
  if (!conflict || isAnswered) throw new Refusal('conflict.unknown', { conflict: conflictId })
  const people = new People(context)
  const { group, otherBy, customerId } = conflict
  if (choice === 'take' && isGuarded(group)) {
    if (people.isMe(otherBy)) throw new Refusal('conflict.same_person', { field: group })
    if (!people.mayI('guarded', 'A')) throw new Refusal('conflict.not_entitled', { field: group })
  }
  if (!people.mayI(groupAction(group), 'P'))
    throw new Refusal('conflict.not_entitled', { field: group })
  const journal = new Journal(context)
  journal.operations.write(journal.operations.newId(), {
    kind: 'conflict.resolve',
    entityId: conflictId,
    payload: { choice },
    deps: depsOf(context, { customers: [customerId] }),
  })
  journal.close('sync.conflict', group, { choice })
}

function shown(context: Reading, people: People, conflict: Conflict): ShownConflict {
  const { db } = context
  const { customerId, group } = conflict
  const card = customerByUuid(db, customerId)
  const author = groupAuthor(db, customerId, group)
  const guarded = isGuarded(group)
  return {
    conflictId: conflict.conflictId,
    customer: card?.code ?? '',
    customerName: card?.name ?? '',
    group,
    currency: currencyOf(context, card),
    before: shownValue(context, group, conflict.base),
    standing: {
      value: shownValue(context, group, conflict.current),
      by: people.nameOf(author?.userId ?? null),
      at: author?.at ?? null,
      isMine: people.isMe(author?.userId ?? null),
    },
    other: {
      value: shownValue(context, group, conflict.other),
      by: people.nameOf(conflict.otherBy),
      at: conflict.otherAt,
      isMine: people.isMe(conflict.otherBy),
    },
    isGuarded: guarded,
    mayTake: guarded
      ? !people.isMe(conflict.otherBy) && people.mayI('guarded', 'A')
      : people.mayI(groupAction(group), 'P'),
  }
}
