/** Undo, twins, mapping memory, the wizard's draft: check, fix, create missing, run. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

const CSV =
  'type,document_no,customer_code,document_date,amount,allocate_to\ninvoice,I1,C1,2026-01-05,100.00,\nreceipt,R1,C1,2026-01-20,40.00,I1\n'

describe('undo', () => {
  it('M177: means "never happened": the same file imports again with nothing unchanged', async () => {
    const { client } = backend
    const path = backend.write('a.csv', CSV)
    const first = await client.imports.file({
      source: { path },
      options: { kind: 'documents', createCustomers: true },
    })
    await client.imports.undo({ batchId: first.batchId ?? '' })
    expect((await client.reports.aging({ asOf: '2026-02-01' })).rows).toEqual([])
    const again = await client.imports.file({
      source: { path },
      options: { kind: 'documents', createCustomers: true },
    })

    expect([again.imported, again.unchanged]).toEqual([2, 0])
    const [statement] = (await client.reports.statement({ customerCode: 'C1', to: '2026-02-01' }))
      .statements
    expect(statement?.lines.map((line) => line.documentNo)).toEqual(['I1', 'R1'])
    expect(statement?.closingMinor).toBe(60_00)
    expect((await client.companies.verify({ deep: true })).ok).toBe(true)
  })

  it('is refused once later work depends on the batch', async () => {
    const { client } = backend
    const { batchId } = await client.imports.file({
      source: { path: backend.write('a.csv', CSV) },
      options: { kind: 'documents', createCustomers: true },
    })
    await client.documents.post({
      documents: [
        {
          kind: 'receipt',
          documentNo: 'R2',
          customerCode: 'C1',
          documentDate: '2026-01-25',
          amountMinor: 60_00,
          allocateTo: [{ documentNo: 'I1', amountMinor: null }],
        },
      ],
    })

    await expect(client.imports.undo({ batchId: batchId ?? '' })).rejects.toMatchObject({
      code: 'batch.depended_on',
    })
    expect((await client.companies.verify({ deep: true })).ok).toBe(true)
  })
})

it('keeps a draft whose bad cell is put right everywhere, opens missing accounts, and runs it', async () => {
  const { client } = backend
  const path = backend.write(
    'b.csv',
    'Cari Kodu;Belge Türü;Belge No;Tarih;Tutar\nC1;Fatura;F1;31.02.2026;1.000,00\nC2;Fatura;F2;31.02.2026;2.000,50\n',
  )
  let draft = await client.imports.check({ source: { path }, options: { kind: 'documents' } })
  expect(draft.counts).toMatchObject({ all: 2, error: 2 })
  draft = await client.imports.fix({
    draftId: draft.draftId,
    row: 2,
    field: 'document_date',
    value: '28.02.2026',
    everywhere: true,
  })
  const { rows } = await client.imports.rows({ draftId: draft.draftId, filter: 'problems' })
  expect(rows.flatMap((row) => row.problems.map((problem) => problem.code))).toEqual([
    'customer.unknown',
    'customer.unknown',
  ])
  draft = await client.imports.setCreateCustomers({ draftId: draft.draftId, createCustomers: true })
  expect(draft).toMatchObject({
    counts: { new: 2, error: 0 },
    balances: [{ currency: 'TRY', beforeMinor: 0, afterMinor: 3_000_50 }],
  })
  const done = await client.imports.run({ draftId: draft.draftId, rememberAs: 'Logo' })

  expect(done).toMatchObject({ imported: 2, rejected: 0 })
  expect((await client.imports.mappings({}))[0]).toMatchObject({ name: 'Logo', kind: 'documents' })
  expect((await client.imports.inspect({ source: { path }, options: {} })).mapping?.name).toBe(
    'Logo',
  )
})

it('reads windows-1254 and ISO-8859-9, and says so', async () => {
  const { client } = backend
  const text = 'Cari Kodu;Unvan\nC1;Şahin Gıda İnşaat Ğ\n'
  const bytes = Buffer.from(
    text
      .split('')
      .map(
        (char) =>
          ({ Ş: 0xde, ş: 0xfe, ı: 0xfd, İ: 0xdd, Ğ: 0xd0, ğ: 0xf0 })[char] ?? char.charCodeAt(0),
      ),
  )
  const result = await client.imports.file({
    source: { path: backend.write('tr.csv', bytes) },
    options: { kind: 'customers' },
  })

  expect(result.detected.encoding).toBe('windows-1254')
  expect((await client.customers.get({ code: 'C1' })).card.name).toBe('Şahin Gıda İnşaat Ğ')
})

it('updates a card field by field and counts it, and leaves it when nothing differs', async () => {
  const { client } = backend
  const options = { kind: 'customers' as const }
  await client.imports.file({
    source: { path: backend.write('1.csv', 'customer_code,name,terms\nC1,One,NET30\n') },
    options,
  })
  const changed = await client.imports.file({
    source: { path: backend.write('2.csv', 'customer_code,name,terms\nC1,One,NET60\n') },
    options,
  })
  const same = await client.imports.file({
    source: { path: backend.write('3.csv', 'customer_code,name\nC1,One\n') },
    options,
  })

  expect([changed.imported, same.imported, same.unchanged]).toEqual([1, 0, 1])
  expect(
    (await client.customers.history({ code: 'C1' })).find((entry) => entry.field === 'terms'),
  ).toMatchObject({ from: 'NET30', to: 'NET60' })
})
