/**
 * The columns an import knows (cli.md, Import) and the headings accountants give them in Turkish,
 * English and German. The first synonym is the field's own name; an earlier one wins when two columns
 * of a file fit the same field.
 */
import { fold } from '../fold.ts'

export type ImportKind = 'customers' | 'documents' | 'receipts' | 'open-items' | 'rates'

export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  type: ['type', 'document type', 'belge turu', 'belge tipi', 'fis turu', 'fis tipi', 'evrak turu', 'evrak tipi', 'islem turu', 'tur', 'turu', 'belegart', 'belegtyp', 'vorgangsart', 'art', 'doc type', 'kind'],
  document_no: ['document no', 'document number', 'documentno', 'belge no', 'belge numarasi', 'fatura no', 'fatura numarasi', 'evrak no', 'evrak numarasi', 'fis no', 'makbuz no', 'dekont no', 'invoice no', 'invoice number', 'invoiceno', 'invoicenumber', 'belegnummer', 'beleg nr', 'belegnr', 'rechnungsnummer', 'rechnungs nr', 'rechnungsnr', 'doc no', 'voucher no', 'receipt no'],
  customer_code: ['customer code', 'cari kodu', 'cari kod', 'cari hesap kodu', 'hesap kodu', 'musteri kodu', 'musteri no', 'cari no', 'customer no', 'customer number', 'customerno', 'customerid', 'customer id', 'account code', 'account no', 'kundennummer', 'kunden nr', 'kundennr', 'kundencode', 'debitor', 'debitorennummer', 'debitor nr', 'cari', 'kod', 'code', 'konto', 'kontonummer'],
  customer_name: ['customer name', 'cari unvan', 'cari unvani', 'cari adi', 'cari hesap adi', 'cari hesap unvani', 'hesap adi', 'musteri adi', 'musteri unvani', 'unvan', 'unvani', 'firma', 'firma adi', 'account name', 'kundenname', 'name', 'account', 'ad', 'adi', 'ad soyad', 'title', 'company', 'firmenname', 'bezeichnung'],
  document_date: ['document date', 'belge tarihi', 'fatura tarihi', 'evrak tarihi', 'islem tarihi', 'fis tarihi', 'duzenleme tarihi', 'invoice date', 'invoicedate', 'belegdatum', 'rechnungsdatum', 'tarih', 'tarihi', 'date', 'datum'],
  posting_date: ['posting date', 'kayit tarihi', 'muhasebe tarihi', 'buchungsdatum', 'ledger date'],
  due_date: ['due date', 'vade tarihi', 'vade', 'vadesi', 'son odeme tarihi', 'duedate', 'due', 'falligkeit', 'falligkeitsdatum', 'fallig am', 'faelligkeit', 'maturity'],
  amount: ['amount', 'tutar', 'tutari', 'toplam tutar', 'genel toplam', 'meblag', 'brut tutar', 'kdv dahil tutar', 'invoice amount', 'invoiceamount', 'gross amount', 'total', 'total amount', 'betrag', 'bruttobetrag', 'summe', 'wert', 'bakiye', 'acik tutar', 'kalan tutar', 'open amount', 'outstanding', 'offener betrag'],
  debit: ['debit', 'borc', 'borc tutar', 'borc tutari', 'soll', 'debit amount', 'sollbetrag'],
  credit: ['credit', 'alacak', 'alacak tutar', 'alacak tutari', 'haben', 'credit amount', 'habenbetrag'],
  currency: ['currency', 'doviz', 'doviz cinsi', 'doviz turu', 'doviz kodu', 'para birimi', 'pb', 'kur kodu', 'wahrung', 'waehrung', 'wkz', 'cur', 'ccy', 'currency code'],
  rate: ['rate', 'kur', 'doviz kuru', 'islem kuru', 'exchange rate', 'fx rate', 'kurs', 'wechselkurs', 'umrechnungskurs'],
  tax_amount: ['tax amount', 'kdv', 'kdv tutari', 'kdv tutar', 'vat', 'vat amount', 'tax', 'mwst', 'ust', 'steuer', 'steuerbetrag', 'mwst betrag'],
  reference: ['reference', 'referans', 'referans no', 'ref', 'referenz', 'verwendungszweck', 'ref no'],
  description: ['description', 'aciklama', 'aciklamasi', 'izahat', 'not', 'memo', 'beschreibung', 'buchungstext', 'text', 'notes', 'note', 'bemerkung'],
  allocate_to: ['allocate to', 'allocateto', 'kapatilan belge', 'kapatilan fatura', 'applied to', 'paid invoices', 'zuordnung', 'ausgleich', 'eslenen belge'],
  external_ref: ['external ref', 'externalref', 'external id', 'harici referans', 'dis kod', 'externe referenz', 'guid', 'uuid', 'ett no'],
  branch_code: ['branch code', 'sube kodu', 'sube', 'branch', 'filiale', 'isyeri', 'niederlassung'],
  installments: ['installments', 'instalments', 'taksitler', 'taksit', 'raten', 'ratenplan', 'odeme plani'],
  original_amount: ['original amount', 'originalamount', 'ilk tutar', 'fatura tutari', 'belge tutari', 'ursprungsbetrag', 'originalbetrag'],
  date: ['date', 'tarih', 'tahsilat tarihi', 'odeme tarihi', 'islem tarihi', 'belge tarihi', 'payment date', 'receipt date', 'paid on', 'settleddate', 'settled date', 'datum', 'zahlungsdatum', 'buchungsdatum', 'eingangsdatum', 'gun', 'tag'],
  value_date: ['value date', 'valor', 'valor tarihi', 'valuta', 'wertstellung', 'wertstellungsdatum'],
  method: ['method', 'odeme sekli', 'odeme turu', 'tahsilat sekli', 'payment method', 'zahlungsart', 'zahlweise'],
  name: ['name', 'unvan', 'unvani', 'cari unvan', 'cari unvani', 'cari adi', 'cari hesap adi', 'firma', 'firma adi', 'musteri adi', 'musteri unvani', 'customer name', 'account name', 'kundenname', 'firmenname', 'company', 'title', 'ad', 'adi', 'hesap adi', 'bezeichnung'],
  parent_code: ['parent code', 'ust cari kodu', 'ana cari kodu', 'ana hesap', 'ust hesap', 'merkez kodu', 'parent', 'hauptkonto', 'konzernkonto', 'ubergeordnet', 'head office'],
  tax_id: ['tax id', 'vergi no', 'vergi numarasi', 'vkn', 'tckn', 'vkn tckn', 'vkn/tckn', 'tc kimlik no', 'vergi kimlik no', 'tax number', 'tax no', 'vat no', 'vat number', 'vat id', 'ust id', 'ust idnr', 'ustid', 'steuernummer'],
  tax_office: ['tax office', 'vergi dairesi', 'vd', 'finanzamt'],
  country: ['country', 'ulke', 'land', 'ulke kodu', 'country code'],
  city: ['city', 'il', 'sehir', 'ort', 'stadt', 'ilce'],
  address: ['address', 'adres', 'adresi', 'fatura adresi', 'anschrift', 'adresse', 'strasse'],
  contact: ['contact', 'yetkili', 'ilgili kisi', 'ansprechpartner', 'kontakt', 'contact person'],
  email: ['email', 'e posta', 'eposta', 'e mail', 'mail', 'e-mail', 'email address'],
  phone: ['phone', 'telefon', 'tel', 'gsm', 'cep telefonu', 'telefonnummer', 'telephone', 'mobile'],
  iban: ['iban', 'iban no', 'banka hesabi', 'bankverbindung'],
  terms: ['terms', 'vade gunu', 'vade', 'odeme vadesi', 'odeme kosulu', 'payment terms', 'zahlungsbedingung', 'zahlungsziel', 'net days', 'zahlungsbedingungen'],
  credit_limit: ['credit limit', 'risk limiti', 'kredi limiti', 'limit', 'kreditlimit', 'creditlimit', 'risk limit'],
  segment: ['segment', 'grup', 'grup kodu', 'cari grubu', 'kundengruppe', 'group', 'kategori', 'category'],
  price_list: ['price list', 'fiyat listesi', 'preisliste', 'pricelist'],
  discount: ['discount', 'iskonto', 'iskonto orani', 'indirim', 'rabatt'],
  language: ['language', 'dil', 'sprache', 'lang'],
}

