/** Letters as the feed brings them, and own ones that are taken out before they were confirmed. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { LaterRow } from './letter-figures.ts'
import type { CompanyDb } from './open.ts'

/** Row and operation of a letter. */
export function letterNamed(
  db: CompanyDb,
  letterId: string,
): { readonly id: number; readonly operationId: string } | undefined {
  const row = db
    .prepare<[Uint8Array], { id: number; op: Uint8Array }>(
      'select id, op_id as op from letter where letter_id = ?',
    )
    .get(uuidToBytes(letterId))
  return row && { id: row.id, operationId: bytesToUuid(row.op) }
}

/**
 * Notes the documents of the letter's account that lie here and did not lie where it was made: those
 * its author had neither pulled (confirmed after `seen`) nor written before it in her own chain.
 */
export function noteUnseen(
  db: CompanyDb,
  letter: {
    readonly id: number
    readonly customer: number
    readonly asOf: string
    /** Sequence its author had pulled. */
    readonly seen: number
    /** Where in whose chain it stands. */
    readonly deviceId: string
    readonly deviceSeq: number
  },
  ownDeviceId: string,
): void {
  db.prepare<(string | number | Uint8Array)[]>(
    `insert into letter_unseen (letter_id, document_id)
     select ?, d.doc_id from doc as d
       left join doc_status as s on s.doc = d.id
       left join feed_op as f on f.op_id = d.op_id
       left join op_outbox as o on o.op_id = d.op_id
     where d.customer_id = ? and d.doc_on <= ? and (s.seq is null or s.seq > ?)
       and not (coalesce(f.device_id, ?) = ? and coalesce(f.device_seq, o.device_seq) < ?)`,
  ).run(
    letter.id,
    letter.customer,
    letter.asOf,
    letter.seen,
    uuidToBytes(ownDeviceId),
    uuidToBytes(letter.deviceId),
    letter.deviceSeq,
  )
}

/** Movements that lie before a letter's place in the journal here and that it did not see. */
export function unseenBy(
  db: CompanyDb,
  campaign: number,
): (LaterRow & { readonly letter: number })[] {
  return db
    .prepare<[number], LaterRow & { readonly letter: number }>(
      `select l.id as letter, d.id, d.customer_id as customer, d.currency, d.doc_on as "on", d.number, d.kind,
         d.amount_minor as minor
       from letter_unseen as u join letter as l on l.id = u.letter_id join campaign as m on m.id = l.campaign_id
         join doc as d on d.doc_id = u.document_id
       where l.campaign_id = ? and d.id <= l.through_doc and d.doc_on <= m.as_of and d.amount_minor <> 0
       order by d.id`,
    )
    .all(campaign)
}

/** Of operations that are not confirmed, the newest first; what others wrote upon stays. */
export function deleteCampaign(db: CompanyDb, operationId: string): void {
  db.prepare<[Uint8Array]>(
    `delete from campaign where op_id = ? and not exists (select 1 from letter where campaign_id = campaign.id)`,
  ).run(uuidToBytes(operationId))
}

/** With the event that says it is prepared. */
export function deleteLetter(db: CompanyDb, operationId: string): void {
  deleteLetterEvent(db, operationId)
  const row = db
    .prepare<[Uint8Array], { id: number }>(
      `select id from letter where op_id = ? and not exists (select 1 from letter_event where letter_id = letter.id)`,
    )
    .get(uuidToBytes(operationId))
  if (!row) return
  for (const table of ['letter_unseen', 'letter_balance'])
    db.prepare<[number]>(`delete from ${table} where letter_id = ?`).run(row.id)
  db.prepare<[number]>('delete from letter where id = ?').run(row.id)
}

export function deleteLetterEvent(db: CompanyDb, operationId: string): void {
  const op = uuidToBytes(operationId)
  db.prepare<[Uint8Array]>(
    'delete from letter_answer where event_id in (select id from letter_event where op_id = ?)',
  ).run(op)
  db.prepare<[Uint8Array]>('delete from letter_event where op_id = ?').run(op)
}
