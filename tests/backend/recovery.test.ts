/** Outbox journal, recovery and restore through the program itself: what the rules of reliability-security.md 3 say. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../main/backend/company/clock.ts'
import type { CompanyFile } from '../../main/backend/company/company-file.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { createCompanyFile } from '../../main/backend/company/create.ts'
import { makeBackup } from '../../main/backend/durability/backups.ts'
import { lookForRecovery, recoverCompanyFile } from '../../main/backend/durability/recover.ts'
import { restoreBackup } from '../../main/backend/durability/restore.ts'
import { createCustomer } from '../../main/backend/features/customer-cards.ts'
import { postDocuments } from '../../main/backend/features/documents.ts'
import { verify } from '../../main/backend/features/verify.ts'
import { parseTable, readTable } from '../../main/backend/imports/read.ts'
import { runImport } from '../../main/backend/imports/run-import.ts'
import { contract } from '../../shared/contract/index.ts'
import { inspect } from '../crash/inspect.ts'

let dir: string
let path: string
let file: CompanyFile

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-recovery-'))
  path = join(dir, 'a.saldo')
  createCompanyFile(
    path,
    { name: 'A', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
    systemClock(),
  )
  file = open()
  file.command((context) =>
    createCustomer(
      context,
      contract.customers.create.input.parse({
        customerId: '01930000-0000-7000-8000-000000000001',
        customer: { code: 'C', name: 'C' },
      }),
    ),
  )
})
afterEach(() => {
  file.close()
  rmSync(dir, { recursive: true, force: true })
})

function open(): CompanyFile {
  return openCompanyFile(path, systemClock(), true)
}

function post(...numbers: readonly string[]): void {
  for (const documentNo of numbers) {
    const input = contract.documents.post.input.parse({
      documents: [
        {
          kind: 'invoice',
          documentNo,
          customerCode: 'C',
          documentDate: '2026-01-10',
          amountMinor: 100_00,
        },
      ],
    })
    file.command((context) => postDocuments(context, input))
  }
}

function numbers(): string[] {
  return file.query(({ db }) =>
    db
      .prepare<[], { number: string }>("select number from doc where kind = 'invoice' order by id")
      .all()
      .map(({ number }) => number),
  )
}

const digest = () => file.query((context) => verify(context, null, true)).digest
const recover = (takesUnsure = false) => recoverCompanyFile(path, Date.now(), { takesUnsure })

/** Runs the crash worker with a planned fault until it dies by it. */
function crash(fault: string): void {
  const worker = fileURLToPath(new URL('../crash/worker.ts', import.meta.url))
  spawnSync(process.execPath, [worker, 'posting', path, '1'], {
    env: { ...process.env, SALDO_FAULT: fault },
  })
}

