/** The identity store over PostgreSQL: each function one transaction under the role saldo_identity. */
import type { Central } from '../../../db/central/central.ts'
import {
  aliasesOf,
  codeOf,
  companiesOfDevice,
  firstBodyOf,
  giveCodeBack,
  holdAlias,
  insertCode,
  insertRoute,
  insertToken,
  insertUser,
  revokeTokens,
  rotateToken,
  secretNamed,
  setUserStatus,
  sweepIdentity,
  takeCode,
  tenantNamed,
  tokenOf,
  userOf,
} from '../../../db/central/identity.ts'
import type { CentralSchema } from '../../../db/central/schema.ts'
import type { CodeRow, IdentityStore, RefreshRow, UserRow } from './store.ts'

/** What is over is kept as long, so that a late try still learns what became of it. */
const KEPT_MS = 30 * 24 * 60 * 60_000

/** `central` stays its owner's to close. */
export function postgresIdentity(central: Central): IdentityStore {
  return {
    tenant: (name, tenantId, at) =>
      central.identity((db) => tenantNamed(db, { tenant_id: tenantId, name, made_at: at })),
    addUser: (user) => central.identity((db) => insertUser(db, userColumns(user))),
    user: async (id) => {
      const row = await central.identity((db) => userOf(db, id))
      return row && userRow(row)
    },
    setUserStatus: (userId, status) => central.identity((db) => setUserStatus(db, userId, status)),
    addAlias: async (aliasId, userId) =>
      (await central.identity((db) => holdAlias(db, aliasId, userId))) === userId,
    aliasesOf: (userId) => central.identity((db) => aliasesOf(db, userId)),
    addCode: (code) => central.identity((db) => insertCode(db, codeColumns(code))),
    code: async (codeHash) => {
      const row = await central.identity((db) => codeOf(db, codeHash))
      return row && codeRow(row)
    },
    takeCode: (codeHash, deviceId, at) =>
      central.identity((db) => takeCode(db, codeHash, deviceId, at)),
    giveCodeBack: (codeHash) => central.identity((db) => giveCodeBack(db, codeHash)),
    addRoute: (deviceId, companyId) =>
      central.identity((db) => insertRoute(db, deviceId, companyId)),
    companiesOf: (deviceId) => central.identity((db) => companiesOfDevice(db, deviceId)),
    addRefresh: (token) => central.identity((db) => insertToken(db, tokenColumns(token))),
    refresh: async (tokenHash) => {
      const row = await central.identity((db) => tokenOf(db, tokenHash))
      return row && tokenRow(row)
    },
    rotate: (tokenHash, successor, at) =>
      central.identity((db) => rotateToken(db, tokenHash, tokenColumns(successor), at)),
    endFamily: (family, at) => central.identity((db) => revokeTokens(db, 'family', family, at)),
    endTokensOfDevice: (deviceId, at) =>
      central.identity((db) => revokeTokens(db, 'device_id', deviceId, at)),
    secret: (name, made, at) =>
      central.identity((db) => secretNamed(db, { name, value: made, made_at: at })),
    firstBodyOf: (deviceId, key, bodyHash, at) =>
      central.identity((db) =>
        firstBodyOf(db, { device_id: deviceId, idempotency_key: key, body_hash: bodyHash, at }),
      ),
    sweep: (now) => central.identity((db) => sweepIdentity(db, now - KEPT_MS)),
  }
}

function userColumns(user: UserRow): CentralSchema['app_user'] {
  const { userId, tenantId, name, person, passwordHash, status, madeAt } = user
  return {
    user_id: userId,
    tenant_id: tenantId,
    name,
    person,
    password_hash: passwordHash,
    status,
    made_at: madeAt,
  }
}

function userRow(row: CentralSchema['app_user']): UserRow {
  return {
    userId: row.user_id,
    tenantId: row.tenant_id,
    name: row.name,
    person: row.person,
    passwordHash: row.password_hash,
    status: row.status,
    madeAt: row.made_at,
  }
}

function codeColumns(code: CodeRow): CentralSchema['enrol_code'] {
  return {
    code_hash: code.codeHash,
    company_id: code.companyId,
    user_id: code.userId,
    made_at: code.madeAt,
    expires_at: code.expiresAt,
    used_at: code.usedAt,
    used_by: code.usedBy,
  }
}

function codeRow(row: CentralSchema['enrol_code']): CodeRow {
  return {
    codeHash: row.code_hash,
    companyId: row.company_id,
    userId: row.user_id,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    usedBy: row.used_by,
  }
}

function tokenColumns(token: RefreshRow): CentralSchema['refresh_token'] {
  return {
    token_hash: token.tokenHash,
    family: token.family,
    device_id: token.deviceId,
    user_id: token.userId,
    made_at: token.madeAt,
    expires_at: token.expiresAt,
    family_ends_at: token.familyEndsAt,
    used_at: token.usedAt,
    successor_hash: token.successorHash,
    revoked_at: token.revokedAt,
  }
}

function tokenRow(row: CentralSchema['refresh_token']): RefreshRow {
  return {
    tokenHash: row.token_hash,
    family: row.family,
    deviceId: row.device_id,
    userId: row.user_id,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    familyEndsAt: row.family_ends_at,
    usedAt: row.used_at,
    successorHash: row.successor_hash,
    revokedAt: row.revoked_at,
  }
}
