/** Posts until it is killed, saying each number only after its commit. Run by the kill test. */
import { systemClock } from '../../main/backend/company/clock.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { createCustomer } from '../../main/backend/features/customer-cards.ts'
import { postDocuments } from '../../main/backend/features/documents.ts'
import { contract } from '../../shared/contract/index.ts'

const [path = '', run = ''] = process.argv.slice(2)
const file = openCompanyFile(path, systemClock(), false)
file.command((context) =>
  createCustomer(
    context,
    contract.customers.create.input.parse({
      customerId: '01930000-0000-7000-8000-000000000001',
      customer: { code: 'C', name: 'C' },
    }),
  ),
)
for (let n = 0; ; n += 1) {
  const [invoice, receipt] = [`F-${run}-${n}`, `R-${run}-${n}`]
  const input = contract.documents.post.input.parse({
    documents: [
      {
        kind: 'invoice',
        documentNo: invoice,
        customerCode: 'C',
        documentDate: '2026-01-10',
        amountMinor: 100_00 + n,
      },
      {
        kind: 'receipt',
        documentNo: receipt,
        customerCode: 'C',
        documentDate: '2026-01-12',
        amountMinor: 40_00,
        allocateTo: [{ documentNo: invoice, amountMinor: null }],
      },
    ],
  })
  file.command((context) => postDocuments(context, input))
  process.stdout.write(`${invoice}\n${receipt}\n`)
}
