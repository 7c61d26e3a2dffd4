/** Held work, conflicts and approvals: what was done, and what is declined. */
export const decisions = {
  'audit.sync.late_approval': 'Late approval asked for {object}',
  'audit.sync.repoint': '{object} pointed to another account or document',
  'audit.sync.reissue': '{object} issued under a new number',
  'audit.sync.reapply': '{object} applied again',
  'audit.sync.replace': '{object} put in the place of another desk’s',
  'audit.sync.create': 'Account opened on the server with {object}',
  'audit.sync.unarchive': 'Account taken out of the archive for {object}',
  'audit.sync.hand_over': '{object} handed over to another user',
  'audit.sync.take': '{object} taken over from another user',
  'audit.sync.return': '{object} given back',
  'audit.sync.conflict': 'Choice between two values of a card: {object}',
  'audit.sync.decide': 'Request answered: {object}',
  'refusal.held.unknown': 'There is no operation {op} here.',
  'refusal.held.no_exit':
    'This is not open for this operation as it stands. Look at the ways out it lists.',
  'refusal.held.in_flight': 'This operation is on its way to the server. Wait for the answer.',
  'refusal.held.date_missing': 'Say the new day.',
  'refusal.held.amount_missing': 'Say the new amount.',
  'refusal.held.number_taken': '{documentNo} is the number of another document of this account.',
  'refusal.held.target_missing': 'Say which document or account is meant instead.',
  'refusal.held.user_missing': 'Say whom to hand it over to.',
  'refusal.user.unknown': 'There is no such user: {user}.',
  'refusal.user.not_entitled': '{user} may not enter this either: the role does not allow it.',
  'refusal.approval.waiting': 'A request about this entry waits for a second person already.',
  'refusal.approval.unknown':
    'This request does not wait any more: it was decided, or what it was about was given up.',
  'refusal.approval.same_person': 'Who asked does not decide: another person has to.',
  'refusal.approval.not_entitled':
    'Your role does not decide about this: a finance manager has to.',
  'refusal.conflict.unknown': 'This choice was made already: there is nothing left to decide.',
  'refusal.conflict.same_person':
    'This field needs a second person: who entered the value does not put it through.',
  'refusal.conflict.not_entitled': 'Your role does not change this field.',
  'refusal.patch.column':
    'There is no column {column} on a customer card: the columns are those of “import customers”.',
  'refusal.patch.value': '“{value}” cannot stand in {column}.',
}
