/** What the books refuse: documents, accounts, allocations, companies and months. */
export const BOOK_SENTENCES = {
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
}
