/** The columns of a bank's table, told once (ux.md 7, Columns). */
export const bankColumns = {
  'reconcile.command.columns': 'Import a bank table and look at its columns first',
  'reconcile.import.which.last': 'The last file with these columns was of this account.',
  'reconcile.import.columns': 'Columns',
  'reconcile.import.remembered': '{done} The columns are remembered for the next file.',
  'reconcile.columns.title': 'Columns of {file}',
  'reconcile.columns.says':
    'Say once what each column is: the next file of this bank is read the same way.',
  'reconcile.columns.near':
    'The bank has changed its columns. Those of the last file are proposed: look whether they still hold.',
  'reconcile.columns.known':
    'Read as the last file of this bank was. What you change holds from now on.',
  'reconcile.columns.asks.dates':
    'Nothing in the file tells day and month apart: look at the period below, and choose the order if it is wrong.',
  'reconcile.columns.asks.decimal':
    'Nothing in the file tells the decimal mark: look at the sums below, and choose it if they are wrong.',
  'reconcile.columns.missing': 'Still to be chosen: {fields}.',
  'reconcile.columns.amounts': 'Amount, or debit and credit',
  'reconcile.columns.twins':
    'More than one column is called “{heading}”: choose the one that counts.',
  'reconcile.columns.openEnd':
    'The last row is whole: this bank ends its files without a line break',
  'reconcile.columns.reads': 'What it is read as',
  'reconcile.columns.period': 'Period',
  'reconcile.columns.lines': 'Lines',
  'reconcile.columns.in': 'In',
  'reconcile.columns.out': 'Out',
  'reconcile.columns.toChoose': 'not named: you are asked next',
}
