/** Goal 7: one invoice, durable, with operation, chain, cells and audit entry. */
import { postDocuments } from '../../main/backend/features/documents.ts'
import { contract } from '../../shared/contract/index.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

export function postingJobs(bench: BenchCompany): Job[] {
  let n = 0
  const post = () => {
    n += 1
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: 'invoice',
          documentNo: `BENCH-${bench.runId}-${n}`,
          customerCode: bench.busiest.code,
          documentDate: bench.lastDay,
          amountMinor: 12_345,
          currency: bench.busiest.currency,
          rate: '1',
        },
      ],
    })
    bench.file.command((context) => postDocuments(context, input))
  }
  const bare = () => {
    n += 1
    bench.scratch(n)
  }
  return [
    { goal: '7', name: 'post one invoice, WAL and FULL', run: post, limit: bare, rounds: 200 },
  ]
}
