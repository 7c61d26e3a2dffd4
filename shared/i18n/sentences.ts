/**
 * What is wrong and what to do, one sentence per code, for the command line, reject files and the
 * import wizard. `{name}` is replaced by the parameter of that name.
 */

import { digitsOf } from '../domain/currency.ts'
import { exactDecimal } from '../domain/format.ts'
import { DURABILITY_SENTENCES } from './sentences-durability.ts'

export type SentenceLanguage = 'tr' | 'en' | 'de'
type Sentence = Readonly<Record<SentenceLanguage, string>>

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...DURABILITY_SENTENCES,
  'required.missing': {
    en: 'This cell must not be empty: fill it in.',
    tr: 'Bu hücre boş olamaz: doldurun.',
    de: 'Diese Zelle darf nicht leer sein: bitte ausfüllen.',
  },
  'date.invalid': {
    en: '“{value}” is no day: write it as {order} or YYYY-MM-DD.',
    tr: '“{value}” geçerli bir gün değil: {order} ya da YYYY-MM-DD biçiminde yazın.',
    de: '„{value}“ ist kein Tag: als {order} oder JJJJ-MM-TT schreiben.',
  },
  'amount.invalid': {
    en: '“{value}” is no amount: digits with one decimal mark, such as 1234.56.',
    tr: '“{value}” tutar değil: 1234,56 gibi tek ondalık işaretli yazın.',
    de: '„{value}“ ist kein Betrag: Ziffern mit einem Dezimalzeichen, etwa 1234,56.',
  },
  'amount.precision': {
    en: '“{value}” has more decimals than the currency: round it.',
    tr: '“{value}” para biriminin izin verdiğinden çok ondalık içeriyor: yuvarlayın.',
    de: '„{value}“ hat mehr Nachkommastellen als die Währung: bitte runden.',
  },
  'amount.not_positive': {
    en: 'The amount must be greater than zero: use another document type for the other side.',
    tr: 'Tutar sıfırdan büyük olmalı: ters yön için başka belge türü kullanın.',
    de: 'Der Betrag muss größer als null sein: für die Gegenseite eine andere Belegart wählen.',
  },
  'amount.negative': {
    en: '“{value}” is below zero: write it without the minus or leave it empty.',
    tr: '“{value}” sıfırdan küçük: eksi işaretsiz yazın ya da boş bırakın.',
    de: '„{value}“ ist kleiner als null: ohne Minus schreiben oder leer lassen.',
  },
  'amount.range': {
    en: '“{value}” is larger than any amount Saldo can keep: check it.',
    tr: '“{value}” tutulabilecek en büyük tutarı aşıyor: kontrol edin.',
    de: '„{value}“ ist größer als jeder Betrag, den Saldo führen kann: bitte prüfen.',
  },
  'type.unknown': {
    en: '“{value}” is no document type: use invoice, credit_note, debit_note, receipt, refund, write_off, opening, cheque, note or supplier_invoice.',
    tr: '“{value}” belge türü değil: fatura, iade, dekont, tahsilat, ödeme, devir, çek, senet gibi bir tür yazın.',
    de: '„{value}“ ist keine Belegart: Rechnung, Gutschrift, Zahlung, Erstattung, Eröffnung, Scheck, Wechsel …',
  },
  'currency.unknown': {
    en: '“{value}” is no currency code: use three letters such as TRY, EUR, USD.',
    tr: '“{value}” para birimi kodu değil: TRY, EUR, USD gibi üç harf yazın.',
    de: '„{value}“ ist kein Währungscode: drei Buchstaben wie EUR, USD, TRY.',
  },
  'currency.mismatch': {
    en: '{documentNo} is in {currency}: an allocation has one currency.',
    tr: '{documentNo} {currency} cinsinden: kapama tek para biriminde olur.',
    de: '{documentNo} lautet auf {currency}: eine Zuordnung hat nur eine Währung.',
  },
  'currency.read_as': {
    en: '“{value}” was read as {currency}.',
    tr: '“{value}” {currency} olarak okundu.',
    de: '„{value}“ wurde als {currency} gelesen.',
  },
  'rate.invalid': {
    en: '“{value}” is no exchange rate: a positive number such as 41.2050.',
    tr: '“{value}” kur değil: 41,2050 gibi pozitif bir sayı yazın.',
    de: '„{value}“ ist kein Kurs: eine positive Zahl wie 41,2050.',
  },
  'rate.missing': {
    en: 'There is no {currency} rate for {date}: give one in the row or in the rate table.',
    tr: '{date} için {currency} kuru yok: satırda ya da kur tablosunda verin.',
    de: 'Für {date} fehlt der Kurs {currency}: in der Zeile oder der Kurstabelle angeben.',
  },
  'rate.own_currency': {
    en: '{currency} is the company currency: it has no rate.',
    tr: '{currency} şirket para birimi: kuru olmaz.',
    de: '{currency} ist die Firmenwährung: sie hat keinen Kurs.',
  },
  'installments.invalid': {
    en: '“{value}” are no installments: write 2026-01-31=50.00;2026-02-28=50.00.',
    tr: '“{value}” taksit değil: 2026-01-31=50.00;2026-02-28=50.00 biçiminde yazın.',
    de: '„{value}“ sind keine Raten: 2026-01-31=50.00;2026-02-28=50.00 schreiben.',
  },
  'installments.sum': {
    en: 'The installments do not add up to the amount: correct them.',
    tr: 'Taksitlerin toplamı tutara eşit değil: düzeltin.',
    de: 'Die Raten ergeben nicht den Betrag: bitte berichtigen.',
  },
  'allocate.invalid': {
    en: '“{value}” names no documents: write INV-1=100.00;INV-2.',
    tr: '“{value}” belge belirtmiyor: INV-1=100.00;INV-2 biçiminde yazın.',
    de: '„{value}“ nennt keine Belege: INV-1=100.00;INV-2 schreiben.',
  },
  'text.too_long': {
    en: 'The text is longer than {max} characters: shorten it.',
    tr: 'Metin {max} karakterden uzun: kısaltın.',
    de: 'Der Text ist länger als {max} Zeichen: bitte kürzen.',
  },
  'text.control': {
    en: 'The cell holds invisible control characters: type it anew.',
    tr: 'Hücrede görünmeyen denetim karakterleri var: yeniden yazın.',
    de: 'Die Zelle enthält unsichtbare Steuerzeichen: bitte neu eingeben.',
  },
  'cell.error': {
    en: 'The cell holds the error {value}: correct its formula or type the value.',
    tr: 'Hücrede {value} hatası var: formülü düzeltin ya da değeri yazın.',
    de: 'Die Zelle enthält den Fehler {value}: die Formel berichtigen oder den Wert eintippen.',
  },
  'cell.not_calculated': {
    en: 'The cell holds a formula without its result: open the file in its program, calculate and save it.',
    tr: 'Hücrede sonucu olmayan bir formül var: dosyayı programında açıp hesaplatın ve kaydedin.',
    de: 'Die Zelle enthält eine Formel ohne Ergebnis: Datei in ihrem Programm öffnen, berechnen und speichern.',
  },
  'row.too_many_cells': {
    en: 'The row has more cells than there are headings: check separators and quotes.',
    tr: 'Satırda başlıktan çok hücre var: ayraç ve tırnakları kontrol edin.',
    de: 'Die Zeile hat mehr Zellen als Überschriften: Trennzeichen und Anführungszeichen prüfen.',
  },
  'tax_id.invalid': {
    en: '“{value}” fails the check digits of a VKN or TCKN: correct it or leave it empty.',
    tr: '“{value}” VKN/TCKN denetim hanesine uymuyor: düzeltin ya da boş bırakın.',
    de: '„{value}“ besteht die Prüfziffer von VKN oder TCKN nicht: berichtigen oder leer lassen.',
  },
  'terms.invalid': {
    en: '“{value}” are no payment terms: use 30, NET30, EOM, EOM+15 or 2/10 NET30.',
    tr: '“{value}” ödeme koşulu değil: 30, NET30, EOM, EOM+15 ya da 2/10 NET30 yazın.',
    de: '„{value}“ ist keine Zahlungsbedingung: 30, NET30, EOM, EOM+15 oder 2/10 NET30.',
  },
  'iban.invalid': {
    en: '“{value}” is no IBAN: its check digits do not fit.',
    tr: '“{value}” IBAN değil: denetim haneleri uymuyor.',
    de: '„{value}“ ist keine IBAN: die Prüfziffern passen nicht.',
  },
  'language.unknown': {
    en: '“{value}” is no language of Saldo: use tr, en or de.',
    tr: '“{value}” desteklenmiyor: tr, en ya da de yazın.',
    de: '„{value}“ ist keine Sprache von Saldo: tr, en oder de.',
  },
  'parent.self': {
    en: 'A customer cannot be its own parent: clear the cell.',
    tr: 'Cari kendi üst carisi olamaz: hücreyi boşaltın.',
    de: 'Ein Kunde kann nicht sein eigenes Hauptkonto sein: Zelle leeren.',
  },
  'customer.unknown': {
    en: 'There is no customer {customer}: import the customers first or create the missing ones.',
    tr: '{customer} kodlu cari yok: önce carileri aktarın ya da eksikleri oluşturun.',
    de: 'Es gibt keinen Kunden {customer}: zuerst Kunden importieren oder fehlende anlegen.',
  },
  'customer.archived': {
    en: 'Customer {customer} is archived: bring it back first.',
    tr: '{customer} arşivde: önce geri alın.',
    de: 'Kunde {customer} ist archiviert: zuerst zurückholen.',
  },
  'customer.exists': {
    en: 'Customer {customer} is there already ({name}).',
    tr: '{customer} kodlu cari zaten var ({name}).',
    de: 'Kunde {customer} ist schon vorhanden ({name}).',
  },
  'customer.duplicate': {
    en: 'The tax id belongs to {customer} ({name}) already.',
    tr: 'Bu vergi numarası {customer} ({name}) carisinde kayıtlı.',
    de: 'Die Steuernummer gehört schon zu {customer} ({name}).',
  },
  'customer.twice': {
    en: 'The code stands twice in the file with different content: keep one of the rows.',
    tr: 'Kod dosyada farklı içerikle iki kez var: birini bırakın.',
    de: 'Der Code steht zweimal mit anderem Inhalt in der Datei: eine Zeile behalten.',
  },
  'customer.parent_unknown': {
    en: 'There is no customer {customer} to be the parent.',
    tr: 'Üst cari {customer} yok.',
    de: 'Das Hauptkonto {customer} gibt es nicht.',
  },
  'customer.parent_circle': {
    en: '{customer} would be above itself: choose another parent.',
    tr: '{customer} kendi üstünde olurdu: başka üst cari seçin.',
    de: '{customer} stünde über sich selbst: anderes Hauptkonto wählen.',
  },
  'customer.has_balance': {
    en: 'Customer {customer} still has a balance or open items.',
    tr: '{customer} carisinin bakiyesi ya da açık kalemi var.',
    de: 'Kunde {customer} hat noch Saldo oder offene Posten.',
  },
  'document.unknown': {
    en: 'There is no document {documentNo}.',
    tr: '{documentNo} numaralı belge yok.',
    de: 'Es gibt keinen Beleg {documentNo}.',
  },
  'document.ambiguous': {
    en: 'There is more than one document {documentNo}: name the customer or the type.',
    tr: 'Birden çok {documentNo} var: cariyi ya da türü belirtin.',
    de: 'Es gibt mehrere Belege {documentNo}: Kunde oder Art angeben.',
  },
  'document.differs': {
    en: '{documentNo} is there already with another {field} ({there}): correct the row or give it another number.',
    tr: '{documentNo} zaten var, {field} alanı farklı ({there}): satırı düzeltin ya da başka numara verin.',
    de: '{documentNo} gibt es schon mit anderem {field} ({there}): Zeile berichtigen oder andere Nummer geben.',
  },
  'document.allocated': {
    en: '{documentNo} has live allocations: undo them first.',
    tr: '{documentNo} kapatmada kullanılmış: önce kapatmayı geri alın.',
    de: '{documentNo} ist zugeordnet: zuerst die Zuordnungen aufheben.',
  },
  'document.reversed': {
    en: '{documentNo} was reversed on {date}.',
    tr: '{documentNo} {date} tarihinde ters kayıtla kapatıldı.',
    de: '{documentNo} wurde am {date} storniert.',
  },
  'document.derived': {
    en: '{documentNo} was made by Saldo itself and follows its cause.',
    tr: '{documentNo} Saldo tarafından oluşturuldu; kaynağıyla birlikte değişir.',
    de: '{documentNo} hat Saldo selbst erzeugt und folgt seiner Ursache.',
  },
  'document.not_open_item': {
    en: '{documentNo} is no open receivable.',
    tr: '{documentNo} açık bir alacak değil.',
    de: '{documentNo} ist keine offene Forderung.',
  },
  'document.zero_left_out': {
    en: '{documentNo} adds up to zero and was left out.',
    tr: '{documentNo} toplamı sıfır, alınmadı.',
    de: '{documentNo} ergibt null und wurde ausgelassen.',
  },
  'installment.unknown': {
    en: '{documentNo} has {count} installments: say which one.',
    tr: '{documentNo} {count} taksitli: hangisi olduğunu belirtin.',
    de: '{documentNo} hat {count} Raten: bitte angeben, welche.',
  },
  'allocation.exceeds_open': {
    en: 'Only {available} of {documentNo} is open: lower the amount.',
    tr: '{documentNo} belgesinin yalnız {available} tutarı açık: tutarı azaltın.',
    de: 'Von {documentNo} sind nur {available} offen: Betrag senken.',
  },
  'allocation.exceeds_receipt': {
    en: 'More is allocated than {documentNo} holds ({available}): lower the amounts.',
    tr: '{documentNo} tutarından ({available}) çoğu dağıtılmış: tutarları azaltın.',
    de: 'Es wird mehr zugeordnet, als {documentNo} hergibt ({available}): Beträge senken.',
  },
  'allocation.wrong_side': {
    en: '{documentNo} stands on the wrong side: a credit pays debits.',
    tr: '{documentNo} yanlış tarafta: alacak belgesi borç belgesini kapatır.',
    de: '{documentNo} steht auf der falschen Seite: Haben gleicht Soll aus.',
  },
  'allocation.other_customer': {
    en: '{documentNo} belongs to {customer}: name a document of the same customer.',
    tr: '{documentNo} {customer} carisine ait: aynı carinin belgesini yazın.',
    de: '{documentNo} gehört zu {customer}: Beleg desselben Kunden angeben.',
  },
  'allocation.before_document': {
    en: '{documentNo} is of {date}: an allocation cannot be earlier.',
    tr: '{documentNo} {date} tarihli: kapama daha önce olamaz.',
    de: '{documentNo} ist vom {date}: eine Zuordnung kann nicht früher sein.',
  },
  'allocation.not_allowed': {
    en: 'A document of this type pays nothing: leave the cell empty.',
    tr: 'Bu tür belge bir şey kapatmaz: hücreyi boş bırakın.',
    de: 'Ein Beleg dieser Art gleicht nichts aus: Zelle leer lassen.',
  },
  'allocation.nothing': {
    en: 'There is nothing to allocate {documentNo} to.',
    tr: '{documentNo} için kapatılacak belge yok.',
    de: 'Für {documentNo} gibt es nichts zuzuordnen.',
  },
  'allocation.none': {
    en: '{documentNo} is not allocated there.',
    tr: '{documentNo} için böyle bir kapama yok.',
    de: '{documentNo} ist dort nicht zugeordnet.',
  },
  'period.closed': {
    en: 'Month {month} is closed: date it in an open month or reopen the month.',
    tr: '{month} dönemi kapalı: açık bir aya tarihleyin ya da dönemi açın.',
    de: 'Der Monat {month} ist geschlossen: in einen offenen Monat datieren oder ihn wieder öffnen.',
  },
  'period.soft_closed': {
    en: 'Month {month} is soft-closed: give a reason to post there.',
    tr: '{month} dönemi ön kapalı: kayıt için gerekçe verin.',
    de: 'Der Monat {month} ist vorläufig geschlossen: zum Buchen einen Grund angeben.',
  },
  'period.open': {
    en: 'Month {month} is open already.',
    tr: '{month} dönemi zaten açık.',
    de: 'Der Monat {month} ist schon offen.',
  },
  'date.order': {
    en: '{date} is too early: not before {earliest}.',
    tr: '{date} çok erken: {earliest} gününden önce olamaz.',
    de: '{date} ist zu früh: nicht vor {earliest}.',
  },
  'dispute.exceeds_open': {
    en: 'More is disputed than is open of {documentNo}.',
    tr: '{documentNo} için açık tutardan fazlası itirazlı.',
    de: 'Es wird mehr bestritten, als von {documentNo} offen ist.',
  },
  'dispute.unknown': {
    en: 'There is no such dispute.',
    tr: 'Böyle bir itiraz yok.',
    de: 'Diesen Streitfall gibt es nicht.',
  },
  'dispute.resolved': {
    en: 'The dispute was resolved on {date}.',
    tr: 'İtiraz {date} tarihinde sonuçlandı.',
    de: 'Der Streitfall wurde am {date} gelöst.',
  },
  'batch.unknown': {
    en: 'There is no import batch {batch}.',
    tr: '{batch} numaralı aktarım yok.',
    de: 'Es gibt keinen Import {batch}.',
  },
  'batch.undone': {
    en: 'The import was undone already.',
    tr: 'Aktarım zaten geri alınmış.',
    de: 'Der Import wurde schon rückgängig gemacht.',
  },
  'batch.depended_on': {
    en: 'Later work ({by}) uses {documentNo} of this import: undo that first.',
    tr: 'Sonraki işlemler ({by}) bu aktarımın {documentNo} belgesini kullanıyor: önce onları geri alın.',
    de: 'Spätere Vorgänge ({by}) nutzen {documentNo} aus diesem Import: zuerst diese aufheben.',
  },
  'batch.changed_since': {
    en: 'Changed again since this import: {list}. Put the imported values back, or change these by hand.',
    tr: 'Bu aktarımdan sonra yeniden değiştirilenler: {list}. Aktarılan değerlere dönün ya da bunları elle düzeltin.',
    de: 'Seit diesem Import erneut geändert: {list}. Die importierten Werte wiederherstellen oder von Hand ändern.',
  },
  'block.balance': {
    en: 'The movements of account {value} do not come out at its stated balance: check the export.',
    tr: '{value} hesabının hareketleri belirtilen bakiyeyi vermiyor: dökümü kontrol edin.',
    de: 'Die Bewegungen von Konto {value} ergeben nicht den angegebenen Saldo: Export prüfen.',
  },
  'block.sum': {
    en: 'What is stated for {value} is not the sum of the accounts below it: check the export.',
    tr: '{value} için belirtilen tutar altındaki hesapların toplamı değil: dökümü kontrol edin.',
    de: 'Der Betrag bei {value} ist nicht die Summe der Konten darunter: Export prüfen.',
  },
  'rows.hidden': {
    en: '{rows} hidden rows were read too.',
    tr: '{rows} gizli satır da okundu.',
    de: '{rows} ausgeblendete Zeilen wurden mitgelesen.',
  },
  'rows.total_left_out': {
    en: 'A totals row was left out.',
    tr: 'Toplam satırı alınmadı.',
    de: 'Eine Summenzeile wurde ausgelassen.',
  },
  'numbers.ambiguous': {
    en: 'No number tells the decimal mark; read with “{decimal}”.',
    tr: 'Ondalık işareti belli değil; “{decimal}” ile okundu.',
    de: 'Das Dezimalzeichen ist nicht erkennbar; mit „{decimal}“ gelesen.',
  },
  'dates.ambiguous': {
    en: 'Day and month could be exchanged; read as {dates}.',
    tr: 'Gün ve ay karışabilir; {dates} olarak okundu.',
    de: 'Tag und Monat sind verwechselbar; als {dates} gelesen.',
  },
  'column.missing': {
    en: 'The column {field} is missing. Found: {headings}. Name it in the file or give a map.',
    tr: '{field} sütunu yok. Bulunanlar: {headings}. Dosyada adlandırın ya da eşleme verin.',
    de: 'Die Spalte {field} fehlt. Gefunden: {headings}. In der Datei benennen oder zuordnen.',
  },
  'column.duplicate': {
    en: 'Two columns are called “{heading}”: rename or remove one.',
    tr: 'İki sütunun adı “{heading}”: birini değiştirin ya da silin.',
    de: 'Zwei Spalten heißen „{heading}“: eine umbenennen oder entfernen.',
  },
  'map.invalid': {
    en: 'The column map is wrong at “{field}”.',
    tr: 'Sütun eşlemesi “{field}” yerinde hatalı.',
    de: 'Die Spaltenzuordnung ist bei „{field}“ falsch.',
  },
  'map.column_unknown': {
    en: 'The map names the column “{heading}”, which is not in the file. Found: {headings}.',
    tr: 'Eşlemedeki “{heading}” sütunu dosyada yok. Bulunanlar: {headings}.',
    de: 'Die Zuordnung nennt „{heading}“, das nicht in der Datei steht. Gefunden: {headings}.',
  },
  'file.not_found': {
    en: 'The file {file} is not there.',
    tr: '{file} dosyası yok.',
    de: 'Die Datei {file} gibt es nicht.',
  },
  'file.not_a_table': {
    en: 'The file is no table: save it as XLSX or CSV.',
    tr: 'Dosya bir tablo değil: XLSX ya da CSV olarak kaydedin.',
    de: 'Die Datei ist keine Tabelle: als XLSX oder CSV speichern.',
  },
  'file.encrypted': {
    en: 'The workbook is protected by a password: save it without one.',
    tr: 'Çalışma kitabı parolalı: parolasız kaydedin.',
    de: 'Die Mappe ist durch ein Kennwort geschützt: ohne Kennwort speichern.',
  },
  'file.old_xls': {
    en: 'Old .xls files cannot be read: open it and save it as .xlsx.',
    tr: 'Eski .xls okunamaz: açıp .xlsx olarak kaydedin.',
    de: 'Alte .xls-Dateien können nicht gelesen werden: als .xlsx speichern.',
  },
  'file.damaged': {
    en: 'The file is damaged: export it again.',
    tr: 'Dosya hasarlı: yeniden dışa aktarın.',
    de: 'Die Datei ist beschädigt: bitte neu exportieren.',
  },
  'file.bomb': {
    en: 'The file unpacks to far more than a table can be; it was not read.',
    tr: 'Dosya olağan dışı büyüklükte açılıyor; okunmadı.',
    de: 'Die Datei entpackt sich übermäßig; sie wurde nicht gelesen.',
  },
  'file.hostile': {
    en: 'The file refers to things outside itself; it was not read.',
    tr: 'Dosya kendi dışına başvuruyor; okunmadı.',
    de: 'Die Datei verweist nach außen; sie wurde nicht gelesen.',
  },
  'file.too_large': {
    en: 'The file is too large: split it.',
    tr: 'Dosya çok büyük: bölün.',
    de: 'Die Datei ist zu groß: bitte teilen.',
  },
  'file.too_many_rows': {
    en: 'The file has more than {limit} rows: split it.',
    tr: 'Dosyada {limit} satırdan fazlası var: bölün.',
    de: 'Die Datei hat mehr als {limit} Zeilen: bitte teilen.',
  },
  'file.too_many_columns': {
    en: 'Row {row} has more than {limit} columns.',
    tr: '{row}. satırda {limit} sütundan fazlası var.',
    de: 'Zeile {row} hat mehr als {limit} Spalten.',
  },
  'file.empty': {
    en: 'The file holds no rows below its headings.',
    tr: 'Dosyada başlıkların altında satır yok.',
    de: 'Die Datei hat unter den Überschriften keine Zeilen.',
  },
  'file.truncated': {
    en: 'The file ends too early: export it again.',
    tr: 'Dosya yarım kalmış: yeniden dışa aktarın.',
    de: 'Die Datei endet zu früh: bitte neu exportieren.',
  },
  'file.nul': {
    en: 'Row {row} holds a NUL character: export the file again as text.',
    tr: '{row}. satırda NUL karakteri var: dosyayı metin olarak yeniden aktarın.',
    de: 'Zeile {row} enthält ein NUL-Zeichen: Datei neu als Text exportieren.',
  },
  'file.quote_unclosed': {
    en: 'A quotation mark opened in row {row} is never closed.',
    tr: '{row}. satırda açılan tırnak kapanmıyor.',
    de: 'Ein Anführungszeichen aus Zeile {row} wird nie geschlossen.',
  },
  'file.timeout': {
    en: 'Reading took longer than {seconds} seconds and was stopped.',
    tr: 'Okuma {seconds} saniyeyi aştı, durduruldu.',
    de: 'Das Lesen dauerte länger als {seconds} Sekunden und wurde beendet.',
  },
  'file.sheet_unknown': {
    en: 'There is no sheet “{sheet}”. Sheets: {sheets}.',
    tr: '“{sheet}” sayfası yok. Sayfalar: {sheets}.',
    de: 'Es gibt kein Blatt „{sheet}“. Blätter: {sheets}.',
  },
  'file.encoding_unknown': {
    en: '“{encoding}” is no encoding Saldo knows.',
    tr: '“{encoding}” bilinen bir kodlama değil.',
    de: '„{encoding}“ ist keine bekannte Kodierung.',
  },
  'file.exists': {
    en: '{file} is there already and stays as it is.',
    tr: '{file} zaten var, dokunulmadı.',
    de: '{file} gibt es schon und bleibt, wie es ist.',
  },
  'document.gone': {
    en: 'This document is no longer there: write it again.',
    tr: 'Bu belge artık yok: yeniden oluşturun.',
    de: 'Dieses Dokument ist nicht mehr da: bitte neu erstellen.',
  },
  'document.too_large_to_show': {
    en: 'This document is too large to be shown: save it.',
    tr: 'Bu belge gösterilemeyecek kadar büyük: kaydedin.',
    de: 'Dieses Dokument ist zum Anzeigen zu groß: bitte speichern.',
  },
  'job.unknown': {
    en: 'This job is no longer there.',
    tr: 'Bu iş artık yok.',
    de: 'Diesen Auftrag gibt es nicht mehr.',
  },
  'job.running': {
    en: 'This job is still running: stop it first.',
    tr: 'Bu iş hâlâ sürüyor: önce durdurun.',
    de: 'Dieser Auftrag läuft noch: zuerst anhalten.',
  },
  'document.too_large': {
    en: 'The document needs more memory than writing may use ({limitMiB} MiB): narrow what it shows.',
    tr: 'Belge, yazmak için ayrılan bellekten ({limitMiB} MiB) fazlasını istiyor: kapsamı daraltın.',
    de: 'Das Dokument braucht mehr Speicher, als das Schreiben haben darf ({limitMiB} MiB): weniger auswählen.',
  },
  'document.too_many_rows': {
    en: 'A sheet holds {max} rows: narrow what is exported, or write CSV.',
    tr: 'Bir sayfa en çok {max} satır alır: kapsamı daraltın ya da CSV yazın.',
    de: 'Ein Blatt fasst {max} Zeilen: weniger exportieren oder CSV schreiben.',
  },
  'file.unwritable': {
    en: '{file} cannot be written.',
    tr: '{file} yazılamıyor.',
    de: '{file} kann nicht geschrieben werden.',
  },
  'backup.not_sound': {
    en: 'The copy was not sound and was not kept.',
    tr: 'Kopya sağlam çıkmadı, saklanmadı.',
    de: 'Die Kopie war nicht einwandfrei und wurde verworfen.',
  },
  'company.exists': {
    en: '{file} is there already and stays as it is.',
    tr: '{file} zaten var, dokunulmadı.',
    de: '{file} gibt es schon und bleibt, wie es ist.',
  },
  'company.not_found': {
    en: 'There is no company file {file}.',
    tr: '{file} şirket dosyası yok.',
    de: 'Es gibt keine Firmendatei {file}.',
  },
  'company.not_a_company': {
    en: '{file} is no company file of Saldo.',
    tr: '{file} bir Saldo şirket dosyası değil.',
    de: '{file} ist keine Firmendatei von Saldo.',
  },
  'company.too_new': {
    en: '{file} was made by a newer Saldo: update first.',
    tr: '{file} daha yeni bir Saldo ile yapılmış: önce güncelleyin.',
    de: '{file} stammt von einem neueren Saldo: zuerst aktualisieren.',
  },
  'company.damaged': {
    en: '{file} is damaged; it was left untouched. "saldo recover" brings it back.',
    tr: '{file} hasarlı; dokunulmadı. "saldo recover" ile geri gelir.',
    de: '{file} ist beschädigt und blieb unberührt. "saldo recover" holt sie zurück.',
  },
  'timezone.unknown': {
    en: '“{timezone}” is no time zone.',
    tr: '“{timezone}” saat dilimi değil.',
    de: '„{timezone}“ ist keine Zeitzone.',
  },
  'reason.missing': {
    en: 'Give a reason.',
    tr: 'Gerekçe yazın.',
    de: 'Bitte einen Grund angeben.',
  },
  'company.in_use': {
    en: 'Another program has {file} open: close the company there first.',
    tr: '{file} başka bir programda açık: önce orada kapatın.',
    de: '{file} ist in einem anderen Programm geöffnet: dort zuerst schließen.',
  },
  'company.not_demo': {
    en: 'This is not the demo company: open the demo first.',
    tr: 'Bu demo şirketi değil: önce demoyu açın.',
    de: 'Das ist nicht die Demofirma: zuerst die Demo öffnen.',
  },
  'company.none_open': {
    en: 'No company is open: open one first.',
    tr: 'Açık şirket yok: önce bir şirket açın.',
    de: 'Es ist keine Firma geöffnet: zuerst eine öffnen.',
  },
  'document.exists': {
    en: 'The number {documentNo} is taken: give the document another one.',
    tr: '{documentNo} numarası kullanılmış: belgeye başka numara verin.',
    de: 'Die Nummer {documentNo} ist vergeben: dem Beleg eine andere geben.',
  },
  'import.cancelled': {
    en: 'The import was stopped: nothing of it is in the books.',
    tr: 'Aktarım durduruldu: defterlere hiçbir kayıt geçmedi.',
    de: 'Der Import wurde abgebrochen: in den Büchern steht nichts davon.',
  },
  'import.draft_unknown': {
    en: 'This import is not open any more: choose the file again.',
    tr: 'Bu aktarım artık açık değil: dosyayı yeniden seçin.',
    de: 'Dieser Import ist nicht mehr offen: die Datei erneut wählen.',
  },
  'import.has_errors': {
    en: 'Some rows cannot be read: correct them, or take the good rows only.',
    tr: 'Bazı satırlar okunamadı: düzeltin ya da yalnız sağlam satırları alın.',
    de: 'Einige Zeilen sind nicht lesbar: berichtigen oder nur die guten übernehmen.',
  },
  'path.not_allowed': {
    en: 'A page may not name files of this machine ({field}): choose the file, or use the command line.',
    tr: 'Bir sayfa bu makinenin dosyalarını adıyla belirtemez ({field}): dosyayı seçin ya da komut satırını kullanın.',
    de: 'Eine Seite darf keine Dateien dieses Rechners benennen ({field}): die Datei auswählen oder die Befehlszeile nutzen.',
  },
  'input.too_large': {
    en: 'This is too much for one step: divide it.',
    tr: 'Bu, tek adım için çok büyük: bölün.',
    de: 'Das ist zu viel für einen Schritt: bitte aufteilen.',
  },
  'input.invalid': {
    en: 'The value of {field} is not allowed: {reason}.',
    tr: '{field} değeri geçersiz: {reason}.',
    de: 'Der Wert von {field} ist nicht erlaubt: {reason}.',
  },
}

