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

  expect(await customers.patchMany({ changes: to })).toEqual({ changed: 2, opened: 0, refused: [] })
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

const OPENED = '0199a000-0000-7000-8000-0000000000b1'
const codes = async () => (await backend.client.customers.list({})).rows.map(({ code }) => code)

it('ux 6.4: new rows and changes are one step with one audit line; taken back they are out of sight', async () => {
  const { customers, companies } = backend.client
  const opens = [
    {
      customerId: OPENED,
      customer: { code: 'N1', name: 'New İnci', terms: 'NET15', tags: ['key'] },
    },
  ]
  const changes = [{ code: 'C1', patch: { terms: 'NET60' }, was: { terms: 'NET30' } }]

  expect(await customers.patchMany({ changes, opens })).toEqual({
    changed: 1,
    opened: 1,
    refused: [],
  })
  expect(await codes()).toEqual(['C1', 'C2', 'C3', 'N1'])
  expect((await companies.audit({ limit: 1 }))[0]).toMatchObject({ operations: 2 })

  // Sent twice is done once.
  expect(await customers.patchMany({ changes: [], opens })).toMatchObject({ opened: 0 })
  expect(await codes()).toHaveLength(4)

  await customers.patchMany({ changes: [], archive: [{ code: 'N1', archived: true }] })
  expect(await codes()).toEqual(['C1', 'C2', 'C3'])
  await customers.patchMany({ changes: [], archive: [{ code: 'N1', archived: false }] })
  expect(await codes()).toEqual(['C1', 'C2', 'C3', 'N1'])
})

it('ux 6.4: opens none when a code is taken, by an account or by another new row', async () => {
  const { customers } = backend.client
  const opens = ['C2', 'N1', 'N1', 'N2'].map((code, at) => ({
    customerId: `0199a000-0000-7000-8000-0000000000c${at}`,
    customer: { code, name: `New ${at}`, ...(code === 'N2' ? { terms: 'sometime' } : {}) },
  }))
  const answer = await customers.patchMany({
    changes: [{ code: 'C1', patch: { terms: 'NET60' } }],
    opens,
  })

  expect(answer).toMatchObject({ changed: 0, opened: 0 })
  expect(answer.refused.map(({ code, field, reason }) => `${code} ${field} ${reason}`)).toEqual([
    'C2 code customer.exists',
    'N1 code customer.exists',
    'N2 terms terms.invalid',
  ])
  expect(await codes()).toEqual(['C1', 'C2', 'C3'])
  expect(await termsNow()).toEqual(['NET30', 'NET30', 'NET30'])
})
