/** What is wrong with a file, its columns and cells, or with an input as such. */
export const FILE_SENTENCES = {
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
  'date.order': {
    en: '{date} is too early: not before {earliest}.',
    tr: '{date} çok erken: {earliest} gününden önce olamaz.',
    de: '{date} ist zu früh: nicht vor {earliest}.',
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
  'file.unwritable': {
    en: '{file} cannot be written.',
    tr: '{file} yazılamıyor.',
    de: '{file} kann nicht geschrieben werden.',
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
