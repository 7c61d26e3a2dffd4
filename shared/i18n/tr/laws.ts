import type { laws as source } from '../en/laws.ts'

export const laws = {
  'law.title': '{date} itibarıyla mutabakat',
  'law.button': 'Mutabakat: {count, plural, =0 {tüm kurallar tutuyor} other {# kural tutmuyor}}',
  'law.checking': 'Kontrol ediliyor',
  'law.holds': 'Tutuyor',
  'law.broken': '{count, plural, other {# fark}}',
  'law.examined': '{count, plural, other {# değer karşılaştırıldı}}',
  'law.firstOf': 'İlk farklar gösterilir, en çok 100.',
  'law.L1': 'Bakiyeler',
  'law.L2': 'Yaşlandırma',
  'law.L3': 'Ana hesap',
  'law.L4': 'Gruplar',
  'law.L5': 'Kalemler',
  'law.L6': 'Yevmiye',
  'law.L1.says': 'Devir + borç − alacak = kapanış, hesap ve döviz başına.',
  'law.L2.says':
    'Yaşlandırma sütunları, vadesi gelmemiş ve eşleşmemişle birlikte, bakiyeye eşittir.',
  'law.L3.says': 'Tüm hesapların toplamı ana hesaba eşittir.',
  'law.L4.says': 'Şubeler ve merkez toplamı konsolide ekstreye eşittir.',
  'law.L5.says': 'Asıl tutar − eşleşmeler = açık tutar; hiçbir zaman sıfırı geçmez.',
  'law.L6.says': 'Kaydedilen hiçbir satır değiştirilmedi veya silinmedi.',
  'law.open': 'Satırı aç',
} satisfies Record<keyof typeof source, string>
