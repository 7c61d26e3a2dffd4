/** What would lose work if nobody had thought of it: unlucky moments, foreign leftovers, clocks that lie. */
import { copyFileSync, existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveSetting } from '../../db/local/company.ts'
import { type Migration, MIGRATIONS } from '../../db/local/migrations/index.ts'
import { openAsIs } from '../../db/local/open.ts'
import { segmentsOf } from '../../db/local/outbox/journal.ts'
import { reachFrom, replay } from '../../db/local/outbox/settle.ts'
import { createCompanyFile } from '../../main/backend/company/create.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { backupsOf } from '../../main/backend/durability/backup-store.ts'
import { backupTo, makeBackup } from '../../main/backend/durability/backups.ts'
import { recoverCompanyFile } from '../../main/backend/durability/recover.ts'
import { restoreBackup } from '../../main/backend/durability/restore.ts'
import { verify } from '../../main/backend/features/verify.ts'
import { inspect } from '../crash/inspect.ts'
import { TestCompany } from '../support/company.ts'

const FORMER = MIGRATIONS.length
const NUMBERS = "select number from doc where kind = 'invoice' order by id"

let company: TestCompany
beforeEach(() => {
  company = new TestCompany({ now: '2026-11-02T09:00:00Z' })
  company.customer('C')
})
afterEach(() => company.dispose())

function post(...numbers: readonly string[]): void {
  for (const no of numbers) company.post({ no, customer: 'C', on: '2026-01-10', minor: 100_00 })
}

function numbersIn(path: string): string[] {
  const db = new SqliteDatabase(path, { readonly: true })
  const found = db.prepare<[], { number: string }>(NUMBERS).all()
  db.close()
  return found.map(({ number }) => number)
}

function numbers(): string[] {
  return company.file.query(({ db }) =>
    db
      .prepare<[], { number: string }>(NUMBERS)
      .all()
      .map(({ number }) => number),
  )
}

const digest = () => company.file.query((context) => verify(context, null, true)).digest

function open(): void {
  company.file = openCompanyFile(company.path, company.clock, true)
}

/** The database is lost; what recovery makes of backup and journal is open again. */
function loseDatabase() {
  company.file.close()
  truncateSync(company.path, 100)
  const recovered = recoverCompanyFile(company.path, company.clock.now(), { takesUnsure: false })
  open()
  return recovered
}

it('M171: what is posted while a restore makes its way back is in the way back', async ({
  signal,
}) => {
  // Large enough to be checked in a thread, while others work on.
  company.file.command(({ db }) => saveSetting(db, 'letterhead', 'x'.repeat(9_000_000)))
  const made = await makeBackup(company.file, 'asked')
  const posted: string[] = []
  const timer = setInterval(() => {
    posted.push(`W-${posted.length}`)
    post(posted.at(-1) ?? '')
  }, 3)
  signal.addEventListener('abort', () => clearInterval(timer))
  const before = await restoreBackup(company.file, made.name)
  clearInterval(timer)
  const kept = new Set([...numbers(), ...numbersIn(before.path)])

  expect(posted.length).toBeGreaterThan(3)
  expect(posted.filter((no) => !kept.has(no))).toEqual([])
}, 300_000)

it('M171: a restore during a daily backup has a way back of its own', async () => {
  const made = await makeBackup(company.file, 'asked')
  post('F-1')
  const daily = makeBackup(company.file, 'daily')
  const before = await restoreBackup(company.file, made.name)

  expect(before.name).not.toBe((await daily).name)
  expect(before.manifest?.reason).toBe('restore')
  expect(numbersIn(before.path)).toEqual(['F-1'])
})

it('M171: restoring the oldest backup does not rotate it away first', async () => {
  const made: string[] = []
  for (let day = 2; day <= 8; day += 1) {
    company.clock.set(`2026-11-0${day}T10:00:00Z`)
    post(`F-${day}`)
    made.push((await makeBackup(company.file, 'daily')).name)
  }
  company.clock.set('2026-11-09T10:00:00Z')
  const oldest = made[0] ?? ''
  await restoreBackup(company.file, oldest)

  expect(numbers()).toEqual(['F-2'])
  expect(backupsOf(company.path).map(({ name }) => name)).toContain(oldest)
})

it('M171: backups from a clock that ran ahead push out nothing made since', async () => {
  for (let day = 10; day < 30; day += 1) {
    company.clock.set(`2030-01-${day}T10:00:00Z`)
    post(`A-${day}`)
    await makeBackup(company.file, 'daily')
  }
  const made: string[] = []
  for (const day of ['20', '21', '22']) {
    company.clock.set(`2026-11-${day}T10:00:00Z`)
    post(`F-${day}`)
    made.push((await makeBackup(company.file, 'daily')).name)
  }
  post('F-last')
  const before = digest()

  expect(backupsOf(company.path).map(({ name }) => name)).toEqual(expect.arrayContaining(made))
  expect(loseDatabase()).toMatchObject({ isJournalWhole: true, missing: 0 })
  expect(numbers().slice(-2)).toEqual(['F-22', 'F-last'])
  expect(digest()).toBe(before)
  company.file.close()
  expect(inspect(company.path).faults).toEqual([])
  open()
})

