import type { windows as source } from '../en/window.ts'

export const windows = {
  'window.new': 'Bu ekranı yeni pencerede aç',
  'window.menu': 'Menü',
  'open.title': 'Başka bir programdan açılıyor',
  'open.customer': 'Bir bağlantı, {company} şirketinde şu hesabı açmak istiyor:',
  'open.company': 'Bir dosya, bu pencerede şirket olarak açılmak istiyor:',
  'open.note': 'Açmakla hiçbir kayıt yapılmaz, hiçbir şey değişmez.',
  'support.title': 'Destek raporu',
  'support.command': 'Destek raporunu göster',
  'support.says':
    'Raporda yalnızca bunlar var: Saldo’nun ve sistemin sürümleri ile programın kendisi hakkında tuttuğu kayıtlar. Müşteri, tutar, vergi numarası, banka bilgisi ya da size ait dosya adı yoktur. Hiçbir şey gönderilmez; kime vereceğinize siz karar verirsiniz.',
  'support.text': 'Rapor metni',
  'support.copy': 'Kopyala',
  'support.copied': 'Rapor kopyalandı',
  'support.folder': 'Günlük klasörünü göster',
  'support.where': 'Bu bilgisayardaki günlük dosyaları: {folder}',
} as const satisfies Record<keyof typeof source, string>
