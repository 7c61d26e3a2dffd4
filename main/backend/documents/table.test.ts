/** Tables as files: read back by another program, nothing half-written, nothing a spreadsheet would run. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkbook } from '../../../tests/support/recompute.ts'
import { type Table, type TableCell, writeCsv, writeXlsx } from './table.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-tables-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const lira = (minor: number): TableCell => ({ minor, currency: 'TRY' })
const table = (rows: TableCell[][], more: Partial<Table> = {}): Table => ({
  sheet: 'Cari',
  headings: ['Kod', 'Unvan', 'Vade', 'Tutar'],
  widths: [12, 30, 12, 10],
  rows,
  totals: [],
  ...more,
})
const rowsOf = (count: number): TableCell[][] =>
  Array.from({ length: count }, (_, i) => [
    `120.${i}`,
    'Çınar Yapı & Oğlu ğşİı',
    { day: '2026-03-31' },
    lira(i * 7 - 1000),
  ])

/** reliability-security.md 5: 60 texts a spreadsheet might run. */
const STARTS = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\n=',
  ' =',
  '"=',
  "'=",
  '＝',
  '＋',
  '－',
  '＠',
  '|',
]
const BODIES = ['1+1', 'HYPERLINK("http://x.example","y")', "cmd|' /C calc'!A0", 'SUM(1;2)']
const CORPUS = STARTS.flatMap((start) => BODIES.map((body) => start + body))

it('M44 M178 (part): numbers are numbers, days are days, heads are frozen and filtered', async () => {
  const path = join(dir, 'typed.xlsx')

  await writeXlsx(path, [table(rowsOf(5))], { sheet: 'Bilgi', rows: [['Şirket', 'Toros']] })

  const book = new exceljs.Workbook()
  await book.xlsx.readFile(path)
  const sheet = book.getWorksheet('Cari')
  expect(sheet?.getCell('A2').value).toBe('120.0')
  expect(sheet?.getCell('B2').value).toBe('Çınar Yapı & Oğlu ğşİı')
  expect(sheet?.getCell('C2').value).toEqual(new Date('2026-03-31T00:00:00Z'))
  expect(sheet?.getCell('D2').value).toBe(-10)
  expect(sheet?.getCell('D2').numFmt).toBe('#,##0.00')
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  expect(sheet?.autoFilter).toBe('A1:D6')
  expect(book.getWorksheet('Bilgi')?.getCell('B2').value).toBe('Toros')
})

it('M178 (part): totals are formulas whose values are ours, also over several currencies', async () => {
  const path = join(dir, 'totals.xlsx')
  const rows = rowsOf(50)
  const minor = rows.reduce((sum, row) => sum + (row[3] as { minor: number }).minor, 0)

  await writeXlsx(path, [
    table(rows, {
      totals: [
        ['Toplam', null, null, { minor, currency: 'TRY', sum: 'shown' }],
        [
          'Bakiye',
          null,
          null,
          { minor: minor + 500, currency: 'TRY', sum: { startMinor: 500, plus: 3, minus: 2 } },
        ],
      ],
    }),
  ])

  const [sheet] = await openWorkbook(path)
  expect(sheet?.formulas.map(({ formula }) => formula)).toEqual([
    'SUBTOTAL(109,D2:D51)',
    '5.00+SUM(D2:D51)-SUM(C2:C51)',
  ])
  expect(sheet?.formulas[0]?.cached).toBe(minor / 100)
  expect(sheet?.formulas[0]?.computed).toBeCloseTo(minor / 100, 6)
  const mixed = join(dir, 'mixed.xlsx')
  await writeXlsx(mixed, [
    {
      sheet: 'Karma',
      headings: ['Döviz', 'Tutar'],
      widths: [8, 12],
      rows: [
        ['TRY', lira(100)],
        ['JPY', { minor: 7, currency: 'JPY' }],
      ],
      totals: [[null, { minor: 7, currency: 'JPY', sum: 'shown' }]],
      currencyColumn: 0,
    },
  ])
  const [both] = await openWorkbook(mixed)
  expect(both?.formulas[0]?.formula).toBe(
    'SUMPRODUCT(SUBTOTAL(109,OFFSET(B2,ROW(B2:B3)-2,0)),--(A2:A3="JPY"))',
  )
  expect(both?.sheet.getCell('B3').numFmt).toBe('#,##0')
})

