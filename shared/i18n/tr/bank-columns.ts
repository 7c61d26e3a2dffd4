import type { bankColumns as source } from '../en/bank-columns.ts'

export const bankColumns = {
  'reconcile.command.columns': 'Banka tablosunu önce sütunlarına bakarak al',
  'reconcile.import.which.last': 'Aynı sütunlu son dosya bu hesaba aitti.',
  'reconcile.import.columns': 'Sütunlar',
  'reconcile.import.remembered': '{done} Sütunlar sonraki dosya için hatırlanıyor.',
  'reconcile.columns.title': '{file} sütunları',
  'reconcile.columns.says':
    'Her sütunun ne olduğunu bir kez söyleyin: bu bankanın sonraki dosyası aynı şekilde okunur.',
  'reconcile.columns.near':
    'Banka sütunlarını değiştirmiş. Son dosyanınkiler öneriliyor: hâlâ doğru mu bakın.',
  'reconcile.columns.known':
    'Bu bankanın son dosyası gibi okundu. Değiştirdiğiniz bundan sonra geçerli olur.',
  'reconcile.columns.asks.dates':
    'Dosyada gün ile ayı ayıran bir şey yok: aşağıdaki döneme bakın, yanlışsa sırayı seçin.',
  'reconcile.columns.asks.decimal':
    'Dosyada ondalık işaretini gösteren bir şey yok: aşağıdaki toplamlara bakın, yanlışsa işareti seçin.',
  'reconcile.columns.missing': 'Seçilecek olan: {fields}.',
  'reconcile.columns.amounts': 'Tutar ya da borç ve alacak',
  'reconcile.columns.twins': '“{heading}” adında birden çok sütun var: geçerli olanı seçin.',
  'reconcile.columns.openEnd': 'Son satır tam: bu banka dosyalarını satır sonu olmadan bitiriyor',
  'reconcile.columns.reads': 'Nasıl okunuyor',
  'reconcile.columns.period': 'Dönem',
  'reconcile.columns.lines': 'Satır',
  'reconcile.columns.in': 'Giren',
  'reconcile.columns.out': 'Çıkan',
  'reconcile.columns.toChoose': 'yazmıyor: birazdan sorulur',
} satisfies Record<keyof typeof source, string>
