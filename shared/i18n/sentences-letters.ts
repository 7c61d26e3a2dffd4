/** What campaigns, letters, answers and packs refuse. */
export const LETTER_SENTENCES = {
  'campaign.unknown': {
    en: 'There is no campaign {campaign}: list them with “campaign list”.',
    tr: '{campaign} kimlikli bir gönderim yok: “campaign list” ile listeleyin.',
    de: 'Es gibt keinen Lauf {campaign}: mit „campaign list“ auflisten.',
  },
  'campaign.empty': {
    en: 'Nobody is left to write to on {date}: choose other accounts or keep zero balances.',
    tr: '{date} için mektup yazılacak cari kalmadı: başka cariler seçin ya da sıfır bakiyeleri dahil edin.',
    de: 'Zum {date} bleibt niemand anzuschreiben: andere Konten wählen oder Nullsalden mitnehmen.',
  },
  'letter.unknown': {
    en: 'Account {customer} has no letter in this campaign.',
    tr: 'Bu gönderimde {customer} carisinin mektubu yok.',
    de: 'Konto {customer} hat in diesem Lauf kein Schreiben.',
  },
  'letter.state': {
    en: 'The letter of {customer} is {state}: that cannot have happened now.',
    tr: '{customer} mektubu “{state}” durumunda: bu işlem şimdi olamaz.',
    de: 'Das Schreiben von {customer} steht auf „{state}“: das kann jetzt nicht geschehen sein.',
  },
  'letter.statement_differs': {
    en: 'What the ledger says of {customer} is not what was sealed in its letter: run “verify”.',
    tr: '{customer} için kayıtlar mektupta mühürlenenle aynı değil: “verify” çalıştırın.',
    de: 'Was das Buch über {customer} sagt, ist nicht, was im Schreiben versiegelt wurde: „verify“ ausführen.',
  },
  'answer.unknown': {
    en: '“{value}” is no answer: write agree, dispute or not_ours.',
    tr: '“{value}” bir cevap değil: agree (mutabıkız), dispute (mutabık değiliz) ya da not_ours (bizim değil) yazın.',
    de: '„{value}“ ist keine Antwort: agree (einverstanden), dispute (nicht einverstanden) oder not_ours (nicht unser).',
  },
  'answer.twice': {
    en: '{customer} answers twice in the file: keep one of the rows.',
    tr: '{customer} dosyada iki kez cevaplıyor: satırlardan birini bırakın.',
    de: '{customer} antwortet in der Datei zweimal: eine Zeile behalten.',
  },
  'answer.currency_needed': {
    en: 'The letter of {customer} has several currencies ({list}): say which one.',
    tr: '{customer} mektubunda birden çok döviz var ({list}): hangisi olduğunu belirtin.',
    de: 'Das Schreiben von {customer} hat mehrere Währungen ({list}): bitte angeben, welche.',
  },
  'answer.currency_unknown': {
    en: 'The letter of {customer} states no balance in {currency}.',
    tr: '{customer} mektubunda {currency} bakiye yok.',
    de: 'Das Schreiben von {customer} nennt keinen Saldo in {currency}.',
  },
  'answer.amount_needed': {
    en: 'A dispute of {customer} needs their balance in {currency}.',
    tr: '{customer} mutabık değilse {currency} bakiyesini yazın.',
    de: 'Wer nicht bestätigt, nennt seinen Saldo: {customer}, {currency}.',
  },
  'job.stopped': {
    en: 'Stopped after {done} of {total}: ask for the same again to go on from there.',
    tr: '{total} içinden {done} tanesinden sonra durdu: kaldığı yerden sürmesi için aynı komutu yineleyin.',
    de: 'Nach {done} von {total} angehalten: Derselbe Aufruf macht dort weiter.',
  },
  'period.checks_failed': {
    en: 'Checks of {month} failed: {list}. Put them right, or sign off with a reason.',
    tr: '{month} denetimlerinden geçmeyenler: {list}. Düzeltin ya da gerekçeyle onaylayın.',
    de: 'Prüfungen von {month} schlugen fehl: {list}. Bereinigen oder mit Begründung abzeichnen.',
  },
  'pack.not_a_pack': {
    en: '{file} is no pack of Saldo: choose the ZIP file as it was written.',
    tr: '{file} bir Saldo paketi değil: yazıldığı hâliyle ZIP dosyasını seçin.',
    de: '{file} ist kein Paket von Saldo: die ZIP-Datei wählen, wie sie geschrieben wurde.',
  },
} as const
