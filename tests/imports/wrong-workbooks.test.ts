/** What people get wrong in workbooks, one case each; and the same shapes without the faults. */
import { describe, expect, it } from 'vitest'
import { testBackend } from '../support/backend.ts'
import {
  booleanCell,
  dateCell,
  errorCell,
  formula,
  type SheetCell,
  type SheetOptions,
  workbook,
} from '../support/workbook.ts'
import { type Fault, type Kind, wrongInputs } from '../support/wrong-inputs.ts'
import { zip } from '../support/zip.ts'
import { cust, doc, rate, receipt } from './wrong-rows.ts'

const faultsOf = wrongInputs()

const HEAD: SheetCell[] = ['Belge Türü', 'Belge No', 'Cari Kodu', 'Tarih', 'Tutar', 'Döviz', 'Kur']
const GOOD: SheetCell[] = ['Fatura', 'OK-1', 'C1', dateCell(46086), 100.5, null, null]
const sheet = (row: SheetCell[], options?: SheetOptions) => workbook([HEAD, GOOD, row], options)

describe('M173 M43 (part): workbooks', () => {
  it.each<[string, Kind, Buffer, Fault[]]>([
    [
      '#REF! for an amount',
      'documents',
      sheet(['Fatura', 'X', 'C1', dateCell(46086), errorCell('#REF!')]),
      [[3, 'amount', 'cell.error']],
    ],
    [
      '#N/A for a code',
      'documents',
      sheet(['Fatura', 'X', errorCell('#N/A'), dateCell(46086), 5]),
      [[3, 'customer_code', 'cell.error']],
    ],
    [
      '#VALUE! for a day',
      'documents',
      sheet(['Fatura', 'X', 'C1', errorCell('#VALUE!'), 5]),
      [[3, 'document_date', 'cell.error']],
    ],
    [
      '#NAME? for a name',
      'customers',
      workbook([
        ['Cari Kodu', 'Unvan'],
        ['N1', errorCell('#NAME?')],
      ]),
      [[2, 'name', 'cell.error']],
    ],
    [
      '#DIV/0! for a rate',
      'rates',
      workbook([
        ['currency', 'date', 'rate'],
        ['EUR', dateCell(46086), errorCell('#DIV/0!')],
      ]),
      [[2, 'rate', 'cell.error']],
    ],
    [
      'a formula without result for an amount',
      'documents',
      sheet(['Fatura', 'X', 'C1', dateCell(46086), formula('D3*2')]),
      [[3, 'amount', 'cell.not_calculated']],
    ],
    [
      'a formula without result for a number',
      'documents',
      sheet(['Fatura', formula('"F"&A1'), 'C1', dateCell(46086), 5]),
      [[3, 'document_no', 'cell.not_calculated']],
    ],
    [
      'a formula with an empty result',
      'documents',
      sheet(['Fatura', formula('""', ''), 'C1', dateCell(46086), 5]),
      [[3, 'document_no', 'required.missing']],
    ],
    [
      'TRUE for an amount',
      'documents',
      sheet(['Fatura', 'X', 'C1', dateCell(46086), booleanCell(true)]),
      [[3, 'amount', 'amount.invalid']],
    ],
    [
      'a date for an amount',
      'documents',
      sheet(['Fatura', 'X', 'C1', dateCell(46086), dateCell(46086)]),
      [[3, 'amount', 'amount.invalid']],
    ],
    [
      'an amount for a day',
      'documents',
      sheet(['Fatura', 'X', 'C1', 1_500_000, 5]),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'a negative number for a day',
      'documents',
      sheet(['Fatura', 'X', 'C1', -5, 5]),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'a text day that is none',
      'documents',
      sheet(['Fatura', 'X', 'C1', '31.06.2026', 5]),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'a negative number for an amount',
      'documents',
      sheet(['Fatura', 'X', 'C1', dateCell(46086), -5]),
      [[3, 'amount', 'amount.not_positive']],
    ],
    [
      'an amount that rounds to nothing',
      'documents',
      sheet(['Fatura', 'X', 'C1', dateCell(46086), 0.004]),
      [[3, 'amount', 'amount.not_positive']],
    ],
    [
      'an amount as text with a stray letter',
      'documents',
      sheet(['Fatura', 'X', 'C1', dateCell(46086), '1\u00a0234,5O']),
      [[3, 'amount', 'amount.invalid']],
    ],
    [
      'days counted from 1904 in a closed month',
      'documents',
      workbook([HEAD, ['Fatura', 'X', 'C1', dateCell(44560), 5]], { date1904: true }),
      [[2, 'document_date', 'period.closed']],
    ],
    [
      'a fault in a hidden row',
      'documents',
      sheet(['Fatura', 'X', 'C9', dateCell(46086), 5], { hidden: [3] }),
      [[3, 'customer_code', 'customer.unknown']],
    ],
    [
      'merged title above, headings in the second row',
      'documents',
      workbook([['Faturalar', null, null, null, null], HEAD, ['Fatura', 'X', 'C1', 'dün', 5]], {
        merges: ['A1:E1'],
      }),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'two rows of headings, the second one telling',
      'documents',
      workbook(
        [
          ['Belge', null, null, null, 'Tutarlar'],
          HEAD,
          ['Fatura', 'X', 'C1', dateCell(46086), 'yok'],
        ],
        { merges: ['A1:D1'] },
      ),
      [[3, 'amount', 'amount.invalid']],
    ],
    [
      'a code merged over two rows',
      'documents',
      workbook(
        [
          HEAD,
          ['Fatura', 'X1', 'C1', dateCell(46086), 5],
          ['Fatura', 'X2', null, dateCell(46086), 6],
        ],
        { merges: ['C2:C3'] },
      ),
      [[3, 'customer_code', 'required.missing']],
    ],
    [
      'a fault above a totals row',
      'documents',
      workbook([
        HEAD,
        ['Fatura', 'X', 'C9', dateCell(46086), 5],
        ['Genel Toplam', null, null, null, 5],
      ]),
      [[2, 'customer_code', 'customer.unknown']],
    ],
    [
      'a subtotal that names an account',
      'documents',
      workbook([HEAD, GOOD, ['Ara Toplam', null, 'C1', null, 100.5]]),
      [
        [3, 'type', 'type.unknown'],
        [3, 'document_no', 'required.missing'],
        [3, 'document_date', 'required.missing'],
      ],
    ],
    [
      'blank rows before the fault',
      'documents',
      workbook([HEAD, GOOD, [], [], ['Fatura', 'X', 'C9', dateCell(46086), 5]]),
      [[5, 'customer_code', 'customer.unknown']],
    ],
    [
      'a code that lost its zeros',
      'documents',
      sheet(['Fatura', 'X', 1, dateCell(46086), 5]),
      [[3, 'customer_code', 'customer.unknown']],
    ],
    ['only headings', 'documents', workbook([HEAD]), [[0, '', 'file.empty']]],
    [
      'no sheet at all',
      'documents',
      zip([{ name: 'mimetype', content: 'application/zip' }]),
      [[0, '', 'file.not_a_table']],
    ],
  ])('%s', async (_, kind, content, faults) => {
    expect(await faultsOf(kind, 'wrong.xlsx', content)).toEqual(faults)
  })
})

