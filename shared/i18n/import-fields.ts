/**
 * The fields of an import in the accountant's words: heads of the wizard, of templates and of files
 * with problem rows. Each is also a heading the import recognises, so that such files import back.
 */
import type { SentenceLanguage } from './sentences.ts'

const LABELS: Readonly<Record<string, Readonly<Record<SentenceLanguage, string>>>> = {
  type: { tr: 'Belge türü', en: 'Document type', de: 'Belegart' },
  document_no: { tr: 'Belge no', en: 'Document no', de: 'Belegnummer' },
  customer_code: { tr: 'Cari kodu', en: 'Customer code', de: 'Kundennummer' },
  customer_name: { tr: 'Cari unvanı', en: 'Customer name', de: 'Kundenname' },
  document_date: { tr: 'Belge tarihi', en: 'Document date', de: 'Belegdatum' },
  posting_date: { tr: 'Kayıt tarihi', en: 'Posting date', de: 'Buchungsdatum' },
  due_date: { tr: 'Vade tarihi', en: 'Due date', de: 'Fälligkeit' },
  value_date: { tr: 'Valör', en: 'Value date', de: 'Valuta' },
  date: { tr: 'Tarih', en: 'Date', de: 'Datum' },
  amount: { tr: 'Tutar', en: 'Amount', de: 'Betrag' },
  debit: { tr: 'Borç', en: 'Debit', de: 'Soll' },
  credit: { tr: 'Alacak', en: 'Credit', de: 'Haben' },
  currency: { tr: 'Döviz', en: 'Currency', de: 'Währung' },
  dc: { tr: 'Borç/Alacak', en: 'Debit/credit', de: 'Soll/Haben' },
  balance: { tr: 'Bakiye', en: 'Balance', de: 'Saldo' },
  text: { tr: 'Açıklama', en: 'Text', de: 'Verwendungszweck' },
  counterparty: { tr: 'Karşı taraf', en: 'Counterparty', de: 'Zahlungsbeteiligter' },
  account: { tr: 'Hesap no', en: 'Account no', de: 'Konto' },
  rate: { tr: 'Kur', en: 'Rate', de: 'Kurs' },
  tax_amount: { tr: 'KDV tutarı', en: 'Tax amount', de: 'Steuerbetrag' },
  original_amount: { tr: 'Belge tutarı', en: 'Original amount', de: 'Ursprungsbetrag' },
  reference: { tr: 'Referans', en: 'Reference', de: 'Referenz' },
  description: { tr: 'Açıklama', en: 'Description', de: 'Beschreibung' },
  allocate_to: { tr: 'Kapatılan belge', en: 'Allocate to', de: 'Zuordnung' },
  external_ref: { tr: 'Dış referans', en: 'External ref', de: 'Externe Referenz' },
  branch_code: { tr: 'Şube kodu', en: 'Branch code', de: 'Filiale' },
  installments: { tr: 'Taksitler', en: 'Installments', de: 'Raten' },
  method: { tr: 'Ödeme şekli', en: 'Method', de: 'Zahlungsart' },
  name: { tr: 'Unvan', en: 'Name', de: 'Name' },
  parent_code: { tr: 'Üst cari kodu', en: 'Parent code', de: 'Hauptkonto' },
  tax_id: { tr: 'Vergi no', en: 'Tax id', de: 'Steuernummer' },
  tax_office: { tr: 'Vergi dairesi', en: 'Tax office', de: 'Finanzamt' },
  country: { tr: 'Ülke', en: 'Country', de: 'Land' },
  city: { tr: 'Şehir', en: 'City', de: 'Ort' },
  address: { tr: 'Adres', en: 'Address', de: 'Anschrift' },
  contact: { tr: 'Yetkili', en: 'Contact', de: 'Ansprechpartner' },
  email: { tr: 'E-posta', en: 'Email', de: 'E-Mail' },
  phone: { tr: 'Telefon', en: 'Phone', de: 'Telefon' },
  iban: { tr: 'IBAN', en: 'IBAN', de: 'IBAN' },
  terms: { tr: 'Ödeme koşulu', en: 'Terms', de: 'Zahlungsbedingung' },
  credit_limit: { tr: 'Kredi limiti', en: 'Credit limit', de: 'Kreditlimit' },
  segment: { tr: 'Segment', en: 'Segment', de: 'Segment' },
  price_list: { tr: 'Fiyat listesi', en: 'Price list', de: 'Preisliste' },
  discount: { tr: 'İskonto', en: 'Discount', de: 'Rabatt' },
  language: { tr: 'Dil', en: 'Language', de: 'Sprache' },
}

/** A field the company named itself (`custom.region`) is called what it is. */
export function fieldLabel(field: string, language: SentenceLanguage): string {
  return LABELS[field]?.[language] ?? field.replace(/^custom\./, '')
}
