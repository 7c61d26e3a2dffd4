/** Campaigns, letters and what happened to them: appended rows, read whole and folded by the caller. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { CampaignKind } from '../../shared/domain/letters/content.ts'
import type { AnswerKind, LetterEventKind } from '../../shared/domain/letters/state.ts'
import type { CompanyDb } from './open.ts'

export interface CampaignRow {
  readonly id: number
  readonly campaignId: string
  readonly kind: CampaignKind
  readonly fromOn: IsoDate
  readonly asOf: IsoDate
  readonly answerBy: IsoDate
  readonly withStatement: boolean
  /** What was asked for, as JSON: customers, segment, skip zero. */
  readonly scope: string
  readonly hash: Buffer
  readonly actor: string
  readonly recordedAt: number
  readonly operationId: string
}

interface CampaignRaw
  extends Omit<CampaignRow, 'campaignId' | 'withStatement' | 'hash' | 'operationId'> {
  readonly campaignId: Uint8Array
  readonly operationId: Uint8Array
  readonly withStatement: number
  readonly hash: Uint8Array
}

const CAMPAIGN = `id, campaign_id as campaignId, kind, from_on as fromOn, as_of as asOf, answer_by as answerBy,
  with_statement as withStatement, scope, hash, actor, recorded_at as recordedAt, op_id as operationId`

