/** Document kinds in the accountant's words, for files and terminals; screens use the catalogues. */
import type { DocumentKind } from '../domain/kinds.ts'
import type { ExportLanguage } from './exports.ts'

const NAMES: Readonly<Record<ExportLanguage, Readonly<Record<DocumentKind, string>>>> = {
  en: {
    invoice: 'Invoice',
    credit_note: 'Credit note',
    debit_note: 'Debit note',
    receipt: 'Receipt',
    refund: 'Refund',
    write_off: 'Write-off',
    opening: 'Opening',
    cheque: 'Cheque',
    note: 'Promissory note',
    supplier_invoice: 'Supplier invoice',
    reversal: 'Reversal',
    fx_difference: 'Exchange difference',
    revaluation: 'Revaluation',
    suspense: 'Suspense',
  },
  tr: {
    invoice: 'Fatura',
    credit_note: 'Alacak dekontu',
    debit_note: 'Borç dekontu',
    receipt: 'Tahsilat',
    refund: 'Ödeme',
    write_off: 'Silme',
    opening: 'Devir',
    cheque: 'Çek',
    note: 'Senet',
    supplier_invoice: 'Alış faturası',
    reversal: 'Ters kayıt',
    fx_difference: 'Kur farkı',
    revaluation: 'Değerleme',
    suspense: 'Geçici hesap',
  },
  de: {
    invoice: 'Rechnung',
    credit_note: 'Gutschrift',
    debit_note: 'Lastschrift',
    receipt: 'Zahlung',
    refund: 'Erstattung',
    write_off: 'Ausbuchung',
    opening: 'Eröffnung',
    cheque: 'Scheck',
    note: 'Wechsel',
    supplier_invoice: 'Eingangsrechnung',
    reversal: 'Storno',
    fx_difference: 'Kursdifferenz',
    revaluation: 'Bewertung',
    suspense: 'Klärungskonto',
  },
}

export function kindName(kind: string, language: ExportLanguage): string {
  return NAMES[language][kind as DocumentKind] ?? kind
}
