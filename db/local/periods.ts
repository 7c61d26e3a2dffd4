/** Period history, rates, disputes: small tables beside the journal. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { CompanyDb } from './open.ts'

export function insertPeriodEvent(
  db: CompanyDb,
  action: string,
  month: string,
  reason: string | null,
  at: number,
  /** Whose it is, where the feed brought it. */
  actor: string | null = null,
): void {
  db.prepare<[string, string, string | null, number, Uint8Array | null]>(
    'insert into period_event (action, month, reason, recorded_at, actor) values (?, ?, ?, ?, ?)',
  ).run(action, month, reason, at, actor === null ? null : uuidToBytes(actor))
}

export interface PeriodEvent {
  readonly action: string
  readonly month: string
  readonly reason: string | null
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  /** By name: a member's, or from the audit entry of the same command. */
  readonly actor: string | null
}

/** Oldest first. The audit is scanned once: its few period entries are kept beside. */
export function periodEvents(db: CompanyDb): PeriodEvent[] {
  return db
    .prepare<[], PeriodEvent>(
      `with marked as materialized (
         select at, action, object, actor from audit
         where action in ('periods.close', 'periods.soft_close', 'periods.reopen')
       )
       select e.action, e.month, e.reason, e.recorded_at as at,
         coalesce(
           (select name from member where user_id = e.actor),
           (select m.actor from marked as m
            where m.at = e.recorded_at and m.action = 'periods.' || e.action and m.object = e.month
            limit 1)) as actor
       from period_event as e order by e.id`,
    )
    .all()
}

/** Documents per month, from the month cells. */
export function documentsPerMonth(db: CompanyDb): { month: string; documents: number }[] {
  return db
    .prepare<[], { month: string; documents: number }>(
      'select month, sum(count) as documents from cell where customer_id <> 0 group by month order by month',
    )
    .all()
}

/** The newest rate on or before a day, not older than `maxAgeDays`. */
export function rateOn(
  db: CompanyDb,
  currency: string,
  on: IsoDate,
  earliest: IsoDate,
): string | undefined {
  return db
    .prepare<[string, string, string], { rate: string }>(
      'select rate from rate where currency = ? and day <= ? and day >= ? order by day desc limit 1',
    )
    .get(currency, on, earliest)?.rate
}

/** The newest rate on or before a day, however old, with its own day. */
export function lastRate(
  db: CompanyDb,
  currency: string,
  on: IsoDate,
): { readonly rate: string; readonly date: IsoDate } | undefined {
  return db
    .prepare<[string, string], { rate: string; date: IsoDate }>(
      'select rate, day as date from rate where currency = ? and day <= ? order by day desc limit 1',
    )
    .get(currency, on)
}

export function rateExactly(db: CompanyDb, currency: string, on: string): string | undefined {
  return db
    .prepare<[string, string], { rate: string }>(
      'select rate from rate where currency = ? and day = ?',
    )
    .get(currency, on)?.rate
}

export function saveRate(
  db: CompanyDb,
  currency: string,
  on: string,
  rate: string,
  at: number,
): void {
  db.prepare<[string, string, string, number]>(
    `insert into rate (currency, day, rate, recorded_at) values (?, ?, ?, ?)
     on conflict (currency, day) do update set rate = excluded.rate, recorded_at = excluded.recorded_at`,
  ).run(currency, on, rate, at)
}

export function deleteRate(db: CompanyDb, currency: string, on: string): void {
  db.prepare<[string, string]>('delete from rate where currency = ? and day = ?').run(currency, on)
}

export function ratesOf(
  db: CompanyDb,
  currency: string | undefined,
): { currency: string; date: IsoDate; rate: string }[] {
  const rows = db.build
    .selectFrom('rate')
    .select(['currency', 'day as date', 'rate'])
    .orderBy('currency')
    .orderBy('day')
  return db.all(currency ? rows.where('currency', '=', currency) : rows) as {
    currency: string
    date: IsoDate
    rate: string
  }[]
}

export interface DisputeRow {
  readonly id: number
  readonly disputeId: string
  readonly doc: number
  readonly amountMinor: number
  readonly reason: string
  readonly note: string | null
  readonly openedOn: IsoDate
  readonly recordedAt: number
  readonly resolvedOn: IsoDate | null
  readonly how: string | null
}

interface DisputeRaw extends Omit<DisputeRow, 'disputeId'> {
  readonly disputeId: Uint8Array
}

const DISPUTE = `id, dispute_id as disputeId, doc_id as doc, amount_minor as amountMinor, reason, note, opened_on as openedOn,
  recorded_at as recordedAt, resolved_on as resolvedOn, how`

export function insertDispute(
  db: CompanyDb,
  row: Omit<DisputeRow, 'id' | 'resolvedOn' | 'how'>,
): void {
  db.prepare<(string | number | null | Uint8Array)[]>(
    'insert into dispute (dispute_id, doc_id, amount_minor, reason, note, opened_on, recorded_at) values (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    uuidToBytes(row.disputeId),
    row.doc,
    row.amountMinor,
    row.reason,
    row.note,
    row.openedOn,
    row.recordedAt,
  )
}

export function resolveDisputeRow(
  db: CompanyDb,
  disputeId: string,
  on: string,
  how: string,
  at: number,
): void {
  db.prepare<[string, number, string, Uint8Array]>(
    'update dispute set resolved_on = ?, resolved_at = ?, how = ? where dispute_id = ?',
  ).run(on, at, how, uuidToBytes(disputeId))
}

export function reopenDispute(db: CompanyDb, disputeId: string): void {
  db.prepare<[Uint8Array]>(
    'update dispute set resolved_on = null, resolved_at = null, how = null where dispute_id = ?',
  ).run(uuidToBytes(disputeId))
}

export function deleteDispute(db: CompanyDb, disputeId: string): void {
  db.prepare<[Uint8Array]>('delete from dispute where dispute_id = ?').run(uuidToBytes(disputeId))
}

export function disputeById(db: CompanyDb, disputeId: string): DisputeRow | undefined {
  const row = db
    .prepare<[Uint8Array], DisputeRaw>(`select ${DISPUTE} from dispute where dispute_id = ?`)
    .get(uuidToBytes(disputeId))
  return row && { ...row, disputeId: bytesToUuid(row.disputeId) }
}

export function disputesOfDocument(db: CompanyDb, doc: number): DisputeRow[] {
  return db
    .prepare<[number], DisputeRaw>(`select ${DISPUTE} from dispute where doc_id = ? order by id`)
    .all(doc)
    .map((row) => ({ ...row, disputeId: bytesToUuid(row.disputeId) }))
}
