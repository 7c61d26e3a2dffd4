import type { columns as source } from '../en/columns.ts'

export const columns = {
  'columns.headerRow': 'Başlık satırı',
  'columns.decimal': 'Ondalık',
  'columns.dates': 'Tarihler',
  'columns.none': 'kullanılmıyor',
  'columns.sample': 'İlk satırlar',
  'columns.heading': 'Başlık',
  'columns.field': 'Ne olarak okunuyor',
  'columns.feeds': '“{heading}” ne olarak okunuyor',
  'columns.unnamed': '{place}. sütun',
  'columns.twin': '{heading} ({place}. sütun)',
} satisfies Record<keyof typeof source, string>
