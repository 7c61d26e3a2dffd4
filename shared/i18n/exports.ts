/** Headings of exported tables: plain words, no sentences, so no message format is needed. */

export type ExportLanguage = 'tr' | 'en' | 'de'

const EN = {
  aging: 'Aging',
  customer: 'Code',
  name: 'Account',
  currency: 'Currency',
  notDue: 'Not due',
  unapplied: 'Unapplied',
  creditNotes: 'Credit notes',
  total: 'Total',
  overdue: 'Overdue',
  oldestDue: 'Oldest due',
  daysLate: 'Days late',
  date: 'Date',
  documentNo: 'Document',
  type: 'Type',
  description: 'Description',
  dueDate: 'Due',
  debit: 'Debit',
  credit: 'Credit',
  balance: 'Balance',
  open: 'Open',
  opening: 'Opening',
  closing: 'Closing',
}

type Headings = typeof EN

const TR: Headings = {
  aging: 'Yaşlandırma',
  customer: 'Cari Kodu',
  name: 'Unvan',
  currency: 'Döviz',
  notDue: 'Vadesi gelmemiş',
  unapplied: 'Eşleşmemiş',
  creditNotes: 'Alacak dekontu',
  total: 'Toplam',
  overdue: 'Vadesi geçmiş',
  oldestDue: 'En eski vade',
  daysLate: 'Gecikme günü',
  date: 'Tarih',
  documentNo: 'Belge No',
  type: 'Tür',
  description: 'Açıklama',
  dueDate: 'Vade',
  debit: 'Borç',
  credit: 'Alacak',
  balance: 'Bakiye',
  open: 'Açık',
  opening: 'Devir',
  closing: 'Kapanış',
}

const DE: Headings = {
  aging: 'Fälligkeiten',
  customer: 'Konto',
  name: 'Name',
  currency: 'Währung',
  notDue: 'Nicht fällig',
  unapplied: 'Nicht zugeordnet',
  creditNotes: 'Gutschriften',
  total: 'Summe',
  overdue: 'Überfällig',
  oldestDue: 'Älteste Fälligkeit',
  daysLate: 'Tage überfällig',
  date: 'Datum',
  documentNo: 'Beleg',
  type: 'Art',
  description: 'Text',
  dueDate: 'Fällig',
  debit: 'Soll',
  credit: 'Haben',
  balance: 'Saldo',
  open: 'Offen',
  opening: 'Anfangsbestand',
  closing: 'Endbestand',
}

export function exportHeadings(language: ExportLanguage): Headings {
  return language === 'tr' ? TR : language === 'de' ? DE : EN
}
