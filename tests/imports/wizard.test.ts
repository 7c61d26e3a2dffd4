/** What the wizard asks of the backend: looking into a file, walking its problems, control, rejects, undo. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { testBackend, type TestBackend } from '../support/backend.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

const OPEN = `Toros Dağıtım;;;;
Cari Kodu;Belge Türü;Belge No;Tarih;Tutar
C1;Fatura;F1;31.02.2026;1.000,00
C1;Fatura;F2;01.02.2026;500,00
C9;Fatura;F3;02.02.2026;250,50
Genel Toplam;;;;1.750,50
`

it('M177 (part): says sheets, headings, formats and what is missing before anything is checked', async () => {
  const { client } = backend
  const path = backend.write('a.csv', 'Cari Kodu;Belge No;Tarih;Tutar\nC1;F1;01.02.2026;1.000\n')
  const found = await client.imports.inspect({ source: { path }, options: { kind: 'documents' } })

  expect(found).toMatchObject({
    detected: { separator: ';', decimal: ',', dates: 'D.M.Y', headerRow: 1 },
    asks: ['decimal'],
    missing: ['type'],
    rows: 1,
  })
  expect(found.columns.map((column) => column.field)).toEqual([
    'customer_code',
    'document_no',
    'document_date',
    'amount',
  ])
  const fed = await client.imports.inspect({
    source: { path },
    options: {
      kind: 'documents',
      decimal: '.',
      map: {
        type: { const: 'invoice' },
        customer_code: { index: 1 },
        document_no: 'Belge No',
        document_date: 'Tarih',
        debit: 'Tutar',
      },
    },
  })
  expect([fed.missing, fed.asks]).toEqual([[], []])
})

it('reads cells apart by the separator a person names', async () => {
  const path = backend.write('a.csv', 'a;b|c\n1;2|3\n')
  const { columns } = await backend.client.imports.inspect({
    source: { path },
    options: { separator: '|' },
  })
  expect(columns.map((column) => column.heading)).toEqual(['a;b', 'c'])
})

it('M167 (part): tells accounts and movements of a statement layout, and checks them by its balances', async () => {
  const { client } = backend
  const source = { path: fixture('ar/tr-toplu-cari-ekstre.xlsx') }
  expect((await client.imports.inspect({ source, options: {} })).layout).toEqual({
    name: 'account-statement',
    accounts: 100,
    movements: 438,
  })
  const draft = await client.imports.check({
    source,
    options: { kind: 'documents', createCustomers: true },
  })
  expect(draft).toMatchObject({
    control: { kind: 'accounts', accounts: 100, differing: 0 },
    counts: { all: 438, new: 438, error: 0 },
  })
  expect(draft.months.reduce((sum, month) => sum + month.documents, 0)).toBe(438)
})

it('M177 (part): compares the total in the file with its rows, and walks from problem to problem', async () => {
  const { client } = backend
  const path = backend.write('a.csv', OPEN)
  const { draftId, control, missingCustomers } = await client.imports.check({
    source: { path },
    options: { kind: 'documents' },
  })
  expect(control).toEqual({
    kind: 'total',
    row: 6,
    field: 'amount',
    statedMinor: 1_750_50,
    readMinor: 1_750_50,
  })
  expect(missingCustomers).toBe(2)
  const at = (from: number, step: 1 | -1) => client.imports.problemAt({ draftId, from, step })
  expect(await at(-1, 1)).toEqual({ index: 0, row: 3, field: 'document_date' })
  expect(await at(0, 1)).toEqual({ index: 1, row: 4, field: 'customer_code' })
  expect(await at(0, -1)).toEqual({ index: 2, row: 5, field: 'customer_code' })
  expect(await client.imports.alike({ draftId, row: 4, field: 'customer_code' })).toEqual({
    rows: 2,
  })
})

it('M177 (part): keeps what was put right when a person goes back and checks again', async () => {
  const { client } = backend
  const source = { path: backend.write('a.csv', OPEN) }
  const options = { kind: 'documents' as const, createCustomers: true }
  const first = await client.imports.check({ source, options })
  await client.imports.fix({
    draftId: first.draftId,
    row: 3,
    field: 'document_date',
    value: '28.02.2026',
  })
  const second = await client.imports.check({
    source,
    options: { ...options, dates: 'D.M.Y' },
    replaces: first.draftId,
  })

  expect(second.counts).toMatchObject({ all: 3, new: 3, error: 0 })
  await expect(
    client.imports.rows({ draftId: first.draftId, filter: 'all' }),
  ).rejects.toMatchObject({ code: 'import.draft_unknown' })
})

it('says "TL" once when the file writes it so, and asks where it is the exception', async () => {
  const { client } = backend
  const check = async (currencies: readonly string[]) => {
    const rows = currencies.map((one, n) => `C1;Fatura;F${n};01.02.2026;1,50;${one}`)
    const path = backend.write(
      'a.csv',
      `Cari Kodu;Belge Türü;Belge No;Tarih;Tutar;Döviz\n${rows.join('\n')}\n`,
    )
    return client.imports.check({
      source: { path },
      options: { kind: 'documents', createCustomers: true },
    })
  }
  const usual = await check(['TL', 'TL', 'TL'])
  expect([usual.counts.check, usual.warnings.map((one) => one.params['count'])]).toEqual([0, [3]])
  expect((await check(['TRY', 'TL', 'TRY'])).counts.check).toBe(1)
})

it.each(['tr', 'en', 'de'] as const)(
  'M177 (part): problem rows in words (%s) import back once put right',
  async (language) => {
    const { client } = backend
    const path = backend.write('a.csv', OPEN)
    const { draftId } = await client.imports.check({
      source: { path },
      options: { kind: 'documents', createCustomers: true },
    })
    const { file, rows } = await client.imports.rejects({ draftId, language })
    expect(rows).toBe(1)
    const again = await client.imports.check({
      source: { path: file },
      options: { kind: 'documents', createCustomers: true },
    })
    expect(again.counts).toMatchObject({ all: 1, error: 1 })
    const fixed = await client.imports.fix({
      draftId: again.draftId,
      row: 2,
      field: 'document_date',
      value: '28.02.2026',
    })
    expect(fixed.counts).toMatchObject({ new: 1, error: 0 })
  },
)

it.each(['tr', 'en', 'de'] as const)(
  'M177 (part): the empty template in %s is recognised as its kind',
  async (language) => {
    const { client } = backend
    const { file } = await client.imports.template({ kind: 'documents', language })
    const found = await client.imports.inspect({ source: { path: file }, options: {} })
    expect([found.kindGuess, found.missing]).toEqual(['documents', []])
  },
)

it('M177 (part): an undo that is refused names the later documents that stand in the way', async () => {
  const { client } = backend
  const path = backend.write(
    'a.csv',
    'type,document_no,customer_code,document_date,amount\ninvoice,I1,C1,2026-01-05,100.00\n',
  )
  const { batchId } = await client.imports.file({
    source: { path },
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
    params: { documentNo: 'I1', by: 'R2' },
  })
})
