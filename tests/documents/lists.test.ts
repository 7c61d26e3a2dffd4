/** Lists out: as asked, with totals a spreadsheet engine computes anew, and text that stays text. */
import { readFileSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import Papa from 'papaparse'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'
import { openWorkbook } from '../support/recompute.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await testBackend()
})
afterEach(() => backend.stop())

const lira = (minor: number) => ({ minor, currency: 'TRY' as never })
const euro = (minor: number) => ({ minor, currency: 'EUR' as never })
const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '=HYPERLINK("http://x","y")',
  '＝1+1',
  '|x',
]

async function exportGrid(format: 'xlsx' | 'csv') {
  return backend.client.reports.exportGrid({
    name: 'Cari hesaplar',
    headings: ['Kod', 'Unvan', 'Döviz', 'Bakiye', 'Vade', 'Gün'],
    rows: [
      ['001', 'Çınar', 'TRY', lira(100_50), { day: '2026-03-31' as never }, { number: 3 }],
      ['002', 'Öz', 'EUR', euro(-7_25), null, { number: 0 }],
      ...HOSTILE.map((text, i) => [text, text, 'TRY', lira(i), null, null]),
    ],
    totals: [
      ['Toplam', null, 'TRY', { ...lira(100_78), sum: 'shown' as const }, null, null],
      ['Toplam', null, 'EUR', { ...euro(-7_25), sum: 'shown' as const }, null, null],
    ],
    currencyColumn: 2,
    frozenColumns: 2,
    asOf: '2026-10-31' as never,
    filters: ['“çınar”', 'Döviz TRY'],
    format,
    language: 'tr',
  })
}

it('M44 (part) N12 (part): a grid as a workbook: frozen, filtered, its day named, totals per currency computed anew', async () => {
  const { file, rows } = await exportGrid('xlsx')
  const [sheet, facts] = await openWorkbook(file)

  expect(rows).toBe(2 + HOSTILE.length)
  expect(sheet?.name).toBe('Cari hesaplar 2026-10-31')
  expect(sheet?.formulas.map(({ cached, computed }) => [cached, computed])).toEqual([
    [100.78, expect.closeTo(100.78, 9)],
    [-7.25, expect.closeTo(-7.25, 9)],
  ])
  expect(sheet?.formulas[0]?.formula).toContain('SUBTOTAL(109')
  expect(sheet?.sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 })
  expect(sheet?.sheet.autoFilter).toBe(`A1:F${rows + 1}`)
  expect(sheet?.sheet.getCell('E2').value).toBeInstanceOf(Date)
  expect(sheet?.sheet.getCell('F2').value).toBe(3)
  HOSTILE.forEach((text, i) => {
    const { type, value } = sheet?.sheet.getCell(`A${i + 4}`) ?? {}
    expect([type, value]).toEqual([3, text])
  })
  const told = facts?.rows.map((row) => row.slice(0, 2)) ?? []
  expect(told).toContainEqual(['Tür', 'Cari hesaplar'])
  expect(told.filter(([label]) => label === 'Filtre').map(([, value]) => value)).toEqual([
    '“çınar”',
    'Döviz TRY',
  ])
})

it('M44 (part): the same grid as CSV neutralises what a spreadsheet would run, and nothing else', async () => {
  const { file } = await exportGrid('csv')
  const [, first, second, ...hostile] = Papa.parse<string[]>(
    readFileSync(file, 'utf8').replace('\ufeff', '').trim(),
  ).data

  expect(first).toEqual(['001', 'Çınar', 'TRY', '100.50', '2026-03-31', '3'])
  expect(second).toEqual(['002', 'Öz', 'EUR', '-7.25', '', '0'])
  expect(hostile.map(([code]) => code)).toEqual(HOSTILE.map((text) => `'${text}`))
})

it('M44 (part): the documents list is written by the database, filtered and in its order, with totals per currency', async () => {
  const { client } = backend
  await client.customers.create({ customerId: uuidv7(), customer: { code: 'C1', name: '=1+1' } })
  const post = (documentNo: string, amountMinor: number, currency: string) =>
    client.documents.post({
      documents: [
        {
          kind: 'invoice',
          documentNo,
          customerCode: 'C1',
          documentDate: '2026-03-02',
          dueDate: '2026-04-01',
          currency,
          amountMinor,
          ...(currency === 'TRY' ? {} : { rate: '40' }),
        },
      ],
    })
  await post('A-1', 100_00, 'TRY')
  await post('A-2', 55_55, 'TRY')
  await post('B-1', 10_00, 'EUR')
  const list = (search: string, format: 'xlsx' | 'csv') =>
    client.ledger.exportList({
      query: { filters: {}, search, sort: { id: 'document', descending: true } },
      columns: [
        { id: 'document', heading: 'Document' },
        { id: 'customerName', heading: 'Account' },
        { id: 'status', heading: 'Status' },
        { id: 'date', heading: 'Date' },
        { id: 'amount', heading: 'Amount' },
      ],
      name: 'Documents',
      filters: search === '' ? [] : [search],
      format,
      language: 'en',
    })
  const all = await list('', 'xlsx')
  const [sheet] = await openWorkbook(all.file)
  const some = await list('A-', 'csv')
  const csv = Papa.parse<string[]>(
    readFileSync(some.file, 'utf8').replace('\ufeff', '').trim(),
  ).data

  expect(all.rows).toBe(3)
  expect(sheet?.rows.slice(0, 4).map((row) => [row[0], row[1], row[2], row[4], row[5]])).toEqual([
    ['Document', 'Account', 'Status', 'Amount', 'Currency'],
    ['B-1', '=1+1', 'Open', 10, 'EUR'],
    ['A-2', '=1+1', 'Open', 55.55, 'TRY'],
    ['A-1', '=1+1', 'Open', 100, 'TRY'],
  ])
  expect(sheet?.formulas.map(({ cached, computed }) => [cached, computed])).toEqual([
    [10, expect.closeTo(10, 9)],
    [155.55, expect.closeTo(155.55, 9)],
  ])
  expect(csv).toEqual([
    ['Document', 'Account', 'Status', 'Date', 'Amount'],
    ['A-2', "'=1+1", 'Open', '2026-03-02', '55.55'],
    ['A-1', "'=1+1", 'Open', '2026-03-02', '100.00'],
  ])
})

it('N12 (part) M44 (part): what a spreadsheet would run is text in every sheet of a round trip too', async () => {
  const { client } = backend
  const names = HOSTILE.map((text) => text.trim())
  for (const [i, name] of names.entries())
    await client.customers.create({
      customerId: uuidv7(),
      customer: { code: `C${i}`, name, city: name, tags: [name.replaceAll(',', ';')] },
    })
  const { file } = await client.roundtrip.exportCustomers({ language: 'en' })
  const sheets = await openWorkbook(file)
  const [records, memory] = sheets
  const at = records?.sheet.getRow(1).values as unknown[]
  const column = at.indexOf('saldo:name')

  expect(sheets.flatMap(({ formulas }) => formulas)).toEqual([])
  expect(memory?.sheet.state).toBe('veryHidden')
  names.forEach((name, i) => {
    const cell = records?.sheet.getCell(i + 3, column)
    expect([cell?.type, cell?.value, cell?.numFmt, cell?.protection?.locked]).toEqual([
      3,
      name,
      '@',
      false,
    ])
  })
  const code = records?.sheet.getCell(3, at.indexOf('saldo:code'))
  expect(code?.protection?.locked ?? true).toBe(true)
  expect(records?.sheet.getRow(1).hidden).toBe(true)
  expect(records?.sheet.getColumn(1).hidden).toBe(true)
})
