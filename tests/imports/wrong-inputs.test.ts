/**
 * What people get wrong in files, one case each: the content, and the row, column and code it must be
 * refused with. Every refusal says what to do in three languages, and nothing of the file is posted.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemLine } from '../../shared/i18n/sentences.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { testBackend, type TestBackend } from '../support/backend.ts'
import {
  booleanCell,
  dateCell,
  errorCell,
  formula,
  type SheetCell,
  type SheetOptions,
  workbook,
} from '../support/workbook.ts'
import { zip } from '../support/zip.ts'

type Kind = 'customers' | 'documents' | 'receipts' | 'open-items' | 'rates'
/** Row as a spreadsheet shows it, column, code. */
type Fault = readonly [number, string, string]

let backend: TestBackend
let digest: string

beforeAll(async () => {
  backend = await testBackend('TRY')
  const { client } = backend
  const bring = async (kind: Kind, text: string) => {
    const path = backend.write(`base-${kind}.csv`, text)
    const done = await client.imports.file({ source: { path }, options: { kind } })
    expect(done.problems).toEqual([])
  }
  await bring(
    'customers',
    'customer_code,name,parent_code\nC1,Bir,\nC2,İki,\nTOP,Üst,\nMID,Orta,TOP\nOLD,Arşiv,\n',
  )
  await bring(
    'documents',
    'type,document_no,customer_code,document_date,amount,currency,rate\n' +
      'invoice,INV-1,C1,2026-02-10,100.00,,\ninvoice,INV-2,C2,2026-02-10,50.00,,\n' +
      'invoice,INV-E,C1,2026-02-10,100.00,EUR,40\n',
  )
  await client.customers.archive({ code: 'OLD', archived: true })
  await client.periods.close({ month: '2025-12', soft: false })
  digest = (await client.companies.verify({})).digest
})

afterAll(async () => {
  try {
    const after = await backend.client.companies.verify({ deep: true })
    expect(after).toMatchObject({ ok: true, digest })
  } finally {
    await backend.stop()
  }
})

async function faultsOf(kind: Kind, name: string, content: string | Buffer): Promise<Fault[]> {
  const path = backend.write(name, content)
  const result = await backend.client.imports
    .file({ source: { path }, options: { kind } })
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return {
        imported: 0,
        batchId: null,
        problems: [
          {
            row: Number(error.params['row'] ?? 0) || null,
            column: String(error.params['field'] ?? error.params['heading'] ?? ''),
            code: error.code,
            value: null,
            params: { ...error.params },
          },
        ],
      }
    })
  // One file that gets in must not make the others look wrong.
  if (result.batchId !== null) await backend.client.imports.undo({ batchId: result.batchId })
  expect(result).toMatchObject({ imported: 0, batchId: null })
  for (const problem of result.problems) {
    const lines = (['tr', 'en', 'de'] as const).map((language) => problemLine(problem, language))
    expect(new Set(lines).size, `${problem.code} says the same in all languages`).toBe(3)
    for (const line of lines) {
      expect(line).not.toContain(problem.code)
      expect(line).not.toMatch(/[{}]|undefined|\[object|“”|„“/)
      expect(line.length).toBeGreaterThan(20)
      if (problem.row !== null) expect(line).toContain(String(problem.row))
      expect(line).toContain(problem.column)
    }
  }
  return result.problems.map(({ row, column, code }) => [row ?? 0, column, code])
}

const text = (head: string, ...rows: string[]) => [head, ...rows, ''].join('\n')
const DOC = 'Belge Türü;Belge No;Cari Kodu;Tarih;Vade;Tutar;Döviz;Kur;Kapatılan;Taksitler'
const doc = (row: string) =>
  text(DOC, 'Fatura;OK-1;C1;15.03.2026;;1.000,50;;;;', row, 'Fatura;OK-2;C1;25.03.2026;;9,90;;;;')