it('the same shapes without the faults import: the table can fail', async () => {
  const fresh = await testBackend('TRY')
  try {
    const { client } = fresh
    await client.customers.create({
      customerId: '00000000-0000-4000-8000-000000000001',
      customer: { code: 'C1', name: 'Bir' },
    })
    const bring = (kind: Kind, name: string, content: string | Buffer) =>
      client.imports.file({
        source: { path: fresh.write(name, content) },
        options: { kind },
      })
    const nbsp: SheetCell[] = ['Fatura', 'OK-3', 'C1', dateCell(44624), '1\u00a0234,50']

    expect(await bring('customers', 'c.csv', cust())).toMatchObject({ imported: 1, problems: [] })
    expect(
      await bring('documents', 'd.csv', doc('Fatura;OK-4;C1;28.02.2026;31.03.2026;5,00;;;;')),
    ).toMatchObject({ imported: 3, problems: [] })
    expect(
      await bring('receipts', 'r.csv', receipt('C1,2026-03-06,5.00,,,OK-4=5.00,')),
    ).toMatchObject({ imported: 2, problems: [] })
    expect(await bring('rates', 'k.csv', rate('USD;05.03.2026;38,5'))).toMatchObject({
      imported: 2,
    })
    expect(
      await bring('documents', 'x.xlsx', workbook([HEAD, nbsp], { date1904: true })),
    ).toMatchObject({ imported: 1, totals: { TRY: { debitMinor: 1_234_50 } } })
    expect((await client.documents.get({ documentNo: 'OK-3' })).documentDate).toBe('2026-03-05')
  } finally {
    await fresh.stop()
  }
})
