/** The list of all documents. */
export const ledger = {
  'ledger.title': 'Documents',
  'ledger.facts': '{count, plural, one {# document} other {# documents}} of all accounts',
  'ledger.views': 'Document views',
  'ledger.view.all': 'All documents',
  'ledger.view.open': 'Open',
  'ledger.view.receipts': 'Receipts',
  'ledger.view.reversed': 'Reversed',
  'ledger.empty': 'No documents yet',
  'ledger.empty.says': 'Import open items, or post the first one with N.',
  'ledger.new': 'New document',
  'ledger.file': 'File',
  'ledger.base': 'In {currency}',
} as const
