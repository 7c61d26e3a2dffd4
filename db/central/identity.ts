/**
 * Users, enrolment codes, refresh tokens, the devices' companies and the server's secrets; all of it
 * under the role saldo_identity. Every lookup is by a primary key or by the index its comment names.
 */
import type { Insertable, Selectable } from 'kysely'
import type { CentralSchema, Db } from './schema.ts'

type User = Selectable<CentralSchema['app_user']>
type Code = Selectable<CentralSchema['enrol_code']>
type Token = Selectable<CentralSchema['refresh_token']>

const TOKEN_COLUMNS = [
  'token_hash',
  'family',
  'device_id',
  'user_id',
  'made_at',
  'expires_at',
  'family_ends_at',
  'used_at',
  'successor_hash',
  'revoked_at',
] as const satisfies readonly (keyof Token)[]

const USER_COLUMNS = [
  'user_id',
  'tenant_id',
  'name',
  'person',
  'password_hash',
  'status',
  'made_at',
] as const satisfies readonly (keyof User)[]

/** Id of the tenant of this name, made when there is none. */
export async function tenantNamed(
  db: Db,
  tenant: Insertable<CentralSchema['tenant']>,
): Promise<string> {
  await db
    .insertInto('tenant')
    .values(tenant)
    .onConflict((on) => on.column('name').doNothing())
    .execute()
  const row = await db
    .selectFrom('tenant')
    .select('tenant_id')
    .where('name', '=', tenant.name)
    .executeTakeFirstOrThrow()
  return row.tenant_id
}

export async function insertUser(db: Db, user: User): Promise<void> {
  await db.insertInto('app_user').values(user).execute()
}

/** By their own id or an alias. */
export async function userOf(db: Db, id: string): Promise<User | null> {
  const alias = await db
    .selectFrom('user_alias')
    .select('user_id')
    .where('alias_id', '=', id)
    .executeTakeFirst()
  const user = await db
    .selectFrom('app_user')
    .select(USER_COLUMNS)
    .where('user_id', '=', alias?.user_id ?? id)
    .executeTakeFirst()
  return user ?? null
}

export async function setUserStatus(db: Db, userId: string, status: User['status']): Promise<void> {
  await db.updateTable('app_user').set({ status }).where('user_id', '=', userId).execute()
}

/** The user who holds the alias after it, which may be another; null where a user has that very id. */
export async function holdAlias(db: Db, aliasId: string, userId: string): Promise<string | null> {
  const user = await db
    .selectFrom('app_user')
    .select('user_id')
    .where('user_id', '=', aliasId)
    .executeTakeFirst()
  if (user) return null
  await db
    .insertInto('user_alias')
    .values({ alias_id: aliasId, user_id: userId })
    .onConflict((on) => on.column('alias_id').doNothing())
    .execute()
  const alias = await db
    .selectFrom('user_alias')
    .select('user_id')
    .where('alias_id', '=', aliasId)
    .executeTakeFirstOrThrow()
  return alias.user_id
}

/** Aliases are few: a scan. */
export async function aliasesOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('user_alias')
    .select('alias_id')
    .where('user_id', '=', userId)
    .orderBy('alias_id')
    .execute()
  return rows.map((row) => row.alias_id)
}

export async function insertCode(db: Db, code: Code): Promise<void> {
  await db.insertInto('enrol_code').values(code).execute()
}

export async function codeOf(db: Db, codeHash: string): Promise<Code | null> {
  const code = await db
    .selectFrom('enrol_code')
    .select(['code_hash', 'company_id', 'user_id', 'made_at', 'expires_at', 'used_at', 'used_by'])
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return code ?? null
}

/** False when somebody took it before. */
export async function takeCode(
  db: Db,
  codeHash: string,
  deviceId: string,
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('enrol_code')
    .set({ used_at: at, used_by: deviceId })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function giveCodeBack(db: Db, codeHash: string): Promise<void> {
  await db
    .updateTable('enrol_code')
    .set({ used_at: null, used_by: null })
    .where('code_hash', '=', codeHash)
    .execute()
}

export async function insertRoute(db: Db, deviceId: string, companyId: string): Promise<void> {
  await db
    .insertInto('device_route')
    .values({ device_id: deviceId, company_id: companyId })
    .onConflict((on) => on.columns(['device_id', 'company_id']).doNothing())
    .execute()
}

export async function companiesOfDevice(db: Db, deviceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('device_route')
    .select('company_id')
    .where('device_id', '=', deviceId)
    .orderBy('company_id')
    .execute()
  return rows.map((row) => row.company_id)
}

export async function insertToken(db: Db, token: Token): Promise<void> {
  await db.insertInto('refresh_token').values(token).execute()
}

export async function tokenOf(db: Db, tokenHash: string): Promise<Token | null> {
  const token = await db
    .selectFrom('refresh_token')
    .select(TOKEN_COLUMNS)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return token ?? null
}

/** Marks the token used and adds its successor; false, and nothing, when it was used before. */
export async function rotateToken(
  db: Db,
  tokenHash: string,
  successor: Token,
  at: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('refresh_token')
    .set({ used_at: at, successor_hash: successor.token_hash })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await insertToken(db, successor)
  return true
}

/** By family (index refresh_token_by_family) or device (refresh_token_by_device). */
export async function revokeTokens(
  db: Db,
  column: 'family' | 'device_id',
  id: string,
  at: number,
): Promise<void> {
  await db
    .updateTable('refresh_token')
    .set({ revoked_at: at })
    .where(column, '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** The secret of this name; `value` becomes it when there is none. */
export async function secretNamed(
  db: Db,
  secret: Insertable<CentralSchema['server_secret']>,
): Promise<string> {
  await db
    .insertInto('server_secret')
    .values(secret)
    .onConflict((on) => on.column('name').doNothing())
    .execute()
  const row = await db
    .selectFrom('server_secret')
    .select('value')
    .where('name', '=', secret.name)
    .executeTakeFirstOrThrow()
  return row.value
}

/** Body hash the key was first used with. */
export async function firstBodyOf(
  db: Db,
  use: Insertable<CentralSchema['http_idempotency']>,
): Promise<string> {
  await db
    .insertInto('http_idempotency')
    .values(use)
    .onConflict((on) => on.columns(['device_id', 'idempotency_key']).doNothing())
    .execute()
  const row = await db
    .selectFrom('http_idempotency')
    .select('body_hash')
    .where('device_id', '=', use.device_id)
    .where('idempotency_key', '=', use.idempotency_key)
    .executeTakeFirstOrThrow()
  return row.body_hash
}

/** Removes tokens that ended, codes that were over and keys that were first used before `before`. */
export async function sweepIdentity(db: Db, before: number): Promise<void> {
  await db.deleteFrom('refresh_token').where('expires_at', '<', before).execute()
  await db.deleteFrom('enrol_code').where('expires_at', '<', before).execute()
  await db.deleteFrom('http_idempotency').where('at', '<', before).execute()
}
