/**
 * Words of balance letters, in the language of whoever reads them (domain.md 4.15). `{name}` is
 * replaced; nothing here needs a message format.
 */
import type { ExportLanguage } from './exports.ts'

const EN = {
  'title.balance': 'Confirmation of balance',
  'title.statement': 'Confirmation of statement',
  'title.ba-bs': 'BA/BS reconciliation',
  'title.cheques': 'Confirmation of cheques and notes',
  letterNo: 'Letter no.',
  version: 'version {version}',
  date: 'Date',
  asOf: 'As of {date}',
  ourCode: 'Our account code',
  yourCode: 'Your account code for us',
  answerBy: 'Please answer by',
  from: 'From',
  to: 'To',
  'intro.balance':
    'According to our books your account with us stood as follows on {date}. Please compare it with your books and answer below.',
  'intro.statement':
    'Attached you find the statement of your account with us from {from} to {date}. Please compare it with your books and answer below.',
  'intro.ba-bs':
    'For the forms BA and BS of {month} our books show the following documents with you, without VAT. Please compare count and amount with yours and answer below.',
  'intro.cheques':
    'On {date} we held the following cheques and notes from you that were not yet due. Please compare them with your books and answer below.',
  balance: 'Balance',
  inOurBooks: 'In our books',
  inYourBooks: 'In your books',
  inWords: 'In words',
  'ours.debit': 'debit: due to us',
  'theirs.debit': 'credit: you owe us',
  'ours.credit': 'credit: due to you',
  'theirs.credit': 'debit: we owe you',
  'ours.zero': 'settled',
  'theirs.zero': 'settled',
  papers: 'Memo: cheques and notes not yet due, received from you and already credited: {list}.',
  papersOf: '{count} of {amount}',
  form: 'Form',
  'form.BA': 'BA (our purchases)',
  'form.BS': 'BS (our sales)',
  count: 'Documents',
  lira: 'In the form, TRY',
  exact: 'Exact, TRY',
  withoutTax: '{count} documents carry no VAT amount and stand with their whole sum.',
  received: 'Received',
  attached: 'Attached: statement of account from {from} to {date}.',
  changes: 'This letter takes the place of version {version}. Changed since then:',
  noChanges: 'This letter takes the place of version {version}; no figure has changed.',
  answer: 'Your answer',
  agree: 'We agree with the balance stated.',
  disagree: 'We do not agree. Our records show:',
  cannot: 'We cannot answer; the account is not ours.',
  upload: 'If your figure differs, please send us your statement of account as a file or on paper.',
  contact: 'Questions: {contact}',
  silence:
    'If we receive no objection in the form the law asks for within {days} days of receipt, the balance counts as accepted.',
  omissions: 'Errors and omissions excepted.',
  signedFor: 'For {name}',
  signatory: 'Name, signature, stamp',
  place: 'Place, date',
  seal: 'Seal of the content (SHA-256)',
  sealNote: 'The seal covers every figure of this letter and its statement; anyone can check it.',
  statement: 'Statement of account',
  /** Of a letter that is only looked at. */
  trial: 'TEST LETTER',
  trialNote: 'This is a test letter: it was not sent, is not counted and asks for no answer.',
}
export type LetterWords = typeof EN

