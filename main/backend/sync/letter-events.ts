/**
 * Campaigns, letters, what happened to each, and sealed months, as their events say it. An event that
 * does not say it well is kept as an event and does nothing here: the feed never stands still for it.
 */
import { z } from 'zod'
import {
  deleteCampaign,
  deleteLetter,
  deleteLetterEvent,
  letterNamed,
  noteUnseen,
} from '../../../db/local/letter-feed.ts'
import { lastDocument } from '../../../db/local/letter-figures.ts'
import {
  campaignById,
  hasLetterEvent,
  insertCampaign,
  insertLetter,
  insertLetterEvent,
} from '../../../db/local/letters.ts'
import { confirmedEvent } from '../../../db/local/confirmed.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import { memberById } from '../../../db/local/members.ts'
import { type OutboxOperation, outboxOperation } from '../../../db/local/outbox-operations.ts'
import { deleteSeal, insertSeal } from '../../../db/local/seals.ts'
import { campaignKind } from '../../../shared/contract/campaigns.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { ANSWERS, LETTER_EVENTS } from '../../../shared/domain/letters/state.ts'
import { canonicalText, type Plain, sha256 } from '../../../sync/engine/canonical.ts'
import { uuid } from '../../../sync/protocol/messages.ts'
import { letterIdOf } from '../features/campaign-snapshot.ts'
import type { Books } from './books.ts'
import { enteredAt, type Said } from './said.ts'

/** Is it an event of these tables? */
export function isLetterEvent(type: string): boolean {
  return type === 'period.sealed' || type.startsWith('campaign.') || type.startsWith('letter.')
}

/** What is there already stays; what does not bear its own hash is kept nowhere. */
export function applyLetterEvent(books: Books, said: Said, type: string): void {
  switch (type) {
    case 'campaign.created':
      keepCampaign(books, said)
      return
    case 'letter.frozen':
      keepLetter(books, said)
      return
    case 'period.sealed':
      keepSeal(books, said)
      return
    default:
      keepEvent(books, said, type.slice('letter.'.length))
  }
}

export function takeOutLetterEvent({ db }: Books, said: Said, type: string): void {
  switch (type) {
    case 'campaign.created':
      deleteCampaign(db, said.operationId)
      return
    case 'letter.frozen':
      deleteLetter(db, said.operationId)
      return
    case 'period.sealed':
      deleteSeal(db, said.operationId)
      return
    default:
      deleteLetterEvent(db, said.operationId)
  }
}

/** An own version of the same letter that waits: the first by the order of the server stands. */
export function ownVersionBeneath({ db }: Books, said: Said): OutboxOperation | undefined {
  if (said.payload['type'] !== 'letter.frozen') return undefined
  const letter = letterNamed(db, said.entityId)
  if (!letter || letter.operationId === said.operationId) return undefined
  return confirmedEvent(db, letter.operationId)
    ? undefined
    : outboxOperation(db, letter.operationId)
}

const day = z.iso.date().transform((text) => text as IsoDate)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const currency = z.string().regex(/^[A-Z]{3}$/)

const created = z.object({
  kind: campaignKind,
  from: day,
  as_of: day,
  answer_by: day,
  with_statement: z.boolean(),
  /** Of an envelope, so canonical already. */
  scope: z.custom<Plain>((value) => typeof value === 'object' && value !== null),
  hash,
})
const frozen = z.object({
  campaign_id: uuid,
  customer_id: uuid,
  number: z.string().min(1),
  version: z.int().min(1),
  language: z.enum(['tr', 'en', 'de']),
  balances: z.array(z.object({ currency, minor: z.int() })),
  hash,
  on: day,
  /** Sequence its author had pulled; none in a company without a server. */
  seen: z.int().min(0).default(0),
})
const happened = z.object({
  event_id: uuid,
  on: day,
  channel: z.string(),
  answers: z
    .array(z.object({ currency, answer: z.enum(ANSWERS), theirs: z.int().optional() }))
    .default([]),
})
const sealed = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  pack_hash: hash,
  checks: z.custom<readonly Plain[]>((value) => Array.isArray(value)),
})

