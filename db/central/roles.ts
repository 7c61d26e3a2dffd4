/**
 * The two roles the server's transactions take (`SET LOCAL ROLE`): they own no table and cannot pass
 * row-level security by. Roles belong to the whole PostgreSQL server, so they are no part of a
 * database's migrations and are looked at at each start.
 */
import type pg from 'pg'

/** Rows of the company of the transaction. */
export const APP_ROLE = 'saldo_app'
/** Users, devices, tokens and secrets, and no company's rows. */
export const IDENTITY_ROLE = 'saldo_identity'

/** Makes them where they are missing; throws when one could do more than it must. */
export async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of [APP_ROLE, IDENTITY_ROLE]) {
    await client.query(CREATE(role))
    await assertHarmless(client, role)
    await letOwnerTake(client, role)
  }
}

/** Another database of the same PostgreSQL may make it at the same moment. */
const CREATE = (role: string) => `
  do $$ begin
    create role ${role} nologin;
  exception when duplicate_object or unique_violation then
    null;
  end $$`

async function assertHarmless(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ is_strong: boolean }>(
    `select rolsuper or rolbypassrls or rolcreaterole
       or exists (select from pg_auth_members where member = pg_roles.oid)
       or exists (select from pg_class where relowner = pg_roles.oid) as is_strong
     from pg_roles where rolname = $1`,
    [role],
  )
  if (rows[0]?.is_strong !== false)
    throw new Error(
      `the role ${role} has rights it must not have: it could pass row-level security`,
    )
}

async function letOwnerTake(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    "select pg_has_role(current_user, $1, 'SET') as may",
    [role],
  )
  if (rows[0]?.may) return
  await client.query(`grant ${role} to current_user with set true, inherit false`)
}
