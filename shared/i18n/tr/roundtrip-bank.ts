import type { roundtripBank as source } from '../en/roundtrip-bank.ts'

export const roundtripBank = {
  'roundtrip.bank.sheet': 'Banka hareketleri',
  'roundtrip.bank.file': 'Açıklanacak banka hareketleri',
  'roundtrip.bank.saved':
    '{file} kaydedildi, {count, number} hareket. Beyaz sütunları doldurun, kaydedin ve dosyayı buraya bırakın.',
  'roundtrip.bank.head.line': 'Hareket',
  'roundtrip.bank.head.name': 'Gönderen',
  'roundtrip.bank.head.text': 'Banka açıklaması',
  'roundtrip.bank.head.proposedName': 'Önerilen cari',
  'roundtrip.bank.head.proposedCustomer': 'Önerilen kod',
  'roundtrip.bank.head.proposedDocuments': 'Önerilen belgeler',
  'roundtrip.bank.head.proposedOnAccount': 'Öneri: kalan caride',
  'roundtrip.bank.head.customer': 'Cari kodu',
  'roundtrip.bank.head.documents': 'Belgeler',
  'roundtrip.bank.head.onAccount': 'Kalan caride',
  'roundtrip.bank.head.park': 'Beklet: neden',
  'roundtrip.bank.off': 'Yapılacak hareket yok.',
  'roundtrip.takes.bank':
    'Kaydedilecek: {accounts, number} banka hareketi işlenir ya da bekletilir',
  'roundtrip.done.bank':
    'Kaydedildi: {accounts, number} banka hareketi işlendi ya da bekletildi. Tek geri alma hepsini eski hâline getirir.',
  'roundtrip.help.bank':
    'Önerilen üç hücreyi yanlarındaki beyaz hücrelere kopyalayın ya da cari kodunu, belgeleri (INV-1=100.00;INV-2) ve kalan caride duracaksa “evet” yazın. Bekletmek için yalnız nedenini yazın. Boş bırakılan satır yapılacaklarda kalır.',
  'roundtrip.why.bank.posts': '{name} ödemesi: {documents} kapanır.',
  'roundtrip.why.bank.posts_keeps':
    '{name} ödemesi: {documents} kapanır; {rest} {currency} caride kalır.',
  'roundtrip.why.bank.keeps': '{name} ödemesi: {rest} {currency} caride kalır.',
  'roundtrip.why.bank.parks': 'Bu notla bekleyen hesaba alınır.',
  'roundtrip.why.bank.no_new':
    'Banka hareketi bankadan gelir, satır yazılarak açılmaz. Bu satırdan hiçbir şey alınmaz.',
  'roundtrip.why.bank.yes_no': '“{value}” ne evet ne hayır.',
  'roundtrip.why.bank.park_alone':
    'Satırda hem bekletme nedeni hem kimin parası olduğu yazılı. Birini boşaltın.',
  'roundtrip.why.bank.nothing_said':
    'Tek başına “hayır” bir şey belirtmez: hareket yapılacaklarda kalır.',
  'roundtrip.why.bank.customer_missing': 'Paranın hangi cariden geldiğini yazın: cari kodu eksik.',
  'roundtrip.why.bank.nothing_named':
    'Kapanacak belgeleri yazın ya da “Kalan caride” sütununa evet yazın.',
  'roundtrip.why.bank.amount_unread':
    '“{value}”, {currency} tutarı olarak okunamıyor: 1234.56 biçiminde yazın.',
  'roundtrip.why.bank.nothing_open':
    '{documentNo} için kalan yok: belge kapanmış ya da para ondan önce bitiyor.',
  'roundtrip.why.bank.rest_left':
    'Hareketin {rest} {currency} tutarı için bir şey yazılmamış. Belge ekleyin, “Kalan caride” sütununa evet yazın ya da farkı kapatın (discount=…, fee=…, rounding=…).',
  'roundtrip.why.bank.posted_since':
    'Aktarımdan sonra {name} ({customer}) ödemesi olarak işlendi. Satırdan hiçbir şey alınmaz; değiştirmek için önce hareketi geri alın.',
  'roundtrip.why.bank.parked_since':
    'Aktarımdan sonra bekletildi: “{reason}”. Satırdan hiçbir şey alınmaz; Bekletilen bölümünden işleyin.',
  'roundtrip.why.bank.figure_edited':
    'Bu satırda bankanın bir rakamı değiştirilmiş; satırdan hiçbir şey alınmaz. Tutar yalnız bankanın bildirdiğidir.',
  'roundtrip.why.bank.row_has_fault':
    'Bu satırda alınamayan başka bir hücre var; satırdan hiçbir şey alınmaz.',
  'roundtrip.why.bank.cell.locked':
    'Bu sütun bankanın bildirdiği ya da bir öneridir; Excel’de değiştirilemez.',
  'roundtrip.why.bank.row.twice':
    '{rows} numaralı satırlar aynı banka hareketinin işaretini taşıyor; hiçbiri alınmaz. Her hareket için tek satır bırakın.',
  'roundtrip.why.bank.row.other_code':
    'Bu hareketin işaretinin yanında “{found}” duruyor. Satır kısmen sıralanmış ya da üzerine yazılmış; hiçbir şeyi alınmaz.',
  'roundtrip.why.period.soft_closed':
    '{month} dönemi ön kapalı: bu hareketi gerekçenin sorulduğu Banka eşleştirme ekranında işleyin.',
} satisfies Record<keyof typeof source, string>
