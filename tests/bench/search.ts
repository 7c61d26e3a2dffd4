/** Goal 9: customers and documents while typing. */
import { searchDocuments } from '../../main/backend/features/open-items.ts'
import { searchCustomers } from '../../main/backend/features/search.ts'
import type { BenchCompany } from './ledger.ts'
import type { Job } from './measure.ts'

export function searchJobs(bench: BenchCompany): Job[] {
  return [
    {
      goal: '9',
      name: 'search customers while typing',
      run: () =>
        void bench.file.query((context) =>
          searchCustomers(context, { text: bench.busiest.name.slice(0, 5), limit: 20 }),
        ),
      rounds: 100,
      meets: ({ p95Ms }) => p95Ms <= 5,
    },
    {
      goal: '9',
      name: 'search documents by number while typing',
      run: () =>
        void bench.file.query((context) =>
          searchDocuments(context, { text: bench.someNumber.slice(0, -1), limit: 20 }),
        ),
      rounds: 100,
      meets: ({ p95Ms }) => p95Ms <= 5,
    },
  ]
}
