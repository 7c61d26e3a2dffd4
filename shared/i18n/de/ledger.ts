import type { ledger as source } from '../en/ledger.ts'

export const ledger = {
  'ledger.title': 'Belege',
  'ledger.facts': '{count, plural, one {# Beleg} other {# Belege}} aller Konten',
  'ledger.views': 'Belegansichten',
  'ledger.view.all': 'Alle Belege',
  'ledger.view.open': 'Offen',
  'ledger.view.receipts': 'Zahlungseingänge',
  'ledger.view.reversed': 'Storniert',
  'ledger.empty': 'Noch keine Belege',
  'ledger.empty.says': 'Offene Posten importieren oder den ersten mit N buchen.',
  'ledger.new': 'Neuer Beleg',
  'ledger.file': 'Datei',
  'ledger.base': 'In {currency}',
} satisfies Record<keyof typeof source, string>