export function insertCampaign(db: CompanyDb, row: Omit<CampaignRow, 'id'>): number {
  return db
    .prepare<(string | number | Uint8Array)[]>(
      `insert into campaign (campaign_id, kind, from_on, as_of, answer_by, with_statement, scope, hash, actor, recorded_at, op_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(row.campaignId),
      row.kind,
      row.fromOn,
      row.asOf,
      row.answerBy,
      row.withStatement ? 1 : 0,
      row.scope,
      row.hash,
      row.actor,
      row.recordedAt,
      uuidToBytes(row.operationId),
    ).lastInsertRowid
}

/** Newest first. */
export function allCampaigns(db: CompanyDb): CampaignRow[] {
  return db
    .prepare<[], CampaignRaw>(
      `select ${CAMPAIGN} from campaign order by as_of desc, recorded_at desc, id desc`,
    )
    .all()
    .map(campaign)
}

export function campaignById(db: CompanyDb, campaignId: string): CampaignRow | undefined {
  const row = db
    .prepare<[Uint8Array], CampaignRaw>(`select ${CAMPAIGN} from campaign where campaign_id = ?`)
    .get(uuidToBytes(campaignId))
  return row && campaign(row)
}

function campaign(raw: CampaignRaw): CampaignRow {
  return {
    ...raw,
    campaignId: bytesToUuid(raw.campaignId),
    withStatement: raw.withStatement === 1,
    hash: Buffer.from(raw.hash),
    operationId: bytesToUuid(raw.operationId),
  }
}

export interface LetterRow {
  readonly id: number
  readonly letterId: string
  readonly customer: number
  readonly code: string
  readonly name: string
  readonly email: string | null
  readonly number: string
  readonly version: number
  readonly language: 'tr' | 'en' | 'de'
  /** Last row of the journal it was made of. */
  readonly throughDoc: number
  readonly content: string
  readonly hash: Buffer
  readonly recordedAt: number
  readonly operationId: string
}

interface LetterRaw extends Omit<LetterRow, 'letterId' | 'hash' | 'operationId'> {
  readonly letterId: Uint8Array
  readonly operationId: Uint8Array
  readonly hash: Uint8Array
}

export function insertLetter(
  db: CompanyDb,
  row: Omit<LetterRow, 'id' | 'code' | 'name' | 'email'> & {
    readonly campaign: number
    readonly balances: readonly { readonly currency: string; readonly balanceMinor: number }[]
  },
): number {
  const id = db
    .prepare<(string | number | Uint8Array)[]>(
      `insert into letter (letter_id, campaign_id, customer_id, number, version, language, through_doc, content, hash, recorded_at, op_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(row.letterId),
      row.campaign,
      row.customer,
      row.number,
      row.version,
      row.language,
      row.throughDoc,
      row.content,
      row.hash,
      row.recordedAt,
      uuidToBytes(row.operationId),
    ).lastInsertRowid
  const insert = db.prepare<[number, string, number]>(
    'insert into letter_balance (letter_id, currency, balance_minor) values (?, ?, ?)',
  )
  for (const { currency, balanceMinor } of row.balances) insert.run(id, currency, balanceMinor)
  return id
}

const LETTER = `l.id, l.letter_id as letterId, l.customer_id as customer, c.code, c.name, c.email, l.number, l.version,
  l.language, l.through_doc as throughDoc, l.content, l.hash, l.recorded_at as recordedAt, l.op_id as operationId`

/** Every version, by account code, then version. */
export function lettersOf(
  db: CompanyDb,
  campaign: number,
  customer: number | null = null,
): LetterRow[] {
  return db
    .prepare<(number | null)[], LetterRaw>(
      `select ${LETTER} from letter as l join customer as c on c.id = l.customer_id
       where l.campaign_id = ? and (? is null or l.customer_id = ?) order by c.code, l.version`,
    )
    .all(campaign, customer, customer)
    .map((raw) => ({
      ...raw,
      letterId: bytesToUuid(raw.letterId),
      hash: Buffer.from(raw.hash),
      operationId: bytesToUuid(raw.operationId),
    }))
}

/** What happened to the letters of one account, newest first. */
export function lettersHistory(
  db: CompanyDb,
  customer: number,
): {
  readonly at: number
  readonly actor: string
  readonly number: string
  readonly kind: LetterEventKind
}[] {
  return db
    .prepare<[number], { at: number; actor: string; number: string; kind: LetterEventKind }>(
      `select e.recorded_at as at, e.actor, l.number, e.kind from letter as l join letter_event as e on e.letter_id = l.id
       where l.customer_id = ? order by e.id desc`,
    )
    .all(customer)
}

/** How many numbers that begin like this are given. Served by letter_by_number. */
export function lettersNumbered(db: CompanyDb, prefix: string): number {
  return (
    db
      .prepare<[string, string], { n: number }>(
        'select count(distinct number) as n from letter where number >= ? and number < ?',
      )
      .get(`${prefix}/`, `${prefix}0`)?.n ?? 0
  )
}

export interface BalanceRow {
  readonly letter: number
  readonly currency: string
  readonly balanceMinor: number
}

export function balancesOf(db: CompanyDb, campaign: number): BalanceRow[] {
  return db
    .prepare<[number], BalanceRow>(
      `select b.letter_id as letter, b.currency, b.balance_minor as balanceMinor
       from letter_balance as b join letter as l on l.id = b.letter_id where l.campaign_id = ? order by b.letter_id, b.currency`,
    )
    .all(campaign)
}

export interface LetterEventRow {
  readonly id: number
  readonly eventId: string
  readonly letter: number
  readonly kind: LetterEventKind
  readonly onDay: IsoDate
  readonly actor: string
  readonly channel: string | null
  readonly recipient: string | null
  readonly note: string | null
  /** What came with it; null where it was attached at another desk. */
  readonly file: number | null
  readonly fileName: string | null
  readonly recordedAt: number
}

interface EventRaw extends Omit<LetterEventRow, 'eventId'> {
  readonly eventId: Uint8Array
}

export interface AnswerRow {
  readonly event: number
  readonly currency: string
  readonly answer: AnswerKind
  readonly theirsMinor: number | null
}

export function insertLetterEvent(
  db: CompanyDb,
  row: Omit<LetterEventRow, 'id'> & {
    readonly operationId: string
    readonly answers: readonly Omit<AnswerRow, 'event'>[]
  },
): void {
  const id = db
    .prepare<(string | number | null | Uint8Array)[]>(
      `insert into letter_event (event_id, letter_id, kind, on_day, actor, channel, recipient, note, file_id, file_name,
         recorded_at, op_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(row.eventId),
      row.letter,
      row.kind,
      row.onDay,
      row.actor,
      row.channel,
      row.recipient,
      row.note,
      row.file,
      row.fileName,
      row.recordedAt,
      uuidToBytes(row.operationId),
    ).lastInsertRowid
  const insert = db.prepare<[number, string, string, number | null]>(
    'insert into letter_answer (event_id, currency, answer, theirs_minor) values (?, ?, ?, ?)',
  )
  for (const { currency, answer, theirsMinor } of row.answers)
    insert.run(id, currency, answer, theirsMinor)
}

export function hasLetterEvent(db: CompanyDb, eventId: string): boolean {
  return (
    db
      .prepare<[Uint8Array], { id: number }>('select id from letter_event where event_id = ?')
      .get(uuidToBytes(eventId)) !== undefined
  )
}

/** In the order of the server, then in the order they were recorded here. */
export function eventsOf(db: CompanyDb, campaign: number): LetterEventRow[] {
  return db
    .prepare<[number], EventRaw>(
      `select e.id, e.event_id as eventId, e.letter_id as letter, e.kind, e.on_day as onDay, e.actor, e.channel, e.recipient,
         e.note, e.file_id as file, coalesce(f.name, e.file_name) as fileName, e.recorded_at as recordedAt
       from letter_event as e join letter as l on l.id = e.letter_id
         left join letter_file as f on f.id = e.file_id left join wf_confirmed as w on w.op_id = e.op_id
       where l.campaign_id = ? order by w.seq is null, w.seq, e.id`,
    )
    .all(campaign)
    .map((raw) => ({ ...raw, eventId: bytesToUuid(raw.eventId) }))
}

export function answersOf(db: CompanyDb, campaign: number): AnswerRow[] {
  return db
    .prepare<[number], AnswerRow>(
      `select a.event_id as event, a.currency, a.answer, a.theirs_minor as theirsMinor
       from letter_answer as a join letter_event as e on e.id = a.event_id join letter as l on l.id = e.letter_id
       where l.campaign_id = ? order by a.event_id, a.currency`,
    )
    .all(campaign)
}

export interface LetterFile {
  readonly id: number
  readonly name: string
  readonly hash: Buffer
  readonly content: Buffer
}

/** Answers the file's row; the same bytes are kept once. */
export function saveLetterFile(db: CompanyDb, name: string, hash: Buffer, content: Buffer): number {
  const known = db
    .prepare<[Uint8Array], { id: number }>('select id from letter_file where hash = ?')
    .get(hash)
  if (known) return known.id
  return db
    .prepare<[Uint8Array, string, Uint8Array]>(
      'insert into letter_file (hash, name, content) values (?, ?, ?)',
    )
    .run(hash, name, content).lastInsertRowid
}

export function letterFile(db: CompanyDb, id: number): LetterFile | undefined {
  const row = db
    .prepare<[number], { id: number; name: string; hash: Uint8Array; content: Uint8Array }>(
      'select id, name, hash, content from letter_file where id = ?',
    )
    .get(id)
  return row && { ...row, hash: Buffer.from(row.hash), content: Buffer.from(row.content) }
}
