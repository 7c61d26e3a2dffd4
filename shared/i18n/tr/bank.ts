import type { bank as source } from '../en/bank.ts'

export const bank = {
  'refusal.bank.currency_missing': 'Dosya hesabın para birimini belirtmiyor: önce hesabı seçin.',
  'refusal.bank.currency_mixed':
    '{row}. satır, {currency} hesaba {value} işliyor. Dosyayı bankadan yeniden alın.',
  'refusal.bank.day_invalid': '{row}. satır, {column} alanı: “{value}” geçerli bir gün değil.',
  'refusal.bank.field_missing':
    '{row}. satırdaki ekstrede {column} alanı yok. Dosyayı bankadan yeniden alın.',
  'refusal.bank.format_unknown':
    'Bu dosya okunabilen bir banka ekstresi değil: MT940, CAMT, OFX, BAI2, CSV ya da XLSX olmalı.',
  'refusal.bank.side_unknown': '{row}. satır: “{value}” ne borç ne alacak.',
  'refusal.bank.syntax':
    '{row}. satır, {column} alanı: “{value}” biçime uymuyor. Dosyayı bankadan yeniden alın.',
  'refusal.bank.type_unknown':
    '{row}. satır: “{value}” işlem kodundan paranın girdiği mi çıktığı mı anlaşılmıyor.',
  'refusal.cell.error': '{row}. satır, “{column}” sütununda {value} hatası var.',
  'refusal.cell.not_calculated':
    '{row}. satır, “{column}” sütununda sonucu olmayan bir formül var. Dosyayı programında açıp kaydedin.',
  'refusal.file.encoding_unknown': 'Bu kodlama bilinmiyor.',
  'refusal.file.too_many_columns': 'Dosyada çok fazla sütun var.',
  'refusal.required.missing': '{row}. satır, “{column}” sütunu: hücre boş olamaz.',
  'refusal.row.too_many_cells': '{row}. satırda başlıktan çok hücre var.',
  'refusal.text.control': '{row}. satır, “{column}” sütununda görünmeyen denetim karakterleri var.',
  'refusal.text.too_long': '{row}. satır, “{column}” sütunu: metin çok uzun.',
} satisfies Record<keyof typeof source, string>