export function problemSentence(
  code: string,
  params: Readonly<Record<string, unknown>>,
  language: SentenceLanguage,
): string {
  const sentence = SENTENCES[code]?.[language]
  if (sentence === undefined) return code
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? amountText(params, name)
    return value === null || value === undefined ? '' : String(value as string | number | boolean)
  })
}

const PLACE: Readonly<Record<SentenceLanguage, (row: string, column: string) => string>> = {
  en: (row, column) =>
    [row && `Row ${row}`, column && `column “${column}”`].filter(Boolean).join(', '),
  tr: (row, column) =>
    [row && `${row}. satır`, column && `“${column}” sütunu`].filter(Boolean).join(', '),
  de: (row, column) =>
    [row && `Zeile ${row}`, column && `Spalte „${column}“`].filter(Boolean).join(', '),
}

/** A problem of a file as one line: where it is, what is wrong and what to do. */
export function problemLine(
  problem: {
    readonly row: number | null
    readonly column: string
    readonly code: string
    readonly value: string | null
    readonly params: Readonly<Record<string, unknown>>
  },
  language: SentenceLanguage,
): string {
  const place = PLACE[language](problem.row === null ? '' : String(problem.row), problem.column)
  const said = problemSentence(problem.code, { ...problem.params, value: problem.value }, language)
  return place === '' ? said : `${place}: ${said}`
}

/** `{available}` of `availableMinor`: an amount as a decimal of its currency. */
function amountText(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const minor = params[`${name}Minor`]
  const currency = params['currency']
  if (typeof minor !== 'number') return undefined
  return exactDecimal(minor, typeof currency === 'string' ? digitsOf(currency) : 2)
}
