/**
 * What a refusal code says to a person; the id is `refusal.` and the code.
 *
 * Placeholders are the refusal's params, already formatted by `refusalSentence`: days, months,
 * amounts (`…Minor`) and document kinds as the reader writes them.
 */
export const refusals = {
  'refusal.unknown': 'Saldo declined this ({code}).',
  'refusal.internal':
    'Something went wrong inside Saldo. Nothing was changed.{incident, select, none {} other { Incident {incident}.}}',
  'refusal.connection':
    'Saldo’s engine does not answer. Your data is safe; Saldo tries again by itself.',
  'refusal.input.invalid':
    'A value is not acceptable here{field, select, none {.} other {: {field}.}}',
  'refusal.allocation.before_document':
    '{documentNo} is dated {date}; it cannot be allocated before that day.',
  'refusal.allocation.exceeds_open': '{documentNo} has less open than this allocation.',
  'refusal.allocation.exceeds_receipt': 'The allocations are more than the payment.',
  'refusal.allocation.none': '{documentNo} has no such allocation to take back.',
  'refusal.allocation.not_allowed': '{kind} {documentNo} is not allocated by hand.',
  'refusal.allocation.nothing': '{documentNo} has nothing left to allocate.',
  'refusal.allocation.other_customer': '{documentNo} belongs to another account ({customer}).',
  'refusal.allocation.wrong_side': '{kind} {documentNo} stands on the wrong side for this.',
  'refusal.amount.not_positive': 'The amount must be more than zero.',
  'refusal.amount.range': 'This amount is too large.',
  'refusal.amount.invalid': '“{value}” is no amount.',
  'refusal.amount.precision': '“{value}” has more decimals than the currency.',
  'refusal.backup.unknown': 'There is no such backup.',
  'refusal.company.unsafe_place':
    'This company lies on {place, select, network {a network drive} cloud {a folder that a cloud service synchronises} removable {a removable disk} other {an unsafe place}} ({by}). A database there can be damaged without notice. Move it to this computer’s own disk.',
  'refusal.company.upgrade_failed':
    'The company could not be brought to this version. The file is as it was, and a backup was made before.',
  'refusal.disk.failed':
    'The disk reports an error. Nothing was changed. Check the disk, then do it again.',
  'refusal.disk.full':
    'The disk is full. Nothing was changed; reading goes on. Free some space and do it again.',
  'refusal.disk.low':
    'This needs {needed, number} MB of free disk space; {free, number} MB are free. Free some space and do it again.',
  'refusal.recovery.no_backup':
    'There is no sound backup to recover from. The file was left as it is.',
  'refusal.company.damaged':
    'The company file is damaged; nothing is written to it. Saldo can bring it back from its newest backup and the journal.',
  'refusal.backup.not_sound': 'The copy did not pass its check and was not kept.',
  'refusal.batch.changed_since':
    'Changed again since this import: {list}. Put the imported values back first, or change these by hand.',
  'refusal.batch.depended_on':
    'Later work depends on this import: {by} uses {documentNo}. Undo that first, then the import.',
  'refusal.batch.undone': 'This import was taken back already.',
  'refusal.batch.unknown': 'There is no such import.',
  'refusal.column.duplicate': 'Two columns are both read as “{column}”. Choose one.',
  'refusal.column.missing': 'The column “{column}” is missing. Choose which heading means it.',
  'refusal.company.exists': 'There is a company file of that name already.',
  'refusal.company.not_demo': 'This is not the demo company: its books stay as they are.',
  'refusal.company.in_use': 'Another program has this company open.',
  'refusal.company.none_open': 'No company is open.',
  'refusal.company.not_a_company': 'This file is not a Saldo company.',
  'refusal.company.not_found': 'The company file is not there any more.',
  'refusal.company.too_new': 'This company was last used by a newer Saldo. Update first.',
  'refusal.currency.mismatch': '{documentNo} is in {currency}, not in {other}.',
  'refusal.currency.unknown': '“{value}” is no currency.',
  'refusal.customer.archived': 'The account {customer} is archived.',
  'refusal.customer.changed_since': 'The account {customer} was changed since this list was shown.',
  'refusal.customer.duplicate': '{name} ({customer}) has the same tax number.',
  'refusal.customer.exists': 'The code {customer} is taken by {name}.',
  'refusal.customer.has_balance': 'The account {customer} still has a balance or open items.',
  'refusal.customer.parent_circle': '{parent} stands below {customer}; it cannot be its parent.',
  'refusal.customer.parent_unknown': 'There is no account {customer} to be the parent.',
  'refusal.customer.unknown': 'There is no customer {customer}.',
  'refusal.date.invalid': '“{value}” is no day.',
  'refusal.date.order': 'The day must not be before {earliest}.',
  'refusal.dispute.exceeds_open': 'Only {openMinor} of {documentNo} can be disputed.',
  'refusal.dispute.resolved': 'This dispute was resolved on {date}.',
  'refusal.dispute.unknown': 'There is no such dispute.',
  'refusal.document.allocated': '{documentNo} is allocated. Take the allocation back first.',
  'refusal.document.ambiguous': 'Several documents have the number {documentNo}. Say which.',
  'refusal.document.derived': '{documentNo} was made by Saldo and is not reversed by hand.',
  'refusal.document.differs':
    '{documentNo} is there already with another {field}: {there}, here {here}.',
  'refusal.document.exists': 'The number {documentNo} is taken.',
  'refusal.document.not_open_item': '{documentNo} is not an open item.',
  'refusal.document.reversed': '{documentNo} was reversed on {date}.',
  'refusal.document.unknown': 'There is no document {documentNo}.',
  'refusal.file.bomb': 'This file unpacks to far more than it should. It was not read.',
  'refusal.file.damaged': 'The file is damaged. Open it in its program and save it again.',
  'refusal.file.empty': 'There is nothing in this file.',
  'refusal.file.encrypted': 'The file has a password. Save it without one.',
  'refusal.file.exists': 'There is a file of that name already.',
  'refusal.file.hostile': 'This file holds parts that do not belong in a table. It was not read.',
  'refusal.file.not_a_table': 'This is no table Saldo can read. Use XLSX, CSV or TXT.',
  'refusal.file.not_found': 'The file is not there.',
  'refusal.file.nul': 'This is not a text file.',
  'refusal.file.old_xls': 'This is an old Excel file (.xls). Save it as .xlsx and choose it again.',
  'refusal.file.quote_unclosed': 'A quotation mark is opened and never closed.',
  'refusal.file.sheet_unknown': 'There is no sheet of that name.',
  'refusal.file.timeout': 'Reading this file took too long and was stopped.',
  'refusal.file.too_large': 'The file is too large.',
  'refusal.file.too_many_rows': 'The file has too many rows. Split it.',
  'refusal.file.truncated': 'The end of the file is missing.',
  'refusal.document.gone': 'This document is no longer there: write it again.',
  'refusal.document.too_large_to_show': 'This document is too large to be shown: save it.',
  'refusal.job.unknown': 'This job is no longer there.',
  'refusal.job.running': 'This job is still running: stop it first.',
  'refusal.document.too_large':
    'The document needs more memory than writing may use: narrow what it shows.',
  'refusal.document.too_many_rows':
    'A sheet holds {max} rows: narrow what is exported, or choose CSV.',
  'refusal.file.unwritable': 'Saldo may not write there.',
  'refusal.iban.invalid': '“{value}” is no valid IBAN.',
  'refusal.import.cancelled': 'The import was stopped. Nothing of it is in the books.',
  'refusal.import.draft_unknown': 'This import is not open any more. Choose the file again.',
  'refusal.import.has_errors': 'Some rows cannot be read. Fix them, or skip them.',
  'refusal.installment.unknown': '{documentNo} has {count} installments.',
  'refusal.installments.sum': 'The installments do not add up to the amount.',
  'refusal.map.column_unknown': 'The mapping names a column that is not in the file: “{column}”.',
  'refusal.map.invalid': 'The column mapping cannot be read.',
  'refusal.path.not_allowed':
    'Saldo does not open or write files that a page names. Choose the file, or use the command line.',
  'refusal.input.too_large': 'This is too much for one step.',
  'refusal.period.closed': '{month} is closed. Reopen it under Periods, or use a later day.',
  'refusal.period.open': '{month} is open already.',
  'refusal.period.soft_closed': '{month} is soft-closed. Give a reason to post into it.',
  'refusal.rate.invalid': 'The exchange rate is not valid.',
  'refusal.rate.missing': 'There is no {currency} rate for {date}. Type it, or import rates.',
  'refusal.rate.own_currency': '{currency} is the company’s own currency and needs no rate.',
  'refusal.reason.missing': 'Give a reason.',
  'refusal.tax_id.invalid': '“{value}” is no valid tax number: its check digit is wrong.',
  'refusal.terms.invalid':
    '“{value}” is no payment term. Examples: 30, NET30, EOM, EOM+15, 2/10 NET30.',
  'refusal.timezone.unknown': 'There is no such time zone.',
  'refusal.view.name_taken': 'There is a view named “{name}” already. Choose another name.',
  'refusal.device.signed_out':
    'The server does not trust this device’s sign-in any more. Sign in again; everything is kept here.',
  'refusal.number.block_empty':
    'This device has no number of series {series} left for {year}: take a block from the server.',
  'refusal.number.series_kind': 'Series {series} does not number this kind of document.',
  'refusal.role.out_of_scope': 'Customer {customer} is not assigned to {name}.',
  'refusal.role.same_person': '{name} asked for this: another person decides.',
  'refusal.series.unknown': 'The server has no series {series}.',
  'refusal.server.declined': 'The server declined this ({code}).',
  'refusal.sign_in.suspended':
    'Your user is suspended on the server: ask its administrator. Everything is kept here.',
  'refusal.sign_in.too_often': 'Too many wrong passwords: wait ten minutes.',
  'refusal.sign_in.wrong': 'The password is wrong.',
  'refusal.role.forbidden':
    '{name}’s role does not allow {action, select, document {posting documents} receipt {posting receipts} reverse {reversing and writing off} allocation {allocating} customer {changing customers} contact {changing contacts} guarded {deciding about limits, terms and bank details} event {notes, promises and disputes} void_number {voiding numbers} rates {setting rates} bank {bank lines and matching} settings {changing settings} soft_close {soft-closing months} lock {closing months} reopen {reopening months} late_posting {posting into a closed month} statement {letters} users {managing people and devices} other {this}}.',
} as const
