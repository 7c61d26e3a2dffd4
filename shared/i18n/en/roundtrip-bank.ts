/** Bank lines edited in a spreadsheet and brought back: columns, reasons, and what a row would do. */
export const roundtripBank = {
  'roundtrip.bank.sheet': 'Bank lines',
  'roundtrip.bank.file': 'Bank lines to explain',
  'roundtrip.bank.saved':
    '{file} saved with {count, plural, one {# line} other {# lines}}. Fill in the white columns, save, and drop the file here.',
  'roundtrip.bank.head.line': 'Line',
  'roundtrip.bank.head.name': 'Payer',
  'roundtrip.bank.head.text': 'Text of the bank',
  'roundtrip.bank.head.proposedName': 'Suggested account',
  'roundtrip.bank.head.proposedCustomer': 'Suggested code',
  'roundtrip.bank.head.proposedDocuments': 'Suggested documents',
  'roundtrip.bank.head.proposedOnAccount': 'Suggested rest on account',
  'roundtrip.bank.head.customer': 'Account code',
  'roundtrip.bank.head.documents': 'Documents',
  'roundtrip.bank.head.onAccount': 'Rest on account',
  'roundtrip.bank.head.park': 'Park: why',
  'roundtrip.bank.off': 'There is no line to do.',
  'roundtrip.takes.bank':
    'Will be written: {accounts, plural, one {{accounts, number} bank line} other {{accounts, number} bank lines}} posted or parked',
  'roundtrip.done.bank':
    'Written: {accounts, plural, one {{accounts, number} bank line} other {{accounts, number} bank lines}} posted or parked. One undo takes all of it back.',
  'roundtrip.help.bank':
    'Copy the three cells suggested into the white ones beside them, or write the account code, the documents (INV-1=100.00;INV-2) and “yes” where the rest stays on account. A reason parks the line instead. What is left empty stays to do.',
  'roundtrip.why.bank.posts': 'Money of {name}: pays {documents}.',
  'roundtrip.why.bank.posts_keeps':
    'Money of {name}: pays {documents}; {rest} {currency} stays on account.',
  'roundtrip.why.bank.keeps': 'Money of {name}: {rest} {currency} stays on account.',
  'roundtrip.why.bank.parks': 'Goes to the suspense account with this note.',
  'roundtrip.why.bank.no_new':
    'A bank line comes from the bank, not from a row. Nothing of the row is taken.',
  'roundtrip.why.bank.yes_no': '“{value}” is neither yes nor no.',
  'roundtrip.why.bank.park_alone':
    'The row says both: park it, and whose money it is. Empty one of them.',
  'roundtrip.why.bank.nothing_said': 'A “no” alone decides nothing: the line stays to do.',
  'roundtrip.why.bank.customer_missing': 'Write the code of the account whose money it is.',
  'roundtrip.why.bank.nothing_named':
    'Name the documents it pays, or write yes under “Rest on account”.',
  'roundtrip.why.bank.amount_unread':
    '“{value}” is not read as an amount in {currency}: write it as 1234.56.',
  'roundtrip.why.bank.nothing_open':
    'Nothing is left for {documentNo}: it is paid, or the money is used up before it.',
  'roundtrip.why.bank.rest_left':
    '{rest} {currency} of the line is not said. Name more documents, write yes under “Rest on account”, or what closes it (discount=…, fee=…, rounding=…).',
  'roundtrip.why.bank.posted_since':
    'Posted since the export as money of {name} ({customer}). Nothing of the row is taken; to change it, take the line back first.',
  'roundtrip.why.bank.parked_since':
    'Parked since the export: “{reason}”. Nothing of the row is taken; post it from Parked.',
  'roundtrip.why.bank.figure_edited':
    'A figure of the bank was changed in this row, so nothing of it is taken. Amounts are only what the bank said.',
  'roundtrip.why.bank.row_has_fault':
    'Another cell of this row cannot be taken, so nothing of the row is.',
  'roundtrip.why.bank.cell.locked':
    'This is what the bank said, or a suggestion; it cannot be changed in Excel.',
  'roundtrip.why.bank.row.twice':
    'Rows {rows} carry the mark of the same bank line, so none of them is taken. Keep one row for each line.',
  'roundtrip.why.bank.row.other_code':
    'Beside this line’s mark stands “{found}”. The row was sorted in part or typed over; nothing of it is taken.',
  'roundtrip.why.period.soft_closed':
    'Month {month} is soft-closed: book this line under Reconcile, where the reason is asked for.',
} as const
