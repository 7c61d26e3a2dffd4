/** The server's database itself: its schema, its start, its roles, and how it says that it is busy. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest'
import { Central, isTransient } from '../../db/central/central.ts'
import { columnOf, POSTGRES_TYPES } from '../../db/central/columns.ts'
import { migrate } from '../../db/central/migrate.ts'
import { MIGRATIONS } from '../../db/central/migrations/index.ts'
import { shapeOf, TABLE_NAMES } from '../../sync/engine/central/tables.ts'
import { CompanyQueue } from '../../sync/server/company-queue.ts'
import { postgresStore } from '../../sync/server/postgres-store.ts'
import { StoreBusy } from '../../sync/server/store.ts'
import { idOf, sampleRow } from '../simulation/sample-rows.ts'
import { makeTestDatabase } from '../support/test-database.ts'

let url: string
let owner: pg.Client

beforeAll(async () => {
  url = await makeTestDatabase()
  owner = await connected(url)
})
afterAll(() => owner.end())

const WAITING = `
  select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`

async function connected(to: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: to })
  await client.connect()
  return client
}

async function emptyDatabase(): Promise<string> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await owner.query(`create database ${name}`)
  return inject('postgresUrl').replace('/postgres?', `/${name}?`)
}

async function makeCompany(central: Central, n: number): Promise<string> {
  const companyId = idOf(n, 'company')
  await postgresStore(central).createCompany({
    companyId,
    tenantId: idOf(1),
    name: 'A',
    currency: 'TRY',
    timezone: 'UTC',
    fiscalYearStart: 1,
    timelineId: idOf(n, 'timeline'),
    saltKey: null,
  })
  return companyId
}

it.each(TABLE_NAMES)(
  'has of %s just the columns, keys and indexes that the engine describes',
  async (table) => {
    const shape = shapeOf(table)
    const { rows: columns } = await owner.query(
      `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as optional
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [table],
    )
    const { rows: indexes } = await owner.query<{ is_unique: boolean; columns: string }>(
      `select indisunique as is_unique, (select string_agg(attname, ' ' order by n) from unnest(indkey) with ordinality as k (attnum, n)
       join pg_attribute as a on a.attrelid = indrelid and a.attnum = k.attnum) as columns
     from pg_index where indrelid = $1::regclass`,
      [table],
    )

    const expected = Object.entries(shape.columns).map(([name, type]) => {
      const { kind, isOptional } = columnOf(name, type)
      return { name, type: POSTGRES_TYPES[kind], optional: isOptional }
    })
    expect(columns).toEqual([{ name: 'company_id', type: 'uuid', optional: false }, ...expected])
    const unique = indexes.filter((one) => one.is_unique).map((one) => one.columns)
    expect(unique.toSorted()).toEqual(
      [shape.key, ...(shape.unique ?? [])]
        .map((key) => ['company_id', ...key].join(' '))
        .toSorted(),
    )
    for (const column of shape.lookups)
      expect(indexes.some((one) => one.columns.startsWith(`company_id ${column}`))).toBe(true)
  },
)

it('migrates once, however many processes start at once, and refuses a newer database', async () => {
  const empty = await emptyDatabase()

  await Promise.all(Array.from({ length: 4 }, () => migrate(empty)))
  await migrate(empty)

  const client = await connected(empty)
  onTestFinished(() => client.end())
  const { rows } = await client.query('select name from schema_version order by version')
  expect(rows.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name))
  await expect(migrate(empty, MIGRATIONS.slice(0, 1))).rejects.toThrow('another version')
})

it('leaves the version before when a migration fails', async () => {
  const empty = await emptyDatabase()
  const broken = { name: '0003-broken', sql: 'create table half (n int); select 1 / 0' }

  await expect(migrate(empty, [...MIGRATIONS, broken])).rejects.toThrow('0003-broken failed')

  const client = await connected(empty)
  onTestFinished(() => client.end())
  const { rows } = await client.query(
    "select to_regclass('half') as half, count(*) from schema_version",
  )
  expect(rows).toEqual([{ half: null, count: String(MIGRATIONS.length) }])
})

it('T8: starts as an owner who is no superuser, and not with a role that could see all', async () => {
  const name = `owned_${randomUUID().replaceAll('-', '')}`
  await owner.query(`create role ${name} login createrole`)
  await owner.query(`create database ${name} owner ${name}`)
  await owner.query(`grant saldo_app, saldo_identity to ${name} with admin true, set false`)
  const owned = inject('postgresUrl')
    .replace('//postgres@', `//${name}@`)
    .replace('/postgres?', `/${name}?`)
  await migrate(owned)
  const central = new Central({ url: owned, report: () => undefined })
  onTestFinished(() => central.close())
  const companyId = await makeCompany(central, 1)
  await makeCompany(central, 2)

  const store = postgresStore(central)
  await store.write(companyId, (tx) => tx.insert('series', [sampleRow('series', 1)]))
  expect(await store.read(idOf(2, 'company'), (tx) => tx.all('series'))).toEqual([])
  expect(await store.companies()).toHaveLength(2)

  // Of all that it must not have, the one that does no harm to the tests beside this one.
  await owner.query('alter role saldo_app createrole')
  onTestFinished(async () => {
    await owner.query('alter role saldo_app nocreaterole')
  })
  await expect(migrate(owned)).rejects.toThrow('saldo_app has rights it must not have')
})

it('says that it is busy when a turn does not come, and lets the others go on', async () => {
  const queue = new CompanyQueue(50)
  let finish = () => undefined as void
  const first = queue.run(
    'a',
    () => new Promise<string>((resolve) => (finish = () => resolve('first'))),
  )
  const late = queue.run('a', async () => 'late')

  await expect(late).rejects.toThrow(StoreBusy)
  expect(await queue.run('b', async () => 'other')).toBe('other')
  const patient = queue.run('a', async () => 'patient')
  finish()
  expect(await Promise.all([first, patient])).toEqual(['first', 'patient'])
  await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await queue.run('a', async () => 'next')).toBe('next')
})

it('says that it is busy when another process has the head too long; nothing has happened', async () => {
  const central = new Central({ url, statementMs: 1000, report: () => undefined })
  onTestFinished(() => central.close())
  const companyId = await makeCompany(central, 11)
  await owner.query('begin')
  await owner.query('select from company_head where company_id = $1 for update', [companyId])
  let ran = false

  const store = postgresStore(central)
  const waiting = store.write(companyId, async () => {
    ran = true
  })

  await expect(waiting).rejects.toThrow(StoreBusy)
  expect(ran).toBe(false)
  expect(await store.read(companyId, async (tx) => tx.head.seq)).toBe(0)
  await owner.query('rollback')
  expect(await store.write(companyId, async (tx) => tx.head.seq)).toBe(0)
})

it('sees after its wait for the head all that another process wrote meanwhile', async () => {
  const central = new Central({ url, report: () => undefined })
  onTestFinished(() => central.close())
  const companyId = await makeCompany(central, 12)
  await owner.query('begin')
  await owner.query('update company_head set seq = 5 where company_id = $1', [companyId])
  await owner.query("update company set published_by = 'them' where company_id = $1", [companyId])

  const waiting = postgresStore(central).write(companyId, async ({ head }) => head)
  await expect.poll(async () => (await owner.query(WAITING)).rowCount).toBe(1)
  await owner.query('commit')

  expect(await waiting).toMatchObject({ seq: 5, publishedBy: 'them' })
})

it('goes on with new connections after PostgreSQL closed the ones it had', async () => {
  const reported: Error[] = []
  const central = new Central({ url, report: (error) => reported.push(error) })
  onTestFinished(() => central.close())
  const companyId = await makeCompany(central, 13)
  const store = postgresStore(central)

  const cut = store.write(companyId, async (tx) => {
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'saldo server' and datname = current_database()",
    )
    await tx.insert('series', [sampleRow('series', 1)])
  })

  await expect(cut).rejects.toThrow()
  expect(await store.read(companyId, (tx) => tx.all('series'))).toEqual([])
  expect(reported.length).toBeGreaterThan(0)
})

it('tells what may be tried again from what may not', async () => {
  const central = new Central({ url, statementMs: 500, report: () => undefined })
  onTestFinished(() => central.close())
  const run = (text: string) =>
    central.asOwner((db) => sql.raw(text).execute(db)).catch((error: unknown) => error)

  expect(isTransient(await run('select pg_sleep(5)'))).toBe(true)
  expect(isTransient(await run('select 1 / 0'))).toBe(false)
  expect(isTransient(await run('insert into tenant values (gen_random_uuid(), $$a$$, 1)'))).toBe(
    false,
  )
  expect(isTransient('text')).toBe(false)
})
