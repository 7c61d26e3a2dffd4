/** A letter to look at before any is made: marked, not counted, not kept. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { readPdf } from '../support/pdf-text.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
  const { client } = backend
  for (const [code, name] of [
    ['A', 'Deniz Ticaret Ltd. Şti.'],
    ['B', 'Çağrı Gıda'],
    ['C', 'Şimşek Yapı'],
  ] as const)
    await client.customers.create({ customerId: crypto.randomUUID(), customer: { code, name } })
  await client.documents.post({
    documents: [
      ['B', 'INV-2', 4_180_00],
      ['C', 'INV-3', 900_00],
    ].map(([customerCode, documentNo, amountMinor]) => ({
      kind: 'invoice' as const,
      documentNo: String(documentNo),
      customerCode: String(customerCode),
      documentDate: '2026-09-10',
      amountMinor: Number(amountMinor),
    })),
  })
})
afterEach(() => backend.stop())

async function textOf(documentId: string): Promise<string> {
  const found = readdirSync(backend.dir, { recursive: true, encoding: 'utf8' }).find(
    (path) => path.includes(documentId) && path.endsWith('.pdf'),
  )
  const { pages } = await readPdf(join(backend.dir, found ?? ''))
  return pages.flat().join(' ')
}

it('M55 M62 (part): a letter for trial is the letter as it would be, says what it is, and leaves no trace', async () => {
  const { campaigns, companies } = backend.client
  const order = { asOf: '2026-09-30', skipZero: true, language: 'tr' as const }
  const before = await companies.audit({})

  const first = await campaigns.trial({ order })
  const text = await textOf(first.documentId)
  expect(text).toContain('DENEME MEKTUBU')
  expect(text).toContain('gönderilmedi, sayılmaz ve cevap istemez')
  expect(text).toContain('Çağrı Gıda')
  expect(text).toContain('4.180,00')
  // The statement it is about, on its own page.
  expect(text).toContain('INV-2')
  expect(text).not.toContain('SHA-256')

  const chosen = await campaigns.trial({ order, customer: 'C' })
  expect(await textOf(chosen.documentId)).toContain('Şimşek Yapı')
  expect(await campaigns.list({})).toEqual([])
  expect(await companies.audit({})).toEqual(before)

  const campaignId = crypto.randomUUID()
  const made = await campaigns.create({ campaignId, order })
  expect(made.rows.map(({ number }) => number)).toEqual(['2026-09/0001', '2026-09/0002'])
  const kept = await campaigns.paper({ campaignId, customer: 'B' })
  const real = await textOf(kept.documentId)
  expect(real).not.toContain('DENEME')
  expect(real).toContain('SHA-256')
})

it('says that there is nothing to write a letter about', async () => {
  const { campaigns } = backend.client

  await expect(
    campaigns.trial({ order: { asOf: '2025-01-31', skipZero: true } }),
  ).rejects.toMatchObject({ code: 'campaign.empty' })
  await expect(
    campaigns.trial({ order: { asOf: '2026-09-30' }, customer: 'Z' }),
  ).rejects.toMatchObject({ code: 'customer.unknown' })
})