const TR: LetterWords = {
  'title.balance': 'Cari hesap mutabakat mektubu',
  'title.statement': 'Hesap ekstresi mutabakatı',
  'title.ba-bs': 'BA/BS mutabakat mektubu',
  'title.cheques': 'Çek ve senet mutabakatı',
  letterNo: 'Mektup no.',
  version: '{version}. sürüm',
  date: 'Tarih',
  asOf: '{date} itibarıyla',
  ourCode: 'Bizdeki cari kodunuz',
  yourCode: 'Sizdeki cari kodumuz',
  answerBy: 'Son cevap günü',
  from: 'Gönderen',
  to: 'Sayın',
  'intro.balance':
    'Kayıtlarımıza göre {date} itibarıyla nezdimizdeki cari hesabınızın durumu aşağıdadır. Kayıtlarınızla karşılaştırarak cevabınızı aşağıda bildirmenizi rica ederiz.',
  'intro.statement':
    'Nezdimizdeki cari hesabınızın {from} – {date} dönemine ait ekstresi ektedir. Kayıtlarınızla karşılaştırarak cevabınızı aşağıda bildirmenizi rica ederiz.',
  'intro.ba-bs':
    '{month} dönemi BA ve BS formları için kayıtlarımızdaki KDV hariç belge adet ve tutarları aşağıdadır. Kayıtlarınızla karşılaştırarak cevabınızı aşağıda bildirmenizi rica ederiz.',
  'intro.cheques':
    '{date} itibarıyla sizden alınmış ve vadesi gelmemiş çek ve senetler aşağıdadır. Kayıtlarınızla karşılaştırarak cevabınızı aşağıda bildirmenizi rica ederiz.',
  balance: 'Bakiye',
  inOurBooks: 'Bizim kayıtlarımızda',
  inYourBooks: 'Sizin kayıtlarınızda',
  inWords: 'Yazıyla',
  'ours.debit': 'borç: alacağımız',
  'theirs.debit': 'alacak: borcunuz',
  'ours.credit': 'alacak: borcumuz',
  'theirs.credit': 'borç: alacağınız',
  'ours.zero': 'kapalı',
  'theirs.zero': 'kapalı',
  papers:
    'Bilgi: sizden alınıp hesabınıza alacak yazılan, vadesi gelmemiş çek ve senetler: {list}.',
  papersOf: '{count} adet, {amount}',
  form: 'Form',
  'form.BA': 'BA (alışlarımız)',
  'form.BS': 'BS (satışlarımız)',
  count: 'Belge adedi',
  lira: 'Formda, TL',
  exact: 'Kuruşuyla, TL',
  withoutTax: '{count} belgede KDV tutarı bulunmadığından bunlar tam tutarıyla alınmıştır.',
  received: 'Alındığı gün',
  attached: 'Ek: {from} – {date} dönemi cari hesap ekstresi.',
  changes: 'Bu mektup {version}. sürümün yerine geçer. O günden sonra değişenler:',
  noChanges: 'Bu mektup {version}. sürümün yerine geçer; tutarlarda değişiklik yoktur.',
  answer: 'Cevabınız',
  agree: 'Belirtilen bakiyede mutabıkız.',
  disagree: 'Mutabık değiliz. Kayıtlarımıza göre bakiye:',
  cannot: 'Cevap veremiyoruz; böyle bir hesabımız yok.',
  upload:
    'Tutarınız farklıysa cari hesap ekstrenizi dosya olarak ya da yazılı göndermenizi rica ederiz.',
  contact: 'Sorularınız için: {contact}',
  silence:
    'Mektubun alınmasından itibaren {days} gün içinde kanunun aradığı şekilde itiraz edilmezse bakiye kabul edilmiş sayılır.',
  omissions: 'Hata ve unutma müstesnadır.',
  signedFor: '{name} adına',
  signatory: 'Ad soyad, imza, kaşe',
  place: 'Yer, tarih',
  seal: 'İçerik mührü (SHA-256)',
  sealNote: 'Mühür bu mektubun ve ekstresinin bütün rakamlarını kapsar; herkes doğrulayabilir.',
  statement: 'Cari hesap ekstresi',
  trial: 'DENEME MEKTUBU',
  trialNote: 'Bu bir deneme mektubudur: gönderilmedi, sayılmaz ve cevap istemez.',
}

