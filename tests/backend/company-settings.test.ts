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

it('N4 (part): the comparison with their statement keeps to the tolerances of the company', async () => {
  const { client } = backend
  await client.customers.create({
    customerId: crypto.randomUUID(),
    customer: { code: 'C', name: 'Deniz' },
  })
  await client.documents.post({
    documents: [
      ['2026-09-01', 'INV-1', 1_000_00],
      // Twice the same amount, so that only the nearness of days can tell.
      ['2026-09-02', 'INV-2', 800_00],
      ['2026-09-05', 'INV-3', 800_00],
    ].map(([documentDate, documentNo, amountMinor]) => ({
      kind: 'invoice' as const,
      customerCode: 'C',
      documentDate: documentDate as never,
      documentNo: String(documentNo),
      amountMinor: Number(amountMinor),
    })),
  })
  const theirs = [
    'Tarih;Fiş No;Açıklama;Borç;Alacak;Bakiye',
    '01.09.2026;INV-1;Fatura;;996,13;996,13 (A)',
    '13.09.2026;;Fatura;;800,00;1.796,13 (A)',
    '',
  ].join('\n')
  const source = { path: backend.write('theirs.csv', theirs) }
  const compared = async () => {
    const { matched, explanation } = await client.reconcile.statement({ customerCode: 'C', source })
    return [matched.length, explanation.map(({ cause }) => cause)]
  }
  expect(await compared()).toEqual([1, ['missing_in_theirs', 'rounding']])

  await client.companies.setSettings({ compareRounding: 3 })
  expect(await compared()).toEqual([1, ['missing_in_theirs', 'amount']])
  await client.companies.setSettings({ compareRounding: 5, compareRoundingBasisPoints: 10 })
  expect(await compared()).toEqual([1, ['missing_in_theirs', 'amount']])
  await client.companies.setSettings({ compareRoundingBasisPoints: 50, compareDays: 5 })
  expect(await compared()).toEqual([0, ['missing_in_theirs', 'missing_in_ours', 'rounding']])
})
