/** Real files nobody here wrote (tests/fixtures), with the facts known of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFile } from '../../main/backend/tabular/read-file.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { fixture, IBM, IBM_RECEIPTS, RETAIL } from '../support/real-maps.ts'

let backend: TestBackend
const start = async (currency: string) => {
  backend = await testBackend(currency)
  return backend.client
}
afterEach(() => backend?.stop())

it('M173 (part): the same file twice is 0 new, 0 changed', async () => {
  const client = await start('USD')
  const input = {
    source: { path: fixture('ar/ibm-accounts-receivable.csv') },
    options: { kind: 'documents' as const, createCustomers: true, map: IBM },
  }
  const first = await client.imports.file(input)
  const { digest } = await client.companies.verify({})
  const second = await client.imports.file(input)

  expect([first.imported, first.unchanged]).toEqual([2466, 0])
  expect([second.imported, second.unchanged, second.batchId]).toEqual([0, 2466, null])
  expect((await client.companies.verify({})).digest).toBe(digest)
})

it('imports the IBM receivables, and their receipts from the settled dates', async () => {
  const client = await start('USD')
  const path = fixture('ar/ibm-accounts-receivable.csv')
  const invoices = await client.imports.file({
    source: { path },
    options: { kind: 'documents', createCustomers: true, map: IBM },
  })
  expect(invoices).toMatchObject({
    imported: 2466,
    detected: { dates: 'M/D/Y', decimal: '.' },
    totals: { USD: { debitMinor: 147_703_18, creditMinor: 0 } },
  })
  const receipts = await client.imports.file({
    source: { path },
    options: {
      kind: 'receipts',
      map: IBM_RECEIPTS,
    },
  })

  expect(receipts).toMatchObject({ imported: 2466, totals: { USD: { creditMinor: 147_703_18 } } })
  expect((await client.customers.list({})).rows).toHaveLength(100)
  expect((await client.reports.aging({ asOf: '2014-01-09' })).rows).toEqual([])
  expect((await client.documents.get({ documentNo: '0000611365' })).openMinor).toBe(0)
  expect((await client.companies.verify({})).ok).toBe(true)
})

it.each([
  ['01', 143, 58_960_79, 325_23, 6],
  ['02', 167, 47_748_38, 1_541_10, 23],
] as const)(
  'imports the online-retail day 2010-12-%s as documents summed from their lines',
  async (day, numbers, debitMinor, creditMinor, cancellations) => {
    const client = await start('GBP')
    const result = await client.imports.file({
      source: { path: fixture(`ar/online-retail-2010-12-${day}.csv`) },
      options: { kind: 'documents', createCustomers: true, map: RETAIL },
    })

    expect(result.totals).toEqual({ GBP: { debitMinor, creditMinor } })
    expect(
      result.imported +
        result.warnings.filter((one) => one.code === 'document.zero_left_out').length,
    ).toBe(numbers)
    const { items } = await client.documents.openItems({ asOf: '2010-12-31' })
    expect(items.filter((item) => item.kind === 'credit_note')).toHaveLength(cancellations)
  },
)

it('M167 (part) N15 (part): one statement export of 100 accounts gives accounts, opening items, aging and a first tie-out', async () => {
  const client = await start('TRY')
  const path = fixture('ar/tr-toplu-cari-ekstre.xlsx')
  expect((await client.imports.inspect({ source: { path }, options: {} })).detected.layout).toBe(
    'account-statement',
  )
  const result = await client.imports.file({
    source: { path },
    options: { kind: 'documents', createCustomers: true },
  })

  expect(result).toMatchObject({
    rows: 438,
    imported: 438,
    problems: [],
    totals: { TRY: { debitMinor: 3_631_757_27, creditMinor: 2_853_563_26 } },
  })
  const { rows } = await client.reports.aging({ asOf: '2025-12-31', all: true })
  const sum = (list: typeof rows) => list.reduce((total, row) => total + row.totalMinor, 0)
  const [debtors, creditors] = [
    rows.filter((row) => row.totalMinor > 0),
    rows.filter((row) => row.totalMinor < 0),
  ]
  expect([debtors.length, sum(debtors), creditors.length, sum(creditors), rows.length]).toEqual([
    57, 821_044_71, 20, -42_850_70, 100,
  ])
  const { items } = await client.documents.openItems({ asOf: '2025-12-31' })
  const cheques = items.filter((item) => item.kind === 'cheque')
  expect(cheques).toHaveLength(15)
  expect(cheques.some((item) => item.documentNo.endsWith('/2'))).toBe(true)
  expect(
    (await client.companies.tieOut({ asOf: '2025-12-31' })).checks.every((check) => check.ok),
  ).toBe(true)
  expect(
    (
      await client.imports.file({
        source: { path },
        options: { kind: 'documents', createCustomers: true },
      })
    ).unchanged,
  ).toBe(438)
})

describe('workbooks as they come', () => {
  it.each([
    [
      'invoices-import-template',
      [
        ['invoices', 2, 42, 0, 0],
        ['invoice_items', 2, 19, 0, 0],
        ['invoice_item_taxes', 1, 5, 0, 0],
        ['invoice_histories', 3, 10, 0, 0],
      ],
    ],
    [
      'merged-headers',
      [
        ['Sheet1', 5, 21, 0, 9],
        ['Sheet2', 5, 10, 0, 6],
      ],
    ],
    ['date-1904', [['Sheet1', 3, 6, 0, 0]]],
    ['hidden-row-col', [['Sheet1', 3, 5, 0, 0]]],
    [
      'hidden-sheets-merges-de',
      [
        ['Handlungsanweisung', 61, 0, 0, 0],
        ['Ersatzteilliste', 42, 304, 89, 3],
        ['Leiterprüfung', 460, 508, 0, 524],
        ['Feststellanlagen', 77, 134, 0, 48],
      ],
    ],
    ['many-merges', [['Sheet1', 50_000, 0, 0, 50_000]]],
  ] as const)('reads %s with its sheets, rows, cells, formulas and merges', async (name, facts) => {
    const { sheets } = await readFile({ path: fixture(`excel/${name}.xlsx`) })

    expect(
      sheets
        .slice(0, facts.length)
        .map((sheet) => [sheet.name, sheet.rows, sheet.filledCells, sheet.formulas, sheet.merges]),
    ).toEqual(facts)
  })

  it('tells hidden sheets, rows and columns, and counts 1904 days from 1904', async () => {
    const german = await readFile({ path: fixture('excel/hidden-sheets-merges-de.xlsx') })
    expect(german.sheets.map((sheet) => sheet.state).slice(0, 4)).toEqual([
      'visible',
      'hidden',
      'hidden',
      'hidden',
    ])
    const hidden = await readFile({ path: fixture('excel/hidden-row-col.xlsx') })
    expect(hidden.sheets[0]).toMatchObject({ hiddenRows: 1, hiddenColumns: 1 })
    const old = await readFile({ path: fixture('excel/date-1904.xlsx') })
    expect(old.table.date1904).toBe(true)
    expect(
      old.table.rows
        .flatMap((row) => row.cells)
        .some(
          (cell) =>
            typeof cell === 'object' && cell !== null && /^\d{4}-\d{2}-\d{2}$/.test(cell.day),
        ),
    ).toBe(true)
  })

  it.each([
    ['xmlbomb', 'file.hostile'],
    ['xxe-in-schema', 'file.hostile'],
    ['not-a-zip-fuzz', 'file.damaged'],
    ['encrypted', 'file.encrypted'],
    ['broken-xml', 'file.damaged'],
  ])('refuses %s with %s within two seconds', async (name, code) => {
    const begun = performance.now()
    const refused = await readFile({ path: fixture(`excel/${name}.xlsx`) }).catch(
      (error: unknown) => error,
    )

    expect(refused).toBeInstanceOf(Refusal)
    expect((refused as Refusal).code).toBe(code)
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

describe('tables that are none', () => {
  beforeEach(() => start('TRY').then(() => undefined))

  it.each([
    ['empty.csv', '', 'file.empty'],
    ['headings.csv', 'type,document_no,customer_code,document_date,amount\n', 'file.empty'],
    ['columns.csv', 'type,document_no\ninvoice,1\n', 'column.missing'],
    [
      'twice.csv',
      'type,document_no,customer_code,document_date,amount,amount\ninvoice,1,C,2026-01-01,1,1\n',
      'column.duplicate',
    ],
    ['page.csv', '<html><body>no table</body></html>', 'file.not_a_table'],
    ['paper.csv', '%PDF-1.7\nbinary', 'file.not_a_table'],
    [
      'nul.csv',
      'type,document_no,customer_code,document_date,amount\ninvoice,a\0b,C,2026-01-01,1\n',
      'file.nul',
    ],
    [
      'quote.csv',
      'type,document_no,customer_code,document_date,amount\ninvoice,"1,C,2026-01-01,1\n',
      'file.quote_unclosed',
    ],
  ])('refuses %s with a code', async (name, content, code) => {
    const path = backend.write(name, content)
    await expect(
      backend.client.imports.file({ source: { path }, options: { kind: 'documents' } }),
    ).rejects.toMatchObject({ code })
  })
})
