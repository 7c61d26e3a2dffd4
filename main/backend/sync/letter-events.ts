/** Campaigns, letters, what happened to each, and sealed months, as their events say it. */
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
import type { IsoDate } from '../../../shared/domain/days.ts'
import type { CampaignKind } from '../../../shared/domain/letters/content.ts'
import { ANSWERS, LETTER_EVENTS } from '../../../shared/domain/letters/state.ts'
import { canonicalText, type Plain, sha256 } from '../../../sync/engine/canonical.ts'
import type { Books } from './books.ts'
import { enteredAt, type Said, type Values, valuesIn } from './said.ts'

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

function keepCampaign(books: Books, said: Said): void {
  const { payload, entityId } = said
  if (campaignById(books.db, entityId)) return
  insertCampaign(books.db, {
    campaignId: entityId,
    kind: String(payload['kind']) as CampaignKind,
    fromOn: dayIn(payload['from']),
    asOf: dayIn(payload['as_of']),
    answerBy: dayIn(payload['answer_by']),
    withStatement: payload['with_statement'] === true,
    scope: canonicalText(valuesIn(payload['scope']) as Record<string, Plain>),
    hash: Buffer.from(String(payload['hash']), 'hex'),
    actor: nameOf(books, said),
    recordedAt: enteredAt(said),
    operationId: said.operationId,
  })
}

function keepLetter(books: Books, said: Said): void {
  const { db, context } = books
  const { payload } = said
  const campaign = campaignById(db, String(payload['campaign_id']))
  const customer = customerByUuid(db, String(payload['customer_id']))
  const content = said.private['content']
  if (!campaign || !customer || typeof content !== 'string') return
  if (letterNamed(db, said.entityId)) return
  const hash = sha256('saldo.letter.v1', content)
  if (hash.toString('hex') !== payload['hash']) return
  const at = enteredAt(said)
  const id = insertLetter(db, {
    letterId: said.entityId,
    campaign: campaign.id,
    customer: customer.rowid,
    number: String(payload['number']),
    version: Number(payload['version']),
    language: languageIn(payload['language']),
    throughDoc: lastDocument(db),
    content,
    hash,
    recordedAt: at,
    operationId: said.operationId,
    balances: list(payload['balances']).map((one) => ({
      currency: String(one['currency']),
      balanceMinor: Number(one['minor']),
    })),
  })
  noteUnseen(
    db,
    {
      id,
      customer: customer.rowid,
      asOf: campaign.asOf,
      seen: Number(payload['seen'] ?? 0),
      deviceId: said.deviceId,
      deviceSeq: said.deviceSeq,
    },
    context.company.deviceId,
  )
  insertLetterEvent(db, {
    eventId: said.operationId,
    letter: id,
    kind: 'frozen',
    onDay: dayIn(payload['on']),
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
  const { payload } = said
  const kind = LETTER_EVENTS.find((one) => one === name)
  const letter = letterNamed(db, said.entityId)
  const eventId = String(payload['event_id'])
  if (!kind || !letter || hasLetterEvent(db, eventId)) return
  insertLetterEvent(db, {
    eventId,
    letter: letter.id,
    kind,
    onDay: dayIn(payload['on']),
    actor: nameOf(books, said),
    channel: text(payload['channel']),
    recipient: text(said.private['recipient']),
    note: text(said.private['note']),
    file: null,
    fileName: text(said.private['file_name']),
    recordedAt: enteredAt(said),
    operationId: said.operationId,
    answers: list(payload['answers']).flatMap((one) => {
      const answer = ANSWERS.find((known) => known === one['answer'])
      const theirs = one['theirs']
      return answer === undefined
        ? []
        : [
            {
              currency: String(one['currency']),
              answer,
              theirsMinor: typeof theirs === 'number' ? theirs : null,
            },
          ]
    }),
  })
}

function keepSeal(books: Books, said: Said): void {
  const { payload } = said
  insertSeal(books.db, {
    month: String(payload['month']),
    packHash: Buffer.from(String(payload['pack_hash']), 'hex'),
    checks: JSON.stringify(payload['checks']),
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

function languageIn(value: unknown): 'tr' | 'en' | 'de' {
  return value === 'tr' || value === 'de' ? value : 'en'
}

function dayIn(value: unknown): IsoDate {
  return String(value) as IsoDate
}

function list(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : []
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
