/**
 * Customer cards: what is confirmed stands in `master_confirmed`, changed by the feed alone; the card
 * everybody looks at is that with the own waiting changes over it.
 */
import {
  confirmedCard,
  type ConfirmedCard,
  saveConfirmedCard,
} from '../../../db/local/confirmed.ts'
import { approvalById } from '../../../db/local/approvals.ts'
import { openConflict, saveConflict } from '../../../db/local/conflicts.ts'
import {
  customerByCode,
  customerByUuid,
  insertCustomer,
  replaceCard,
} from '../../../db/local/customers.ts'
import { type Author, saveGroupAuthor } from '../../../db/local/group-authors.ts'
import { cardOperationsAfter } from '../../../db/local/outbox-operations.ts'
import { deleteCustomerIfFree } from '../../../db/local/retract-rows.ts'
import { Incident } from '../../../sync/client/incident.ts'
import type { Plain } from '../../../sync/engine/canonical.ts'
import { type Groups, patched } from '../../../sync/engine/card-merge.ts'
import { commitment } from '../../../sync/engine/document-core.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import { forgetNames } from '../features/search.ts'
import { cardFields, isPersonal } from '../features/customer-fields.ts'
import type { Books, Confirmation } from './books.ts'
import { isInLedger } from './own-work.ts'
import { enteredAt, type Said, saidByUs, type Values, valuesIn } from './said.ts'

/** A change of class M: sets the groups that were applied and the version it led to. */
export function applyCard(books: Books, said: Said, customerId: string, at: Confirmation): void {
  const before = confirmedCard(books.db, customerId)
  const change = changeOf(books, said, customerId, at)
  const ver = at.facts.ver ?? before?.ver ?? 1
  const groups: Record<string, unknown> = { ...before?.groups }
  const clear: Record<string, unknown> = { ...before?.private }
  const groupVers: Record<string, number> = { ...before?.groupVers }
  for (const group of change.applied) {
    put(groups, group, change.groups[group])
    put(clear, group, isPersonal(group) ? change.clear[group] : undefined)
    groupVers[group] = ver
  }
  if (at.facts.code !== undefined) groups['code'] = at.facts.code
  const card: ConfirmedCard = {
    customerId,
    ver,
    groups,
    private: clear,
    groupVers,
    archived: change.archived ?? before?.archived ?? false,
    aliasOf: before?.aliasOf ?? null,
    seq: at.seq,
  }
  saveConfirmedCard(books.db, card)
  books.nodes.master({
    customer_id: customerId,
    ver,
    groups: groups as Readonly<Record<string, Plain>>,
    archived: card.archived,
    alias_of: card.aliasOf,
  })
  keepAuthors(books, said, customerId, change.applied)
  keepConflicts(books, said, customerId, at, card)
  layCard(books, customerId, said.kind === 'master.create' ? books.batchOf(said) : null)
}

/**
 * Writes the card as it is to be seen: confirmed, and own changes that wait, in their order. `batch` is
 * the import that opens it.
 */
export function layCard(books: Books, customerId: string, batch: number | null = null): void {
  const { context, db } = books
  const confirmed = confirmedCard(db, customerId)
  let groups: Groups | undefined = confirmed && clearOf(confirmed)
  let archived = confirmed?.archived ?? false
  let version = confirmed?.ver ?? 0
  let openedBy = batch
  const waiting = books.hasUnsettled ? cardOperationsAfter(db, customerId, books.settledLocal) : []
  for (const operation of waiting) {
    if (!isInLedger(books, operation)) continue
    const said = saidByUs(operation)
    version += 1
    if (said.kind === 'master.archive') archived = said.payload['archived'] === true
    else if (said.kind === 'master.create') {
      openedBy ??= books.batchOf(said)
      const created = { ...groupsIn(said.payload['fields']), ...groupsIn(said.private) }
      groups = groups ? { ...created, ...groups } : created
    } else if (groups) groups = patched(groups, patchOf(said))
  }
  context.touched.cards = true
  forgetNames(db)
  const known = customerByUuid(db, customerId)
  if (groups === undefined) {
    // Taken back before it was ever confirmed; a card something refers to stays.
    if (known) deleteCustomerIfFree(db, known.rowid)
    return
  }
  const fields = cardFields(books.context, groups)
  const code = codeFor(books, customerId, fields.code, confirmed !== undefined)
  if (known) replaceCard(db, { ...known, ...fields, code, archived, version })
  else {
    insertCustomer(db, {
      customerId,
      ...fields,
      code,
      batch: openedBy,
      recordedAt: context.nowMs,
    })
    const added = customerByUuid(db, customerId)
    if (added) replaceCard(db, { ...added, archived, version })
  }
}

interface CardChange {
  readonly applied: readonly string[]
  readonly groups: Values
  readonly clear: Values
  readonly archived?: boolean
}

