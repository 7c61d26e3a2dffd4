/** Goals 7 and 8: one invoice, durable, with operation, chain, cells and audit entry; many at once. */
import { postDocuments } from '../../main/backend/features/documents.ts'
import type { ParsedDocument } from '../../shared/domain/tabular/parse-rows.ts'
import { runImport } from '../../main/backend/imports/run-import.ts'
import { contract } from '../../shared/contract/index.ts'
import { addDays } from '../../shared/domain/days.ts'
import { IMPORT_DAYS } from './bare.ts'
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
  return [
    {
      goal: '7',
      name: 'post one invoice, WAL and FULL',
      run: post,
      limit: () => bench.bare.post(),
      rounds: 300,
      meets: ({ ratio, p99Ratio }) => (ratio ?? 9) <= 2 && (p99Ratio ?? 9) <= 3,
    },
  ]
}

const IMPORT_ROWS = 10_000

/** Goal 8: rows already read and parsed, into the ledger in one transaction. */
export function importJobs(bench: BenchCompany): Job[] {
  let n = 0
  const run = async () => {
    const rows = Array.from({ length: IMPORT_ROWS }, (_, i): ParsedDocument => {
      n += 1
      return {
        row: i + 2,
        kind: 'invoice',
        documentNo: `IMP-${bench.runId}-${n}`,
        customerCode: bench.codes[(n * 7919) % bench.codes.length] ?? bench.busiest.code,
        documentDate: addDays(bench.lastDay, -(n % IMPORT_DAYS)),
        amountMinor: 100 + n,
        currency: 'EUR',
      }
    })
    const ran = await runImport(
      bench.file,
      {
        kind: 'documents',
        fileName: 'bench',
        rowCount: rows.length,
        customers: [],
        documents: rows,
        rates: [],
        problems: [],
      },
      { createCustomers: false, partial: false, dryRun: false },
    )
    if (ran.imported !== IMPORT_ROWS) throw new Error(JSON.stringify(ran.outcome.problems[0]))
  }
  return [
    {
      goal: '8',
      name: `import ${IMPORT_ROWS} parsed invoices`,
      run,
      limit: () => bench.bare.import(IMPORT_ROWS),
      rounds: 5,
      // 60 % of the limit's rows a second.
      meets: ({ ratio }) => (ratio ?? 9) <= 1 / 0.6,
    },
  ]
}