describe('M171: the outbox journal', () => {
  it('brings back what was posted after the backup when the database is lost', async () => {
    post('F-1')
    await makeBackup(file, 'asked')
    post('F-2', 'F-3')
    const before = digest()
    file.close()
    truncateSync(path, 5000)

    expect(() => open()).toThrow(expect.objectContaining({ code: 'company.damaged' }))
    expect(lookForRecovery(path)).toMatchObject({ commits: 2, isJournalWhole: true, unsure: [] })
    const recovered = recover()
    file = open()

    expect(recovered).toMatchObject({ commits: 2, isJournalWhole: true, missing: 0 })
    expect(existsSync(recovered.setAside ?? '')).toBe(true)
    expect(numbers()).toEqual(['F-1', 'F-2', 'F-3'])
    expect(digest()).toBe(before)
    expect(inspect(path).faults).toEqual([])
  })

  it('brings back an import worked on in slices, and holds nothing of its check', async () => {
    const invoices = (from: number) =>
      Array.from({ length: 60 }, (_, i) => `invoice,I-${from + i},C,2026-02-15,12.50`).join('\n')
    const importing = async (rows: string, dryRun: boolean) => {
      const csv = join(dir, 'i.csv')
      writeFileSync(csv, `type,document_no,customer_code,document_date,amount\n${rows}\n`)
      const { options } = contract.imports.file.input.parse({
        source: { path: csv },
        options: { kind: 'documents' },
      })
      const parsed = parseTable(await readTable(csv, options), 'i.csv', options, 'TRY', new Map())
      return runImport(file, parsed, { createCustomers: false, partial: false, dryRun })
    }
    await makeBackup(file, 'asked')
    await importing(invoices(0), true)
    await importing(invoices(0), false)
    const before = digest()
    file.close()
    truncateSync(path, 5000)

    expect(recover()).toMatchObject({ commits: 1, isJournalWhole: true, missing: 0 })
    file = open()
    expect(numbers()).toHaveLength(60)
    expect(digest()).toBe(before)
    expect(inspect(path).faults).toEqual([])
  })

  it('does again by itself what an older copy that was put back has lost', () => {
    post('F-1')
    file.close()
    copyFileSync(path, join(dir, 'old'))
    file = open()
    post('F-2', 'F-3')
    const before = digest()
    file.close()
    copyFileSync(join(dir, 'old'), path)
    file = open()

    expect(file.settled).toMatchObject({ replayed: 2, dropped: 0, setAside: null })
    expect(numbers()).toEqual(['F-1', 'F-2', 'F-3'])
    expect(digest()).toBe(before)
  })

  it('drops an entry that came to no COMMIT, and goes on', () => {
    file.close()
    crash('crash-before-commit@3')
    file = open()

    expect(file.settled).toMatchObject({ replayed: 0, dropped: 1 })
    post('F-9')
    file.close()
    expect(inspect(path).faults).toEqual([])
    file = open()
    expect(file.settled).toMatchObject({ replayed: 0, dropped: 0, setAside: null })
  })

  it('shows what nobody knows about, and takes it only when told to', () => {
    file.close()
    crash('crash-before-commit@3')
    copyFileSync(path, join(dir, 'kept'))
    rmSync(`${path}-wal`, { force: true })
    truncateSync(path, 100)
    const { unsure, commits } = lookForRecovery(path)

    expect(commits).toBeGreaterThan(0)
    expect(unsure.length).toBeGreaterThan(0)
    expect(unsure[0]).toMatchObject({ kind: 'doc.post', currency: 'TRY', date: expect.any(String) })
    recover(true)
    file = open()
    expect(numbers()).toContain(unsure[0]?.documentNo)
  })

  it('has what was committed but not marked', () => {
    file.close()
    crash('crash-after-commit@3')
    const { operations } = inspect(path)
    file = open()

    expect(file.settled).toMatchObject({ replayed: 0, dropped: 0 })
    expect(operations.size).toBeGreaterThan(0)
  })

  it('is set aside when it belongs to another file, and says so', () => {
    post('F-1')
    file.close()
    const other = join(dir, 'b.saldo')
    createCompanyFile(
      other,
      { name: 'B', currency: 'EUR', timezone: 'Europe/Berlin', fiscalYearStart: 1 },
      systemClock(),
    )
    const second = openCompanyFile(other, systemClock(), true)
    second.command((context) =>
      createCustomer(
        context,
        contract.customers.create.input.parse({
          customerId: '01930000-0000-7000-8000-000000000002',
          customer: { code: 'D', name: 'D' },
        }),
      ),
    )
    second.close()
    copyFileSync(other, path)
    file = open()

    expect(file.settled?.setAside).toMatch(/outbox-aside-/)
    expect(file.company.name).toBe('B')
  })

  it('says when the file is not as Saldo closed it', () => {
    file.close()
    const bytes = Buffer.alloc(1, 0x5a)
    const handle = join(dir, 'flip')
    copyFileSync(path, handle)
    writeFileSync(path, Buffer.concat([readFileSync(handle), bytes]))
    file = open()

    expect(existsSync(join(`${path}.outbox`, 'changed-outside.json'))).toBe(true)
  })
})

describe('M171: restore', () => {
  it('puts a backup in place as a new installation, with the way back among the backups', async () => {
    post('F-1')
    const made = await makeBackup(file, 'asked')
    post('F-2')
    const now = digest()
    const { deviceId, deviceEpoch } = file.company
    const before = await restoreBackup(file, made.name)

    expect(numbers()).toEqual(['F-1'])
    expect(file.company.deviceId).not.toBe(deviceId)
    expect(file.company.deviceEpoch).toBe(deviceEpoch + 1)
    post('F-3')
    await restoreBackup(file, before.name)
    expect(numbers()).toEqual(['F-1', 'F-2'])
    expect(digest()).toBe(now)
    file.close()
    expect(inspect(path).faults).toEqual([])
    file = open()
  })

  it('recovers to the life after a restore, not to the one before', async () => {
    post('F-1')
    const made = await makeBackup(file, 'asked')
    post('F-2', 'F-3')
    await restoreBackup(file, made.name)
    post('F-4')
    file.close()
    truncateSync(path, 0)
    const recovered = recover()
    file = open()

    expect(recovered).toMatchObject({ commits: 1, isJournalWhole: true })
    expect(numbers()).toEqual(['F-1', 'F-4'])
  })

  it('leaves no half-made file beside it', () => {
    expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([])
  })
})
