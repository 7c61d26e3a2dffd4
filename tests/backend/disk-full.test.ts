/**
 * A disk that fills up at random points while posting, importing and backing up: refused in plain
 * words, nothing half-written, reading goes on, and posting again as soon as there is room, without a
 * restart (reliability-security.md 3). The disk is a small one in memory; where this user may not
 * mount one, the test says so and the page limit of SQLite stands in for it.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../../main/backend/company/clock.ts'
import type { CompanyFile } from '../../main/backend/company/company-file.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { createCompanyFile } from '../../main/backend/company/create.ts'
import { makeBackup } from '../../main/backend/durability/backups.ts'
import { createCustomer } from '../../main/backend/features/customer-cards.ts'
import { postDocuments } from '../../main/backend/features/documents.ts'
import { verify } from '../../main/backend/features/verify.ts'
import { parseTable, readTable } from '../../main/backend/imports/read.ts'
import { runImport } from '../../main/backend/imports/run-import.ts'
import { contract } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { inspect } from '../crash/inspect.ts'
import { freshSeed, seeded } from '../crash/seeded.ts'

const POINTS = 200
const SIZE_MIB = 24
const MIB = 1024 ** 2
const seed = freshSeed()
const clock = systemClock()

let dir: string
let isMounted = false
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MIB}m`, 'tmpfs', dir], {
      stdio: 'ignore',
    })
    isMounted = true
  } catch {
    isMounted = false
  }
})
afterEach(() => {
  if (isMounted) execFileSync('umount', ['-l', dir])
  rmSync(dir, { recursive: true, force: true })
})

/** Leaves `bytes` free: another program's file takes the rest. */
function leave(file: CompanyFile, bytes: number): void {
  if (!isMounted) {
    const pages = file.query(({ db }) => Number(db.pragma('page_count')))
    file.withWriter((db) =>
      db.execute(`pragma max_page_count = ${pages + Math.floor(bytes / 4096)}`),
    )
    return
  }
  const { bavail, bsize } = statfsSync(dir)
  writeFileSync(join(dir, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)))
}

function free(file: CompanyFile): void {
  if (isMounted) rmSync(join(dir, 'filler'), { force: true })
  else file.withWriter((db) => db.execute('pragma max_page_count = 1073741823'))
}

it(`M171: refused, never half, at ${POINTS} points of a disk that is full`, async () => {
  const path = join(dir, 'a.saldo')
  createCompanyFile(
    path,
    { name: 'Full', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
    clock,
  )
  let file = openCompanyFile(path, clock, true)
  const customer = contract.customers.create.input.parse({
    customerId: '01930000-0000-7000-8000-000000000001',
    customer: { code: 'C', name: 'C' },
  })
  file.command((context) => createCustomer(context, customer))
  const source = mkdtempSync(join(tmpdir(), 'saldo-full-source-'))
  const random = seeded(seed)
  const whole = (max: number) => Math.floor(random() * max)
  const acknowledged = new Set<string>()
  const post = (no: string) => {
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: 'invoice',
          documentNo: no,
          customerCode: 'C',
          documentDate: '2026-01-10',
          amountMinor: 100_00,
          description: 'x'.repeat(whole(500)),
        },
      ],
    })
    file.command((context) => postDocuments(context, input))
    acknowledged.add(no)
  }
  const importing = async (n: number) => {
    const numbers = Array.from({ length: 20 + whole(300) }, (_, i) => `I-${n}-${i}`)
    const csv = join(source, 'i.csv')
    writeFileSync(
      csv,
      `type,document_no,customer_code,document_date,amount\n${numbers.map((no) => `invoice,${no},C,2026-02-15,12.50`).join('\n')}\n`,
    )
    const { options } = contract.imports.file.input.parse({
      source: { path: csv },
      options: { kind: 'documents' },
    })
    const table = await readTable(csv, options)
    const parsed = parseTable(table, 'i.csv', options, 'TRY', new Map())
    await runImport(file, parsed, { createCustomers: false, partial: false, dryRun: false })
    for (const no of numbers) acknowledged.add(no)
  }
  const stored = () =>
    new Set(
      file.query(({ db }) =>
        db
          .prepare<[], { number: string }>('select number from doc')
          .all()
          .map(({ number }) => number),
      ),
    )

  const seen = { done: 0, refused: 0 }
  for (let n = 0; n < POINTS; n += 1) {
    const before = stored()
    leave(file, whole(10) < 7 ? whole(600 * 1024) : whole(3 * MIB))
    try {
      if (n % 4 === 2) await importing(n)
      else if (n % 4 === 3) await makeBackup(file, 'asked')
      else for (let i = 0; i < 15; i += 1) post(`F-${n}-${i}`)
      seen.done += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(`seed ${seed}, point ${n}`, { cause: error })
      expect(error.code, `seed ${seed}, point ${n}`).toMatch(/^disk\.(full|low|failed)$/)
      seen.refused += 1
      // Reading goes on while the disk is full; nothing of the refused is there.
      const now = stored()
      expect(
        [...now].filter((no) => !acknowledged.has(no)),
        `seed ${seed}, point ${n}`,
      ).toEqual([])
      expect([...before].filter((no) => !now.has(no))).toEqual([])
    }
    free(file)
    // Posting goes on as soon as there is room.
    post(`after-${n}`)
    if (n % 20 !== 19) continue
    file.close()
    expect(inspect(path).faults, `seed ${seed}, point ${n}`).toEqual([])
    rmSync(dir + '/backups', { recursive: true, force: true })
    rmSync(path, { force: true })
    rmSync(`${path}.outbox`, { recursive: true, force: true })
    acknowledged.clear()
    createCompanyFile(
      path,
      { name: 'Full', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
      clock,
    )
    file = openCompanyFile(path, clock, true)
    file.command((context) => createCustomer(context, customer))
  }
  expect(file.query((context) => verify(context, null, true)).ok).toBe(true)
  file.close()
  rmSync(source, { recursive: true, force: true })

  expect(seen.refused).toBeGreaterThan(POINTS / 5)
  expect(seen.done + seen.refused).toBe(POINTS)
}, 600_000)
