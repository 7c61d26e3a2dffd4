/** Windows, what other programs ask to open, and the support report. */
export const windows = {
  'window.new': 'Open this screen in a new window',
  'window.menu': 'Menu',
  'open.title': 'Opened from another program',
  'open.customer': 'A link asks to open this account in {company}:',
  'open.company': 'A file asks to be opened as a company in this window:',
  'open.note': 'Nothing is posted or changed by opening it.',
  'support.title': 'Support report',
  'support.command': 'Show the support report',
  'support.says':
    'This is all the report holds: versions of Saldo and of the system, and what the program noted about itself. It has no customers, amounts, tax numbers, bank details or file names of yours. Nothing is sent; you decide whom you give it to.',
  'support.text': 'Text of the report',
  'support.copy': 'Copy',
  'support.copied': 'Report copied',
  'support.folder': 'Show log folder',
  'support.where': 'Log files on this computer: {folder}',
} as const
