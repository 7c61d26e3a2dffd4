/** Goals 1 and 2: aging of everybody, today and as of past days, warm, result rows included. */
import { agingOf } from '../../main/backend/features/aging.ts'
import { contract } from '../../shared/contract/index.ts'
import { addDays, type IsoDate, toDayNumber } from '../../shared/domain/days.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

export function agingJobs(bench: BenchCompany): Job[] {
  const report = (asOf: IsoDate, warm: boolean) => () => {
    const input = contract.reports.aging.input.parse({ asOf })
    bench.file.query((context) => agingOf(context, warm ? bench.file.cache : null, input))
  }
  const sqlLimit = (asOf: IsoDate) => () => {
    bench.file.query(({ db }) =>
      db
        .prepare<[string, number, number], { minor: number }>(
          `with taken as (
             select debit_item as item, sum(amount_minor) as minor from alloc where effective_on <= ?1 group by 1
             union all select credit_item, -sum(amount_minor) from alloc where effective_on <= ?1 group by 1)
           select i.customer_id, i.currency, sum(i.amount_minor - coalesce(t.minor, 0)) as minor from item as i left join taken as t on t.item = i.id
           where i.doc_day <= ?2 and i.closed_day > ?2 group by i.customer_id, i.currency`
            .replaceAll('?1', '?')
            .replaceAll('?2', '?'),
        )
        .all(
          ...([asOf, asOf, toDayNumber(asOf), toDayNumber(asOf)] as unknown as [
            string,
            number,
            number,
          ]),
        ),
    )
  }
  const openNow = () => {
    bench.file.query(({ db }) =>
      db
        .prepare<[], { minor: number }>(
          'select customer_id, currency, due_day / 30 as bucket, sum(open_minor) as minor from item where open_minor <> 0 group by customer_id, currency, bucket',
        )
        .all(),
    )
  }
  const today = bench.lastDay
  const past = addDays(today, -400)
  return [
    {
      goal: '1',
      name: 'aging of everybody, today, warm',
      run: report(today, true),
      limit: openNow,
      meets: ({ medianMs, ratio }) => medianMs <= 10 || (ratio ?? 9) <= 2,
    },
    {
      goal: '2',
      name: 'aging of everybody, 400 days ago, warm',
      run: report(past, true),
      limit: sqlLimit(past),
      meets: ({ medianMs, ratio }) => medianMs <= 10 || (ratio ?? 9) <= 2,
    },
    {
      goal: '2',
      name: 'aging, 400 days ago, SQL over projections',
      run: report(past, false),
      limit: sqlLimit(past),
      rounds: 5,
    },
  ]
}
