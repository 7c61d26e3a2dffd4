/** A trial balance or a list of balances, as an accountant has it on the first day. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../../shared/contract/index.ts'
import { type TestBackend, testBackend } from '../support/backend.ts'

let backend: TestBackend

beforeEach(async () => {
  backend = await testBackend('TRY')
})
afterEach(() => backend.stop())

const MIZAN = `ÖRNEK TİCARET A.Ş.;;;;;
AYRINTILI MİZAN;01.01.2026 - 30.09.2026;;;;
Hesap Kodu;Hesap Adı;Borç;Alacak;Borç Bakiye;Alacak Bakiye
100;KASA;5.000,00;1.000,00;4.000,00;
100.01;Merkez Kasa;5.000,00;1.000,00;4.000,00;
120;ALICILAR;90.000,00;40.500,50;52.000,00;2.500,50
120.01;YURTİÇİ ALICILAR;90.000,00;40.500,50;52.000,00;2.500,50
120.01.0001;Şahin Yapı Ltd. Şti.;60.000,00;8.000,00;52.000,00;
120.01.0002;İnci Mobilya;20.000,00;22.500,50;;2.500,50
120.01.0003;Kapanmış Hesap;10.000,00;10.000,00;;
320;SATICILAR;;7.000,00;;7.000,00
320.01;Bir Satıcı;;7.000,00;;7.000,00
Toplam;;95.000,00;48.500,50;56.000,00;9.500,50
`

const run = (path: string, kind: 'documents' | 'open-items' = 'open-items') =>
  backend.client.imports.file({
    source: { path },
    options: { kind, createCustomers: true },
  })

const aging = (asOf: string) =>
  backend.client.reports.aging(contract.reports.aging.input.parse({ asOf }))

it('N15 (part) M167 (part): a trial balance gives the accounts under 120, their openings and a first aging that ties out', async () => {
  const result = await run(backend.write('mizan.csv', MIZAN))

  expect(result).toMatchObject({
    imported: 2,
    problems: [],
    detected: { layout: 'balance-list', decimal: ',', headerRow: 3 },
    totals: { TRY: { debitMinor: 52_000_00, creditMinor: 2_500_50 } },
  })
  const { rows } = await backend.client.customers.list({ asOf: '2026-09-30' as never })
  expect(rows.map(({ code, name, balanceMinor }) => [code, name, balanceMinor])).toEqual([
    ['120.01.0001', 'Şahin Yapı Ltd. Şti.', 52_000_00],
    ['120.01.0002', 'İnci Mobilya', -2_500_50],
    ['120.01.0003', 'Kapanmış Hesap', 0],
  ])
  expect((await aging('2026-09-29')).totals).toEqual([])
  expect((await aging('2026-09-30')).totals).toMatchObject([{ totalMinor: 49_499_50 }])
  expect((await backend.client.companies.verify({})).ok).toBe(true)
})

it('M173 (part): the same trial balance twice is 0 new', async () => {
  const path = backend.write('mizan.csv', MIZAN)
  await run(path)

  expect(await run(path)).toMatchObject({ imported: 0, unchanged: 2 })
})

describe('what a list states', () => {
  it('must be the sum of the accounts below it', async () => {
    const path = backend.write(
      'mizan.csv',
      MIZAN.replace('52.000,00;\n120.01.0002', '52.100,00;\n120.01.0002'),
    )

    expect(await run(path)).toMatchObject({
      imported: 0,
      problems: [
        { row: 6, code: 'block.sum', value: '120' },
        { row: 7, code: 'block.sum', value: '120.01' },
      ],
    })
  })

  it('is an account of its own where a head office trades beside its branches', async () => {
    const path = backend.write(
      'bakiye.csv',
      'Cari Bakiye Listesi 31.08.2026\nCari Kodu;Cari Unvanı;Bakiye\nY1;Yıldız Merkez;10.000,00\nY1-A;Ankara;400.000,00\nD7;Deniz;-5,50\n',
    )

    expect(await run(path, 'documents')).toMatchObject({
      imported: 3,
      totals: { TRY: { debitMinor: 410_000_00, creditMinor: 5_50 } },
    })
  })

  it('needs a day, named above the headings or put in for all rows', async () => {
    const path = backend.write(
      'bakiye.csv',
      'Cari Kodu;Cari Unvanı;Bakiye\nA;Bir;10,00\nB;İki;20,00\n',
    )
    const draft = await backend.client.imports.check({
      source: { path },
      options: { kind: 'open-items', createCustomers: true },
    })
    expect(draft.counts).toMatchObject({ error: 2 })

    const fixed = await backend.client.imports.fix({
      draftId: draft.draftId,
      row: 2,
      field: 'document_date',
      value: '31.08.2026',
      everywhere: true,
    })

    expect(fixed.counts).toMatchObject({ error: 0, new: 2 })
    expect(fixed.months).toMatchObject([{ month: '2026-08', documents: 2 }])
  })

  it('says which cell is no amount', async () => {
    const path = backend.write(
      'bakiye.csv',
      '31.08.2026\nCari Kodu;Cari Unvanı;Bakiye\nA;Bir;on lira\n',
    )

    expect(await run(path)).toMatchObject({
      imported: 0,
      problems: [{ row: 3, column: 'amount', code: 'amount.invalid', value: 'on lira' }],
    })
  })
})

it('leaves a list of documents to be read as one', async () => {
  const path = backend.write(
    'acik.csv',
    'Cari Kodu;Cari Unvanı;Belge Türü;Belge No;Tarih;Bakiye\nA;Bir;Satış Faturası;F-1;31.08.2026;10,00\n',
  )

  expect(await run(path)).toMatchObject({ imported: 1, detected: { layout: null } })
})