const DE: LetterWords = {
  'title.balance': 'Saldenbestätigung',
  'title.statement': 'Bestätigung des Kontoauszugs',
  'title.ba-bs': 'BA/BS-Abstimmung',
  'title.cheques': 'Bestätigung von Schecks und Wechseln',
  letterNo: 'Schreiben Nr.',
  version: 'Fassung {version}',
  date: 'Datum',
  asOf: 'Stichtag {date}',
  ourCode: 'Ihr Konto bei uns',
  yourCode: 'Unser Konto bei Ihnen',
  answerBy: 'Antwort bitte bis',
  from: 'Von',
  to: 'An',
  'intro.balance':
    'Nach unseren Büchern stand Ihr Konto bei uns am {date} wie folgt. Bitte vergleichen Sie mit Ihren Büchern und antworten Sie unten.',
  'intro.statement':
    'Beiliegend erhalten Sie den Auszug Ihres Kontos bei uns vom {from} bis {date}. Bitte vergleichen Sie mit Ihren Büchern und antworten Sie unten.',
  'intro.ba-bs':
    'Für die Formulare BA und BS des Monats {month} zeigen unsere Bücher folgende Belege mit Ihnen, ohne Umsatzsteuer. Bitte vergleichen Sie Anzahl und Betrag und antworten Sie unten.',
  'intro.cheques':
    'Am {date} hielten wir folgende noch nicht fällige Schecks und Wechsel von Ihnen. Bitte vergleichen Sie mit Ihren Büchern und antworten Sie unten.',
  balance: 'Saldo',
  inOurBooks: 'In unseren Büchern',
  inYourBooks: 'In Ihren Büchern',
  inWords: 'In Worten',
  'ours.debit': 'Soll: unsere Forderung',
  'theirs.debit': 'Haben: Ihre Schuld',
  'ours.credit': 'Haben: unsere Schuld',
  'theirs.credit': 'Soll: Ihre Forderung',
  'ours.zero': 'ausgeglichen',
  'theirs.zero': 'ausgeglichen',
  papers:
    'Nachrichtlich: von Ihnen erhaltene, gutgeschriebene und noch nicht fällige Schecks und Wechsel: {list}.',
  papersOf: '{count} über {amount}',
  form: 'Formular',
  'form.BA': 'BA (unsere Einkäufe)',
  'form.BS': 'BS (unsere Verkäufe)',
  count: 'Belege',
  lira: 'Im Formular, TRY',
  exact: 'Genau, TRY',
  withoutTax: '{count} Belege nennen keine Steuer und stehen mit ihrem ganzen Betrag.',
  received: 'Erhalten',
  attached: 'Anlage: Kontoauszug vom {from} bis {date}.',
  changes: 'Dieses Schreiben ersetzt Fassung {version}. Seither geändert:',
  noChanges: 'Dieses Schreiben ersetzt Fassung {version}; kein Betrag hat sich geändert.',
  answer: 'Ihre Antwort',
  agree: 'Wir bestätigen den genannten Saldo.',
  disagree: 'Wir bestätigen nicht. Unsere Bücher zeigen:',
  cannot: 'Wir können nicht antworten; das Konto ist nicht unseres.',
  upload: 'Weicht Ihr Betrag ab, senden Sie uns bitte Ihren Kontoauszug als Datei oder auf Papier.',
  contact: 'Fragen: {contact}',
  silence:
    'Geht binnen {days} Tagen nach Zugang kein Widerspruch in der gesetzlich verlangten Form ein, gilt der Saldo als anerkannt.',
  omissions: 'Irrtum und Auslassung vorbehalten.',
  signedFor: 'Für {name}',
  signatory: 'Name, Unterschrift, Stempel',
  place: 'Ort, Datum',
  seal: 'Siegel des Inhalts (SHA-256)',
  sealNote:
    'Das Siegel umfasst jede Zahl dieses Schreibens und seines Auszugs; jeder kann es prüfen.',
  statement: 'Kontoauszug',
  trial: 'PROBESCHREIBEN',
  trialNote:
    'Dies ist ein Probeschreiben: Es wurde nicht versendet, zählt nicht und verlangt keine Antwort.',
}

const WORDS: Readonly<Record<ExportLanguage, LetterWords>> = { en: EN, tr: TR, de: DE }

export function letterWords(language: ExportLanguage): LetterWords {
  return WORDS[language]
}
