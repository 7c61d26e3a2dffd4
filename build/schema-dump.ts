/** Writes `db/local/schema.sql` as all migrations leave it; with `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createCompanyDb } from '../db/local/open.ts'

const path = fileURLToPath(new URL('../db/local/schema.sql', import.meta.url))
const db = createCompanyDb(':memory:')
const rows = db
  .prepare<[], { sql: string }>(
    "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by type desc, name",
  )
  .all()
const text = `-- What the migrations make; written by "npm run db:dump", not by hand.\n\n${rows.map(({ sql }) => `${sql};`).join('\n\n')}\n`
db.close()
if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(
      'db/local/schema.sql is not what the migrations make: run "npm run db:dump"\n',
    )
    process.exitCode = 1
  }
} else writeFileSync(path, text)
