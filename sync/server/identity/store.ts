/**
 * What the server knows of people and secrets, beside the companies' own rows: sign-ins, enrolment
 * codes, refresh tokens, keys. Members and devices of a company are rows of the `ServerStore`.
 *
 * Hashes are lower-case hex, ids lower-case UUID text, moments milliseconds UTC. Each function is one
 * transaction of its own.
 */

export interface UserRow {
  readonly userId: string
  readonly tenantId: string
  readonly name: string
  /** The human: two accounts of one carry the same. */
  readonly person: string
  /** As passwords.ts writes it; null for a user who signs in by enrolment code alone. */
  readonly passwordHash: string | null
  readonly status: 'active' | 'suspended'
  readonly madeAt: number
}

export interface CodeRow {
  readonly codeHash: string
  readonly companyId: string
  /** As a member of the company. */
  readonly userId: string
  readonly madeAt: number
  readonly expiresAt: number
  readonly usedAt: number | null
  readonly usedBy: string | null
}

export interface RefreshRow {
  readonly tokenHash: string
  /** All tokens that follow from one sign-in. */
  readonly family: string
  readonly deviceId: string
  /** As a member of the company. */
  readonly userId: string
  readonly madeAt: number
  readonly expiresAt: number
  readonly familyEndsAt: number
  readonly usedAt: number | null
  readonly successorHash: string | null
  readonly revokedAt: number | null
}

export interface IdempotencyMemory {
  /** Body hash that the device used this idempotency key with first; `bodyHash` if never. */
  firstBodyOf(deviceId: string, key: string, bodyHash: string, at: number): Promise<string>
}

export interface IdentityStore extends IdempotencyMemory {
  /** Id of the tenant of this name; made with `tenantId` when there is none. */
  tenant(name: string, tenantId: string, at: number): Promise<string>
  addUser(user: UserRow): Promise<void>
  /** By their own id or by one of their aliases. */
  user(userOrAliasId: string): Promise<UserRow | null>
  setUserStatus(userId: string, status: UserRow['status']): Promise<void>
  /** `aliasId` is the user too: the id a published file's local user had. False: it is another's. */
  addAlias(aliasId: string, userId: string): Promise<boolean>
  aliasesOf(userId: string): Promise<string[]>

  addCode(code: CodeRow): Promise<void>
  code(codeHash: string): Promise<CodeRow | null>
  /** False when somebody took it before. */
  takeCode(codeHash: string, deviceId: string, at: number): Promise<boolean>
  giveCodeBack(codeHash: string): Promise<void>

  addRoute(deviceId: string, companyId: string): Promise<void>
  /** The companies a device is enrolled in, sorted. */
  companiesOf(deviceId: string): Promise<string[]>

  addRefresh(token: RefreshRow): Promise<void>
  refresh(tokenHash: string): Promise<RefreshRow | null>
  /** Marks the token used and adds its successor, both or neither; false when it was used before. */
  rotate(tokenHash: string, successor: RefreshRow, at: number): Promise<boolean>
  endFamily(family: string, at: number): Promise<void>
  endTokensOfDevice(deviceId: string, at: number): Promise<void>

  /** The secret of this name; `made` becomes it when there is none. Hex. */
  secret(name: string, made: string, at: number): Promise<string>

  /** Forgets what no request can need any more: 30 days past its end. */
  sweep(now: number): Promise<void>
}
