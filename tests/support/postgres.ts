/** Starts PostgreSQL once a run, for the tests that need it, with a migrated database to copy. */
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../db/central/embedded.ts'
import { migrate } from '../../db/central/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the database `saldo`, as a superuser. */
    postgresUrl: string
  }
}

export const TEMPLATE = 'saldo_template'

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startEmbedded({ mode: 'test' })
  await migrate(postgres.url)
  const client = new pg.Client({ connectionString: postgres.url.replace('/saldo?', '/postgres?') })
  await client.connect()
  await client.query(`alter database saldo rename to ${TEMPLATE}`)
  await client.end()
  project.provide('postgresUrl', postgres.url.replace('/saldo?', '/postgres?'))
  return postgres.stop
}
