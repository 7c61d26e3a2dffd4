import type { settings as source } from '../en/settings.ts'

export const settings = {
  'settings.title': 'Ayarlar',
  'settings.search': 'Ayar ara',
  'settings.scope.device': 'Bu bilgisayar',
  'settings.scope.company': 'Şirket',
  'settings.default': 'Varsayılan: {value}',
  'settings.language': 'Dil',
  'settings.language.says': 'Ekranların dili. Yeniden başlatma gerekmez.',
  'settings.formats': 'Sayılar ve tarihler',
  'settings.formats.says': 'Tutar ve günlerin yazılışı ve okunuşu, dilden ayrı.',
  'settings.negative': 'Negatif tutarlar',
  'settings.negative.minus': 'Eksi −1,00',
  'settings.negative.brackets': 'Parantez (1,00)',
  'settings.theme': 'Görünüm',
  'settings.theme.system': 'Sistem gibi',
  'settings.theme.light': 'Açık',
  'settings.theme.dark': 'Koyu',
  'settings.density': 'Satır yüksekliği',
  'settings.textScale': 'Yazı boyutu',
  'settings.contrast': 'Ayırt edilir renkler',
  'settings.contrast.says': 'Kırmızı ile amberi karıştıran gözler için tehlikeyi mor yapar.',
  'settings.singleKeys': 'Tek harfli tuşlar',
  'settings.singleKeys.says':
    'Liste ve tablolarda harfler tek başına çalışır. Sesle yazarken kapatın.',
  'settings.on': 'Açık',
  'settings.off': 'Kapalı',
} satisfies Record<keyof typeof source, string>
