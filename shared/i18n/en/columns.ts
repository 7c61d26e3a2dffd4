/** A file’s table of columns: what each is read as, and how numbers and days are read. */
export const columns = {
  'columns.headerRow': 'Heading row',
  'columns.decimal': 'Decimal',
  'columns.dates': 'Dates',
  'columns.none': 'not used',
  'columns.sample': 'First rows',
  'columns.heading': 'Heading',
  'columns.field': 'Read as',
  'columns.feeds': 'What “{heading}” is read as',
  'columns.unnamed': 'Column {place}',
  'columns.twin': '{heading} (column {place})',
}
