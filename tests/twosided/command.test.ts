/** `saldo reconcile statement` end to end: a worked example an accountant can check by hand. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBytes } from '../../main/backend/tabular/read-bytes.ts'
import { CliFolder } from '../support/cli.ts'
import { readPdf } from '../support/pdf-text.ts'

const folder = new CliFolder()
afterAll(() => folder.remove())

interface Result {
  readonly ours: { opening: string; closing: string }
  readonly theirs: { opening: string; closing: string }
  readonly difference: string
  readonly matched: readonly { ours: string[]; theirs: number[]; amount: string; kind: string }[]
  readonly onlyOurs: readonly Record<string, unknown>[]
  readonly onlyTheirs: readonly Record<string, unknown>[]
  readonly amountDiffers: readonly Record<string, unknown>[]
  readonly explanation: readonly {
    cause: string
    amount: string
    items: readonly Record<string, unknown>[]
  }[]
  readonly unexplained: string
  readonly detected: Record<string, unknown>
  readonly warnings: readonly unknown[]
}

const row = (cells: readonly (string | number)[]) => cells.join(',')
const documents = [
  ['type', 'document_no', 'customer_code', 'document_date', 'due_date', 'amount', 'description'],
  ['opening', 'DEVIR', 'B1', '2026-01-01', '2026-01-01', '10000.00', ''],
  ['invoice', 'ABC2026000000117', 'B1', '2026-09-03', '2026-10-03', '4250.00', ''],
  ['invoice', 'ABC2026000000118', 'B1', '2026-09-08', '2026-10-08', '2900.00', ''],
  ['invoice', 'ABC2026000000119', 'B1', '2026-09-12', '2026-10-12', '1512.40', 'USD 36.00'],
  ['receipt', 'T-51', 'B1', '2026-09-15', '2026-09-15', '993.80', ''],
  ['invoice', 'ABC2026000000120', 'B1', '2026-09-18', '2026-10-18', '3186.54', ''],
  ['receipt', 'T-52', 'B1', '2026-09-22', '2026-09-22', '6000.00', ''],
  ['credit_note', 'IAD2026000000004', 'B1', '2026-09-24', '2026-09-24', '500.00', ''],
  ['invoice', 'ABC2026000000121', 'B1', '2026-10-01', '2026-11-01', '500.00', ''],
].map(row)

/** Their view: what they owe us is their credit. */
const theirs = `ÖRNEK TİCARET LTD ŞTİ;;;;;
Cari Hesap Ekstresi;01.09.2026 - 30.09.2026;;;;
Tarih;Fiş No;Açıklama;Borç;Alacak;Bakiye
01.09.2026;;Devir;;10.000,00;10.000,00 (A)
04.09.2026;ABC-2026-117;Alış faturası;;4.250,00;14.250,00 (A)
12.09.2026;ABC2026000000119;USD 36,00 kur 41,6666;;1.500,00;15.750,00 (A)
15.09.2026;HVL-9;Gönderilen havale;1.000,00;;14.750,00 (A)
Nakli yekûn;;;1.000,00;5.750,00;14.750,00 (A)
18.09.2026;120;Alış faturası;;3.186,54;17.936,54 (A)
23.09.2026;HVL-10;Gönderilen havale 1/2;2.500,00;;15.436,54 (A)
23.09.2026;HVL-11;Gönderilen havale 2/2;3.500,00;;11.936,54 (A)
24.09.2026;IAD2026000000004;Alıştan iade;500,00;;11.436,54 (A)
30.09.2026;ABC2026000000121;Alış faturası;;500,00;11.936,54 (A)
Toplam;;;7.500,00;9.436,54;11.936,54 (A)
`

