/**
 * The process that is killed: works on a company file by a seeded script of one phase and says each
 * acknowledged operation on standard output, after its command returned. Arguments: phase, file, seed.
 *
 * Lines: `op <hash>` for an operation that is acknowledged, `ready` once work begins, `backup <name>`
 * for a backup that was called sound, `at <chain hash>` for the state a restore left.
 */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { systemClock } from '../../main/backend/company/clock.ts'
import type { CompanyFile } from '../../main/backend/company/company-file.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { addAllocations } from '../../main/backend/features/allocations.ts'
import { createCustomer } from '../../main/backend/features/customer-cards.ts'
import { postDocuments, reverseDocument } from '../../main/backend/features/documents.ts'
import { makeBackup } from '../../main/backend/durability/backups.ts'
import { keepCopy } from '../../main/backend/durability/backup-store.ts'
import { restoreBackup } from '../../main/backend/durability/restore.ts'
import { parseTable, readTable } from '../../main/backend/imports/read.ts'
import { runImport } from '../../main/backend/imports/run-import.ts'
import { openCompanyDb } from '../../db/local/open.ts'
import { MIGRATIONS } from '../../db/local/migrations/index.ts'
import { contract } from '../../shared/contract/index.ts'
import { seeded } from './seeded.ts'

const [phase = '', path = '', seedText = '1'] = process.argv.slice(2)
const seed = Number(seedText)
const random = seeded(seed)
const whole = (max: number) => Math.floor(random() * max)
const clock = systemClock()
let last = 0

function say(line: string): void {
  // Synchronous: what the parent has not heard was not acknowledged.
  writeFileSync(1, `${line}\n`)
}

/** Says the operations that are new in the file since the last look. */
function acknowledge(file: CompanyFile): void {
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

function open(): CompanyFile {
  const file = openCompanyFile(path, clock, true)
  last = file.query(
    ({ db }) =>
      db.prepare<[], { n: number | null }>('select max(local_seq) as n from op_outbox').get()?.n ??
      0,
  )
  return file
}

function customer(file: CompanyFile): void {
  const input = contract.customers.create.input.parse({
    customerId: '01930000-0000-7000-8000-000000000001',
    customer: { code: 'C', name: 'C' },
  })
  file.command((context) => createCustomer(context, input))
  acknowledge(file)
}

function post(file: CompanyFile, n: number): void {
  const [invoice, receipt] = [`F-${seed}-${n}`, `R-${seed}-${n}`]
  const day = `2026-0${1 + whole(9)}-${10 + whole(18)}`
  const kind = whole(10)
  if (kind === 0 && n > 0) {
    // Allocations and reversals of what stands open from before.
    const input = contract.documents.post.input.parse({
      documents: [
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

async function importing(file: CompanyFile): Promise<void> {
  for (let n = 0; ; n += 1) {
    const csv = join(dirname(path), `import-${n % 2}.csv`)
    const rows = Array.from(
      { length: 200 + whole(800) },
      (_, i) => `invoice,I-${seed}-${n}-${i},C,2026-0${1 + whole(9)}-15,${1 + whole(9000)}.50`,
    )
    writeFileSync(csv, `type,document_no,customer_code,document_date,amount\n${rows.join('\n')}\n`)
    const options = contract.imports.file.input.parse({
      source: { path: csv },
      options: { kind: 'documents' },
    })
    const table = await readTable(csv, options.options)
    const parsed = parseTable(table, 'i.csv', options.options, file.company.currency, new Map())
    await runImport(file, parsed, { createCustomers: false, partial: false, dryRun: n % 3 === 2 })
    acknowledge(file)
  }
}

async function backingUp(file: CompanyFile): Promise<void> {
  for (let n = 0; ; n += 1) {
    const going = makeBackup(file, 'asked')
    post(file, n * 2)
    const made = await going
    say(`backup ${made.name}`)
    post(file, n * 2 + 1)
  }
}

async function restoring(file: CompanyFile): Promise<void> {
  let made = await makeBackup(file, 'asked')
  for (let n = 0; ; n += 1) {
    post(file, n)
    // The way there and back again: what was posted stands in the backup made before.
    const before = await restoreBackup(file, made.name)
    say(`restored ${made.name} ${before.name}`)
    made = before
    await restoreBackup(file, before.name)
    say(`restored ${before.name} -`)
    last = 0
    acknowledge(file)
  }
}

/** The file is older by one: brought up, killed, looked at, again. */
function migrating(): void {
  const slow = {
    name: 'slow',
    sql: `create table slow (id integer primary key, x blob) strict;
      insert into slow (x) select randomblob(400) from doc_line as a limit ${2000 + whole(20_000)};
      alter table customer add column slow text;`,
  }
  const migrations = [...MIGRATIONS, slow]
  say('ready')
  const db = openCompanyDb(
    path,
    (old) => void keepCopy(old, path, 'migration', clock.now()),
    migrations,
  )
  say('migrated')
  db.close()
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
}

async function main(): Promise<void> {
  if (phase === 'migration') return migrating()
  const file = open()
  customer(file)
  say('ready')
  if (phase === 'import') return importing(file)
  if (phase === 'backup') return backingUp(file)
  if (phase === 'restore') return restoring(file)
  for (let n = 0; ; n += 1) {
    post(file, n)
    if (phase !== 'checkpoint' || n % 5 !== 4) continue
    file.checkpoint()
    if (n % 20 === 19) file.withWriter((db) => db.execute('vacuum'))
  }
}

await main()
