/** What a `type` column may say: the kinds of cli.md and the words of Turkish, English and German books. */
import { ENTERED_KINDS, type EnteredKind } from '../kinds.ts'
import { headingKey } from './fields.ts'

const WORDS: Readonly<Record<EnteredKind, readonly string[]>> = {
  invoice: [
    'satis faturasi',
    'fatura',
    'satis',
    'e fatura',
    'e arsiv',
    'toptan satis faturasi',
    'perakende satis faturasi',
    'hizmet faturasi',
    'verilen hizmet faturasi',
    'sales invoice',
    'rechnung',
    'ausgangsrechnung',
    'inv',
  ],
  credit_note: [
    'iade faturasi',
    'satis iade faturasi',
    'satis iade',
    'iade',
    'alacak dekontu',
    'toptan satis iade faturasi',
    'fiyat farki alacak',
    'credit memo',
    'sales return',
    'gutschrift',
    'stornorechnung',
    'cn',
  ],
  debit_note: [
    'borc dekontu',
    'vade farki faturasi',
    'vade farki',
    'kur farki faturasi',
    'alis iade faturasi',
    'debit memo',
    'lastschrift',
    'belastung',
    'belastungsanzeige',
  ],
  receipt: [
    'tahsilat',
    'nakit tahsilat',
    'gelen havale',
    'gelen havale eft',
    'havale',
    'eft',
    'kredi karti',
    'kredi karti tahsilat',
    'pos tahsilat',
    'payment',
    'payment received',
    'customer payment',
    'zahlung',
    'zahlungseingang',
    'einzahlung',
  ],
  refund: [
    'odeme',
    'iade odeme',
    'nakit odeme',
    'gonderilen havale',
    'giden havale',
    'payment refund',
    'erstattung',
    'ruckzahlung',
    'rueckzahlung',
  ],
  write_off: [
    'silme',
    'supheli alacak',
    'degersiz alacak',
    'kurus farki',
    'writeoff',
    'bad debt',
    'ausbuchung',
    'abschreibung',
  ],
  opening: [
    'devir',
    'devir fisi',
    'acilis',
    'acilis fisi',
    'opening balance',
    'balance forward',
    'eroffnung',
    'eroffnungssaldo',
    'saldovortrag',
    'anfangsbestand',
  ],
  cheque: [
    'cek',
    'cek giris',
    'cek girisi',
    'cek giris bordrosu',
    'musteri ceki',
    'check',
    'scheck',
  ],
  note: [
    'senet',
    'senet giris',
    'senet giris bordrosu',
    'musteri senedi',
    'promissory note',
    'wechsel',
  ],
  supplier_invoice: [
    'alis faturasi',
    'alis',
    'mal alim faturasi',
    'alinan hizmet faturasi',
    'purchase invoice',
    'vendor invoice',
    'eingangsrechnung',
  ],
}

const byWord = new Map<string, EnteredKind>(
  ENTERED_KINDS.flatMap((kind) =>
    [kind, ...WORDS[kind]].map((word) => [headingKey(word), kind] as const),
  ),
)

/** Null for a word no one uses for a document. */
export function kindOfWord(word: string): EnteredKind | null {
  if (!/^[\p{L}\p{N}\s_./()-]+$/u.test(word)) return null
  return byWord.get(headingKey(word)) ?? null
}
