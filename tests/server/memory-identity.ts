/** An `IdentityStore` in memory: each function runs at once and is so a transaction of its own. */
import type {
  CodeRow,
  IdentityStore,
  RefreshRow,
  UserRow,
} from '../../sync/server/identity/store.ts'

export class MemoryIdentity implements IdentityStore {
  readonly #tenants = new Map<string, string>()
  readonly #users = new Map<string, UserRow>()
  readonly #aliases = new Map<string, string>()
  readonly #codes = new Map<string, CodeRow>()
  readonly #routes = new Set<string>()
  readonly #tokens = new Map<string, RefreshRow>()
  readonly #secrets = new Map<string, string>()
  readonly #keys = new Map<string, string>()

  async tenant(name: string, tenantId: string) {
    const id = this.#tenants.get(name) ?? tenantId
    this.#tenants.set(name, id)
    return id
  }

  async addUser(user: UserRow) {
    this.#users.set(user.userId, user)
  }

  async user(id: string) {
    return this.#users.get(this.#aliases.get(id) ?? id) ?? null
  }

  async setUserStatus(userId: string, status: UserRow['status']) {
    const user = await this.user(userId)
    if (user) this.#users.set(user.userId, { ...user, status })
  }

  async addAlias(aliasId: string, userId: string) {
    if (this.#users.has(aliasId)) return false
    const taken = this.#aliases.get(aliasId)
    if (taken !== undefined) return taken === userId
    this.#aliases.set(aliasId, userId)
    return true
  }

  async aliasesOf(userId: string) {
    return [...this.#aliases].filter(([, user]) => user === userId).map(([alias]) => alias)
  }

  async addCode(code: CodeRow) {
    this.#codes.set(code.codeHash, code)
  }

  async code(codeHash: string) {
    return this.#codes.get(codeHash) ?? null
  }

  async takeCode(codeHash: string, deviceId: string, at: number) {
    const code = this.#codes.get(codeHash)
    if (!code || code.usedAt !== null) return false
    this.#codes.set(codeHash, { ...code, usedAt: at, usedBy: deviceId })
    return true
  }

  async giveCodeBack(codeHash: string) {
    const code = this.#codes.get(codeHash)
    if (code) this.#codes.set(codeHash, { ...code, usedAt: null, usedBy: null })
  }

  async addRoute(deviceId: string, companyId: string) {
    this.#routes.add(`${deviceId} ${companyId}`)
  }

  async companiesOf(deviceId: string) {
    return [...this.#routes]
      .filter((route) => route.startsWith(`${deviceId} `))
      .map((route) => route.slice(deviceId.length + 1))
      .toSorted()
  }

  async addRefresh(token: RefreshRow) {
    this.#tokens.set(token.tokenHash, token)
  }

  async refresh(tokenHash: string) {
    return this.#tokens.get(tokenHash) ?? null
  }

  async rotate(tokenHash: string, successor: RefreshRow, at: number) {
    const token = this.#tokens.get(tokenHash)
    if (!token || token.usedAt !== null) return false
    this.#tokens.set(tokenHash, { ...token, usedAt: at, successorHash: successor.tokenHash })
    this.#tokens.set(successor.tokenHash, successor)
    return true
  }

  async endFamily(family: string, at: number) {
    this.#end((token) => token.family === family, at)
  }

  async endTokensOfDevice(deviceId: string, at: number) {
    this.#end((token) => token.deviceId === deviceId, at)
  }

  async secret(name: string, made: string) {
    const secret = this.#secrets.get(name) ?? made
    this.#secrets.set(name, secret)
    return secret
  }

  async firstBodyOf(deviceId: string, key: string, bodyHash: string) {
    const first = this.#keys.get(`${deviceId} ${key}`) ?? bodyHash
    this.#keys.set(`${deviceId} ${key}`, first)
    return first
  }

  async sweep() {
    return Promise.resolve()
  }

  #end(which: (token: RefreshRow) => boolean, at: number) {
    for (const [hash, token] of this.#tokens)
      if (which(token) && token.revokedAt === null)
        this.#tokens.set(hash, { ...token, revokedAt: at })
  }
}
