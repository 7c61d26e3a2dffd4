/** What differs between a device and its server, compared and repaired. */
export const syncProof = {
  'sync.part.differences': 'Differences',
  'sync.command.differences': 'Differences from the server',
  'sync.command.compare': 'Compare the books with the server',
  'sync.command.repair': 'Repair what differs',
  'sync.diff.list': 'Differences from the server',
  'sync.diff.panel': 'The difference',
  'sync.diff.count': '{count, plural, one {<b>#</b> difference} other {<b>#</b> differences}}',
  'sync.diff.note': 'Difference = here less server, in the currency of the account',
  'sync.diff.compare': 'Compare now',
  'sync.diff.repair': 'Repair',
  'sync.diff.none': 'Both sides are equal',
  'sync.diff.none.says':
    'Last proven equal {at}, at sequence {seq}: every row, not the sums alone.',
  'sync.diff.unknown': 'Not compared since the last exchange',
  'sync.diff.unknown.says':
    'Last proven equal {at}. Compare to read every row again on both sides.',
  'sync.diff.never':
    'The two sides were never compared. Compare to read every row again on both sides.',
  'sync.diff.done.equal': 'Compared: both sides equal at sequence {seq}',
  'sync.diff.done.different':
    '{count, plural, one {Compared: # row differs} other {Compared: # rows differ}}',
  'sync.diff.here': 'Here',
  'sync.diff.there': 'Server',
  'sync.diff.head.finding': 'What differs',
  'sync.diff.head.effect': 'Difference',
  'sync.diff.noCustomer': 'no account',
  'sync.diff.what.allocation': 'Allocation',
  'sync.diff.what.card': 'Card',
  'sync.diff.what.event': 'Event',
  'sync.diff.what.sums': 'Sums',
  'sync.diff.finding.missing_here': 'Missing here',
  'sync.diff.finding.missing_there': 'Missing on the server',
  'sync.diff.finding.amount': 'Other amount',
  'sync.diff.finding.number': 'Other number',
  'sync.diff.finding.date': 'Other date',
  'sync.diff.finding.fields': 'Other values on the card',
  'sync.diff.finding.sums': 'Sums do not add up',
  'sync.diff.finding.content': 'Other content',
  'sync.diff.cause.tamper.here': 'The row was altered here, past Saldo.',
  'sync.diff.cause.tamper.there': 'The row was altered on the server, past Saldo.',
  'sync.diff.cause.lost_apply.here': 'The server confirmed it; it never came in here.',
  'sync.diff.cause.restore': 'The server does not know it any more: it was set back.',
  'sync.diff.cause.bug': 'Both rows look as they were signed: a fault of the program.',
  'sync.diff.mends.here': 'A repair writes it anew here from what its author signed.',
  'sync.diff.mends.there':
    'A repair leaves the row here as it is: the server’s own row is put right on the server, with “saldo server verify --repair”.',
  'sync.diff.pays': 'Pays',
  'sync.diff.seq': 'Sequence',
  'sync.diff.foundAt': 'Found',
  'sync.diff.equalAt': 'Last equal',
  'sync.repair.title': 'Repair what differs',
  'sync.repair.says':
    'What is not the same here is written anew from the operations their authors signed, as the server’s log has them. Balances here may change by it.',
  'sync.repair.here':
    '{count, plural, one {# row here is put right} other {# rows here are put right}}',
  'sync.repair.there':
    '{count, plural, one {# row stays as it is: it is the server’s to put right} other {# rows stay as they are: they are the server’s to put right}}',
  'sync.repair.keeps': 'The rows of before are kept; what waits or is held stays',
  'sync.repair.done':
    '{count, plural, one {# row put right, both sides equal} other {# rows put right, both sides equal}}',
  'sync.repair.left':
    '{count, plural, one {# row could not be put right.} other {# rows could not be put right.}}',
  'sync.rebuild.title': 'Build the books anew',
  'sync.rebuild.says':
    'The confirmed books are built anew from the server’s log, whole or not at all. What waits or is held stays. On a large company this takes minutes.',
  'sync.rebuild.act': 'Build anew',
  'sync.rebuild.done': 'Built anew from {rows} changes, equal to the server',
}
