/** `saldo reconcile erp`: a trial balance, and account statements block by block, against our accounts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CliFolder } from '../support/cli.ts'
import { workbook } from '../support/workbook.ts'
import { writeFileSync } from 'node:fs'
import { SAMPLE } from './ledgers.ts'

const folder = new CliFolder()
afterAll(() => folder.remove())

interface Answer {
  readonly asOf: string
  readonly equal: number
  readonly different: readonly {
    customer: string
    currency: string
    ours: string
    theirs: string
    difference: string
    items: readonly { cause: string; amount: string; ours: string[]; theirs: number[] }[]
  }[]
  readonly unknown: readonly { row: number; customer: string; name: string }[]
}

describe('M63: a trial balance', () => {
  beforeAll(async () => {
    await folder.call('init', '--name', 'Test', '--currency', 'TRY')
    const codes = Array.from({ length: 40 }, (_, i) => `120.01.${String(i).padStart(4, '0')}`)
    const customers = ['customer_code,name', ...codes.map((code) => `${code},Cari ${code}`)]
    await folder.call('import', 'customers', folder.write('customers.csv', customers.join('\n')))
    const documents = codes.flatMap((code, i) => [
      `invoice,INV-${i}-1,${code},2026-09-0${1 + (i % 9)},${(1000 + i * 10.5).toFixed(2)}`,
      `invoice,INV-${i}-2,${code},2026-09-1${i % 9},${(333.33 + i).toFixed(2)}`,
      `receipt,RCT-${i},${code},2026-09-2${i % 9},${(500 + i).toFixed(2)}`,
    ])
    const head = 'type,document_no,customer_code,document_date,amount'
    const file = folder.write('documents.csv', [head, ...documents].join('\n'))
    expect((await folder.call('import', 'documents', file)).json).toMatchObject({ imported: 120 })
    const balance = (i: number) => 1000 + i * 10.5 + 333.33 + i - 500 - i
    const rows = codes.map((code, i): (string | number | null)[] => {
      // Their books lack INV-3-2, have RCT-7 twice, and something else at the ninth.
      const theirs = balance(i) - (i === 3 ? 336.33 : i === 7 ? 507 : i === 9 ? 17.77 : 0)
      return [code, `Cari ${code}`, Math.round(theirs * 100) / 100, null]
    })
    writeFileSync(
      folder.path('mizan.xlsx'),
      workbook([
        ['Mizan 01.01.2026 - 30.09.2026', null, null, null],
        ['Hesap Kodu', 'Hesap Adı', 'Borç Bakiye', 'Alacak Bakiye'],
        ...rows,
        ['120.01.9999', 'Yabancı', 12.5, null],
      ]),
    )
  })

  it('M63: counts the equal accounts, itemises each difference, lists unknown codes', async () => {
    const { code, json } = await folder.call('reconcile', 'erp', folder.path('mizan.xlsx'))
    const found = json as unknown as Answer

    expect(code).toBe(0)
    expect(found.asOf).toBe('2026-09-30')
    expect(found.equal).toBe(37)
    expect(found.different).toMatchObject([
      {
        customer: '120.01.0003',
        currency: 'TRY',
        difference: '336.33',
        items: [{ cause: 'missing_in_theirs', amount: '336.33', ours: ['INV-3-2'] }],
      },
      {
        customer: '120.01.0007',
        difference: '507.00',
        items: [{ cause: 'duplicate', amount: '507.00', ours: ['RCT-7'] }],
      },
      { customer: '120.01.0009', difference: '17.77', items: [] },
    ])
    expect(found.unknown).toEqual([{ row: 43, customer: '120.01.9999', name: 'Yabancı' }])
  })

  it('M63: an account of ours the list leaves out is a difference too', async () => {
    const path = folder.path('short.xlsx')
    writeFileSync(
      path,
      workbook([
        ['Cari Kodu', 'Cari Adı', 'Bakiye'],
        ['120.01.0000', 'Cari', 833.33],
      ]),
    )
    const { json } = await folder.call('reconcile', 'erp', path, '--as-of', '2026-09-30')
    const found = json as unknown as Answer

    expect(found.equal).toBe(1)
    expect(found.different.length).toBe(39)
    expect(found.different[0]).toMatchObject({ customer: '120.01.0001', theirs: '0.00' })
  })

  it('M63: what lists no accounts, or holds a cell that is no amount, is refused by name', async () => {
    const text = folder.write('x.csv', 'Tarih;Tutar\n01.01.2026;5,00\n')
    const bad = folder.write('y.csv', 'Cari Kodu;Cari Adı;Bakiye\nA;B;on\nC;D;5,00\n')
    const none = await folder.call('reconcile', 'erp', text)
    const cell = await folder.call('reconcile', 'erp', bad)

    expect([none.code, none.json]).toMatchObject([1, { error: { code: 'reconcile.no_accounts' } }])
    expect([cell.code, cell.json]).toMatchObject([
      1,
      { error: { code: 'amount.invalid', row: 2, column: 'amount', value: 'on' } },
    ])
  })
})

describe('M63: account statements of a Turkish package', () => {
  const own = new CliFolder()
  afterAll(() => own.remove())

  it('M63: the sample agrees with the books made of it, and a change is itemised by its lines', async () => {
    await own.call('init', '--name', 'Test', '--currency', 'TRY')
    const imported = await own.call('import', 'documents', SAMPLE, '--create-customers')
    expect(imported.json).toMatchObject({ imported: 438 })
    const same = (await own.call('reconcile', 'erp', SAMPLE)).json as unknown as Answer
    expect([same.equal, same.different, same.unknown]).toEqual([100, [], []])

    const change = {
      type: 'receipt',
      document_no: 'T-1',
      customer_code: 'M0003',
      document_date: '2025-03-01',
      amount: '123.45',
    }
    await own.call('post', own.write('post.json', JSON.stringify(change)))
    const { json } = await own.call('reconcile', 'erp', SAMPLE)
    const found = json as unknown as Answer
    expect(found.equal).toBe(99)
    expect(found.different).toMatchObject([
      {
        customer: 'M0003',
        difference: '-123.45',
        items: [{ cause: 'missing_in_theirs', amount: '-123.45', ours: ['T-1'], theirs: [] }],
      },
    ])
  })
})
