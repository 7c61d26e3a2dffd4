/** Many cards changed in one command, as a paste into the customers list asks for it. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend

beforeEach(async () => {
  backend = await testBackend()
  for (const [at, code] of ['C1', 'C2', 'C3'].entries())
    await backend.client.customers.create({
      customerId: `0199a000-0000-7000-8000-00000000000${at}`,
      customer: { code, name: `Customer ${code}`, terms: 'NET30' },
    })
})
afterEach(() => backend.stop())

async function termsNow(): Promise<(string | null)[]> {
  const { rows } = await backend.client.customers.list({})
  return rows.map(({ terms }) => terms)
}

it('ux 6.4: changes all cards in one step with one audit line, and back by its inverse', async () => {
  const { customers, companies } = backend.client
  const to = [
    { code: 'C1', patch: { terms: 'NET60', creditLimitMinor: 500_00 }, was: { terms: 'NET30' } },
    {
      code: 'C2',
      patch: { tags: ['key'], custom: { Route: 'A' } },
      was: { custom: { Route: '' } },
    },
  ]

  expect(await customers.patchMany({ changes: to })).toEqual({ changed: 2, refused: [] })
  expect(await termsNow()).toEqual(['NET60', 'NET30', 'NET30'])
  expect((await customers.list({})).rows[1]).toMatchObject({
    tags: ['key'],
    custom: { Route: 'A' },
    limitCurrency: 'TRY',
  })
  expect((await companies.audit({ limit: 1 }))[0]).toMatchObject({
    action: 'customers.patch',
    operations: 2,
  })
  await customers.patchMany({
    changes: [{ code: 'C1', patch: { terms: 'NET30' }, was: { terms: 'NET60' } }],
  })
  expect(await termsNow()).toEqual(['NET30', 'NET30', 'NET30'])
})

it('ux 6.4: changes none when one cannot be, and says which and why', async () => {
  const { customers } = backend.client
  const answer = await customers.patchMany({
    changes: [
      { code: 'C1', patch: { terms: 'NET60' } },
      { code: 'C2', patch: { terms: 'sometime' } },
      { code: 'C3', patch: { terms: 'NET10' }, was: { terms: 'NET15' } },
      { code: 'C9', patch: { terms: 'NET10' } },
    ],
  })

  expect(answer.changed).toBe(0)
  expect(answer.refused.map(({ code, field, reason }) => `${code} ${field} ${reason}`)).toEqual([
    'C2 terms terms.invalid',
    'C3 terms customer.changed_since',
    'C9 null customer.unknown',
  ])
  expect(await termsNow()).toEqual(['NET30', 'NET30', 'NET30'])
})
