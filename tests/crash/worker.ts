/**
 * The process that is killed: works on a company file by a seeded script of one phase, until it is
 * (acts.ts). Beside the operations it says `ready` once work begins, `backup <name>` for a backup that
 * was called sound, `restored <to> <from>`, and `migrated`.
 */
import type { CompanyFile } from '../../main/backend/company/company-file.ts'
import { keepCopy } from '../../main/backend/durability/backup-store.ts'
import { makeBackup } from '../../main/backend/durability/backups.ts'
import { restoreBackup } from '../../main/backend/durability/restore.ts'
import { openCompanyDb } from '../../db/local/open.ts'
import { MIGRATIONS } from '../../db/local/migrations/index.ts'
import {
  acknowledge,
  clock,
  customer,
  importFile,
  open,
  path,
  phase,
  post,
  say,
  whole,
} from './acts.ts'

async function importing(file: CompanyFile): Promise<void> {
  for (let n = 0; ; n += 1) await importFile(file, n, 200 + whole(800), n % 3 === 2)
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
    acknowledge(file, true)
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
