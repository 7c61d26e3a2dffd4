import type { refusals as source } from '../en/refusals.ts'

export const refusals = {
  'refusal.unknown': 'Saldo bunu kabul etmedi ({code}).',
  'refusal.internal':
    'Saldo içinde bir hata oldu. Hiçbir şey değişmedi.{incident, select, none {} other { Olay {incident}.}}',
  'refusal.connection':
    'Saldo motoru yanıt vermiyor. Verileriniz güvende; Saldo kendiliğinden yeniden dener.',
  'refusal.input.invalid':
    'Buradaki bir değer uygun değil{field, select, none {.} other {: {field}.}}',
  'refusal.allocation.before_document':
    '{documentNo} {date} tarihli; bu günden önce eşleştirilemez.',
  'refusal.allocation.exceeds_open': '{documentNo} belgesinin açık tutarı bu eşleştirmeden az.',
  'refusal.allocation.exceeds_receipt': 'Eşleştirmeler ödemeden fazla.',
  'refusal.allocation.none': '{documentNo} için geri alınacak eşleştirme yok.',
  'refusal.allocation.not_allowed': '{kind} {documentNo} elle eşleştirilemez.',
  'refusal.allocation.nothing': '{documentNo} için eşleştirilecek tutar kalmadı.',
  'refusal.allocation.other_customer': '{documentNo} başka bir cariye ait ({customer}).',
  'refusal.allocation.wrong_side': '{kind} {documentNo} bu işlem için ters tarafta.',
  'refusal.amount.not_positive': 'Tutar sıfırdan büyük olmalı.',
  'refusal.amount.range': 'Bu tutar çok büyük.',
  'refusal.amount.invalid': '“{value}” bir tutar değil.',
  'refusal.amount.precision': '“{value}” dövizin izin verdiğinden çok ondalık içeriyor.',
  'refusal.backup.unknown': 'Böyle bir yedek yok.',
  'refusal.company.unsafe_place':
    'Bu şirket {place, select, network {bir ağ sürücüsünde} cloud {bir bulut hizmetinin eşitlediği klasörde} removable {çıkarılabilir bir diskte} other {güvenli olmayan bir yerde}} duruyor ({by}). Veritabanı orada fark edilmeden bozulabilir. Dosyayı bu bilgisayarın kendi diskine taşıyın.',
  'refusal.company.upgrade_failed':
    'Şirket bu sürüme yükseltilemedi. Dosya olduğu gibi duruyor, önceden bir yedek alındı.',
  'refusal.disk.failed':
    'Disk hata bildiriyor. Hiçbir şey değişmedi. Diski denetleyip yeniden deneyin.',
  'refusal.disk.full':
    'Disk dolu. Hiçbir şey değişmedi; okumaya devam edebilirsiniz. Yer açıp yeniden deneyin.',
  'refusal.disk.low':
    'Bunun için diskte {needed, number} MB boş yer gerekli; {free, number} MB var. Yer açıp yeniden deneyin.',
  'refusal.recovery.no_backup':
    'Kurtarmada kullanılacak sağlam bir yedek yok. Dosyaya dokunulmadı.',
  'refusal.company.damaged':
    'Şirket dosyası hasarlı; dosyaya artık yazılmıyor. Saldo, son yedekten ve günlükten geri getirebilir.',
  'refusal.backup.not_sound': 'Kopya denetimden geçmedi ve saklanmadı.',
  'refusal.batch.changed_since':
    'Bu aktarımdan sonra yeniden değiştirilenler: {list}. Önce aktarılan değerlere dönün ya da bunları elle düzeltin.',
  'refusal.batch.depended_on':
    'Sonraki işlemler bu içe aktarmaya bağlı: {by}, {documentNo} belgesini kullanıyor. Önce onu, sonra içe aktarmayı geri alın.',
  'refusal.batch.undone': 'Bu içe aktarma zaten geri alınmış.',
  'refusal.batch.unknown': 'Böyle bir içe aktarma yok.',
  'refusal.column.duplicate': 'İki sütun da “{column}” olarak okunuyor. Birini seçin.',
  'refusal.column.missing': '“{column}” sütunu eksik. Hangi başlığın onu karşıladığını seçin.',
  'refusal.company.exists': 'Bu adla bir şirket dosyası zaten var.',
  'refusal.company.not_demo': 'Bu demo şirketi değil: defteri olduğu gibi kalır.',
  'refusal.company.in_use': 'Bu şirket başka bir programda açık.',
  'refusal.company.none_open': 'Açık şirket yok.',
  'refusal.company.not_a_company': 'Bu dosya bir Saldo şirketi değil.',
  'refusal.company.not_found': 'Şirket dosyası artık yerinde değil.',
  'refusal.company.too_new': 'Bu şirket daha yeni bir Saldo ile kullanılmış. Önce güncelleyin.',
  'refusal.currency.mismatch': '{documentNo} {other} değil, {currency} cinsinden.',
  'refusal.currency.unknown': '“{value}” bir döviz değil.',
  'refusal.customer.archived': '{customer} hesabı arşivde.',
  'refusal.customer.changed_since':
    '{customer} hesabı, bu liste gösterildikten sonra değiştirildi.',
  'refusal.customer.duplicate': '{name} ({customer}) aynı vergi numarasını taşıyor.',
  'refusal.customer.exists': '{customer} kodu {name} hesabına ait.',
  'refusal.customer.has_balance': '{customer} hesabının bakiyesi veya açık kalemi var.',
  'refusal.customer.parent_circle': '{parent}, {customer} altında; üst hesap olamaz.',
  'refusal.customer.parent_unknown': 'Üst hesap olacak {customer} yok.',
  'refusal.customer.unknown': '{customer} carisi yok.',
  'refusal.date.invalid': '“{value}” diye bir gün yok.',
  'refusal.date.order': 'Gün {earliest} tarihinden önce olamaz.',
  'refusal.dispute.exceeds_open': '{documentNo} için en çok {openMinor} itiraz edilebilir.',
  'refusal.dispute.resolved': 'Bu itiraz {date} tarihinde çözüldü.',
  'refusal.dispute.unknown': 'Böyle bir itiraz yok.',
  'refusal.document.allocated': '{documentNo} eşleşmiş. Önce eşleştirmeyi geri alın.',
  'refusal.document.ambiguous':
    '{documentNo} numaralı birden çok belge var. Hangisi olduğunu belirtin.',
  'refusal.document.derived':
    '{documentNo} Saldo tarafından oluşturuldu, elle ters kayıt yapılmaz.',
  'refusal.document.differs':
    '{documentNo} zaten var, ancak {field} farklı: kayıtta {there}, burada {here}.',
  'refusal.document.exists': '{documentNo} numarası kullanılmış.',
  'refusal.document.not_open_item': '{documentNo} açık kalem değil.',
  'refusal.document.reversed': '{documentNo} {date} tarihinde ters kaydedildi.',
  'refusal.document.unknown': '{documentNo} belgesi yok.',
  'refusal.file.bomb': 'Bu dosya açıldığında olması gerekenden çok büyük. Okunmadı.',
  'refusal.file.damaged': 'Dosya bozuk. Kendi programında açıp yeniden kaydedin.',
  'refusal.file.empty': 'Bu dosyada bir şey yok.',
  'refusal.file.encrypted': 'Dosya parolalı. Parolasız kaydedin.',
  'refusal.file.exists': 'Bu adla bir dosya zaten var.',
  'refusal.file.hostile': 'Bu dosyada tabloya ait olmayan parçalar var. Okunmadı.',
  'refusal.file.not_a_table':
    'Bu, Saldo’nun okuyabildiği bir tablo değil. XLSX, CSV veya TXT kullanın.',
  'refusal.file.not_found': 'Dosya bulunamadı.',
  'refusal.file.nul': 'Bu bir metin dosyası değil.',
  'refusal.file.old_xls': 'Bu eski bir Excel dosyası (.xls). .xlsx olarak kaydedip yeniden seçin.',
  'refusal.file.quote_unclosed': 'Açılan bir tırnak işareti kapatılmamış.',
  'refusal.file.sheet_unknown': 'Bu adda bir sayfa yok.',
  'refusal.file.timeout': 'Bu dosyanın okunması çok uzun sürdü ve durduruldu.',
  'refusal.file.too_large': 'Dosya çok büyük.',
  'refusal.file.too_many_rows': 'Dosyada çok fazla satır var. Bölün.',
  'refusal.file.truncated': 'Dosyanın sonu eksik.',
  'refusal.document.gone': 'Bu belge artık yok: yeniden oluşturun.',
  'refusal.document.too_large_to_show': 'Bu belge gösterilemeyecek kadar büyük: kaydedin.',
  'refusal.job.unknown': 'Bu iş artık yok.',
  'refusal.job.running': 'Bu iş hâlâ sürüyor: önce durdurun.',
  'refusal.document.too_large':
    'Belge, yazmak için ayrılan bellekten fazlasını istiyor: kapsamı daraltın.',
  'refusal.document.too_many_rows':
    'Bir sayfa en çok {max} satır alır: kapsamı daraltın ya da CSV seçin.',
  'refusal.file.unwritable': 'Saldo oraya yazamıyor.',
  'refusal.iban.invalid': '“{value}” geçerli bir IBAN değil.',
  'refusal.import.cancelled': 'İçe aktarma durduruldu. Defterlere hiçbir kayıt geçmedi.',
  'refusal.import.draft_unknown': 'Bu içe aktarma artık açık değil. Dosyayı yeniden seçin.',
  'refusal.import.has_errors': 'Bazı satırlar okunamıyor. Düzeltin veya atlayın.',
  'refusal.installment.unknown': '{documentNo} belgesinde {count} taksit var.',
  'refusal.installments.sum': 'Taksitlerin toplamı tutara eşit değil.',
  'refusal.map.column_unknown': 'Eşleme, dosyada olmayan bir sütunu içeriyor: “{column}”.',
  'refusal.map.invalid': 'Sütun eşlemesi okunamıyor.',
  'refusal.path.not_allowed':
    'Saldo, bir sayfanın adıyla belirttiği dosyaları açmaz ve yazmaz. Dosyayı seçin ya da komut satırını kullanın.',
  'refusal.input.too_large': 'Bu, tek adım için çok büyük.',
  'refusal.period.closed':
    '{month} kapalı. Dönemler altından açın veya daha sonraki bir gün kullanın.',
  'refusal.period.open': '{month} zaten açık.',
  'refusal.period.soft_closed': '{month} ön kapalı. Kayıt için bir neden yazın.',
  'refusal.rate.invalid': 'Kur geçerli değil.',
  'refusal.rate.missing': '{date} için {currency} kuru yok. Yazın veya kurları içe aktarın.',
  'refusal.rate.own_currency': '{currency} şirketin kendi para birimi, kur gerekmez.',
  'refusal.reason.missing': 'Bir neden yazın.',
  'refusal.tax_id.invalid': '“{value}” geçerli bir vergi numarası değil: kontrol basamağı yanlış.',
  'refusal.terms.invalid':
    '“{value}” bir vade koşulu değil. Örnekler: 30, NET30, EOM, EOM+15, 2/10 NET30.',
  'refusal.timezone.unknown': 'Böyle bir saat dilimi yok.',
  'refusal.view.name_taken': '“{name}” adlı bir görünüm zaten var. Başka bir ad seçin.',
  'refusal.device.signed_out':
    'Sunucu bu cihazın oturumunu artık tanımıyor. Yeniden oturum açın; her şey burada duruyor.',
  'refusal.number.block_empty':
    'Bu cihazda {series} serisinin {year} yılı için numara kalmadı: sunucudan blok alın.',
  'refusal.number.series_kind': '{series} serisi bu tür belgeyi numaralamaz.',
  'refusal.role.out_of_scope': '{customer} carisi {name} kullanıcısına atanmamış.',
  'refusal.role.same_person': 'Bunu {name} istedi: başka biri karar verir.',
  'refusal.series.unknown': 'Sunucuda {series} serisi yok.',
  'refusal.server.declined': 'Sunucu bunu reddetti ({code}).',
  'refusal.sign_in.suspended':
    'Kullanıcınız sunucuda askıya alındı: yöneticisine sorun. Her şey burada duruyor.',
  'refusal.sign_in.too_often': 'Çok fazla yanlış parola: on dakika bekleyin.',
  'refusal.sign_in.wrong': 'Parola yanlış.',
  'refusal.role.forbidden':
    '{name} kullanıcısının rolü buna izin vermiyor: {action, select, document {belge kaydetmek} receipt {tahsilat kaydetmek} reverse {ters kayıt ve silme} allocation {eşleştirme yapmak} customer {carileri değiştirmek} contact {iletişim bilgilerini değiştirmek} guarded {limit, vade ve banka bilgilerine karar vermek} event {not, söz ve itiraz işlemleri} void_number {numara iptal etmek} rates {kur girmek} bank {banka hareketleri ve eşleştirme} settings {ayarları değiştirmek} soft_close {ayları geçici kapatmak} lock {ayları kapatmak} reopen {ayları yeniden açmak} late_posting {kapanmış aya kayıt yapmak} statement {mektup işlemleri} users {kişileri ve cihazları yönetmek} other {bu işlem}}.',
} satisfies Record<keyof typeof source, string>