describe('N4 M63: reconcile statement', () => {
  let found: Result

  beforeAll(async () => {
    await folder.call('init', '--name', 'Form', '--currency', 'TRY')
    await folder.call(
      'import',
      'customers',
      folder.write('customers.csv', 'customer_code,name\nB1,Beyaz\nUSD1,Dolar\n'),
    )
    const imported = await folder.call(
      'import',
      'documents',
      folder.write('documents.csv', documents.join('\n')),
    )
    expect(imported.json).toMatchObject({ imported: 9, problems: [] })
    const answer = await folder.call(
      'reconcile',
      'statement',
      folder.write('ekstre.csv', theirs),
      '--customer',
      'B1',
    )
    expect(answer.code).toBe(0)
    found = answer.json as unknown as Result
  })

  it('N4: turns their credit into our debit and reads opening, carry-forward and closing', () => {
    expect(found.detected).toMatchObject({
      view: 'theirs',
      headerRow: 3,
      decimal: ',',
      openingStated: true,
    })
    expect(found.ours).toEqual({ opening: '10000.00', closing: '14355.14' })
    expect(found.theirs).toEqual({ opening: '10000.00', closing: '11936.54' })
    expect(found.difference).toBe('2418.60')
    expect(found.warnings).toEqual([])
  })

  it('N4: says what is the same, across days, spellings and parts', () => {
    expect(found.matched).toEqual([
      { ours: ['ABC2026000000117'], theirs: [5], amount: '4250.00', kind: 'number_variant' },
      { ours: ['ABC2026000000120'], theirs: [9], amount: '3186.54', kind: 'number_variant' },
      { ours: ['T-52'], theirs: [10, 11], amount: '-6000.00', kind: 'split' },
      { ours: ['IAD2026000000004'], theirs: [12], amount: '-500.00', kind: 'exact' },
    ])
  })

  it('N4: explains the difference by cause, and the amounts add up to the last kuruş', () => {
    expect(found.explanation.map(({ cause, amount }) => [cause, amount])).toEqual([
      ['missing_in_theirs', '2900.00'],
      ['timing', '-500.00'],
      ['fx', '12.40'],
      ['bank_fee', '6.20'],
    ])
    expect(found.unexplained).toBe('0.00')
    expect(found.onlyOurs).toMatchObject([
      { documentNo: 'ABC2026000000118', amount: '2900.00', cause: 'missing_in_theirs' },
    ])
    expect(found.onlyTheirs).toMatchObject([{ row: 13, amount: '500.00', cause: 'timing' }])
    expect(found.amountDiffers).toEqual([
      {
        ours: ['ABC2026000000119'],
        theirs: [6],
        oursAmount: '1512.40',
        theirsAmount: '1500.00',
        difference: '12.40',
        cause: 'fx',
      },
      {
        ours: ['T-51'],
        theirs: [7],
        oursAmount: '-993.80',
        theirsAmount: '-1000.00',
        difference: '6.20',
        cause: 'bank_fee',
      },
    ])
  })

  it('M63: proposes what to do about each item', () => {
    const corrections = found.explanation.map(({ items }) => items[0]?.['correction'])

    expect(corrections).toEqual([
      { act: 'ask', what: 'book_document' },
      { act: 'wait' },
      { act: 'post', type: 'credit_note', amount: '12.40', date: '2026-09-12', documentNo: '' },
      { act: 'post', type: 'write_off', amount: '6.20', date: '2026-09-15', documentNo: '' },
    ])
  })
})

