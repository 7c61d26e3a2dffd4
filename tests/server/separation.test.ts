/** What row-level security and the roles keep apart, asked in SQL: as code with a fault in it would. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Central } from '../../db/central/central.ts'
import { insertCompany } from '../../db/central/companies.ts'
import { CompanyRows, rowTable } from '../../db/central/rows.ts'
import { shapeOf, TABLE_NAMES } from '../../sync/engine/central/tables.ts'
import { idOf, sampleRow } from '../simulation/sample-rows.ts'
import { makeTestDatabase } from '../support/test-database.ts'

const OURS = idOf(1, 'company')
const THEIRS = idOf(2, 'company')
const HEADS = ['company', 'company_head', 'timeline']
const IDENTITY = [
  'tenant',
  'app_user',
  'user_alias',
  'enrol_code',
  'device_route',
  'refresh_token',
  'server_secret',
  'http_idempotency',
]

let url: string
let central: Central
let owner: pg.Client

beforeAll(async () => {
  url = await makeTestDatabase()
  central = new Central({ url, report: (error) => expect.unreachable(error.message) })
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  for (const [companyId, timelineId] of [
    [OURS, idOf(1, 'timeline')],
    [THEIRS, idOf(2, 'timeline')],
  ] as const)
    await central.write(companyId, async (db) => {
      await insertCompany(db, {
        companyId,
        tenantId: companyId,
        name: companyId,
        currency: 'TRY',
        timezone: 'UTC',
        fiscalYearStart: 1,
        timelineId,
        saltKey: null,
      })
      const rows = new CompanyRows(db, companyId)
      for (const name of TABLE_NAMES)
        await rows.insert(rowTable(name, shapeOf(name)), [sampleRow(name, 1), sampleRow(name, 2)])
    })
})
afterAll(async () => {
  await owner.end()
  await central.close()
})

/** Runs as a request of our company does; the fault, or the answer. */
async function ask(text: string, companyId = OURS): Promise<unknown[] | string> {
  try {
    const { rows } = await central.write(companyId, (db) => sql.raw(text).execute(db))
    return rows
  } catch (error) {
    return (error as Error).message
  }
}

const DENIED = /permission denied|row-level security|append-only/

describe.each([...HEADS, ...TABLE_NAMES])('M159 (part) I22 T8: %s', (table) => {
  const rows = HEADS.includes(table) ? 1 : 2

  it('shows a transaction the rows of its own company alone, whatever it asks for', async () => {
    const all = `select company_id from ${table}`
    expect(await ask(all)).toEqual(Array.from({ length: rows }, () => ({ company_id: OURS })))
    expect(await ask(`${all} where company_id = '${THEIRS}'`)).toEqual([])
    expect(await ask(`select count(*) from ${table}`)).toEqual([{ count: rows }])
    // A condition that tells by an error or a side effect what it saw sees nothing of theirs.
    expect(
      await ask(
        `${all} where company_id <> '${OURS}' and 1 / (case when company_id = '${THEIRS}' then 0 else 1 end) = 1`,
      ),
    ).toEqual([])
    expect(await ask(`select company_id from ${table} limit 1`, '')).toEqual([])
  })

  it('lets it make none there, move none there, and change none there', async () => {
    const known = TABLE_NAMES.find((name) => name === table)
    const columns = known ? Object.keys(shapeOf(known).columns) : []
    const others = columns.map((column) => `"${column}"`)
    const copy = [`'${THEIRS}'`, ...others].join(', ')
    const into = ['company_id', ...others].join(', ')

    expect(await ask(`insert into ${table} (${into}) select ${copy} from ${table}`)).toMatch(DENIED)
    expect(await ask(`update ${table} set company_id = '${THEIRS}'`)).toMatch(DENIED)
    expect(await ask(`delete from ${table}`)).toMatch(DENIED)
    expect(await ask(`truncate ${table}`)).toMatch(DENIED)
    const changed = await ask(
      `update ${table} set company_id = company_id where company_id = '${THEIRS}' returning 1`,
    )
    if (typeof changed === 'string') expect(changed).toMatch(DENIED)
    else expect(changed).toEqual([])
    const { rows: left } = await owner.query(`select company_id from ${table} order by company_id`)
    expect(left).toHaveLength(2 * rows)
  })
})

it('T8: asks for no rights of its own: no policy off, no table changed, no other role', async () => {
  for (const text of [
    'alter table document disable row level security',
    'drop policy own_company on document',
    'create policy mine on document to saldo_app using (true)',
    'alter table op_log disable trigger append_only',
    'create table mine (id int)',
    `alter role saldo_app bypassrls`,
    'set session_replication_role = replica',
    'create or replace function current_company() returns uuid language sql as $$ select null::uuid $$',
  ])
    expect(await ask(text), text).toMatch(/permission denied|must be owner|must have/)
  const { rows } = await owner.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and not relrowsecurity and has_table_privilege('saldo_app', oid, 'select')`,
  )
  expect(rows).toEqual([])
})

it('T8: reads no user, token or secret in a transaction on a company, nor a company among those', async () => {
  for (const table of IDENTITY) {
    expect(await ask(`select * from ${table}`), table).toMatch('permission denied')
    expect(
      await central.identity((db) => sql.raw(`select * from ${table}`).execute(db)),
    ).toMatchObject({ rows: [] })
  }
  for (const table of [...HEADS, ...TABLE_NAMES])
    await expect(
      central.identity((db) => sql.raw(`select * from ${table}`).execute(db)),
      table,
    ).rejects.toThrow('permission denied')
})

it('T8: sets company and role for one transaction, and leaves nothing of them on the connection', async () => {
  const single = new Central({ url, readConnections: 1, report: () => undefined })
  const who = sql<{ who: string; company: string | null; pid: number }>`
    select current_user as who, current_company() as company, pg_backend_pid() as pid`
  const asked = async (work: typeof single.asOwner) =>
    (await work(async (db) => (await who.execute(db)).rows))[0]
  const first = await asked((work) => single.read(OURS, work))
  const second = await asked((work) => single.asOwner(work))
  await single.close()

  expect(first).toMatchObject({ who: 'saldo_app', company: OURS })
  expect(second).toEqual({ who: 'postgres', company: null, pid: first?.pid })
})

it.each(TABLE_NAMES.filter((name) => shapeOf(name).isAppendOnly))(
  'refuses to change or remove a row of %s even to the owner',
  async (table) => {
    for (const text of [
      `update ${table} set company_id = company_id`,
      `delete from ${table}`,
      `truncate ${table}`,
    ])
      await expect(owner.query(text)).rejects.toThrow(`${table} is append-only`)
  },
)
