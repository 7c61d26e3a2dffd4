/** Requirement rows of the main job, through the contract as a screen calls it. */
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { main } from '../../main/cli/index.ts'
import { vknCheckDigit } from '../../shared/domain/tax-id.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

const customer = (code: string, fields: Record<string, unknown> = {}) =>
  backend.client.customers.create({
    customerId: uuidv7(),
    customer: { code, name: `Customer ${code}`, ...fields },
  })
const VKN = `123456789${vknCheckDigit('123456789')}`

it('M02 (part): a second card with the same tax id is named and refused, unless wanted', async () => {
  await customer('120.01.0077', { name: 'Deniz Ticaret', taxId: VKN })
  await expect(customer('X', { taxId: VKN })).rejects.toMatchObject({
    code: 'customer.duplicate',
    params: { customer: '120.01.0077', name: 'Deniz Ticaret' },
  })
  expect(
    await backend.client.customers.duplicates({ name: 'DENİZ TİCARET LTD. ŞTİ.' }),
  ).toMatchObject([{ code: '120.01.0077', reason: 'name' }])
  await backend.client.customers.create({
    customerId: uuidv7(),
    customer: { code: 'X', name: 'Branch', taxId: VKN },
    acceptDuplicate: true,
  })
  expect((await backend.client.customers.list({})).rows).toHaveLength(2)
})

it('M13 (part): a tax id with one wrong digit is refused', async () => {
  const wrong = `${VKN.slice(0, 9)}${(Number(VKN[9]) + 1) % 10}`
  await expect(customer('C', { taxId: wrong })).rejects.toMatchObject({ code: 'tax_id.invalid' })
})

it('M25 (part) L3: every account on one list, its total the control account', async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => `C${i},Cari ${i}`)
  await backend.client.imports.file({
    source: { path: backend.write('c.csv', `customer_code,name\n${rows.join('\n')}\n`) },
    options: { kind: 'customers' },
  })
  const documents = rows.map((_, i) => `invoice,F${i},C${i},2026-01-10,${100 + i}.00`)
  await backend.client.imports.file({
    source: {
      path: backend.write(
        'd.csv',
        `type,document_no,customer_code,document_date,amount\n${documents.join('\n')}\n`,
      ),
    },
    options: { kind: 'documents' },
  })
  await backend.client.customers.list({ asOf: '2026-02-01' })
  const begun = performance.now()
  const list = await backend.client.customers.list({ asOf: '2026-02-01' })

  expect(performance.now() - begun).toBeLessThan(1000)
  expect(list.rows).toHaveLength(2500)
  const total = list.rows.reduce((sum, row) => sum + row.balanceMinor, 0)
  expect(total).toBe(
    Array.from({ length: 2500 }, (_, i) => (100 + i) * 100).reduce((sum, minor) => sum + minor, 0),
  )
  expect(
    (await backend.client.companies.tieOut({ asOf: '2026-02-01' })).checks.find(
      (check) => check.name === 'L3',
    )?.ok,
  ).toBe(true)
})

it('M46 (part): an account that is customer and supplier shows both sides and the net', async () => {
  await customer('C')
  await backend.client.documents.post({
    documents: [
      {
        kind: 'invoice',
        documentNo: 'S1',
        customerCode: 'C',
        documentDate: '2026-01-05',
        amountMinor: 1000_00,
      },
      {
        kind: 'supplier_invoice',
        documentNo: 'A1',
        customerCode: 'C',
        documentDate: '2026-01-06',
        amountMinor: 300_00,
      },
    ],
  })
  const [before] = (await backend.client.customers.get({ code: 'C', asOf: '2026-02-01' })).figures
  expect(before).toMatchObject({
    receivableMinor: 1000_00,
    payableMinor: -300_00,
    balanceMinor: 700_00,
  })
  await backend.client.documents.post({
    documents: [
      { kind: 'receipt', customerCode: 'C', documentDate: '2026-01-20', amountMinor: 200_00 },
    ],
  })
  expect(
    (await backend.client.customers.get({ code: 'C', asOf: '2026-02-01' })).figures[0]
      ?.balanceMinor,
  ).toBe(500_00)
})

