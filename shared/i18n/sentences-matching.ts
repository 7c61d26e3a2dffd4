/**
 * Why a bank line is proposed as somebody's money, and why it is posted or not: the codes of
 * `MatchEvidence` and `DecisionReason` (shared/domain/matching/types.ts).
 */
export const MATCHING_SENTENCES = {
  'evidence.rule': {
    en: 'Your rule “{rule}” applies.',
    tr: '“{rule}” kuralınız geçerli.',
    de: 'Ihre Regel „{rule}“ trifft zu.',
  },
  'evidence.iban': {
    en: 'The money came from this customer’s account {iban}.',
    tr: 'Para bu carinin {iban} hesabından geldi.',
    de: 'Das Geld kam vom Konto {iban} dieses Kunden.',
  },
  'evidence.iban_learned': {
    en: 'Money from {iban} was this customer’s {count} times before.',
    tr: '{iban} hesabından gelen para daha önce {count} kez bu cariye işlendi.',
    de: 'Geld von {iban} gehörte schon {count}-mal diesem Kunden.',
  },
  'evidence.iban_shared': {
    en: 'Several customers pay from {iban}; this is one of them.',
    tr: '{iban} hesabını birden çok cari kullanıyor; bu cari onlardan biri.',
    de: 'Mehrere Kunden zahlen von {iban}; dieser ist einer davon.',
  },
  'evidence.tax_id': {
    en: 'The tax number {taxId} in the text is this customer’s.',
    tr: 'Açıklamadaki {taxId} vergi numarası bu cariye ait.',
    de: 'Die Steuernummer {taxId} im Text gehört diesem Kunden.',
  },
  'evidence.name': {
    en: 'The payer’s name is “{name}”.',
    tr: 'Gönderen adı: “{name}”.',
    de: 'Der Zahler heißt „{name}“.',
  },
  'evidence.name_most': {
    en: 'The payer’s name is nearly “{name}”.',
    tr: 'Gönderen adı “{name}” adına çok yakın.',
    de: 'Der Name des Zahlers lautet fast „{name}“.',
  },
  'evidence.name_part': {
    en: 'Part of the name “{name}” is in the text.',
    tr: 'Açıklamada “{name}” adının bir bölümü geçiyor.',
    de: 'Ein Teil des Namens „{name}“ steht im Text.',
  },
  'evidence.code': {
    en: 'The text names the account code {customer}.',
    tr: 'Açıklamada {customer} cari kodu geçiyor.',
    de: 'Der Text nennt die Kundennummer {customer}.',
  },
  'evidence.learned': {
    en: 'You gave payments like this one to the customer {count} times before.',
    tr: 'Buna benzer ödemeleri daha önce {count} kez bu cariye işlediniz.',
    de: 'Solche Zahlungen haben Sie schon {count}-mal diesem Kunden zugeordnet.',
  },
  'evidence.group': {
    en: '“{name}” of the same group is known to pay.',
    tr: 'Aynı gruptan “{name}” ödüyor.',
    de: '„{name}“ aus derselben Gruppe ist der Zahler.',
  },
  'evidence.number_full': {
    en: '“{written}” names {documentNo}.',
    tr: '“{written}”, {documentNo} belgesini gösteriyor.',
    de: '„{written}“ nennt {documentNo}.',
  },
  'evidence.number_reference': {
    en: 'The reference “{written}” belongs to {documentNo}.',
    tr: '“{written}” referansı {documentNo} belgesine ait.',
    de: 'Die Referenz „{written}“ gehört zu {documentNo}.',
  },
  'evidence.number_structured': {
    en: 'The payment reference {written} was issued for {documentNo}.',
    tr: '{written} ödeme referansı {documentNo} için verilmişti.',
    de: 'Die Zahlungsreferenz {written} wurde für {documentNo} vergeben.',
  },
  'evidence.number_part': {
    en: '“{written}” is part of the number {documentNo}.',
    tr: '“{written}”, {documentNo} numarasının bir bölümü.',
    de: '„{written}“ ist ein Teil der Nummer {documentNo}.',
  },
  'evidence.number_typo': {
    en: '“{written}” is one character away from {documentNo}.',
    tr: '“{written}” ile {documentNo} arasında tek karakter fark var.',
    de: '„{written}“ weicht von {documentNo} um ein Zeichen ab.',
  },
  'evidence.number_cut': {
    en: '“{written}” is the beginning of {documentNo}; the bank cut the text.',
    tr: '“{written}”, {documentNo} numarasının başı; banka açıklamayı kesmiş.',
    de: '„{written}“ ist der Anfang von {documentNo}; die Bank hat den Text gekürzt.',
  },
  'evidence.amount_one': {
    en: 'The amount is exactly what is open.',
    tr: 'Tutar açık kalanla aynı.',
    de: 'Der Betrag ist genau der offene.',
  },
  'evidence.amount_sum': {
    en: '{count} documents add up to exactly this amount.',
    tr: '{count} belgenin toplamı tam bu tutar.',
    de: '{count} Belege ergeben genau diesen Betrag.',
  },
  'evidence.amount_run': {
    en: 'The {count} oldest documents add up to exactly this amount.',
    tr: 'En eski {count} belgenin toplamı tam bu tutar.',
    de: 'Die {count} ältesten Belege ergeben genau diesen Betrag.',
  },
  'evidence.amount_all': {
    en: 'The amount is the whole open balance of {count} documents.',
    tr: 'Tutar, {count} belgelik açık bakiyenin tamamı.',
    de: 'Der Betrag ist der ganze offene Saldo aus {count} Belegen.',
  },
  'evidence.amount_netted': {
    en: 'The amount is exact once credit notes are deducted ({count} documents).',
    tr: 'Alacak dekontları düşülünce tutar tam tutuyor ({count} belge).',
    de: 'Nach Abzug der Gutschriften stimmt der Betrag genau ({count} Belege).',
  },
  'evidence.amount_part': {
    en: 'It pays part of what is named.',
    tr: 'Belirtilen belgenin bir bölümünü ödüyor.',
    de: 'Es bezahlt einen Teil des Genannten.',
  },
  'evidence.amount_over': {
    en: 'It is more than what is named; the rest goes by the account’s rule.',
    tr: 'Belirtilenden fazla; kalanı carinin kapatma kuralına göre dağıtılır.',
    de: 'Es ist mehr als genannt; der Rest folgt der Regel des Kontos.',
  },
  'evidence.amount_installment': {
    en: 'The amount is the next installment.',
    tr: 'Tutar sıradaki taksitle aynı.',
    de: 'Der Betrag ist die nächste Rate.',
  },
  'evidence.amount_discount': {
    en: 'The difference is the discount that the terms grant.',
    tr: 'Fark, vade koşullarının tanıdığı iskonto.',
    de: 'Die Differenz ist das vereinbarte Skonto.',
  },
  'evidence.amount_discount_other': {
    en: 'The difference looks like a discount that the terms do not grant: decide it yourself.',
    tr: 'Fark, koşulların tanımadığı bir iskontoya benziyor: kararı siz verin.',
    de: 'Die Differenz sieht nach nicht vereinbartem Skonto aus: bitte selbst entscheiden.',
  },
  'evidence.amount_fee': {
    en: 'The difference is what the bank may have kept as its fee.',
    tr: 'Fark, bankanın kesmiş olabileceği masraf kadar.',
    de: 'Die Differenz kann die Gebühr der Bank sein.',
  },
  'evidence.amount_rounding': {
    en: 'The difference is rounding.',
    tr: 'Fark yuvarlamadan.',
    de: 'Die Differenz ist Rundung.',
  },
  'evidence.amount_fx': {
    en: 'At the day’s rate it is worth what is open; the rest is exchange difference.',
    tr: 'Günün kuruyla açık tutara denk; kalan kur farkı.',
    de: 'Zum Tageskurs entspricht es dem offenen Betrag; der Rest ist Kursdifferenz.',
  },
  'evidence.policy_statutory': {
    en: 'Nothing fits: applied in the statutory order, interest and the earliest due first.',
    tr: 'Uyan belge yok: kanuni sıraya göre, önce faiz ve vadesi en eski olan kapatılır.',
    de: 'Nichts passt: gesetzliche Reihenfolge, erst Zinsen, dann das zuerst Fällige.',
  },
  'evidence.policy_oldest': {
    en: 'Nothing fits: the oldest first, as agreed for this account.',
    tr: 'Uyan belge yok: bu caride en eskiden başlanır.',
    de: 'Nichts passt: das Älteste zuerst, wie für dieses Konto festgelegt.',
  },
  'evidence.policy_explicit': {
    en: 'Nothing is named: it stays unapplied on the account.',
    tr: 'Belge belirtilmemiş: tutar caride açık kalır.',
    de: 'Nichts ist genannt: der Betrag bleibt offen auf dem Konto.',
  },
  'evidence.rhythm': {
    en: 'The customer usually pays about now.',
    tr: 'Cari genellikle bu günlerde öder.',
    de: 'Der Kunde zahlt gewöhnlich um diese Zeit.',
  },
  'evidence.habit': {
    en: 'The customer has paid this very amount before.',
    tr: 'Cari daha önce tam bu tutarı ödemişti.',
    de: 'Der Kunde hat genau diesen Betrag schon gezahlt.',
  },
  'match.sure': {
    en: 'Sure enough to post.',
    tr: 'Kayda geçecek kadar kesin.',
    de: 'Sicher genug zum Buchen.',
  },
  'match.unsure': {
    en: 'Not sure enough to post by itself.',
    tr: 'Kendiliğinden kayda geçecek kadar kesin değil.',
    de: 'Nicht sicher genug, um von selbst zu buchen.',
  },
  'match.equal': {
    en: 'Two candidates are equally good: choose one.',
    tr: 'İki aday eşit derecede uygun: birini seçin.',
    de: 'Zwei Kandidaten sind gleich gut: bitte wählen.',
  },
  'match.by_policy': {
    en: 'The payer is known, no document fits: proposed by the account’s rule.',
    tr: 'Ödeyen belli, uyan belge yok: carinin kapatma kuralına göre önerildi.',
    de: 'Der Zahler ist bekannt, kein Beleg passt: Vorschlag nach der Regel des Kontos.',
  },
  'match.difference': {
    en: 'There is a difference that you must agree to.',
    tr: 'Onayınızı bekleyen bir fark var.',
    de: 'Es gibt eine Differenz, der Sie zustimmen müssen.',
  },
  'match.month_closed': {
    en: 'The month of this line is closed. Open it again, or post the line by hand with a reason.',
    tr: 'Bu hareketin dönemi kapalı. Dönemi yeniden açın ya da hareketi nedeniyle elle işleyin.',
    de: 'Die Periode dieser Buchung ist geschlossen. Wieder öffnen, oder von Hand mit Grund buchen.',
  },
  'match.nobody': {
    en: 'Nothing says whose money it is.',
    tr: 'Paranın kime ait olduğunu gösteren bir şey yok.',
    de: 'Nichts sagt, wessen Geld es ist.',
  },
  'match.not_customer': {
    en: 'No customer’s money.',
    tr: 'Müşteri ödemesi değil.',
    de: 'Kein Kundengeld.',
  },
} as const