describe('N4: periods, currencies and papers', () => {
  const own = new CliFolder()
  afterAll(() => own.remove())

  beforeAll(async () => {
    await own.call('init', '--name', 'Form', '--currency', 'TRY')
    const customers = 'customer_code,name,currency\nT1,Turkuaz,TRY\nU1,Dolar,USD\n'
    await own.call('import', 'customers', own.write('customers.csv', customers))
    const rows = [
      'type,document_no,customer_code,document_date,amount,currency,rate',
      'invoice,INV-1,T1,2026-08-28,100.00,TRY,',
      'invoice,INV-2,T1,2026-09-05,250.00,TRY,',
      'invoice,INV-3,T1,2026-10-02,75.00,TRY,',
      'invoice,INV-9,U1,2026-09-05,1000.00,USD,41.20',
      'receipt,RCT-9,U1,2026-09-25,400.00,USD,42.00',
    ]
    const imported = await own.call('import', 'documents', own.write('d.csv', rows.join('\n')))
    expect(imported.json).toMatchObject({ imported: 5, problems: [] })
  })

  it('N4: a counter-entry outside the period asked for is timing, on either side', async () => {
    const file = own.write(
      'theirs.csv',
      'Tarih;Evrak No;Alacak\n28.08.2026;INV-1;100,00\n30.09.2026;INV-3;75,00\n02.10.2026;INV-2;250,00\n',
    )
    const period = ['--from', '2026-09-01', '--to', '2026-09-30']
    const { json } = await own.call('reconcile', 'statement', file, '--customer', 'T1', ...period)
    const found = json as unknown as Result

    expect(found.ours).toEqual({ opening: '100.00', closing: '350.00' })
    expect(found.theirs).toEqual({ opening: '100.00', closing: '175.00' })
    expect(found.explanation).toMatchObject([
      {
        cause: 'timing',
        amount: '175.00',
        items: [
          { ours: ['INV-2'], theirs: [], amount: '250.00', see: { row: 4, date: '2026-10-02' } },
          { ours: [], theirs: [3], amount: '-75.00', see: { documentNo: 'INV-3' } },
        ],
      },
    ])
    expect(found.unexplained).toBe('0.00')
  })

  it('N4: an account in dollars against a statement in lira is compared as booked, rates apart', async () => {
    const file = own.write(
      'lira.csv',
      'Tarih;Evrak No;Döviz;Alacak;Borç\n05.09.2026;INV-9;TRY;41.250,00;\n25.09.2026;HVL-1;TRY;;16.800,00\n',
    )
    const { json } = await own.call('reconcile', 'statement', file, '--customer', 'U1')
    const found = json as unknown as Result & { currency: string }

    expect(found.currency).toBe('TRY')
    expect(found.detected).toMatchObject({ inCompanyCurrency: true, view: 'theirs' })
    expect(found.ours.closing).toBe('24400.00')
    expect(found.explanation).toMatchObject([
      { cause: 'fx', amount: '-50.00', items: [{ ours: ['INV-9'], theirs: [2] }] },
    ])
    expect(found.unexplained).toBe('0.00')
  })

  it('N4: their own figures that do not add up are all that stays unexplained', async () => {
    const file = own.write(
      'gap.csv',
      'Tarih;Evrak No;Alacak;Açıklama\n01.09.2026;;100,00;Devir\n05.09.2026;INV-2;250,00;\n30.09.2026;;340,00;Dönem Sonu Bakiyesi\n',
    )
    const { json } = await own.call('reconcile', 'statement', file, '--customer', 'T1')
    const found = json as unknown as Result

    expect([found.ours.closing, found.theirs.closing]).toEqual(['350.00', '340.00'])
    expect([found.difference, found.explanation, found.unexplained]).toEqual(['10.00', [], '10.00'])
  })

  it('N4: writes the result as PDF and XLSX in the language asked for', async () => {
    const file = own.write('t.csv', 'Tarih;Evrak No;Alacak\n05.09.2026;INV-2;200,00\n')
    const [pdf, xlsx] = [own.path('o.pdf'), own.path('o.xlsx')]
    const files = ['--pdf', pdf, '--xlsx', xlsx, '--lang', 'tr']
    const { code } = await own.call('reconcile', 'statement', file, '--customer', 'T1', ...files)
    const { pages, title, language } = await readPdf(pdf)
    const text = pages.flat().join('\n')

    expect(code).toBe(0)
    expect([title, language]).toEqual(['Cari hesap karşılaştırması · Turkuaz · 2026-09-05', 'tr'])
    for (const words of ['Cari hesap karşılaştırması', 'Tutar farklı', 'Açıklanamayan', 'INV-2'])
      expect(text).toContain(words)
    expect(text).toMatch(/Fark .*50,00/)
    const { table } = await readBytes(readFileSync(xlsx), { path: xlsx })
    expect(table.rows.map(({ cells }) => cells)).toContainEqual(['Tutar farklı', 1, 50])
  })

  it('N4: a customer, a file or a currency that is not there is refused by code', async () => {
    const file = own.write('e.csv', 'Tarih;Evrak No;Alacak;Döviz\n05.09.2026;INV-2;200,00;EUR\n')
    const refused = async (...argv: string[]) => {
      const { code, json } = await own.call('reconcile', 'statement', ...argv)
      return [code, (json['error'] as { code: string }).code]
    }

    expect(await refused(file, '--customer', 'X')).toEqual([1, 'customer.unknown'])
    expect(await refused(own.path('no.csv'), '--customer', 'T1')).toEqual([1, 'file.not_found'])
    expect(await refused(file, '--customer', 'T1')).toEqual([1, 'currency.mismatch'])
    expect(await refused(file, '--customer', 'T1', '--dates', 'Q')).toEqual([2, 'option.invalid'])
    expect(await refused(file)).toEqual([2, 'usage'])
  })
})
