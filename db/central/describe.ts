/**
 * The schema as the migrations leave it, as text to review and compare: `pg_dump` is not among the
 * embedded binaries. Each part is what PostgreSQL itself says of it.
 */
import pg from 'pg'

/** Everything of the schema `public`, table by table in order of their names. */
export async function schemaText(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const lines = async (sql: string) =>
      (await client.query<{ line: string }>(sql)).rows.map(({ line }) => line)
    const parts = [await lines(FUNCTIONS)]
    for (const table of await lines(TABLES)) {
      const of = async (sql: string) => lines(sql.replaceAll(':table', `'${table}'::regclass`))
      const columns = [...(await of(COLUMNS)), ...(await of(CONSTRAINTS))]
      parts.push([
        `create table ${table} (\n  ${columns.join(',\n  ')}\n)`,
        ...(await of(INDEXES)),
        ...(await of(POLICIES)),
        ...(await of(TRIGGERS)),
        ...(await of(GRANTS)),
      ])
    }
    return parts.map((part) => part.map((line) => `${line};`).join('\n')).join('\n\n')
  } finally {
    await client.end()
  }
}

const FUNCTIONS = `
  select rtrim(pg_get_functiondef(oid), e'\n') as line from pg_proc
  where pronamespace = 'public'::regnamespace order by proname`

const TABLES = `
  select relname as line from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`

const COLUMNS = `
  select concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
    case when attcollation = '"C"'::regcollation then 'collate "C"' end,
    case when attnotnull then 'not null' end,
    'default ' || pg_get_expr(adbin, adrelid)) as line
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = :table and attnum > 0 and not attisdropped order by attnum`

/** A column says itself that it is not null. */
const CONSTRAINTS = `
  select pg_get_constraintdef(oid) as line from pg_constraint
  where conrelid = :table and contype <> 'n' order by contype <> 'p', contype, conname`

const INDEXES = `
  select pg_get_indexdef(indexrelid) as line from pg_index
  where indrelid = :table and not exists (select from pg_constraint where conindid = indexrelid and conrelid = :table)
  order by indexrelid::regclass::text`

const POLICIES = `
  select format('create policy %s on %s to %s using (%s) with check (%s)', policyname, tablename,
    array_to_string(roles, ', '), qual, with_check) as line
  from pg_policies join pg_class on oid = :table and relname = tablename and relrowsecurity
  order by policyname`

const TRIGGERS = `
  select pg_get_triggerdef(oid) as line from pg_trigger
  where tgrelid = :table and not tgisinternal order by tgname`

const GRANTS = `
  select format('grant %s to %s', string_agg(lower(privilege_type), ', ' order by privilege_type),
    grantee::regrole) as line
  from pg_class, aclexplode(relacl) where pg_class.oid = :table and grantee <> relowner
  group by grantee order by grantee::regrole::text`
