/** Why a bank’s file is refused; the row is the line of the file. */
export const bank = {
  'refusal.bank.currency_missing':
    'The file does not say in which currency the account is kept: choose the account first.',
  'refusal.bank.currency_mixed':
    'Line {row} books {value} on an account in {currency}. Get the file again from the bank.',
  'refusal.bank.day_invalid': 'Line {row}, field {column}: “{value}” is no day.',
  'refusal.bank.field_missing':
    'The statement in line {row} has no field {column}. Get the file again from the bank.',
  'refusal.bank.format_unknown':
    'This is no bank statement Saldo reads: MT940, CAMT, OFX, BAI2, CSV or XLSX.',
  'refusal.bank.side_unknown': 'Row {row}: “{value}” says neither debit nor credit.',
  'refusal.bank.syntax':
    'Line {row}, field {column}: “{value}” is not what the format asks for. Get the file again from the bank.',
  'refusal.bank.type_unknown':
    'Line {row}: type code “{value}” does not say whether money came in or went out.',
  'refusal.cell.error': 'Row {row}, column “{column}” holds the error {value}.',
  'refusal.cell.not_calculated':
    'Row {row}, column “{column}” holds a formula without its result. Open the file in its program and save it.',
  'refusal.file.encoding_unknown': 'Saldo does not know this encoding.',
  'refusal.file.too_many_columns': 'The file has too many columns.',
  'refusal.required.missing': 'Row {row}, column “{column}”: the cell must not be empty.',
  'refusal.row.too_many_cells': 'Row {row} has more cells than there are headings.',
  'refusal.text.control': 'Row {row}, column “{column}” holds invisible control characters.',
  'refusal.text.too_long': 'Row {row}, column “{column}”: the text is too long.',
}
