/** Goals 5 and 6: a whole statement of the busiest customer, and any page of it. */
import { statementOf, statementPage } from '../../main/backend/features/statements.ts'
import { contract } from '../../shared/contract/index.ts'
import { addDays } from '../../shared/domain/days.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

export function statementJobs(bench: BenchCompany): Job[] {
  const { code, rowid, currency } = bench.busiest
  const page = (daysBack: number) => () => {
    const input = contract.reports.statementPage.input.parse({
      customerCode: code,
      currency,
      to: addDays(bench.lastDay, -daysBack),
      limit: 100,
    })
    bench.file.query((context) => statementPage(context, input))
  }
  const barePage = () => {
    bench.file.query(({ db }) =>
      db
        .prepare<[number, string, string], { id: number }>(
          'select * from doc where customer_id = ? and currency = ? and doc_on <= ? order by doc_on desc, number desc, id desc limit 100',
        )
        .all(rowid, currency, addDays(bench.lastDay, -500)),
    )
  }
  const whole = () => {
    const input = contract.reports.statement.input.parse({
      customerCode: code,
      currency,
      kind: 'running',
      to: bench.lastDay,
    })
    bench.file.query((context) => statementOf(context, input))
  }
  const bareWhole = () => {
    bench.file.query(({ db }) => {
      let balance = 0
      const lines: object[] = []
      for (const row of db
        .prepare<[number, string], { amount_minor: number }>(
          'select * from doc where customer_id = ? and currency = ? order by doc_on, number, id',
        )
        .iterate(rowid, currency)) {
        balance += row.amount_minor
        lines.push({ ...row, balance })
      }
      return lines
    })
  }
  return [
    {
      goal: '6',
      name: 'statement page of 100 lines, newest',
      run: page(0),
      limit: barePage,
      rounds: 200,
      meets: ({ medianMs }) => medianMs <= 1,
    },
    {
      goal: '6',
      name: 'statement page of 100 lines, 500 days back',
      run: page(500),
      limit: barePage,
      rounds: 200,
      meets: ({ medianMs }) => medianMs <= 1,
    },
    {
      goal: '5',
      name: `statement of the busiest customer (${bench.busiest.lines} lines)`,
      run: whole,
      limit: bareWhole,
      rounds: 5,
    },
  ]
}
