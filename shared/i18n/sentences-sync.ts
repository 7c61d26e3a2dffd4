/** What a device and its server decline. */
export const SYNC_SENTENCES = {
  'held.unknown': {
    en: 'There is no operation {op} here.',
    tr: 'Burada {op} kimlikli bir işlem yok.',
    de: 'Es gibt hier keinen Vorgang {op}.',
  },
  'held.no_exit': {
    en: 'This is not open for this operation as it stands. Look at the ways out it lists.',
    tr: 'Bu işlem şu durumdayken bu yapılamaz. Listelenen çıkış yollarına bakın.',
    de: 'Das ist für diesen Vorgang in diesem Stand nicht möglich. Sehen Sie die genannten Auswege an.',
  },
  'held.in_flight': {
    en: 'This operation is on its way to the server. Wait for the answer.',
    tr: 'Bu işlem sunucuya gönderildi. Yanıtı bekleyin.',
    de: 'Dieser Vorgang ist zum Server unterwegs. Warten Sie die Antwort ab.',
  },
  'held.date_missing': {
    en: 'Say the new day with --date YYYY-MM-DD.',
    tr: 'Yeni günü --date YYYY-MM-DD ile belirtin.',
    de: 'Geben Sie den neuen Tag mit --date YYYY-MM-DD an.',
  },
  'held.amount_missing': {
    en: 'Say the new amount with --amount.',
    tr: 'Yeni tutarı --amount ile belirtin.',
    de: 'Geben Sie den neuen Betrag mit --amount an.',
  },
  'held.number_taken': {
    en: '{documentNo} is the number of another document of this account. Say another with --to.',
    tr: '{documentNo}, bu carinin başka bir belgesinin numarası. --to ile başka bir numara verin.',
    de: '{documentNo} ist die Nummer eines anderen Belegs dieses Kontos. Geben Sie mit --to eine andere an.',
  },
  'held.target_missing': {
    en: 'Say what is meant instead: a document with --to, an account with --customer.',
    tr: 'Yerine neyin kastedildiğini belirtin: belge için --to, cari için --customer.',
    de: 'Geben Sie an, was stattdessen gemeint ist: einen Beleg mit --to, ein Konto mit --customer.',
  },
  'held.user_missing': {
    en: 'Say whom to hand it over to with --user.',
    tr: 'Kime devredileceğini --user ile belirtin.',
    de: 'Geben Sie mit --user an, wem es übergeben wird.',
  },
  'user.not_entitled': {
    en: '{user} may not enter this either: the role does not allow it.',
    tr: '{user} de bunu kaydedemez: rolü izin vermiyor.',
    de: '{user} darf dies auch nicht buchen: die Rolle erlaubt es nicht.',
  },
  'approval.waiting': {
    en: 'A request about this entry waits for a second person already.',
    tr: 'Bu kayıtla ilgili bir istek zaten ikinci kişiyi bekliyor.',
    de: 'Zu diesem Vorgang wartet schon eine Anfrage auf eine zweite Person.',
  },
  'approval.unknown': {
    en: 'This request does not wait any more: it was decided, or what it was about was given up.',
    tr: 'Bu istek artık beklemiyor: karar verilmiş ya da konusundan vazgeçilmiş.',
    de: 'Diese Anfrage wartet nicht mehr: sie ist entschieden, oder ihr Gegenstand wurde aufgegeben.',
  },
  'approval.same_person': {
    en: 'Who asked does not decide: another person has to.',
    tr: 'İsteyen kişi karar veremez: kararı başka biri vermeli.',
    de: 'Wer gefragt hat, entscheidet nicht: das muss eine andere Person tun.',
  },
  'approval.not_entitled': {
    en: 'Your role does not decide about this: a finance manager has to.',
    tr: 'Rolünüz buna karar veremez: finans müdürü karar vermeli.',
    de: 'Ihre Rolle entscheidet darüber nicht: das muss die Finanzleitung tun.',
  },
  'conflict.unknown': {
    en: 'This choice was made already: there is nothing left to decide.',
    tr: 'Bu seçim zaten yapılmış: karar verilecek bir şey kalmadı.',
    de: 'Diese Wahl ist schon getroffen: es bleibt nichts zu entscheiden.',
  },
  'conflict.same_person': {
    en: 'This field needs a second person: who entered the value does not put it through.',
    tr: 'Bu alan ikinci bir kişi ister: değeri giren kişi onu geçerli kılamaz.',
    de: 'Dieses Feld braucht eine zweite Person: wer den Wert eingegeben hat, setzt ihn nicht durch.',
  },
  'conflict.not_entitled': {
    en: 'Your role does not change this field.',
    tr: 'Rolünüz bu alanı değiştiremez.',
    de: 'Ihre Rolle ändert dieses Feld nicht.',
  },
  'patch.column': {
    en: 'There is no column {column} on a customer card: the columns are those of “import customers”.',
    tr: 'Cari kartında {column} sütunu yok: sütunlar “import customers” sütunlarıdır.',
    de: 'Eine Kundenkarte hat keine Spalte {column}: es gelten die Spalten von „import customers“.',
  },
  'patch.value': {
    en: '“{value}” cannot stand in {column}.',
    tr: '“{value}” değeri {column} sütununa yazılamaz.',
    de: '„{value}“ kann nicht in {column} stehen.',
  },
  'snapshot.damaged': {
    en: 'What the server sent does not come to what it says of itself ({reason}). Nothing was changed here; run “saldo server verify” on the server.',
    tr: 'Sunucunun gönderdiği, kendi bildirdiği toplamla uyuşmuyor ({reason}). Burada hiçbir şey değişmedi; sunucuda “saldo server verify” çalıştırın.',
    de: 'Was der Server sandte, ergibt nicht, was er von sich sagt ({reason}). Hier wurde nichts geändert; am Server „saldo server verify“ ausführen.',
  },
  'digest.key': {
    en: 'Say with --key whose {level} hashes are wanted: a customer code, or a key of the level above.',
    tr: 'Hangi {level} özetlerinin istendiğini --key ile belirtin: bir müşteri kodu ya da üst düzeyin anahtarı.',
    de: 'Sagen Sie mit --key, wessen {level}-Prüfsummen gewünscht sind: ein Kundencode oder ein Schlüssel der Ebene darüber.',
  },
  'server.offline': {
    en: 'The server {server} does not answer. Everything is kept here; it is sent at the next exchange.',
    tr: '{server} sunucusu yanıt vermiyor. Her şey burada duruyor; bir sonraki eşitlemede gönderilir.',
    de: 'Der Server {server} antwortet nicht. Alles bleibt hier; beim nächsten Abgleich wird es gesendet.',
  },
  'server.refused': {
    en: 'The server {server} declined the exchange ({code}). Nothing is lost here; ask its administrator.',
    tr: '{server} sunucusu eşitlemeyi reddetti ({code}). Burada hiçbir şey kaybolmadı; yöneticisine sorun.',
    de: 'Der Server {server} hat den Abgleich abgelehnt ({code}). Hier ist nichts verloren; fragen Sie seine Verwaltung.',
  },
  'server.url': {
    en: '“{server}” is no address Saldo sends to: https://…, or http:// on this machine alone.',
    tr: '“{server}” Saldo’nun gönderim yapacağı bir adres değil: https://… ya da yalnızca bu makinede http://.',
    de: '„{server}“ ist keine Adresse, an die Saldo sendet: https://… oder http:// nur auf diesem Rechner.',
  },
  'device.not_connected': {
    en: 'This company has no server yet: connect it with “saldo device enrol”.',
    tr: 'Bu şirketin henüz sunucusu yok: “saldo device enrol” ile bağlayın.',
    de: 'Diese Firma hat noch keinen Server: mit „saldo device enrol“ verbinden.',
  },
  'device.connected': {
    en: '{file} is connected to a server already.',
    tr: '{file} zaten bir sunucuya bağlı.',
    de: '{file} ist schon mit einem Server verbunden.',
  },
  'device.keys_missing': {
    en: 'The keys of this device ({file}) are missing: put them back from where they were, or enrol the device anew.',
    tr: 'Bu cihazın anahtarları ({file}) yok: eski yerinden geri koyun ya da cihazı yeniden kaydedin.',
    de: 'Die Schlüssel dieses Geräts ({file}) fehlen: zurücklegen oder das Gerät neu anmelden.',
  },
  'device.suspended': {
    en: 'This device or its user is suspended on the server. Everything is kept here until it is resumed.',
    tr: 'Bu cihaz ya da kullanıcısı sunucuda askıya alındı. Yeniden açılana kadar her şey burada durur.',
    de: 'Dieses Gerät oder sein Benutzer ist auf dem Server gesperrt. Bis zur Freigabe bleibt hier alles erhalten.',
  },
  'device.revoked': {
    en: 'The server has revoked this device. Its unsent work is kept here; ask the administrator.',
    tr: 'Sunucu bu cihazın yetkisini kaldırdı. Gönderilmemiş işler burada duruyor; yöneticiye sorun.',
    de: 'Der Server hat dieses Gerät abgemeldet. Nicht gesendete Arbeit bleibt hier; fragen Sie die Verwaltung.',
  },
  'device.forked': {
    en: 'The server knows another continuation of this device: a copy of the file is in use. The exchange stops; nothing is lost.',
    tr: 'Sunucu bu cihazın başka bir devamını biliyor: dosyanın bir kopyası kullanılıyor. Eşitleme durdu; hiçbir şey kaybolmadı.',
    de: 'Der Server kennt eine andere Fortsetzung dieses Geräts: eine Kopie der Datei ist in Gebrauch. Der Abgleich hält an; nichts ist verloren.',
  },
  'timeline.changed': {
    en: 'The server was set back to an earlier state. The exchange stops; nothing is lost here.',
    tr: 'Sunucu daha eski bir duruma döndürülmüş. Eşitleme durdu; burada hiçbir şey kaybolmadı.',
    de: 'Der Server wurde auf einen früheren Stand zurückgesetzt. Der Abgleich hält an; hier ist nichts verloren.',
  },
  'client.too_old': {
    en: 'This version of Saldo is too old for the server: update it. Your work is kept.',
    tr: 'Saldo’nun bu sürümü sunucu için çok eski: güncelleyin. İşleriniz duruyor.',
    de: 'Diese Saldo-Version ist für den Server zu alt: bitte aktualisieren. Ihre Arbeit bleibt erhalten.',
  },
  'digest.different': {
    en: 'The books here and on the server differ at sequence {cursor}: compare them before going on.',
    tr: 'Buradaki ve sunucudaki defterler {cursor} sırasında farklı: devam etmeden önce karşılaştırın.',
    de: 'Die Bücher hier und auf dem Server weichen bei Folge {cursor} ab: vor dem Weiterarbeiten vergleichen.',
  },
  'code.unknown': {
    en: 'The server does not know this enrolment code, or it was used or is older than 10 minutes. Ask for a new one.',
    tr: 'Sunucu bu kayıt kodunu tanımıyor ya da kod kullanılmış veya 10 dakikadan eski. Yenisini isteyin.',
    de: 'Der Server kennt diesen Anmeldecode nicht, oder er ist verbraucht oder älter als 10 Minuten. Fordern Sie einen neuen an.',
  },
  'company.taken': {
    en: 'The company on the server has entries already: import this file’s documents instead of publishing it.',
    tr: 'Sunucudaki şirkette zaten kayıtlar var: bu dosyayı yayımlamak yerine belgelerini içe aktarın.',
    de: 'Die Firma auf dem Server hat schon Einträge: statt zu veröffentlichen die Belege dieser Datei importieren.',
  },
  'company.has_documents': {
    en: '{file} is a company of its own: join with a new file, or publish this one with --publish.',
    tr: '{file} kendi başına bir şirket: yeni bir dosyayla katılın ya da bunu --publish ile yayımlayın.',
    de: '{file} ist eine eigene Firma: mit einer neuen Datei beitreten oder diese mit --publish veröffentlichen.',
  },
} as const
