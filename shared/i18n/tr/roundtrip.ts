import type { roundtrip as source } from '../en/roundtrip.ts'

export const roundtrip = {
  'roundtrip.title': 'Excel’den geri al',
  'roundtrip.facts': '{file} · dışa aktarma {when} · dosyada {rows, number} satır',
  'roundtrip.export': 'Excel’de düzenle',
  'roundtrip.command.export': 'Bu listeyi Excel’de düzenlemek için dışa aktar',
  'roundtrip.command.exportLocked': 'Bu yaşlandırmayı kilitli Excel sayfası olarak dışa aktar',
  'roundtrip.command.bringBack': 'Düzenlenmiş Excel dosyasını geri al',
  'roundtrip.command.apply': 'Dosyadaki değişiklikleri kaydet',
  'roundtrip.command.yours': 'Bu satırda dosyadakini al',
  'roundtrip.command.now': 'Bu satırda kayıttakini koru',
  'roundtrip.command.allYours': 'Görünen tüm satırlarda dosyadakini al',
  'roundtrip.command.allNow': 'Görünen tüm satırlarda kayıttakini koru',
  'roundtrip.file': 'Düzenlenecek cariler',
  'roundtrip.saved':
    '{file} kaydedildi, {count, number} hesap. Beyaz sütunları düzenleyin, kaydedin ve dosyayı buraya bırakın.',
  'roundtrip.notOurs':
    'Bu dosya düzenlenmek üzere buradan aktarılmamış. İçe aktarma ekranından alın.',
  'roundtrip.grid': 'Dosyadaki değişiklikler',
  'roundtrip.line': 'Seçili değişiklik',
  'roundtrip.wholeRow': 'Satırın tümü',
  'roundtrip.head.column': 'Sütun',
  'roundtrip.head.was': 'Aktarımda',
  'roundtrip.head.now': 'Kayıtta',
  'roundtrip.head.yours': 'Dosyada',
  'roundtrip.head.reason': 'Anlamı',
  'roundtrip.filter.all': 'Tüm değişiklikler',
  'roundtrip.filter.problems': 'Sizi bekleyen',
  'roundtrip.filter.yours': 'Dosyadan',
  'roundtrip.filter.new': 'Yeni cariler',
  'roundtrip.filter.now': 'Kayıtta değişen',
  'roundtrip.filter.same': 'İki tarafta aynı',
  'roundtrip.filter.missing': 'Dosyada olmayan',
  'roundtrip.state.yours': 'Alınacak',
  'roundtrip.state.left': 'Alınmayacak',
  'roundtrip.state.conflict': 'Çakışma: kayıt korunur',
  'roundtrip.state.conflictYours': 'Çakışma: dosya alınır',
  'roundtrip.state.invalid': 'Geçersiz',
  'roundtrip.state.locked': 'Kilitli',
  'roundtrip.state.refused': 'Reddedildi',
  'roundtrip.state.new': 'Yeni, alınmayacak',
  'roundtrip.state.newTaken': 'Yeni cari',
  'roundtrip.state.now': 'Kayıt korunur',
  'roundtrip.state.same': 'Aynı',
  'roundtrip.state.missing': 'Dosyada yok',
  'roundtrip.says.left': 'Bunu siz çıkardınız; kayıt olduğu gibi kalır. Y ile alınır.',
  'roundtrip.says.conflict':
    'Aktarımdan sonra hem dosyada hem kayıtta değişti. Kayıt korunur; Y dosyadakini alır.',
  'roundtrip.says.conflictYours':
    'İki tarafta da değişti; dosyadaki değer kayıttakinin yerine geçer. R kaydı korur.',
  'roundtrip.says.new': 'Dışa aktarılmamış bir satır. Y ile yeni cari olarak açılır.',
  'roundtrip.says.newTaken': 'Yeni cari olarak açılacak. R dışarıda bırakır.',
  'roundtrip.says.now': 'Aktarımdan sonra kayıtta değişti, dosyada değişmedi: kayıt kalır.',
  'roundtrip.says.same': 'İki tarafta da aynı biçimde değişti: yapılacak bir şey yok.',
  'roundtrip.says.missing': 'Satır artık dosyada yok. Hiçbir şey silinmez veya değişmez.',
  'roundtrip.why.letter.no_new':
    'Mektup bir satırla açılmaz: yeni mektupları Saldo’da hazırlayın. Bu satırdan hiçbir şey alınmaz.',
  'roundtrip.why.answer.cleared':
    'Bir cevap hücre boşaltılarak silinmez. Saldo’da geri alın ya da yeni cevabı yazın.',
  'roundtrip.why.answer.missing': 'Önce cevabı yazın: mutabık, mutabık değil ya da bizim değil.',
  'roundtrip.why.answer.theirs_needed': 'Mutabık değilse karşı tarafın bakiyesini yazın.',
  'roundtrip.why.answer.agrees':
    'Mutabık olan bizim bakiyemizi onaylar. Tutar farklıysa cevaba “mutabık değil” yazın.',
  'roundtrip.letters.file': 'Düzenlenecek mektuplar',
  'roundtrip.letters.saved':
    '{count, plural, other {# satır}} ile {file} kaydedildi. Beyaz sütunları doldurun, kaydedin ve dosyayı buraya bırakın.',
  'roundtrip.why.letter.gone':
    'Bu mektubun yerine dışa aktarımdan sonra yeni bir sürüm çıktı. Bu satırdan hiçbir şey alınmaz.',
  'roundtrip.takes.letters': 'Kaydedilecek: {accounts, number} mektupta {cells, number} hücre',
  'roundtrip.done.letters':
    'Kaydedildi: {accounts, number} mektupta {cells, number} hücre. Tek geri alma hepsini eski hâline getirir.',
  'roundtrip.why.cell.locked':
    'Bu sütun hesaplanır ya da hesabı tanımlar; Excel’de değiştirilemez.',
  'roundtrip.why.cell.became_day':
    'Excel bunu tarihe çevirmiş. Hücreyi metin olarak biçimlendirin, yeniden yazıp kaydedin.',
  'roundtrip.why.cell.became_boolean':
    'Excel bunu doğru/yanlış değerine çevirmiş. Hücreyi metin olarak biçimlendirin, yeniden yazıp kaydedin.',
  'roundtrip.why.cell.number_lost':
    '“{value}” yuvarlanmış bir sayıya dönüşmüş ve son haneleri kaybolmuş. Hücreyi metin olarak biçimlendirip yeniden yazın.',
  'roundtrip.why.amount.ambiguous':
    '“{value}” bin de olabilir, ondalıklı bir sayı da. Hücreye sayı olarak yazın.',
  'roundtrip.why.text.unfit':
    'Bu metin alan için çok uzun ya da burada olmaması gereken karakterler içeriyor.',
  'roundtrip.why.currency.moved': 'Hesabın dövizi aktarımdan sonra değişti: limiti Saldo’da girin.',
  'roundtrip.why.row.unknown':
    'Bu satırın gizli işareti aktarımda yok. Satırdan hiçbir şey alınmaz.',
  'roundtrip.why.row.twice':
    '{rows} numaralı satırlar aynı hesabın işaretini taşıyor; hiçbiri alınmaz. Yeni cariyi satır kopyalamak yerine boş bir satıra yazın.',
  'roundtrip.why.row.gone': 'Bu hesap aktarımdan sonra arşivlendi. Satırdan hiçbir şey alınmaz.',
  'roundtrip.why.row.other_code':
    'Bu hesabın işaretinin yanında “{found}” kodu duruyor. Satır kısmen sıralanmış ya da üzerine yazılmış; hiçbir şeyi alınmaz.',
  'roundtrip.why.note.headings':
    'Sütunların gizli işaretleri kaybolmuş; sütunlar başlıklarından tanındı.',
  'roundtrip.why.note.codes':
    'Satırların gizli işaretleri kaybolmuş; hesaplar kodlarından tanındı.',
  'roundtrip.why.note.missing': 'Dosyadan çıkarılan sütunlar kayıttaki gibi kalır: {columns}.',
  'roundtrip.why.note.added': 'Dosyaya eklenen sütunlar okunmadı: {columns}.',
  'roundtrip.why.note.formulas':
    'Sayfada {count, number} formül var: Excel’in son hesapladığı sonuçlar alınır.',
  'roundtrip.why.note.empty': 'Bu dosyaya hiç satır aktarılmamış.',
  'roundtrip.notes': 'Bu dosya hakkında',
  'roundtrip.readOnly':
    'Bu listenin tüm rakamları hesaplanır, bu yüzden bütün sütunları kilitlidir. Dosyada değiştirilenler burada gösterilir; hiçbiri kaydedilmez.',
  'roundtrip.takes':
    'Kaydedilecek: {accounts, number} hesapta {cells, number} hücre, {created, number} yeni cari',
  'roundtrip.apply': '{count, plural, =0 {Kaydedilecek bir şey yok} other {# değişikliği kaydet}}',
  'roundtrip.nothing': 'Dosyadan hiçbir satır alınmıyor.',
  'roundtrip.yours': 'Dosyayı al',
  'roundtrip.now': 'Kaydı koru',
  'roundtrip.allYours': 'Görünenlerin hepsini al',
  'roundtrip.allNow': 'Görünenlerde kaydı koru',
  'roundtrip.notOpen': 'Bu satırda seçilecek bir şey yok.',
  'roundtrip.noProblem': 'Sizi bekleyen satır yok.',
  'roundtrip.chose.yours':
    '{count, plural, =0 {Hiçbir şey değişmedi.} other {# satır dosyadan alındı.}}',
  'roundtrip.chose.now':
    '{count, plural, =0 {Hiçbir şey değişmedi.} other {# satırda kayıt korundu.}}',
  'roundtrip.done':
    'Kaydedildi: {accounts, number} hesapta {cells, number} hücre, {created, number} yeni cari. Tek geri alma hepsini eski hâline getirir.',
  'roundtrip.undo': 'Hepsini geri al',
  'roundtrip.undone': 'Geri alındı: tüm değerler önceki hâlinde.',
  'roundtrip.none': 'Bu dosyada hiçbir şey değişmemiş',
  'roundtrip.none.says': 'Her hücre aktarıldığı gibi, kayıtlar da aynı.',
  'roundtrip.noneHere': 'Böyle bir satır yok',
  'roundtrip.noneHere.says': 'İlk sekmede tüm değişikliklere bakın.',
  'roundtrip.noDraft': 'Burada açık dosya yok',
  'roundtrip.noDraft.says':
    'Düzenlenmiş Excel dosyasını pencereye bırakın ya da İçe aktarma ekranından seçin.',
  'roundtrip.help': 'Nasıl çalışır',
  'roundtrip.help.three':
    'Her hücrede üç değer karşılaştırılır: dışa aktarıldığı andaki, şu an kayıttaki ve dosyanızdaki. Yalnız sizin değiştirdiğiniz alınır. İki tarafta da değişmişse siz karar verene kadar kayıt korunur.',
  'roundtrip.help.rows':
    'Excel’de satırları sıralayabilir, süzebilir, taşıyabilir; sütunları taşıyabilir, gizleyebilir, silebilirsiniz. Silinen satır hiçbir şeyi silmez. Yeni carileri sondaki boş satırlara yazın.',
  'roundtrip.help.excel':
    'Gri sütunlar kilitlidir. Satırları sıralamak için önce sayfa korumasını kaldırın (Gözden Geçir, Sayfa Korumasını Kaldır); parolası yoktur.',
  'roundtrip.help.undo':
    'Her şey tek seferde kaydedilir ve tek seferde geri alınır: burada U ile ya da sonra İçe aktarma ekranından.',
  'refusal.roundtrip.other_company':
    'Bu dosya {other} şirketinden aktarılmış. O şirketi açıp dosyayı orada geri alın.',
  'refusal.roundtrip.too_new':
    'Bu dosya daha yeni bir Saldo ile aktarılmış. Saldo’yu güncelleyip yeniden deneyin.',
  'refusal.roundtrip.damaged':
    'Aktarımı hatırlayan gizli sayfa değiştirilmiş ya da kesilmiş. Listeyi yeniden aktarıp değişiklikleri yeni dosyada yapın.',
  'refusal.roundtrip.columns_lost':
    'Bu dosyada aktarımın ne gizli işaretleri ne de başlıkları var. Sütunlara başlıklarını yeniden verin: {columns}.',
  'refusal.roundtrip.draft_unknown': 'Bu dosya artık açık değil. Yeniden seçin.',
  'refusal.roundtrip.moved':
    'Siz bakarken kayıtlar değişti. Satırlara yeniden bakın, sonra kaydedin.',
  'refusal.roundtrip.row_refused':
    '{row}. satır ({account}) kaydedilemiyor; bu yüzden hiçbir şey kaydedilmedi.',
} satisfies Record<keyof typeof source, string>