const DOC_EN = 'type,document_no,customer_code,document_date,amount,currency,rate,allocate_to'
const en = (...rows: string[]) => text(DOC_EN, ...rows)
const CUST =
  'Kundennummer;Name;Oberkonto;Steuernummer;IBAN;Währung;Zahlungsbedingung;Kreditlimit;Sprache'
const cust = (...rows: string[]) => text(CUST, 'N1;Gut GmbH;;;;;;;', ...rows)
const RECEIPT = 'customer_code,date,amount,currency,rate,allocate_to,document_no'
const receipt = (row: string) => text(RECEIPT, 'C1,2026-03-05,1.00,,,,', row)
const RATE = 'currency;date;rate'
const rate = (row: string) => text(RATE, 'EUR;05.03.2026;40,1250', row)

describe('M173 M43 (part): text files', () => {
  it.each<[string, Kind, string | Buffer, Fault[]]>([
    // Days
    [
      'the 31st of February',
      'documents',
      doc('Fatura;X;C1;31.02.2026;;5,00;;;;'),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'the 29th of February of no leap year',
      'documents',
      doc('Fatura;X;C1;29.02.2026;;5,00;;;;'),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'the 31st of April',
      'documents',
      doc('Fatura;X;C1;31.04.2026;;5,00;;;;'),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'a due day that is a word',
      'documents',
      doc('Fatura;X;C1;05.03.2026;ay sonu;5,00;;;;'),
      [[3, 'due_date', 'date.invalid']],
    ],
    [
      'a month as a word',
      'documents',
      doc('Fatura;X;C1;5 Mart 2026;;5,00;;;;'),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'day and month exchanged in one row',
      'documents',
      doc('Fatura;X;C1;03.25.2026;;5,00;;;;'),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'two faults in one row, both told',
      'documents',
      doc('Fatura;X;C1;32.01.2026;;5,,00;;;;'),
      [
        [3, 'document_date', 'date.invalid'],
        [3, 'amount', 'amount.invalid'],
      ],
    ],
    [
      'a receipt without a day',
      'receipts',
      receipt('C1,,5.00,,,,'),
      [[3, 'date', 'required.missing']],
    ],
    ['a rate on no day', 'rates', rate('EUR;30.02.2026;40'), [[3, 'date', 'date.invalid']]],
    // Amounts
    [
      'both marks against the rule of the file',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;1,234.56;;;;'),
      [[3, 'amount', 'amount.invalid']],
    ],
    [
      'groups of two digits',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;12.34.56,00;;;;'),
      [[3, 'amount', 'amount.invalid']],
    ],
    [
      'three decimals in lira',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;5,005;;;;'),
      [[3, 'amount', 'amount.precision']],
    ],
    [
      'decimals in yen',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;500,5;JPY;0,25;;'),
      [[3, 'amount', 'amount.precision']],
    ],
    [
      'four decimals in Kuwaiti dinar',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;1,2345;KWD;130;;'),
      [[3, 'amount', 'amount.precision']],
    ],
    [
      'a negative invoice',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;(5,00);;;;'),
      [[3, 'amount', 'amount.not_positive']],
    ],
    [
      'a receipt of nothing',
      'receipts',
      receipt('C1,2026-03-05,0.00,,,,'),
      [[3, 'amount', 'amount.not_positive']],
    ],
    [
      'a receipt without amount',
      'receipts',
      receipt('C1,2026-03-05,,,,,'),
      [[3, 'amount', 'required.missing']],
    ],
    [
      'an amount in words',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;yüz lira;;;;'),
      [[3, 'amount', 'amount.invalid']],
    ],
    [
      'an amount beyond what is kept',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;900.000.000.000.000,00;;;;'),
      [[3, 'amount', 'amount.range']],
    ],
    [
      'reading order turned in an amount',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;\u202e5,00;;;;'),
      [[3, 'amount', 'text.control']],
    ],
    [
      'a negative credit limit',
      'customers',
      cust('N2;Zwei;;;;;;-100,00;'),
      [[3, 'credit_limit', 'amount.negative']],
    ],
    [
      'an open item without amount',
      'open-items',
      doc('Fatura;X;C1;05.03.2026;;;;;;'),
      [[3, 'amount', 'required.missing']],
    ],
    // Words and codes
    [
      'an unknown kind of document',
      'documents',
      doc('Proforma;X;C1;05.03.2026;;5,00;;;;'),
      [[3, 'type', 'type.unknown']],
    ],
    [
      'no number',
      'documents',
      doc('Fatura;;C1;05.03.2026;;5,00;;;;'),
      [[3, 'document_no', 'required.missing']],
    ],
    [
      'a number of spaces',
      'documents',
      doc('Fatura;   ;C1;05.03.2026;;5,00;;;;'),
      [[3, 'document_no', 'required.missing']],
    ],
    [
      'a number too long',
      'documents',
      doc(`Fatura;${'X'.repeat(65)};C1;05.03.2026;;5,00;;;;`),
      [[3, 'document_no', 'text.too_long']],
    ],
    [
      'a number with a right-to-left mark',
      'documents',
      doc('Fatura;X\u200f1;C1;05.03.2026;;5,00;;;;'),
      [[3, 'document_no', 'text.control']],
    ],
    [
      'a number with a bell',
      'documents',
      doc('Fatura;X\u00071;C1;05.03.2026;;5,00;;;;'),
      [[3, 'document_no', 'text.control']],
    ],
    [
      'an account nobody knows',
      'documents',
      doc('Fatura;X;C9;05.03.2026;;5,00;;;;'),
      [[3, 'customer_code', 'customer.unknown']],
    ],
    [
      'an account that looks like another (Cyrillic)',
      'documents',
      doc('Fatura;X;\u04211;05.03.2026;;5,00;;;;'),
      [[3, 'customer_code', 'customer.unknown']],
    ],
    [
      'an archived account',
      'documents',
      doc('Fatura;X;OLD;05.03.2026;;5,00;;;;'),
      [[3, 'customer_code', 'customer.archived']],
    ],
    [
      'an error of the spreadsheet as text',
      'documents',
      doc('Fatura;#YOK;C1;05.03.2026;;5,00;;;;'),
      [[3, 'document_no', 'cell.error']],
    ],
    // Currencies and rates
    [
      'an unknown currency',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;5,00;ABC;1;;'),
      [[3, 'currency', 'currency.unknown']],
    ],
    [
      'a currency written out',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;5,00;Amerikan Doları;1;;'),
      [[3, 'currency', 'currency.unknown']],
    ],
    [
      'a currency without a rate',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;5,00;USD;;;'),
      [[3, 'rate', 'rate.missing']],
    ],
    [
      'a negative rate',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;5,00;USD;-40;;'),
      [[3, 'rate', 'rate.invalid']],
    ],
    ['a rate of zero', 'rates', rate('USD;05.03.2026;0'), [[3, 'rate', 'rate.invalid']]],
    [
      'a rate of the own currency',
      'rates',
      rate('TRY;05.03.2026;1'),
      [[3, 'currency', 'rate.own_currency']],
    ],
    [
      'a rate of no currency',
      'rates',
      rate(';05.03.2026;40'),
      [[3, 'currency', 'required.missing']],
    ],
    ['a rate left out', 'rates', rate('USD;05.03.2026;'), [[3, 'rate', 'required.missing']]],
    // Ledger
    [
      'a document of a closed month',
      'documents',
      doc('Fatura;X;C1;31.12.2025;;5,00;;;;'),
      [[3, 'document_date', 'period.closed']],
    ],
    [
      'a receipt of a closed month',
      'receipts',
      receipt('C1,2025-12-31,5.00,,,,'),
      [[3, 'date', 'period.closed']],
    ],
    [
      'the number of an invoice with another amount',
      'documents',
      doc('Fatura;INV-1;C1;10.02.2026;;100,01;;;;'),
      [[3, 'document_no', 'document.differs']],
    ],
    [
      'the same number twice in the file',
      'documents',
      en('invoice,X,C1,2026-03-05,1.00,,,', 'invoice,X,C1,2026-03-06,1.00,,,'),
      [[3, 'document_no', 'document.differs']],
    ],
    [
      'more allocated than is open',
      'receipts',
      receipt('C1,2026-03-05,500.00,,,INV-1=100.01,'),
      [[3, 'allocate_to', 'allocation.exceeds_open']],
    ],
    [
      'more allocated than received',
      'receipts',
      receipt('C1,2026-03-05,50.00,,,INV-1=60.00,'),
      [[3, 'allocate_to', 'allocation.exceeds_receipt']],
    ],
    [
      'another account’s invoice allocated',
      'receipts',
      receipt('C1,2026-03-05,50.00,,,INV-2=50.00,'),
      [[3, 'allocate_to', 'allocation.other_customer']],
    ],
    [
      'lira allocated to euros',
      'receipts',
      receipt('C1,2026-03-05,50.00,,,INV-E=1.00,'),
      [[3, 'allocate_to', 'currency.mismatch']],
    ],
    [
      'an invoice nobody knows allocated',
      'receipts',
      receipt('C1,2026-03-05,50.00,,,INV-9,'),
      [[3, 'allocate_to', 'document.unknown']],
    ],
    [
      'an allocation that is no list',
      'receipts',
      receipt('C1,2026-03-05,50.00,,,=5.00,'),
      [[3, 'allocate_to', 'allocate.invalid']],
    ],
    [
      'an invoice that allocates',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;5,00;;;INV-1;'),
      [[3, 'allocate_to', 'allocation.not_allowed']],
    ],
    [
      'installments short by a kuruş',
      'documents',
      doc(
        'Fatura;X;C1;05.03.2026;;5,00;;;;2026-04-01=2.50;2026-05-01=2.49'.replace(
          '2.50;2026',
          '2.50|2026',
        ),
      ),
      [[3, 'installments', 'installments.invalid']],
    ],
    [
      'installments without days',
      'documents',
      en('invoice,OK,C1,2026-03-05,1.00,,,')
        .replace('allocate_to', 'installments')
        .replace('1.00,,,', '1.00,,,half/half'),
      [[2, 'installments', 'installments.invalid']],
    ],
    // Customers
    [
      'a VKN with a wrong check digit',
      'customers',
      cust('N2;Zwei;;1234567891;;;;;'),
      [[3, 'tax_id', 'tax_id.invalid']],
    ],
    [
      'a TCKN with a wrong check digit',
      'customers',
      cust('N2;Zwei;;10000000147;;;;;'),
      [[3, 'tax_id', 'tax_id.invalid']],
    ],
    [
      'an IBAN with exchanged digits',
      'customers',
      cust('N2;Zwei;;;TR330006100519786457841362;;;;'),
      [[3, 'iban', 'iban.invalid']],
    ],
    [
      'terms nobody knows',
      'customers',
      cust('N2;Zwei;;;;;nach Absprache;;'),
      [[3, 'terms', 'terms.invalid']],
    ],
    [
      'a language Saldo has not',
      'customers',
      cust('N2;Zwei;;;;;;;fr'),
      [[3, 'language', 'language.unknown']],
    ],
    ['no name', 'customers', cust('N2;;;;;;;;'), [[3, 'name', 'required.missing']]],
    ['its own parent', 'customers', cust('N2;Zwei;N2;;;;;;'), [[3, 'parent_code', 'parent.self']]],
    [
      'a parent nobody knows',
      'customers',
      cust('N2;Zwei;N9;;;;;;'),
      [[3, 'parent_code', 'customer.parent_unknown']],
    ],
    [
      'a circle with an account that is there',
      'customers',
      cust('TOP;Üst;MID;;;;;;'),
      [[3, 'parent_code', 'customer.parent_circle']],
    ],
    [
      'one code with two names',
      'customers',
      cust('N2;Zwei;;;;;;;', 'N2;Drei;;;;;;;'),
      [[4, 'customer_code', 'customer.twice']],
    ],
    // The file as a table
    [
      'a cell more than there are headings',
      'documents',
      doc('Fatura;X;C1;05.03.2026;;5,00;;;;;fazla'),
      [[3, '', 'row.too_many_cells']],
    ],
    [
      'a decimal comma in a file parted by commas',
      'documents',
      en('invoice,OK,C1,2026-03-05,1.00,,,', 'invoice,X,C1,2026-03-05,1.234,56,,,'),
      [
        [3, 'currency', 'currency.unknown'],
        [3, 'amount', 'amount.precision'],
      ],
    ],
    [
      'another separator in one row',
      'documents',
      en('invoice,OK,C1,2026-03-05,1.00,,,', 'invoice;X;C1;2026-03-05;1.00'),
      [
        [3, 'type', 'type.unknown'],
        [3, 'document_no', 'required.missing'],
        [3, 'customer_code', 'required.missing'],
        [3, 'document_date', 'required.missing'],
        [3, 'amount', 'required.missing'],
      ],
    ],
    [
      'no column for the amount',
      'documents',
      text('Belge Türü;Belge No;Cari Kodu;Tarih', 'Fatura;X;C1;05.03.2026'),
      [[0, 'amount', 'column.missing']],
    ],
    [
      'two columns for the amount',
      'documents',
      text(
        'type,document_no,customer_code,document_date,amount,amount',
        'invoice,X,C1,2026-03-05,1,1',
      ),
      [[0, 'amount', 'column.duplicate']],
    ],
    [
      'a quote that never ends',
      'documents',
      en('invoice,OK,C1,2026-03-05,1.00,,,', 'invoice,"X,C1,2026-03-05,1.00,,,'),
      [[3, '', 'file.quote_unclosed']],
    ],
    [
      'NUL in a cell',
      'documents',
      en('invoice,X\u0000,C1,2026-03-05,1.00,,,'),
      [[2, '', 'file.nul']],
    ],
    [
      'rows in windows-1254',
      'documents',
      windows1254(
        'Belge Türü;Belge No;Cari Kodu;İşlem Tarihi;Tutar\nİade Faturası;Ş-1;YOKĞ;05.03.2026;1,00\n',
      ),
      [[2, 'customer_code', 'customer.unknown']],
    ],
    [
      'rows in UTF-16',
      'documents',
      Buffer.from(`\ufeff${doc('Fatura;X;C1;31.02.2026;;5,00;;;;')}`, 'utf16le'),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'rows in UTF-16 of the other order',
      'documents',
      Buffer.from(`\ufeff${doc('Fatura;X;C1;31.02.2026;;5,00;;;;')}`, 'utf16le').swap16(),
      [[3, 'document_date', 'date.invalid']],
    ],
    [
      'headings below two title rows',
      'documents',
      text(
        'ÖRNEK A.Ş.',
        'Fatura listesi 2026',
        ...doc('Fatura;X;C1;31.02.2026;;5,00;;;;').split('\n'),
      ),
      [[5, 'document_date', 'date.invalid']],
    ],
    [
      'headings once more in the middle',
      'documents',
      text(DOC, 'Fatura;OK-1;C1;05.03.2026;;1,50;;;;', DOC),
      [
        [3, 'type', 'type.unknown'],
        [3, 'document_date', 'date.invalid'],
        [3, 'currency', 'currency.unknown'],
        [3, 'amount', 'amount.invalid'],
        [3, 'installments', 'installments.invalid'],
        [3, 'due_date', 'date.invalid'],
        [3, 'rate', 'rate.invalid'],
      ],
    ],
  ])('%s', async (_, kind, content, faults) => {
    expect(await faultsOf(kind, 'wrong.csv', content)).toEqual(faults)
  })
})

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

function windows1254(content: string): Buffer {
  const turkish: Readonly<Record<string, number>> = {
    Ğ: 0xd0,
    İ: 0xdd,
    Ş: 0xde,
    ğ: 0xf0,
    ı: 0xfd,
    ş: 0xfe,
  }
  return Buffer.from(Array.from(content, (char) => turkish[char] ?? char.charCodeAt(0)))
}
