/**
 * What people get wrong in text files, one case each: the content, and the row, column and code it must
 * be refused with.
 */
import { describe, expect, it } from 'vitest'
import { type Fault, type Kind, wrongInputs } from '../support/wrong-inputs.ts'
import { cust, doc, DOC, en, rate, receipt, text } from './wrong-rows.ts'

const faultsOf = wrongInputs()

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
