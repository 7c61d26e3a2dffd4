/**
 * What the processes of the crash recipe do to a company file, by a seeded script, and how they say it:
 * each operation on standard output, after its command returned. Arguments: phase, file, seed.
 *
 * Lines: `op <hash>` for an operation that is acknowledged.
 */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { systemClock } from '../../main/backend/company/clock.ts'
import type { CompanyFile } from '../../main/backend/company/company-file.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { addAllocations } from '../../main/backend/features/allocations.ts'
import { createCustomer } from '../../main/backend/features/customer-cards.ts'
import { postDocuments, reverseDocument } from '../../main/backend/features/documents.ts'
import { parseTable, readTable } from '../../main/backend/imports/read.ts'
import { runImport } from '../../main/backend/imports/run-import.ts'
import { contract } from '../../shared/contract/index.ts'
import { seeded } from './seeded.ts'

const [phaseText = '', pathText = '', seedText = '1'] = process.argv.slice(2)
export const phase = phaseText
export const path = pathText
export const clock = systemClock()
const seed = Number(seedText)
const random = seeded(seed)
/** A whole number from 0 up to `max`. */
export const whole = (max: number) => Math.floor(random() * max)
let last = 0

export function say(line: string): void {
  // Synchronous: what the parent has not heard was not acknowledged.
  writeFileSync(1, `${line}\n`)
}

/** Says the operations that are new in the file since the last look; all of them when `anew`. */
export function acknowledge(file: CompanyFile, anew = false): void {
  if (anew) last = 0
  for (const { seq, hash } of file.query(({ db }) =>
    db
      .prepare<[number], { seq: number; hash: string }>(
        'select local_seq as seq, lower(hex(op_hash)) as hash from op_outbox where local_seq > ? order by local_seq',
      )
      .all(last),
  )) {
    last = seq
    say(`op ${hash}`)
  }
}

export function open(): CompanyFile {
  const file = openCompanyFile(path, clock, true)
  last = file.query(
    ({ db }) =>
      db.prepare<[], { n: number | null }>('select max(local_seq) as n from op_outbox').get()?.n ??
      0,
  )
  return file
}

export function customer(file: CompanyFile): void {
  const input = contract.customers.create.input.parse({
    customerId: '01930000-0000-7000-8000-000000000001',
    customer: { code: 'C', name: 'C' },
  })
  file.command((context) => createCustomer(context, input))
  acknowledge(file)
}

export function post(file: CompanyFile, n: number): void {
  const [invoice, receipt] = [`F-${seed}-${n}`, `R-${seed}-${n}`]
  const day = `2026-0${1 + whole(9)}-${10 + whole(18)}`
  const kind = whole(10)
  if (kind === 0 && n > 0) {
    // Allocations to what stands open from before; the invoice is for when nothing does.
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: 'invoice',
          documentNo: invoice,
          customerCode: 'C',
          documentDate: day,
          amountMinor: 10_00,
        },
        {
          kind: 'receipt',
          documentNo: receipt,
          customerCode: 'C',
          documentDate: day,
          amountMinor: 1 + whole(90_00),
        },
      ],
    })
    file.command((context) => postDocuments(context, input))
    acknowledge(file)
    const add = contract.allocations.add.input.parse({
      credit: { documentNo: receipt },
      auto: true,
    })
    file.command((context) => addAllocations(context, add))
  } else if (kind === 1) {
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: 'invoice',
          documentNo: invoice,
          customerCode: 'C',
          documentDate: day,
          amountMinor: 10_00,
        },
      ],
    })
    file.command((context) => postDocuments(context, input))
    acknowledge(file)
    const reverse = contract.documents.reverse.input.parse({
      key: { documentNo: invoice },
      reason: 'x',
    })
    file.command((context) => reverseDocument(context, reverse))
  } else {
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: 'invoice',
          documentNo: invoice,
          customerCode: 'C',
          documentDate: day,
          amountMinor: 100_00 + n,
          description: `Sevkiyat ${n} ğüşİ`,
        },
        {
          kind: 'receipt',
          documentNo: receipt,
          customerCode: 'C',
          documentDate: day,
          amountMinor: 40_00,
          allocateTo: [{ documentNo: invoice, amountMinor: null }],
        },
      ],
    })
    file.command((context) => postDocuments(context, input))
  }
  acknowledge(file)
}

/** One file of `count` invoices, posted as a whole; a dry run is a check alone. */
export async function importFile(
  file: CompanyFile,
  n: number,
  count: number,
  dryRun: boolean,
): Promise<void> {
  const csv = join(dirname(path), `import-${n % 2}.csv`)
  const rows = Array.from(
    { length: count },
    (_, i) => `invoice,I-${seed}-${n}-${i},C,2026-0${1 + whole(9)}-15,${1 + whole(9000)}.50`,
  )
  writeFileSync(csv, `type,document_no,customer_code,document_date,amount\n${rows.join('\n')}\n`)
  const options = contract.imports.file.input.parse({
    source: { path: csv },
    options: { kind: 'documents' },
  })
  const table = await readTable(csv, options.options)
  const parsed = parseTable(table, 'i.csv', options.options, file.company.currency, new Map())
  await runImport(file, parsed, { createCustomers: false, partial: false, dryRun })
  acknowledge(file)
}
