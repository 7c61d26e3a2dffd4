/**
 * The process whose writes and syncs are recorded: a day with a company file by a seeded script, to its
 * end. Phase `day` goes from making the file over posting, import, backup and migration; `restore` goes
 * there and back. Beside the lines of acts.ts: `created`, `opened`, `backup <name>`, `copied <file>`,
 * `restored`, `migrated`.
 */
import { join } from 'node:path'
import { saveSetting } from '../../../db/local/company.ts'
import { openCompanyDb } from '../../../db/local/open.ts'
import { MIGRATIONS } from '../../../db/local/migrations/index.ts'
import { createCompanyFile } from '../../../main/backend/company/create.ts'
import { keepCopy } from '../../../main/backend/durability/backup-store.ts'
import { backupTo, makeBackup } from '../../../main/backend/durability/backups.ts'
import { restoreBackup } from '../../../main/backend/durability/restore.ts'
import { acknowledge, clock, customer, importFile, open, path, phase, post, say } from '../acts.ts'

const BEYOND_SEGMENT = 4_300_000

createCompanyFile(
  path,
  { name: 'Cut', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
  clock,
)
say('created')
let file = open()
say('opened')
customer(file)
let n = 0
const posts = (count: number) => {
  for (let i = 0; i < count; i += 1, n += 1) post(file, n)
}
posts(8)
if (phase === 'restore') await thereAndBack()
else await day()

async function day(): Promise<void> {
  await importFile(file, 0, 300, false)
  posts(4)
  file.checkpoint()
  posts(4)
  const going = makeBackup(file, 'asked')
  posts(2)
  say(`backup ${(await going).name}`)
  // In parts, and beyond the first segment of the outbox journal.
  file.command(({ db }) => saveSetting(db, 'letterhead', 'x'.repeat(BEYOND_SEGMENT)))
  posts(2)
  await importFile(file, 1, 300, false)
  posts(3)
  file.close()
  file = open()
  posts(4)
  const copy = join(path, '..', 'copies', 'copy.saldo')
  await backupTo(file, copy)
  say('copied copies/copy.saldo')
  posts(2)
  say(`backup ${(await makeBackup(file, 'asked')).name}`)
  posts(2)
  file.close()
  const next = { name: 'next', sql: 'create table next (id integer primary key) strict' }
  const keep = (old: Parameters<typeof keepCopy>[0]) =>
    void keepCopy(old, path, 'migration', clock.now())
  openCompanyDb(path, keep, [...MIGRATIONS, next]).close()
  say('migrated')
}

async function thereAndBack(): Promise<void> {
  const made = await makeBackup(file, 'asked')
  say(`backup ${made.name}`)
  posts(5)
  const before = await restoreBackup(file, made.name)
  say(`backup ${before.name}`)
  say('restored')
  posts(3)
  await restoreBackup(file, before.name)
  say('restored')
  acknowledge(file, true)
  posts(3)
  file.close()
  file = open()
  posts(2)
  file.close()
}
