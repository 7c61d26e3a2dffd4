/** Good rows of each kind of text file, for one that is wrong to stand among. */
export const text = (head: string, ...rows: string[]) => [head, ...rows, ''].join('\n')
export const DOC = 'Belge Türü;Belge No;Cari Kodu;Tarih;Vade;Tutar;Döviz;Kur;Kapatılan;Taksitler'
export const doc = (row: string) =>
  text(DOC, 'Fatura;OK-1;C1;15.03.2026;;1.000,50;;;;', row, 'Fatura;OK-2;C1;25.03.2026;;9,90;;;;')
export const DOC_EN =
  'type,document_no,customer_code,document_date,amount,currency,rate,allocate_to'
export const en = (...rows: string[]) => text(DOC_EN, ...rows)
export const CUST =
  'Kundennummer;Name;Oberkonto;Steuernummer;IBAN;Währung;Zahlungsbedingung;Kreditlimit;Sprache'
export const cust = (...rows: string[]) => text(CUST, 'N1;Gut GmbH;;;;;;;', ...rows)
export const RECEIPT = 'customer_code,date,amount,currency,rate,allocate_to,document_no'
export const receipt = (row: string) => text(RECEIPT, 'C1,2026-03-05,1.00,,,,', row)
export const RATE = 'currency;date;rate'
export const rate = (row: string) => text(RATE, 'EUR;05.03.2026;40,1250', row)