const DOCUMENT_FIELDS = ['type', 'document_no', 'customer_code', 'customer_name', 'document_date', 'amount', 'debit', 'credit', 'posting_date', 'due_date', 'value_date', 'currency', 'rate', 'tax_amount', 'reference', 'description', 'allocate_to', 'external_ref', 'branch_code', 'method', 'installments'] as const

export const FIELDS: Readonly<Record<ImportKind, readonly string[]>> = {
  customers: ['customer_code', 'name', 'parent_code', 'tax_id', 'tax_office', 'country', 'city', 'address', 'contact', 'email', 'phone', 'iban', 'currency', 'terms', 'credit_limit', 'segment', 'price_list', 'discount', 'language'],
  documents: DOCUMENT_FIELDS,
  receipts: ['customer_code', 'customer_name', 'date', 'amount', 'currency', 'rate', 'document_no', 'method', 'reference', 'description', 'allocate_to', 'value_date', 'external_ref'],
  'open-items': [...DOCUMENT_FIELDS, 'original_amount'],
  rates: ['currency', 'date', 'rate'],
}

export const REQUIRED: Readonly<Record<ImportKind, readonly string[]>> = {
  customers: ['customer_code', 'name'],
  documents: ['type', 'document_no', 'customer_code', 'document_date', 'amount'],
  receipts: ['customer_code', 'date', 'amount'],
  'open-items': ['type', 'document_no', 'customer_code', 'document_date', 'amount'],
  rates: ['currency', 'date', 'rate'],
}

/** A heading reduced to what is compared: folded, words parted by one space. */
export function headingKey(heading: string): string {
  return fold(heading)
    .replace(/[^a-z0-9/]+/g, ' ')
    .trim()
}

const ranks = new Map<ImportKind, Map<string, { field: string; rank: number }[]>>()

/** The fields of a kind a heading can mean, best first; `custom.*` headings name themselves. */
export function fieldsOfHeading(kind: ImportKind, heading: string): { field: string; rank: number }[] {
  if (kind === 'customers' && /^custom\.\S/i.test(heading.trim())) return [{ field: heading.trim(), rank: 0 }]
  let byKey = ranks.get(kind)
  if (!byKey) {
    byKey = new Map()
    for (const field of FIELDS[kind]) {
      const names = [field.replaceAll('_', ' '), ...(SYNONYMS[field] ?? [])]
      names.forEach((name, rank) => {
        const key = headingKey(name)
        const list = byKey?.get(key) ?? []
        if (!list.some((one) => one.field === field)) byKey?.set(key, [...list, { field, rank }])
      })
    }
    ranks.set(kind, byKey)
  }
  return (byKey.get(headingKey(heading)) ?? []).toSorted((a, b) => a.rank - b.rank)
}
