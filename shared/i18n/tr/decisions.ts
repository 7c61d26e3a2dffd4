import type { decisions as source } from '../en/decisions.ts'

export const decisions = {
  'audit.sync.late_approval': '{object} için geç kayıt onayı istendi',
  'audit.sync.repoint': '{object} başka bir cariye ya da belgeye yönlendirildi',
  'audit.sync.reissue': '{object} yeni numarayla düzenlendi',
  'audit.sync.reapply': '{object} yeniden uygulandı',
  'audit.sync.replace': '{object} başka masanın belgesinin yerine kondu',
  'audit.sync.create': '{object} ile birlikte cari sunucuda açıldı',
  'audit.sync.unarchive': '{object} için cari arşivden çıkarıldı',
  'audit.sync.hand_over': '{object} başka bir kullanıcıya devredildi',
  'audit.sync.take': '{object} başka bir kullanıcıdan devralındı',
  'audit.sync.return': '{object} geri verildi',
  'audit.sync.conflict': 'Kartın iki değeri arasında seçim: {object}',
  'audit.sync.decide': 'İstek yanıtlandı: {object}',
  'refusal.held.unknown': 'Burada {op} kimlikli bir işlem yok.',
  'refusal.held.no_exit': 'Bu işlem şu durumdayken bu yapılamaz. Listelenen çıkış yollarına bakın.',
  'refusal.held.in_flight': 'Bu işlem sunucuya gönderildi. Yanıtı bekleyin.',
  'refusal.held.date_missing': 'Yeni günü belirtin.',
  'refusal.held.amount_missing': 'Yeni tutarı belirtin.',
  'refusal.held.number_taken': '{documentNo}, bu carinin başka bir belgesinin numarası.',
  'refusal.held.target_missing': 'Yerine hangi belgenin ya da carinin kastedildiğini belirtin.',
  'refusal.held.user_missing': 'Kime devredileceğini belirtin.',
  'refusal.user.unknown': 'Böyle bir kullanıcı yok: {user}.',
  'refusal.user.not_entitled': '{user} de bunu kaydedemez: rolü izin vermiyor.',
  'refusal.approval.waiting': 'Bu kayıtla ilgili bir istek zaten ikinci kişiyi bekliyor.',
  'refusal.approval.unknown':
    'Bu istek artık beklemiyor: karar verilmiş ya da konusundan vazgeçilmiş.',
  'refusal.approval.same_person': 'İsteyen kişi karar veremez: kararı başka biri vermeli.',
  'refusal.approval.not_entitled': 'Rolünüz buna karar veremez: finans müdürü karar vermeli.',
  'refusal.conflict.unknown': 'Bu seçim zaten yapılmış: karar verilecek bir şey kalmadı.',
  'refusal.conflict.same_person':
    'Bu alan ikinci bir kişi ister: değeri giren kişi onu geçerli kılamaz.',
  'refusal.conflict.not_entitled': 'Rolünüz bu alanı değiştiremez.',
  'refusal.patch.column':
    'Cari kartında {column} sütunu yok: sütunlar “import customers” sütunlarıdır.',
  'refusal.patch.value': '“{value}” değeri {column} sütununa yazılamaz.',
} satisfies Record<keyof typeof source, string>
