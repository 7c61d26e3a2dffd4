import type { ledger as source } from '../en/ledger.ts'

export const ledger = {
  'ledger.title': 'Belgeler',
  'ledger.facts': 'tüm hesaplardan {count, number} belge',
  'ledger.views': 'Belge görünümleri',
  'ledger.view.all': 'Tüm belgeler',
  'ledger.view.open': 'Açık',
  'ledger.view.receipts': 'Tahsilatlar',
  'ledger.view.reversed': 'İptal edilenler',
  'ledger.empty': 'Henüz belge yok',
  'ledger.empty.says': 'Açık kalemleri içe aktarın ya da ilkini N ile işleyin.',
  'ledger.new': 'Yeni belge',
  'ledger.file': 'Dosya',
  'ledger.base': '{currency} karşılığı',
} satisfies Record<keyof typeof source, string>
