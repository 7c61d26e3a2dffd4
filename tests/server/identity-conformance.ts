/** What every identity store must do: in memory for the tests of rules, PostgreSQL for the server. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type {
  CodeRow,
  IdentityStore,
  RefreshRow,
  UserRow,
} from '../../sync/server/identity/store.ts'

const NOW = Date.UTC(2026, 2, 2)
const DAY = 24 * 60 * 60_000

export function identityConformance(name: string, store: () => IdentityStore): void {
  const hash = () => randomBytes(32).toString('hex')

  async function user(more: Partial<UserRow> = {}): Promise<UserRow> {
    const row: UserRow = {
      userId: v7(),
      tenantId: await store().tenant('t', v7(), NOW),
      name: 'Şükrü İ',
      person: 'şükrü',
      passwordHash: null,
      status: 'active',
      madeAt: NOW,
      ...more,
    }
    await store().addUser(row)
    return row
  }

  function code(more: Partial<CodeRow> = {}): CodeRow {
    return {
      codeHash: hash(),
      companyId: v7(),
      userId: v7(),
      madeAt: NOW,
      expiresAt: NOW + 600_000,
      usedAt: null,
      usedBy: null,
      ...more,
    }
  }

  function token(more: Partial<RefreshRow> = {}): RefreshRow {
    return {
      tokenHash: hash(),
      family: v7(),
      deviceId: v7(),
      userId: v7(),
      madeAt: NOW,
      expiresAt: NOW + DAY,
      familyEndsAt: NOW + 9 * DAY,
      usedAt: null,
      successorHash: null,
      revokedAt: null,
      ...more,
    }
  }

  describe(`M159: identity store, ${name}`, () => {
    it('makes a tenant and a secret once, whoever comes first', async () => {
      const ids = await Promise.all([1, 2, 3].map(() => store().tenant('one', v7(), NOW)))
      expect(new Set(ids).size).toBe(1)
      const secrets = await Promise.all([1, 2, 3].map(() => store().secret('s', hash(), NOW)))
      expect(new Set(secrets).size).toBe(1)
      expect(await store().secret('s', hash(), NOW)).toBe(secrets[0])
    })

    it('finds a user by id and by alias, and lets no alias be two', async () => {
      const selin = await user({ passwordHash: '$argon2id$…' })
      const mert = await user({ name: 'Mert' })
      const alias = v7()
      expect(await store().user(selin.userId)).toEqual(selin)
      expect(await store().user(alias)).toBeNull()
      expect(await store().addAlias(alias, selin.userId)).toBe(true)
      expect(await store().addAlias(alias, selin.userId)).toBe(true)
      expect(await store().addAlias(alias, mert.userId)).toBe(false)
      expect(await store().addAlias(mert.userId, selin.userId)).toBe(false)
      expect(await store().user(alias)).toEqual(selin)
      expect(await store().aliasesOf(selin.userId)).toEqual([alias])
      await store().setUserStatus(selin.userId, 'suspended')
      expect(await store().user(alias)).toEqual({ ...selin, status: 'suspended' })
      expect(await store().user(mert.userId)).toEqual(mert)
    })

    it('lets one of many take a code, and gives it back', async () => {
      const made = code()
      await store().addCode(made)
      expect(await store().code(made.codeHash)).toEqual(made)
      const devices = [v7(), v7(), v7(), v7()]
      const taken = await Promise.all(
        devices.map((device) => store().takeCode(made.codeHash, device, NOW + 1)),
      )
      expect(taken.filter(Boolean)).toHaveLength(1)
      const winner = devices[taken.indexOf(true)]
      expect(await store().code(made.codeHash)).toEqual({
        ...made,
        usedAt: NOW + 1,
        usedBy: winner,
      })
      await store().giveCodeBack(made.codeHash)
      expect(await store().code(made.codeHash)).toEqual(made)
      expect(await store().takeCode(hash(), v7(), NOW)).toBe(false)
    })

    it('knows the companies of a device', async () => {
      const device = v7()
      const companies = [v7(), v7()].toSorted()
      for (const company of [...companies, ...companies]) await store().addRoute(device, company)
      expect(await store().companiesOf(device)).toEqual(companies)
      expect(await store().companiesOf(v7())).toEqual([])
    })

    it('rotates a token once, with its successor', async () => {
      const first = token()
      await store().addRefresh(first)
      const successor = { ...first, tokenHash: hash(), madeAt: NOW + 5 }
      const rotated = await Promise.all(
        [1, 2, 3].map(() => store().rotate(first.tokenHash, successor, NOW + 5)),
      )
      expect(rotated.filter(Boolean)).toHaveLength(1)
      expect(await store().refresh(first.tokenHash)).toEqual({
        ...first,
        usedAt: NOW + 5,
        successorHash: successor.tokenHash,
      })
      expect(await store().refresh(successor.tokenHash)).toEqual(successor)
      expect(await store().refresh(hash())).toBeNull()
    })

    it('ends a family, and all tokens of a device, and no others', async () => {
      const [one, two, other] = [token(), token(), token()]
      const sister = token({ family: one.family, deviceId: two.deviceId })
      for (const row of [one, two, sister, other]) await store().addRefresh(row)
      await store().endFamily(one.family, NOW + 1)
      await store().endTokensOfDevice(two.deviceId, NOW + 2)
      const ends = await Promise.all(
        [one, two, sister, other].map(
          async (row) => (await store().refresh(row.tokenHash))?.revokedAt,
        ),
      )
      expect(ends).toEqual([NOW + 1, NOW + 2, NOW + 1, null])
    })

    it('remembers what an idempotency key was used for first', async () => {
      const device = v7()
      const body = hash()
      expect(await store().firstBodyOf(device, 'k', body, NOW)).toBe(body)
      expect(await store().firstBodyOf(device, 'k', hash(), NOW)).toBe(body)
      expect(await store().firstBodyOf(v7(), 'k', hash(), NOW)).not.toBe(body)
    })
  })
}
