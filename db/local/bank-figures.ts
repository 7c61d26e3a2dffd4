/** Of each bank account: the balance its newest statement states, and where its lines stand. */
import type { IsoDate } from '../../shared/domain/days.ts'
import type { CompanyDb } from './open.ts'

export interface AccountFigures {
  readonly closingMinor: number | null
  readonly closingOn: IsoDate | null
  readonly todo: number
  readonly todoMinor: number
  readonly matched: number
  readonly parked: number
}

/** By the account's row. */
export function accountFigures(db: CompanyDb): Map<number, AccountFigures> {
  const rows = db
    .prepare<[], AccountFigures & { account: number }>(
      `select a.id as account,
         (select s.closing_minor from bank_statement as s where s.account = a.id and s.closing_minor is not null
          order by s.to_on desc, s.id desc limit 1) as closingMinor,
         (select s.to_on from bank_statement as s where s.account = a.id and s.closing_minor is not null
          order by s.to_on desc, s.id desc limit 1) as closingOn,
         (select count(*) from bank_mark as m join bank_line as l on l.id = m.line
          where m.state = 'todo' and l.account = a.id) as todo,
         (select count(*) from bank_mark as m join bank_line as l on l.id = m.line
          where m.state = 'posted' and l.account = a.id) as matched,
         (select count(*) from bank_mark as m join bank_line as l on l.id = m.line
          where m.state = 'suspense' and l.account = a.id) as parked,
         (select coalesce(sum(l.amount_minor), 0) from bank_mark as m join bank_line as l on l.id = m.line
          where m.state = 'todo' and l.account = a.id) as todoMinor
       from bank_account as a`,
    )
    .all()
  return new Map(rows.map(({ account, ...figures }) => [account, figures]))
}
