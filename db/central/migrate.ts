/**
 * Brings a server's database to this version: as the owner named in its URL, who alone may.
 *
 * Several processes may start at once, so all of it runs under an advisory lock; the second finds
 * nothing left to do. Each migration is one transaction with its line in `schema_version`.
 */
import pg from 'pg'
import type { Migration } from '../kit/migration.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { ensureRoles } from './roles.ts'

/** 'Sald' in ASCII; the lock is one per database. */
const LOCK = 0x53_61_6c_64
/** For `pg_has_role(…, 'SET')`, and `GRANT … WITH SET`. */
const MINIMUM_POSTGRES = 160_000

/** Resolves when the schema is that of `migrations`; throws when it is newer or another one. */
export async function migrate(
  url: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'saldo migrate' })
  await client.connect()
  try {
    await assertVersion(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await ensureRoles(client)
    await client.query(
      'create table if not exists schema_version (version integer primary key, name text not null)',
    )
    const { rows } = await client.query<{ name: string }>(
      'select name from schema_version order by version',
    )
    assertKnown(
      rows.map(({ name }) => name),
      migrations,
    )
    for (const [index, migration] of migrations.entries())
      if (index >= rows.length) await apply(client, index + 1, migration)
  } finally {
    // The lock ends with the connection.
    await client.end()
  }
}

async function apply(client: pg.Client, version: number, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into schema_version (version, name) values ($1, $2)', [
      version,
      migration.name,
    ])
    await client.query('commit')
  } catch (cause) {
    // Ending the connection rolls back.
    throw new Error(`migration ${migration.name} failed`, { cause })
  }
}

async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  )
  if (Number(rows[0]?.version) < MINIMUM_POSTGRES)
    throw new Error('the server needs PostgreSQL 16 or newer')
}

function assertKnown(applied: readonly string[], migrations: readonly Migration[]): void {
  const stranger = applied.find((name, index) => migrations[index]?.name !== name)
  if (stranger !== undefined)
    throw new Error(`the database is of another version: it has had migration ${stranger}`)
}
