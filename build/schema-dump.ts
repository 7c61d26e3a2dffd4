/**
 * Writes `db/local/schema.sql` and `db/central/schema.sql` as all migrations leave them; with `--check`
 * only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { schemaText } from '../db/central/describe.ts'
import { startEmbedded } from '../db/central/embedded.ts'
import { migrate } from '../db/central/migrate.ts'
import { createCompanyDb } from '../db/local/open.ts'

settle('db/local/schema.sql', localSchema())
settle('db/central/schema.sql', await centralSchema())

function settle(name: string, schema: string): void {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url))
  const text = `-- What the migrations make; written by "npm run db:dump", not by hand.\n\n${schema}\n`
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`${name} is not what the migrations make: run "npm run db:dump"\n`)
    process.exitCode = 1
  }
}

function localSchema(): string {
  const db = createCompanyDb(':memory:')
  const rows = db
    .prepare<[], { sql: string }>(
      "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by type desc, name",
    )
    .all()
  db.close()
  return rows.map(({ sql }) => `${sql};`).join('\n\n')
}

async function centralSchema(): Promise<string> {
  const postgres = await startEmbedded({ mode: 'test' })
  try {
    await migrate(postgres.url)
    return await schemaText(postgres.url)
  } finally {
    await postgres.stop()
  }
}
