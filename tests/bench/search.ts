/** Goal 9: customers and documents while typing. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../main/backend/company/clock.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { searchDocuments } from '../../main/backend/features/open-items.ts'
import { searchCustomers } from '../../main/backend/features/search.ts'
import { type BenchCompany, makeCompany } from './ledger.ts'
import type { Job } from './measure.ts'

const CUSTOMERS = 100_000

export interface SearchCompany {
  readonly jobs: Job[]
  close(): void
}

/** 100,000 accounts; texts as they grow under the fingers, with and without Turkish letters, and one nobody has. */
export async function openSearchCompany(dir: string, bench: BenchCompany): Promise<SearchCompany> {
  const path = join(dir, `search-${CUSTOMERS}.saldo`)
  if (!existsSync(path)) await makeCompany(path, dir, 1, CUSTOMERS)
  const file = openCompanyFile(path, systemClock(), true)
  const texts = [
    'm',
    'mü',
    'müş',
    'MUSTERI',
    'müşteri 9',
    'müşteri 99',
    'musteri 99999',
    'C0999',
    '0 9',
    'yokböyle',
  ]
  let n = 0
  return {
    jobs: [
      {
        goal: '9',
        name: `search ${CUSTOMERS} customers while typing`,
        run: () => {
          const text = texts[n % texts.length] ?? ''
          n += 1
          file.query((context) => searchCustomers(context, { text, limit: 20 }))
        },
        rounds: 300,
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
      {
        goal: '9',
        name: 'search documents by amount',
        run: () =>
          void bench.file.query((context) =>
            searchDocuments(context, { text: '1234,56', limit: 20 }, bench.file.cache),
          ),
        rounds: 50,
        meets: ({ p95Ms }) => p95Ms <= 5,
      },
    ],
    close: () => file.close(),
  }
}