it('M178 (part): 60 texts like formulas stay text in a workbook and in CSV', async () => {
  expect(CORPUS).toHaveLength(60)
  const xlsx = join(dir, 'corpus.xlsx')
  const csv = join(dir, 'corpus.csv')
  const rows = CORPUS.map((text): TableCell[] => [text, text, null, lira(-5)])

  await writeXlsx(xlsx, [table(rows)])
  await writeCsv(csv, [table(rows)])

  const [sheet] = await openWorkbook(xlsx)
  expect(sheet?.formulas).toEqual([])
  sheet?.sheet.eachRow((row, number) => {
    if (number === 1) return
    const text = row.getCell(1).text.replaceAll('_x000D_', '\r')
    expect(text).toBe(CORPUS[number - 2])
    expect(row.getCell(4).value).toBe(-0.05)
  })
  const lines = Papa.parse<string[]>(readFileSync(csv, 'utf8').replace('\ufeff', '')).data
  expect(lines.slice(1, 61).map(([text]) => text)).toEqual(CORPUS.map((text) => `'${text}`))
  expect(lines[1]?.[3]).toBe('-0.05')
})

it('a file that cannot be written is refused, and what was there stays', async () => {
  await expect(writeXlsx(join(dir, 'missing', 'x.xlsx'), [table([])])).rejects.toMatchObject({
    code: 'file.unwritable',
  })
  mkdirSync(join(dir, 'folder'))
  writeFileSync(join(dir, 'folder', 'kept'), '')
  await expect(writeCsv(join(dir, 'folder'), [table(rowsOf(3))])).rejects.toMatchObject({
    code: 'file.unwritable',
  })
  const old = join(dir, 'old.xlsx')
  writeFileSync(old, 'what was there before')
  const failing = table([])
  await expect(
    writeXlsx(old, [
      {
        ...failing,
        rows: (function* () {
          yield* rowsOf(5000)
          throw new Error('the ledger was closed')
        })(),
      },
    ]),
  ).rejects.toThrow('the ledger was closed')
  expect(readFileSync(old, 'utf8')).toBe('what was there before')
  expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

it('a disk that is full in the middle is a refusal', async () => {
  // Every write to this device fails as on a full disk.
  const { WholeFile } = await import('./whole-file.ts')
  const { Zip } = await import('./zip.ts')
  class FullDisk extends WholeFile {
    override writeAt(bytes: Uint8Array, position: number): void {
      if (position + bytes.length > 200_000)
        throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' })
      super.writeAt(bytes, position)
    }
  }
  const file = new FullDisk(join(dir, 'full.zip'), 'test')
  const zip = new Zip(file)
  zip.begin('x')
  const fill = async () => {
    for (let i = 0; i < 50; i += 1) await zip.write(randomBytes(20_000))
    await zip.end()
  }

  await expect(fill()).rejects.toMatchObject({ code: 'ENOSPC' })
  file.discard()
  expect(readdirSync(dir).filter((name) => name.startsWith('full'))).toEqual([])
})

it('sheets get names a workbook allows, each its own', async () => {
  const path = join(dir, 'names.xlsx')
  const long = '120.01.0004 Çınar Yapı Market San.'

  await writeXlsx(
    path,
    [long, long, "a/b:c*[d]'", '', '120'].map((sheet) => table(rowsOf(1), { sheet })),
  )

  const names = (await openWorkbook(path)).map(({ name }) => name)
  expect(names).toEqual([
    '120.01.0004 Çınar Yapı Market S',
    '120.01.0004 Çınar Yapı Mark (2)',
    'a b c  d',
    'Sheet',
    '120',
  ])
})

it('CSV follows the separator and decimal mark asked for', async () => {
  const path = join(dir, 'german.csv')

  await writeCsv(path, [table([['A;1', 'x', null, lira(-123_450)]])], {
    separator: ';',
    decimal: ',',
  })

  expect(readFileSync(path, 'utf8')).toBe('\ufeffKod;Unvan;Vade;Tutar\r\n"A;1";x;;-1234,50\r\n')
})
