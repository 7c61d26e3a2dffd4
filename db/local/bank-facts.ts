/** One learned fact: the lines it came from, and forgetting it. What lines teach stands in bank-acts. */
import { bytesToUuid } from '../kit/uuid-codec.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { FactKind } from '../../shared/domain/matching/types.ts'
import type { LineState } from './bank.ts'
import type { CompanyDb } from './open.ts'

export interface FactName {
  readonly kind: FactKind
  readonly key: string
  readonly customer: number
}

/** The ids of the lines that taught a fact, newest first. Served by its primary key. */
export function linesOfFact(db: CompanyDb, { kind, key, customer }: FactName): string[] {
  return db
    .prepare<[string, string, number], { line: Uint8Array }>(
      `select l.line_id as line from bank_fact as f join bank_line as l on l.id = f.line
       where f.kind = ? and f.key = ? and f.customer_id = ? order by f.booked_on desc, f.line desc`,
    )
    .all(kind, key, customer)
    .map(({ line }) => bytesToUuid(line))
}

/** All lines' word for it; a line posted later teaches it anew. */
export function deleteFact(db: CompanyDb, { kind, key, customer }: FactName): void {
  db.prepare<[string, string, number]>(
    'delete from bank_fact where kind = ? and key = ? and customer_id = ?',
  ).run(kind, key, customer)
}

/** What a rule looks at, of one line, and what became of it. */
export interface KeptLine {
  readonly lineId: string
  readonly account: string
  readonly bookedOn: IsoDate
  readonly amountMinor: number
  readonly currency: string
  readonly text: string
  readonly counterparty: string | null
  readonly iban: string | null
  readonly state: LineState
  /** Of the payer it was posted to. */
  readonly customer: string | null
}

/** Every line kept, newest first. */
export function keptLines(db: CompanyDb): KeptLine[] {
  return db
    .prepare<[], Omit<KeptLine, 'lineId'> & { line: Uint8Array }>(
      `select l.line_id as line, a.name as account, l.booked_on as bookedOn, l.amount_minor as amountMinor,
         l.currency, l.text, l.counterparty, l.iban, m.state,
         case m.state when 'posted' then c.code end as customer
       from bank_line as l join bank_account as a on a.id = l.account join bank_mark as m on m.line = l.id
         left join bank_act as t on t.id = m.act left join customer as c on c.id = t.customer_id
       order by l.booked_on desc, l.id desc`,
    )
    .all()
    .map(({ line, ...kept }) => ({ lineId: bytesToUuid(line), ...kept }))
}