function keepCampaign(books: Books, said: Said): void {
  const read = created.safeParse(said.payload)
  if (!read.success || campaignById(books.db, said.entityId)) return
  const { kind, from, as_of, answer_by, with_statement, scope, hash: of } = read.data
  insertCampaign(books.db, {
    campaignId: said.entityId,
    kind,
    fromOn: from,
    asOf: as_of,
    answerBy: answer_by,
    withStatement: with_statement,
    scope: canonicalText(scope),
    hash: Buffer.from(of, 'hex'),
    actor: nameOf(books, said),
    recordedAt: enteredAt(said),
    operationId: said.operationId,
  })
}

function keepLetter(books: Books, said: Said): void {
  const { db, context } = books
  const read = frozen.safeParse(said.payload)
  const content = said.private['content']
  if (!read.success || typeof content !== 'string' || letterNamed(db, said.entityId)) return
  const { campaign_id, customer_id, number, version, language, balances, on, seen } = read.data
  const campaign = campaignById(db, campaign_id)
  const customer = customerByUuid(db, customer_id)
  const contentHash = sha256('saldo.letter.v1', content)
  const isItself =
    contentHash.toString('hex') === read.data.hash &&
    said.entityId === letterIdOf(context, campaign_id, customer_id, version)
  if (!campaign || !customer || !isItself) return
  const at = enteredAt(said)
  const id = insertLetter(db, {
    letterId: said.entityId,
    campaign: campaign.id,
    customer: customer.rowid,
    number,
    version,
    language,
    throughDoc: lastDocument(db),
    content,
    hash: contentHash,
    recordedAt: at,
    operationId: said.operationId,
    balances: oneEach(balances).map((one) => ({
      currency: one.currency,
      balanceMinor: one.minor,
    })),
  })
  noteUnseen(
    db,
    {
      id,
      customer: customer.rowid,
      asOf: campaign.asOf,
      seen,
      deviceId: said.deviceId,
      deviceSeq: said.deviceSeq,
    },
    context.company.deviceId,
  )
  insertLetterEvent(db, {
    eventId: said.operationId,
    letter: id,
    kind: 'frozen',
    onDay: on,
    actor: nameOf(books, said),
    channel: null,
    recipient: null,
    note: null,
    file: null,
    fileName: null,
    recordedAt: at,
    operationId: said.operationId,
    answers: [],
  })
}

function keepEvent(books: Books, said: Said, name: string): void {
  const { db } = books
  const kind = LETTER_EVENTS.find((one) => one === name)
  const read = happened.safeParse(said.payload)
  const letter = letterNamed(db, said.entityId)
  if (!kind || !read.success || !letter || hasLetterEvent(db, read.data.event_id)) return
  const { event_id, on, channel, answers } = read.data
  insertLetterEvent(db, {
    eventId: event_id,
    letter: letter.id,
    kind,
    onDay: on,
    actor: nameOf(books, said),
    channel,
    recipient: text(said.private['recipient']),
    note: text(said.private['note']),
    file: null,
    fileName: text(said.private['file_name']),
    recordedAt: enteredAt(said),
    operationId: said.operationId,
    answers: oneEach(answers).map((one) => ({
      currency: one.currency,
      answer: one.answer,
      theirsMinor: one.theirs ?? null,
    })),
  })
}

function keepSeal(books: Books, said: Said): void {
  const read = sealed.safeParse(said.payload)
  if (!read.success) return
  insertSeal(books.db, {
    month: read.data.month,
    packHash: Buffer.from(read.data.pack_hash, 'hex'),
    checks: canonicalText(read.data.checks),
    signOff: text(said.private['reason']),
    actor: nameOf(books, said),
    recordedAt: enteredAt(said),
    operationId: said.operationId,
  })
}

/** Empty for somebody this device was not told about. */
function nameOf({ db, context }: Books, { actor }: Said): string {
  const { userId, userName } = context.company
  return actor === userId ? userName : (memberById(db, actor)?.name ?? '')
}

/** The last of each currency. */
function oneEach<T extends { readonly currency: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.currency, row])).values()]
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
