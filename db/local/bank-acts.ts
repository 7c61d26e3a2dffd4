/** What became of bank lines: acts, where each line stands, and what confirmed lines taught. */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { FactKind } from '../../shared/domain/matching/types.ts'
import type { LineState } from './bank.ts'
import type { CompanyDb } from './open.ts'

export interface BankAct {
  readonly actId: string
  readonly line: number
  readonly kind: 'posted' | 'parked' | 'undone'
  readonly by: 'person' | 'auto'
  /** Of the posted proposal; null where a person chose by herself. */
  readonly confidence: number | null
  readonly customer: number | null
  readonly made: Made
  readonly reason: string | null
  readonly recordedAt: number
  readonly operationId: string
}

/** What an act wrote into the ledger. */
export interface Made {
  readonly documents: readonly string[]
  /** Allocations between documents that were there before: of netted credit notes. */
  readonly allocations: readonly string[]
}

/** Writes an act and where its line stands after it. */
export function insertAct(db: CompanyDb, act: BankAct): number {
  const rowid = db
    .prepare<(string | number | null | Uint8Array)[]>(
      `insert into bank_act (act_id, line, kind, by, confidence, customer_id, made, reason, recorded_at, op_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      uuidToBytes(act.actId),
      act.line,
      act.kind,
      act.by,
      act.confidence,
      act.customer,
      JSON.stringify(act.made),
      act.reason,
      act.recordedAt,
      uuidToBytes(act.operationId),
    ).lastInsertRowid
  db.prepare<[string, number, number]>(
    'update bank_mark set state = ?, act = ? where line = ?',
  ).run(STATE_AFTER[act.kind], rowid, act.line)
  return rowid
}

const STATE_AFTER: Readonly<Record<BankAct['kind'], LineState>> = {
  posted: 'posted',
  parked: 'suspense',
  undone: 'todo',
}

/** Takes the act of an operation off its line; answers the last one that is left. */
export function deleteActOf(db: CompanyDb, line: number, operationId: string): BankAct | null {
  // Its mark lets go first.
  db.prepare<[number]>("update bank_mark set state = 'todo', act = null where line = ?").run(line)
  db.prepare<[number, Uint8Array]>('delete from bank_act where line = ? and op_id = ?').run(
    line,
    uuidToBytes(operationId),
  )
  const row = db
    .prepare<[number], { id: number }>(
      'select id from bank_act where line = ? order by id desc limit 1',
    )
    .get(line)
  return row ? actById(db, row.id) : null
}

/** The line stands as this act left it. */
export function markAgain(db: CompanyDb, line: number, act: BankAct | null): void {
  if (act === null) return
  db.prepare<[string, Uint8Array, number]>(
    'update bank_mark set state = ?, act = (select id from bank_act where act_id = ?) where line = ?',
  ).run(STATE_AFTER[act.kind], uuidToBytes(act.actId), line)
}

export interface Mark {
  readonly state: LineState
  readonly act: BankAct | null
}

export function markOf(db: CompanyDb, line: number): Mark {
  const row = db
    .prepare<[number], { state: LineState; act: number | null }>(
      'select state, act from bank_mark where line = ?',
    )
    .get(line)
  if (!row) throw new Error(`bank line ${line} has no mark`)
  return { state: row.state, act: row.act === null ? null : actById(db, row.act) }
}

export function actById(db: CompanyDb, rowid: number): BankAct {
  const row = db.prepare<[number], ActRaw>(`${ACTS} where id = ?`).get(rowid)
  if (!row) throw new Error(`there is no bank act ${rowid}`)
  return actFrom(row)
}

export interface FactRow {
  readonly kind: FactKind
  readonly key: string
  readonly customerCode: string
  readonly lineId: string
  readonly bookedOn: IsoDate
}

export function insertFact(
  db: CompanyDb,
  fact: { kind: FactKind; key: string; customer: number; line: number; bookedOn: IsoDate },
): void {
  db.prepare<(string | number)[]>(
    `insert into bank_fact (kind, key, customer_id, line, booked_on) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
  ).run(fact.kind, fact.key, fact.customer, fact.line, fact.bookedOn)
}

export function deleteFactsOf(db: CompanyDb, line: number): void {
  db.prepare<[number]>('delete from bank_fact where line = ?').run(line)
}

/** All, by what they say; of one fact in order of the days. */
export function allFacts(db: CompanyDb): FactRow[] {
  return db
    .prepare<[], Omit<FactRow, 'lineId'> & { line: Uint8Array }>(
      `select f.kind, f.key, c.code as customerCode, l.line_id as line, f.booked_on as bookedOn
       from bank_fact as f join customer as c on c.id = f.customer_id join bank_line as l on l.id = f.line
       order by f.kind, f.key, c.code, f.booked_on, f.line`,
    )
    .all()
    .map(({ line, ...fact }) => ({ ...fact, lineId: bytesToUuid(line) }))
}

const ACTS = `select act_id, line, kind, by, confidence, customer_id, made, reason, recorded_at, op_id from bank_act`

interface ActRaw {
  readonly act_id: Uint8Array
  readonly line: number
  readonly kind: BankAct['kind']
  readonly by: BankAct['by']
  readonly confidence: number | null
  readonly customer_id: number | null
  readonly made: string
  readonly reason: string | null
  readonly recorded_at: number
  readonly op_id: Uint8Array
}

function actFrom(row: ActRaw): BankAct {
  return {
    actId: bytesToUuid(row.act_id),
    line: row.line,
    kind: row.kind,
    by: row.by,
    confidence: row.confidence,
    customer: row.customer_id,
    made: JSON.parse(row.made) as Made,
    reason: row.reason,
    recordedAt: row.recorded_at,
    operationId: bytesToUuid(row.op_id),
  }
}
