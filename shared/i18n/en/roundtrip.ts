/** A grid edited in a spreadsheet and brought back: the preview, its keys and its reasons. */
export const roundtrip = {
  'roundtrip.title': 'Bring back from Excel',
  'roundtrip.facts':
    '{file} · exported {when} · {rows, plural, one {# row} other {# rows}} in the file',
  'roundtrip.export': 'Edit in Excel',
  'roundtrip.command.export': 'Export this list to edit in Excel',
  'roundtrip.command.exportLocked': 'Export this aging as a locked Excel sheet',
  'roundtrip.command.bringBack': 'Bring an edited Excel file back',
  'roundtrip.command.apply': 'Write the changes of the file',
  'roundtrip.command.yours': 'Take this line from the file',
  'roundtrip.command.now': 'Keep the books for this line',
  'roundtrip.command.allYours': 'Take all lines shown from the file',
  'roundtrip.command.allNow': 'Keep the books for all lines shown',
  'roundtrip.file': 'Customers to edit',
  'roundtrip.saved':
    '{file} saved with {count, plural, one {# account} other {# accounts}}. Edit the white columns, save, and drop the file here.',
  'roundtrip.notOurs':
    'This file was not exported here to be edited. Import it under Imports instead.',
  'roundtrip.grid': 'Changes of the file',
  'roundtrip.line': 'Chosen change',
  'roundtrip.wholeRow': 'Whole row',
  'roundtrip.head.column': 'Column',
  'roundtrip.head.was': 'Then',
  'roundtrip.head.now': 'Now',
  'roundtrip.head.yours': 'Yours',
  'roundtrip.head.reason': 'What it means',
  'roundtrip.filter.all': 'All changes',
  'roundtrip.filter.problems': 'Need you',
  'roundtrip.filter.yours': 'From the file',
  'roundtrip.filter.new': 'New accounts',
  'roundtrip.filter.now': 'Changed in the books',
  'roundtrip.filter.same': 'Same on both sides',
  'roundtrip.filter.missing': 'Not in the file',
  'roundtrip.state.yours': 'Taken',
  'roundtrip.state.left': 'Left out',
  'roundtrip.state.conflict': 'Conflict: books kept',
  'roundtrip.state.conflictYours': 'Conflict: file taken',
  'roundtrip.state.invalid': 'Not valid',
  'roundtrip.state.locked': 'Locked',
  'roundtrip.state.refused': 'Refused',
  'roundtrip.state.new': 'New, not taken',
  'roundtrip.state.newTaken': 'New account',
  'roundtrip.state.now': 'Books kept',
  'roundtrip.state.same': 'Same',
  'roundtrip.state.missing': 'Not in the file',
  'roundtrip.says.left': 'You left this out; the books stay as they are. Y takes it.',
  'roundtrip.says.conflict':
    'Changed in the file and in the books since the export. The books are kept; Y takes the file.',
  'roundtrip.says.conflictYours':
    'Changed on both sides; the file replaces what is in the books. R keeps the books.',
  'roundtrip.says.new': 'A row that was not exported. Y opens it as a new account.',
  'roundtrip.says.newTaken': 'Will be opened as a new account. R leaves it out.',
  'roundtrip.says.now': 'Changed in the books since the export, not in the file: the books stay.',
  'roundtrip.says.same': 'Changed in the same way on both sides: nothing to do.',
  'roundtrip.says.missing': 'The row is not in the file any more. Nothing is deleted or changed.',
  'roundtrip.why.letter.no_new':
    'A letter is not made by a row: prepare new letters in Saldo. Nothing of the row is taken.',
  'roundtrip.why.answer.cleared':
    'An answer is not deleted by emptying its cell. Undo it in Saldo, or write the new answer.',
  'roundtrip.why.answer.missing': 'Write the answer first: agree, dispute or not ours.',
  'roundtrip.why.answer.theirs_needed': 'A dispute needs their balance.',
  'roundtrip.why.answer.agrees':
    'Who agrees confirms our balance. If the amount differs, write “dispute” as the answer.',
  'roundtrip.letters.file': 'Letters to edit',
  'roundtrip.letters.saved':
    '{file} saved with {count, plural, one {# row} other {# rows}}. Fill in the white columns, save, and drop the file here.',
  'roundtrip.why.letter.gone':
    'A new version took this letter’s place since the export. Nothing of the row is taken.',
  'roundtrip.takes.letters':
    'Will be written: {cells, plural, one {{cells, number} cell} other {{cells, number} cells}} of {accounts, plural, one {{accounts, number} letter} other {{accounts, number} letters}}',
  'roundtrip.done.letters':
    'Written: {cells, plural, one {{cells, number} cell} other {{cells, number} cells}} of {accounts, plural, one {{accounts, number} letter} other {{accounts, number} letters}}. One undo takes all of it back.',
  'roundtrip.why.cell.locked':
    'This column is calculated or names the account; it cannot be changed in Excel.',
  'roundtrip.why.cell.became_day':
    'Excel made a date of this. Format the cell as text, type it again and save.',
  'roundtrip.why.cell.became_boolean':
    'Excel made true or false of this. Format the cell as text, type it again and save.',
  'roundtrip.why.cell.number_lost':
    '“{value}” was turned into a rounded number and lost its last digits. Format the cell as text and type it again.',
  'roundtrip.why.amount.ambiguous':
    '“{value}” can be a thousand or a one with decimals. Type it as a number.',
  'roundtrip.why.text.unfit':
    'This text is too long for the field or holds characters that do not belong there.',
  'roundtrip.why.currency.moved':
    'The currency of the account was changed since the export: enter the limit in Saldo.',
  'roundtrip.why.row.unknown':
    'The hidden mark of this row is none of the export. Nothing of the row is taken.',
  'roundtrip.why.row.twice':
    'Rows {rows} carry the mark of the same account, so neither is taken. Type a new account into an empty row instead of copying one.',
  'roundtrip.why.row.gone':
    'This account was archived since the export. Nothing of the row is taken.',
  'roundtrip.why.row.other_code':
    'Beside this account’s mark stands the code “{found}”. The row was sorted in part or typed over; nothing of it is taken.',
  'roundtrip.why.note.headings':
    'The hidden marks of the columns are gone; columns were recognised by their headings.',
  'roundtrip.why.note.codes':
    'The hidden marks of the rows are gone; accounts were recognised by their codes.',
  'roundtrip.why.note.missing':
    'Columns taken out of the file, left as they are in the books: {columns}.',
  'roundtrip.why.note.added': 'Columns added to the file, not read: {columns}.',
  'roundtrip.why.note.formulas':
    'The sheet holds {count, plural, one {# formula} other {# formulas}}: the results as last calculated by Excel are taken.',
  'roundtrip.why.note.empty': 'No row was exported into this file.',
  'roundtrip.notes': 'About this file',
  'roundtrip.readOnly':
    'Every figure of this list is calculated, so all its columns are locked. What somebody changed in the file is shown here; nothing of it is written.',
  'roundtrip.takes':
    'Will be written: {cells, plural, one {{cells, number} cell} other {{cells, number} cells}} of {accounts, plural, one {{accounts, number} account} other {{accounts, number} accounts}}, {created, plural, one {{created, number} new account} other {{created, number} new accounts}}',
  'roundtrip.apply':
    '{count, plural, =0 {Nothing to write} one {Write # change} other {Write # changes}}',
  'roundtrip.nothing': 'No line is taken from the file.',
  'roundtrip.yours': 'Take file',
  'roundtrip.now': 'Keep books',
  'roundtrip.allYours': 'Take all shown',
  'roundtrip.allNow': 'Keep books for all shown',
  'roundtrip.notOpen': 'There is nothing to choose in this line.',
  'roundtrip.noProblem': 'No line needs you.',
  'roundtrip.chose.yours':
    '{count, plural, =0 {Nothing changed.} one {# line taken from the file.} other {# lines taken from the file.}}',
  'roundtrip.chose.now':
    '{count, plural, =0 {Nothing changed.} one {Books kept for # line.} other {Books kept for # lines.}}',
  'roundtrip.done':
    'Written: {cells, plural, one {{cells, number} cell} other {{cells, number} cells}} of {accounts, plural, one {{accounts, number} account} other {{accounts, number} accounts}}, {created, plural, one {{created, number} new account} other {{created, number} new accounts}}. One undo takes all of it back.',
  'roundtrip.undo': 'Undo all',
  'roundtrip.undone': 'Undone: every value stands as it was before.',
  'roundtrip.none': 'Nothing was changed in this file',
  'roundtrip.none.says': 'Every cell is as it was exported, and the books are the same.',
  'roundtrip.noneHere': 'No such lines',
  'roundtrip.noneHere.says': 'Look at all changes, the first tab.',
  'roundtrip.noDraft': 'No file is open here',
  'roundtrip.noDraft.says': 'Drop the edited Excel file on the window, or choose it under Imports.',
  'roundtrip.help': 'How this works',
  'roundtrip.help.three':
    'Three values are compared for each cell: as it was exported, as it stands in the books now, and as it is in your file. What only you changed is taken. Where both were changed the books are kept until you decide.',
  'roundtrip.help.rows':
    'In Excel you may sort, filter and move rows, and move, hide or take out columns. Rows taken out delete nothing. Type new accounts into the empty rows at the end.',
  'roundtrip.help.excel':
    'Grey columns are locked. To sort the rows, remove the sheet protection first (Review, Unprotect Sheet); it has no password.',
  'roundtrip.help.undo':
    'Everything is written at once and can be taken back at once, here with U or later under Imports.',
  'refusal.roundtrip.other_company':
    'This file was exported from the company {other}. Open that company and bring it back there.',
  'refusal.roundtrip.too_new':
    'This file was exported by a newer Saldo. Update Saldo, then try again.',
  'refusal.roundtrip.damaged':
    'The hidden sheet that remembers the export was changed or cut off. Export the list again and repeat your changes in the new file.',
  'refusal.roundtrip.columns_lost':
    'Neither the hidden marks nor the headings of the export are in this file. Give the columns their headings again: {columns}.',
  'refusal.roundtrip.draft_unknown': 'This file is not open any more. Choose it again.',
  'refusal.roundtrip.moved':
    'The books were changed while you were looking. Look at the lines again, then write them.',
  'refusal.roundtrip.row_refused':
    'Row {row} ({account}) cannot be written, so nothing was written.',
} as const
