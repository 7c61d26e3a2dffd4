import type { companies as source } from '../en/companies.ts'

export const companies = {
  'welcome.title': 'Saldo’ya hoş geldiniz',
  'welcome.says':
    'Kim, ne kadar, ne zamandan beri borçlu; ve hesabın tuttuğunun kanıtı. Her şey bu bilgisayarda kalır.',
  'welcome.look': 'Göz atın',
  'welcome.look.says': '1.240 carili, 14 aylık, üç dövizli bir demo şirket. Hiçbiri gerçek değil.',
  'welcome.look.act': 'Demoyu aç',
  'welcome.look.busy': 'Demo şirket hazırlanıyor…',
  'welcome.new': 'Excel’den başlayın',
  'welcome.new.says': 'Kendi şirketiniz: adını verin, sonra carileri ve belgeleri getirin.',
  'welcome.new.act': 'Şirket oluştur',
  'welcome.open': 'Bu bilgisayardaki şirketler',
  'company.name': 'Şirket adı',
  'company.currency': 'Şirket para birimi',
  'company.currency.says': 'Defter bu para biriminde tutulur. Sonradan değiştirilemez.',
  'company.timezone': 'Saat dilimi',
  'company.timezone.says': 'Günün ne zaman bittiğini belirler.',
  'company.fiscalYear': 'Mali yıl başlangıcı',
  'company.create': 'Şirketi oluştur',
  'company.created': '{name} hazır',
} satisfies Record<keyof typeof source, string>
