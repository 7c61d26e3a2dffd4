import type { columns as source } from '../en/columns.ts'

export const columns = {
  'columns.headerRow': 'Kopfzeile',
  'columns.decimal': 'Dezimalzeichen',
  'columns.dates': 'Datum',
  'columns.none': 'nicht verwendet',
  'columns.sample': 'Erste Zeilen',
  'columns.heading': 'Überschrift',
  'columns.field': 'Gelesen als',
  'columns.feeds': 'Wie „{heading}“ gelesen wird',
  'columns.unnamed': 'Spalte {place}',
  'columns.twin': '{heading} (Spalte {place})',
} satisfies Record<keyof typeof source, string>
