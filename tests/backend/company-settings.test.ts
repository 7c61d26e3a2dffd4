/** The company part of the settings: facts, settings, backup and verify as the screen asks for them. */
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend

beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

it('changes name, time zone and fiscal year, with one audit line that keeps what was before', async () => {
  const { companies } = backend.client

  expect(
    await companies.change({ name: ' Ege A.Ş. ', timezone: 'Europe/Berlin', fiscalYearStart: 7 }),
  ).toEqual({ name: 'Ege A.Ş.', currency: 'TRY', timezone: 'Europe/Berlin', fiscalYearStart: 7 })
  expect(await companies.info({})).toMatchObject({
    name: 'Ege A.Ş.',
    timezone: 'Europe/Berlin',
    fiscalYearStart: 7,
  })
  expect((await companies.audit({ limit: 1 }))[0]).toMatchObject({
    action: 'companies.change',
    detail: { before: { name: 'Test', timezone: 'Europe/Istanbul', fiscalYearStart: 1 } },
    operations: 3,
  })
})

it('refuses a time zone that is none and writes nothing for what stays', async () => {
  const { companies } = backend.client
  const before = await companies.audit({})

  await expect(companies.change({ timezone: 'Mars/Olympus' })).rejects.toMatchObject({
    code: 'timezone.unknown',
  })
  await companies.change({ name: 'Test' })
  expect(await companies.audit({})).toEqual(before)
})

it('M50 (part): the aging takes the buckets of the company once they are changed', async () => {
  const { client } = backend
  await client.companies.setSettings({ bucketEdges: [15, 45, 90, 180] })

  const { buckets } = await client.reports.aging({})
  expect(buckets).toEqual(['not_due', '1-15', '16-45', '46-90', '91-180', '181+'])
})

it('M171 (part): backs up into the data folder under a name of its own, and the copy is sound', async () => {
  const { client, dir } = backend
  const first = await client.companies.backup({})
  const second = await client.companies.backup({})

  expect(dirname(first.file)).toBe(join(dir, 'backups', 'test'))
  expect(second.file).not.toBe(first.file)
  const restored = await client.companies.restore({
    from: first.file,
    to: join(dir, 'restored.saldo'),
  })
  expect(restored).toMatchObject({ name: 'Test', currency: 'TRY' })
  expect((await client.companies.verify({})).ok).toBe(true)
  expect((await client.companies.list({})).map((card) => card.file)).not.toContain(first.file)
})
