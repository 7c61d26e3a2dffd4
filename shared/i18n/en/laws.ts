/** The ledger laws L1 to L6 as lights: a short word, a sentence, what a light says. */
export const laws = {
  'law.title': 'Tie-out as of {date}',
  'law.button':
    'Tie-out: {count, plural, =0 {all laws hold} one {# law is broken} other {# laws are broken}}',
  'law.checking': 'Checking',
  'law.holds': 'Agrees',
  'law.broken': '{count, plural, one {# difference} other {# differences}}',
  'law.examined': '{count, plural, one {# figure compared} other {# figures compared}}',
  'law.firstOf': 'The first differences are named, at most 100.',
  'law.L1': 'Balances',
  'law.L2': 'Aging',
  'law.L3': 'Control',
  'law.L4': 'Groups',
  'law.L5': 'Items',
  'law.L6': 'Journal',
  'law.L1.says': 'Opening + debits − credits = closing, per account and currency.',
  'law.L2.says': 'Aging columns, with not due and unapplied, add up to the balance.',
  'law.L3.says': 'All accounts together equal the control account.',
  'law.L4.says': 'Branches and head office together equal the consolidated statement.',
  'law.L5.says': 'Original − allocations = open amount, and it never crosses zero.',
  'law.L6.says': 'No posted line was changed or deleted.',
  'law.open': 'Open the line',
} as const
