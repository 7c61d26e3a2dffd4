/** What is wrong with a bank's file, or was decided in reading it. */
export const BANK_SENTENCES = {
  'bank.format_unknown': {
    en: 'This is no bank statement Saldo reads: MT940, CAMT, OFX, BAI2, CSV or XLSX.',
    tr: 'Bu dosya okunabilen bir banka ekstresi değil: MT940, CAMT, OFX, BAI2, CSV ya da XLSX olmalı.',
    de: 'Das ist kein lesbarer Kontoauszug: MT940, CAMT, OFX, BAI2, CSV oder XLSX.',
  },
  'bank.syntax': {
    en: 'Line {row}, field {column}: “{value}” is not what the format asks for. Get the file again from the bank.',
    tr: '{row}. satır, {column} alanı: “{value}” biçime uymuyor. Dosyayı bankadan yeniden alın.',
    de: 'Zeile {row}, Feld {column}: „{value}“ entspricht nicht dem Format. Datei neu von der Bank holen.',
  },
  'bank.field_missing': {
    en: 'The statement in line {row} has no field {column}. Get the file again from the bank.',
    tr: '{row}. satırdaki ekstrede {column} alanı yok. Dosyayı bankadan yeniden alın.',
    de: 'Dem Auszug in Zeile {row} fehlt das Feld {column}. Datei neu von der Bank holen.',
  },
  'bank.day_invalid': {
    en: 'Line {row}, field {column}: “{value}” is no day.',
    tr: '{row}. satır, {column} alanı: “{value}” geçerli bir gün değil.',
    de: 'Zeile {row}, Feld {column}: „{value}“ ist kein Tag.',
  },
  'bank.day_missing': {
    en: 'The bank states no booking day; {date} was taken, the end of the statement.',
    tr: 'Banka işlem günü yazmamış; ekstrenin son günü {date} alındı.',
    de: 'Die Bank nennt keinen Buchungstag; es gilt {date}, das Ende des Auszugs.',
  },
  'bank.day_unreal': {
    en: 'The bank states {value}, a day of its interest calendar; {date} was taken.',
    tr: 'Banka {value} yazmış (faiz takvimi günü); {date} alındı.',
    de: 'Die Bank nennt {value}, einen Tag der Zinsrechnung; es gilt {date}.',
  },
  'bank.currency_missing': {
    en: 'The file does not say in which currency the account is kept: choose the account first.',
    tr: 'Dosya hesabın para birimini belirtmiyor: önce hesabı seçin.',
    de: 'Die Datei nennt die Währung des Kontos nicht: zuerst das Konto wählen.',
  },
  'bank.currency_mixed': {
    en: 'Line {row} books {value} on an account in {currency}. Get the file again from the bank.',
    tr: '{row}. satır, {currency} hesaba {value} işliyor. Dosyayı bankadan yeniden alın.',
    de: 'Zeile {row} bucht {value} auf ein Konto in {currency}. Datei neu von der Bank holen.',
  },
  'bank.type_unknown': {
    en: 'Line {row}: type code “{value}” does not say whether money came in or went out.',
    tr: '{row}. satır: “{value}” işlem kodundan paranın girdiği mi çıktığı mı anlaşılmıyor.',
    de: 'Zeile {row}: Aus dem Code „{value}“ geht nicht hervor, ob Geld ein- oder ausging.',
  },
  'bank.side_unknown': {
    en: '“{value}” says neither debit nor credit.',
    tr: '“{value}” ne borç ne alacak.',
    de: '„{value}“ heißt weder Soll noch Haben.',
  },
  'bank.batch_difference': {
    en: 'The {count} payments of this batch do not add up to its booking: it stays one line.',
    tr: 'Bu toplu işlemin {count} ödemesi toplam tutarı vermiyor: tek satır olarak kaldı.',
    de: 'Die {count} Zahlungen dieser Sammelbuchung ergeben sie nicht: sie bleibt eine Zeile.',
  },
  'bank.batch_converted': {
    en: 'The {count} payments of this batch are in another currency: each has its share of the booking in {currency}.',
    tr: 'Bu toplu işlemin {count} ödemesi başka para biriminde: {currency} tutar paylarına göre bölündü.',
    de: 'Die {count} Zahlungen dieser Sammelbuchung lauten auf eine andere Währung: jede hat ihren Anteil an der Buchung in {currency}.',
  },
  'bank.balance_currency': {
    en: 'A balance is stated in {value}, the account is kept in {currency}.',
    tr: 'Bakiyelerden biri {value} olarak verilmiş, hesap {currency}.',
    de: 'Ein Saldo ist in {value} angegeben, das Konto wird in {currency} geführt.',
  },
  'bank.balance_chain': {
    en: '{count} rows have a balance that does not follow from the row before.',
    tr: '{count} satırın bakiyesi bir önceki satırla tutmuyor.',
    de: 'In {count} Zeilen folgt der Saldo nicht aus der Zeile davor.',
  },
  'bank.count_differs': {
    en: 'The file states {value} records here and has {count}.',
    tr: 'Dosya burada {value} kayıt bildiriyor, {count} kayıt var.',
    de: 'Die Datei nennt hier {value} Sätze und hat {count}.',
  },
  'bank.total_differs': {
    en: 'The control total {value} is not the sum of the amounts.',
    tr: '{value} kontrol toplamı tutarların toplamı değil.',
    de: 'Die Kontrollsumme {value} ist nicht die Summe der Beträge.',
  },
  'bank.statement_repeated': {
    en: 'This statement stands in the file twice; its lines are taken once.',
    tr: 'Bu ekstre dosyada iki kez var; satırları bir kez alınır.',
    de: 'Dieser Auszug steht zweimal in der Datei; seine Zeilen zählen einmal.',
  },
  'bank.row_left_out': {
    en: '“{value}” is no movement of the account and was left out.',
    tr: '“{value}” hesap hareketi değil, alınmadı.',
    de: '„{value}“ ist keine Kontobewegung und wurde ausgelassen.',
  },
  'bank.account_missing': {
    en: '{file} does not say whose account it is. Choose the account (--account NAME).',
    tr: '{file} hangi hesaba ait olduğunu söylemiyor. Hesabı seçin (--account AD).',
    de: '{file} nennt kein Konto. Das Konto wählen (--account NAME).',
  },
  'bank.account_unknown': {
    en: 'There is no bank account {account}. The names stand in “saldo bank list”.',
    tr: '{account} adında bir banka hesabı yok. Adlar “saldo bank list” çıktısındadır.',
    de: 'Es gibt kein Bankkonto {account}. Die Namen zeigt „saldo bank list“.',
  },
  'bank.account_several': {
    en: '{account} is kept in several currencies. Name the currency too, or the id: {accounts}.',
    tr: '{account} birden çok para biriminde tutuluyor. Para birimini ya da kimliği de yazın: {accounts}.',
    de: '{account} wird in mehreren Währungen geführt. Die Währung dazu nennen, oder die Kennung: {accounts}.',
  },
  'bank.sample_taken': {
    en: 'The demo’s bank file is in the books already, up to {date}. Reset the demo to try it once more.',
    tr: 'Demonun banka dosyası zaten içeri alındı ({date} tarihine kadar). Yeniden denemek için demoyu sıfırlayın.',
    de: 'Die Bankdatei der Demo ist schon in den Büchern, bis {date}. Zum nochmaligen Versuch die Demo zurücksetzen.',
  },
  'bank.rule_unknown': {
    en: 'There is no such rule any more.',
    tr: 'Böyle bir kural artık yok.',
    de: 'Diese Regel gibt es nicht mehr.',
  },
  'bank.rule_words': {
    en: '“{value}” has neither letters nor digits: it would hold for every line.',
    tr: '“{value}” ne harf ne rakam içeriyor: her satıra uyardı.',
    de: '„{value}“ hat weder Buchstaben noch Ziffern: Es träfe auf jede Zeile zu.',
  },
  'bank.rule_amounts': {
    en: 'The upper amount is below the lower one.',
    tr: 'Üst tutar alt tutardan küçük.',
    de: 'Der obere Betrag liegt unter dem unteren.',
  },
  'bank.rules_changed': {
    en: 'Rules came or went meanwhile. Look at the list again, then move the rule.',
    tr: 'Bu arada kural eklenmiş ya da silinmiş. Listeye yeniden bakıp kuralı öyle taşıyın.',
    de: 'Inzwischen kamen oder gingen Regeln. Die Liste neu ansehen, dann verschieben.',
  },
  'bank.fact_unknown': {
    en: 'Nothing of this is learned any more.',
    tr: 'Bu bilgi artık öğrenilmiş değil.',
    de: 'Davon ist nichts mehr gelernt.',
  },
  'bank.line_unknown': {
    en: 'There is no bank line {line}.',
    tr: '{line} kimlikli banka hareketi yok.',
    de: 'Es gibt keine Bankbuchung {line}.',
  },
  'bank.line_posted': {
    en: 'This bank line is booked already. Take it back first.',
    tr: 'Bu banka hareketi zaten işlenmiş. Önce geri alın.',
    de: 'Diese Bankbuchung ist schon verbucht. Zuerst zurücknehmen.',
  },
  'bank.line_todo': {
    en: 'Nothing was done with this bank line yet, so there is nothing to take back.',
    tr: 'Bu banka hareketiyle henüz bir şey yapılmadı; geri alınacak bir şey yok.',
    de: 'Mit dieser Bankbuchung ist noch nichts geschehen; es gibt nichts zurückzunehmen.',
  },
  'bank.other_group': {
    en: '{documentNo} belongs to an account outside the group of {customer}. Choose a document of the payer or of its group.',
    tr: '{documentNo}, {customer} grubunun dışındaki bir carinin. Ödeyenin ya da grubunun bir belgesini seçin.',
    de: '{documentNo} gehört einem Konto außerhalb der Gruppe von {customer}. Einen Beleg des Zahlers oder seiner Gruppe wählen.',
  },
  'bank.application_sum': {
    en: 'The documents take {used} {currency}, the line has {amount} {currency}. Lower an amount or add what settles the difference.',
    tr: 'Belgeler {used} {currency} tutuyor, harekette {amount} {currency} var. Bir tutarı azaltın ya da farkı kapatan tutarı ekleyin.',
    de: 'Die Belege nehmen {used} {currency}, die Buchung hat {amount} {currency}. Einen Betrag senken oder die Differenz ausgleichen.',
  },
  'bank.adjustment_alone': {
    en: 'An adjustment ({kind}) settles a document: name the document it belongs to.',
    tr: 'Fark ({kind}) bir belgeyi kapatır: ait olduğu belgeyi yazın.',
    de: 'Eine Differenz ({kind}) gleicht einen Beleg aus: den Beleg nennen.',
  },
  'document.of_bank_line': {
    en: '{documentNo} was made from a bank line. Take the line back in Reconcile (saldo bank undo).',
    tr: '{documentNo} bir banka hareketinden oluştu. Hareketi Mutabakat ekranında geri alın (saldo bank undo).',
    de: '{documentNo} entstand aus einer Bankbuchung. Die Buchung unter Abstimmung zurücknehmen (saldo bank undo).',
  },
} as const