it('M171: a segment whose making was cut short keeps what is written into it', () => {
  post('F-1')
  company.file.close()
  writeFileSync(join(`${company.path}.outbox`, '000002.journal'), '')
  open()
  post('F-2')

  expect(loseDatabase()).toMatchObject({ isJournalWhole: true, missing: 0 })
  expect(numbers()).toEqual(['F-1', 'F-2'])
})

it('M171: a company under the name of an earlier one is recovered as itself', () => {
  post('OLD-1')
  const { companyId } = company.file.company
  company.file.close()
  rmSync(company.path)
  createCompanyFile(
    company.path,
    { name: 'New', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
    company.clock,
  )
  open()
  company.customer('C')
  post('NEW-1')

  expect(loseDatabase()).toMatchObject({ isJournalWhole: true, missing: 0 })
  expect(company.file.company).toMatchObject({ name: 'New' })
  expect(company.file.company.companyId).not.toBe(companyId)
  expect(numbers()).toEqual(['NEW-1'])
})

it('M171: where the journal had to begin anew, a backup to begin from is made at once', () => {
  post('F-1')
  company.file.close()
  const [segment] = segmentsOf(company.path)
  // The last entry is lost, as a journal put back from yesterday has lost it.
  truncateSync(segment?.path ?? '', (segment?.entries.at(-1)?.records[0]?.at ?? 0) - 20)
  open()
  expect(company.file.settled?.setAside).toMatch(/outbox-aside-/)
  post('F-2')

  expect(loseDatabase()).toMatchObject({ isJournalWhole: true, missing: 0 })
  expect(numbers()).toEqual(['F-1', 'F-2'])
})

it('M171: entries done again once are not done again twice, also when cut off in between', () => {
  post('F-1')
  company.file.close()
  const old = join(company.dir, 'old')
  copyFileSync(company.path, old)
  open()
  post('F-2', 'F-3', 'F-4')
  const before = digest()
  company.file.close()
  copyFileSync(old, company.path)
  const db = openAsIs(company.path)
  const segments = segmentsOf(company.path)
  replay(db, segments, reachFrom(db, segments).sure.slice(0, 1))
  db.close()
  open()

  expect(company.file.settled).toMatchObject({ replayed: 2, setAside: null })
  expect(numbers()).toEqual(['F-1', 'F-2', 'F-3', 'F-4'])
  expect(digest()).toBe(before)
  company.file.close()
  open()
  expect(company.file.settled).toMatchObject({ replayed: 0, setAside: null })
})

it('M171: a restore over a file that another process is reading is refused, and nothing has changed', async () => {
  const made = await makeBackup(company.file, 'asked')
  const reader = new SqliteDatabase(company.path, { readonly: true })
  reader.exec('begin')
  reader.prepare('select count(*) from doc').get()
  post('F-1')

  await expect(restoreBackup(company.file, made.name)).rejects.toMatchObject({
    code: 'company.in_use',
  })
  reader.close()
  post('F-2')
  expect(numbers()).toEqual(['F-1', 'F-2'])
  expect(loseDatabase()).toMatchObject({ isJournalWhole: true, missing: 0 })
  expect(numbers()).toEqual(['F-1', 'F-2'])
})

describe('M171: over an upgrade', () => {
  const migrations = MIGRATIONS as Migration[]
  afterEach(() => void migrations.splice(FORMER))

  /** F-1, a backup, F-2; the program is upgraded; F-3. */
  async function upgraded(): Promise<void> {
    post('F-1')
    await makeBackup(company.file, 'asked')
    company.file.close()
    copyFileSync(company.path, join(company.dir, 'old'))
    open()
    post('F-2')
    company.file.close()
    migrations.push({
      name: 'next',
      sql: 'create table known (doc_id integer primary key); insert into known select id from doc;',
    })
    open()
    post('F-3')
  }
  const known = () =>
    company.file.query(({ db }) => db.prepare('select count(*) as n from known').get())

  it('recovers from a backup of the version before, each entry in its own version', async () => {
    await upgraded()
    for (const { path, manifest } of backupsOf(company.path))
      if (manifest?.reason === 'migration') truncateSync(path, 1000)

    expect(loseDatabase()).toMatchObject({ isJournalWhole: true, missing: 0 })
    expect(numbers()).toEqual(['F-1', 'F-2', 'F-3'])
    expect(known()).toEqual({ n: 2 })
  })

  it('an old copy put back is not half brought up: recovery has all of it', async () => {
    await upgraded()
    company.file.close()
    copyFileSync(join(company.dir, 'old'), company.path)

    expect(() => open()).toThrow(expect.objectContaining({ code: 'company.damaged' }))
    recoverCompanyFile(company.path, company.clock.now(), { takesUnsure: false })
    open()
    expect(numbers()).toEqual(['F-1', 'F-2', 'F-3'])
    expect(known()).toEqual({ n: 2 })
  })
})

it('a copy under a chosen name has it only when it is checked', async () => {
  const to = join(company.dir, 'stick', 'copy.saldo')
  const going = backupTo(company.file, to)
  expect(existsSync(to)).toBe(false)
  await going

  expect(existsSync(to)).toBe(true)
  expect(inspect(to).faults).toEqual([])
  mkdirSync(join(company.dir, 'folder'))
  await expect(backupTo(company.file, join(company.dir, 'folder'))).rejects.toMatchObject({
    code: 'file.exists',
  })
})