function changeOf(books: Books, said: Said, customerId: string, at: Confirmation): CardChange {
  const data = valuesIn(at.facts.data)
  const given = valuesIn(data['groups'])
  const clearGiven = valuesIn(data['private'])
  if (said.kind === 'master.archive')
    return { applied: [], groups: {}, clear: {}, archived: said.payload['archived'] === true }
  const isCreation = said.kind === 'master.create'
  const groups = valuesIn(isCreation ? said.payload['fields'] : said.payload['to'])
  const clear = isCreation ? said.private : valuesIn(said.private['to'])
  const own = said.kind.startsWith('master.')
  const applied =
    at.facts.applied ??
    (isCreation ? Object.keys(groups) : ((said.payload['groups'] ?? []) as readonly string[]))
  const change = {
    applied: own ? applied : (at.facts.applied ?? []),
    groups: { ...groups, ...given },
    clear: { ...clear, ...clearGiven },
  }
  for (const group of change.applied) assertCommitted(books, customerId, group, change)
  return change
}

/** A personal value in clear is the one that was committed to. */
function assertCommitted(
  books: Books,
  customerId: string,
  group: string,
  change: CardChange,
): void {
  const value = change.clear[group]
  const said = change.groups[group]
  if (!isPersonal(group) || value === undefined || value === null) return
  const { saltKey } = books.context.company
  const c = commitment(saltKey, customerId, JSON.stringify(value))
  if (valuesIn(said)['c'] !== c)
    throw new Incident('COMMITMENT', { customer_id: customerId, group })
}

/** Values the server could not decide: shown beside what stands, for a person. */
function keepConflicts(
  books: Books,
  said: Said,
  customerId: string,
  at: Confirmation,
  card: ConfirmedCard,
): void {
  const { companyId } = books.context.company
  const conflicts = valuesIn(at.facts.data)['conflicts']
  if (!Array.isArray(conflicts)) return
  const to = { ...valuesIn(said.payload['to']), ...valuesIn(said.payload['fields']) }
  const other = { ...to, ...said.private, ...valuesIn(said.private['to']) }
  const base = { ...valuesIn(said.payload['from']), ...valuesIn(said.private['from']) }
  const standing = clearOf(card)
  for (const group of conflicts.filter((one) => typeof one === 'string'))
    saveConflict(books.db, {
      conflictId: externalId(companyId, 'conflict', `${said.operationId}\0${group}`),
      customerId,
      group,
      current: standing[group] ?? null,
      other: other[group] ?? null,
      base: base[group] ?? null,
      operationId: said.operationId,
      otherBy: said.actor,
      otherAt: enteredAt(said),
      seq: at.seq,
    })
}

/** Who said what stands now: of a decided value the one who had asked for it, not who decided. */
function keepAuthors(
  { db }: Books,
  said: Said,
  customerId: string,
  applied: readonly string[],
): void {
  if (said.kind === 'master.create' && applied.length > 0) {
    saveGroupAuthor(db, customerId, '', { userId: said.actor, at: enteredAt(said) })
    return
  }
  for (const group of applied) saveGroupAuthor(db, customerId, group, authorOf(db, said))
}

function authorOf(db: Books['db'], said: Said): Author {
  if (said.kind === 'approval.decide') {
    const asked = approvalById(db, said.entityId)
    if (asked) return { userId: asked.askedBy, at: asked.askedAt }
  }
  if (said.kind === 'conflict.resolve') {
    const conflict = openConflict(db, said.entityId)
    if (conflict?.otherBy) return { userId: conflict.otherBy, at: conflict.otherAt ?? 0 }
  }
  return { userId: said.actor, at: enteredAt(said) }
}

/** Codes are unique over confirmed cards: one that only waits gives way, as it will on the server. */
function codeFor(books: Books, customerId: string, code: string, isConfirmed: boolean): string {
  const other = customerByCode(books.db, code)
  if (!other || other.customerId === customerId) return code
  if (!isConfirmed) return freeCode(books, code)
  replaceCard(books.db, { ...other, code: freeCode(books, code) })
  return code
}

function freeCode({ db }: Books, code: string): string {
  for (let n = 2; ; n += 1) if (!customerByCode(db, `${code}~${n}`)) return `${code}~${n}`
}

function patchOf(said: Said) {
  return {
    groups: said.payload['groups'] as readonly string[],
    from: { ...groupsIn(said.payload['from']), ...groupsIn(said.private['from']) },
    to: { ...groupsIn(said.payload['to']), ...groupsIn(said.private['to']) },
  }
}

/** Field groups as they are seen, the personal ones too. */
export function clearOf(card: Pick<ConfirmedCard, 'groups' | 'private'>): Groups {
  return { ...groupsIn(card.groups), ...groupsIn(card.private) }
}

function groupsIn(value: unknown): Groups {
  return valuesIn(value) as Groups
}

function put(groups: Record<string, unknown>, group: string, value: unknown): void {
  if (value === undefined || value === null) delete groups[group]
  else groups[group] = value
}