it('M48 (part): movements by posting day, currency and branch, found again by number', async () => {
  await customer('C')
  await backend.client.documents.post({
    documents: [
      {
        kind: 'receipt',
        documentNo: 'T-1',
        customerCode: 'C',
        documentDate: '2026-07-31',
        amountMinor: 1_00,
        branchCode: 'Bursa',
      },
      {
        kind: 'receipt',
        documentNo: 'T-2',
        customerCode: 'C',
        documentDate: '2026-08-01',
        postingDate: '2026-08-03',
        amountMinor: 2_00,
        branchCode: 'Bursa',
      },
      {
        kind: 'invoice',
        documentNo: 'F-1',
        customerCode: 'C',
        documentDate: '2026-08-15',
        amountMinor: 5_00,
        branchCode: 'Ankara',
      },
    ],
  })
  const [statement] = (
    await backend.client.reports.statement({
      customerCode: 'C',
      from: '2026-08-01',
      to: '2026-09-30',
    })
  ).statements
  expect(
    statement?.lines
      .filter((line) => line.kind === 'receipt' && line.branchCode === 'Bursa')
      .map((line) => [line.documentNo, line.date, line.documentDate]),
  ).toEqual([['T-2', '2026-08-03', '2026-08-01']])
  expect(
    (await backend.client.documents.search({ text: 't-2' })).map((found) => found.documentNo),
  ).toEqual(['T-2'])
  expect(
    (await backend.client.documents.search({ text: '5,00' })).map((found) => found.documentNo),
  ).toEqual(['F-1'])
})

it('M54 (part): the balance is character-identical on the command line and over the contract', async () => {
  await customer('C')
  await backend.client.documents.post({
    documents: [
      {
        kind: 'invoice',
        documentNo: 'F',
        customerCode: 'C',
        documentDate: '2026-06-10',
        amountMinor: 1_234_567_89,
      },
    ],
  })
  const info = await backend.client.companies.info({})
  const said: string[] = []
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = ((text: string) => said.push(text) > 0) as typeof process.stdout.write
  const code = await main([
    'aging',
    '--company',
    info.file,
    '--as-of',
    '2026-07-01',
    '--json',
  ]).finally(() => {
    process.stdout.write = write
  })
  const row = (JSON.parse(said.join('')) as { rows: { total: string }[] }).rows[0]

  expect(code).toBe(0)
  expect(row?.total).toBe('1234567.89')
  expect((await backend.client.reports.aging({ asOf: '2026-07-01' })).rows[0]?.totalMinor).toBe(
    1_234_567_89,
  )
  expect(
    (await backend.client.reports.statement({ customerCode: 'C', to: '2026-07-01' })).statements[0]
      ?.closingMinor,
  ).toBe(1_234_567_89)
})

it('M170 (part): a day without any network: 100 receipts, 40 allocations, 10 disputes, all in the outbox', async () => {
  await customer('C')
  const invoices = Array.from({ length: 100 }, (_, i) => ({
    kind: 'invoice' as const,
    documentNo: `F${i}`,
    customerCode: 'C',
    documentDate: '2026-01-10',
    amountMinor: 100_00,
  }))
  await backend.client.documents.post({ documents: invoices })
  for (let i = 0; i < 100; i += 1)
    await backend.client.documents.post({
      documents: [
        {
          kind: 'receipt',
          documentNo: `R${i}`,
          customerCode: 'C',
          documentDate: '2026-01-20',
          amountMinor: 60_00,
        },
      ],
    })
  for (let i = 0; i < 40; i += 1)
    await backend.client.allocations.add({
      credit: { documentNo: `R${i}` },
      to: [{ documentNo: `F${i}`, amountMinor: null }],
    })
  for (let i = 0; i < 10; i += 1)
    await backend.client.documents.dispute({
      disputeId: uuidv7(),
      key: { documentNo: `F${i}` },
      amountMinor: 10_00,
      reason: 'price',
    })
  const info = await backend.client.companies.info({})

  expect(info.counts.pendingOperations).toBe(1 + 100 + 100 + 40 + 10)
  expect((await backend.client.companies.verify({ deep: true })).ok).toBe(true)
})
