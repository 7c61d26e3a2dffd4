/**
 * Why the server did not take an entry and what to do about it, each code one sentence or two an
 * accountant understands; and what the ways out are called. Words in braces are filled by
 * `heldSentence`.
 */
type Words = Readonly<Record<'tr' | 'en' | 'de', string>>

export const HELD_WORDS = {
  PERIOD_CLOSED: {
    en: 'The month {month} is closed. Give it a day in an open month, or ask a finance manager to let it in late.',
    tr: '{month} dönemi kapalı. Açık bir aya tarih verin ya da finans müdüründen geç kayıt onayı isteyin.',
    de: 'Der Monat {month} ist geschlossen. Geben Sie einen Tag in einem offenen Monat an oder bitten Sie die Finanzleitung um späte Buchung.',
  },
  EXT_REF_CONFLICT: {
    en: 'The same document came from another desk with other figures{theirs}. Keep theirs, or reverse theirs and put yours in its place.',
    tr: 'Aynı belge başka bir masadan farklı tutarla girilmiş{theirs}. Onlarınkini bırakın ya da onlarınkini ters kayıtla kapatıp yerine sizinkini koyun.',
    de: 'Derselbe Beleg kam von einem anderen Platz mit anderen Werten{theirs}. Lassen Sie jenen stehen, oder stornieren Sie ihn und setzen Sie Ihren an seine Stelle.',
  },
  NUMBER_TAKEN: {
    en: 'The number {number} belongs to another document already{theirs}. Issue yours under a new number; the old paper is noted as void.',
    tr: '{number} numarası başka bir belgede kullanılmış{theirs}. Sizinkini yeni bir numarayla düzenleyin; eski kâğıt geçersiz olarak işlenir.',
    de: 'Die Nummer {number} gehört schon zu einem anderen Beleg{theirs}. Stellen Sie Ihren unter neuer Nummer aus; das alte Papier wird als ungültig vermerkt.',
  },
  MASTER_MISSING: {
    en: 'The server has no such account. Open it there, or post the document to another account.',
    tr: 'Sunucuda böyle bir cari hesap yok. Hesabı orada açın ya da belgeyi başka bir cariye kaydedin.',
    de: 'Der Server hat kein solches Konto. Legen Sie es dort an oder buchen Sie den Beleg auf ein anderes Konto.',
  },
  MASTER_ARCHIVED: {
    en: 'The account {customer} was archived meanwhile. Take it out of the archive, or post the document to another account.',
    tr: '{customer} carisi bu arada arşivlenmiş. Arşivden çıkarın ya da belgeyi başka bir cariye kaydedin.',
    de: 'Das Konto {customer} wurde inzwischen archiviert. Holen Sie es aus dem Archiv oder buchen Sie den Beleg auf ein anderes Konto.',
  },
  ALLOC_EXCEEDS_OPEN: {
    en: 'On {number} only {open} is still open: somebody else has settled the rest meanwhile. Lower the allocation or give it up; no balance changes by it.',
    tr: '{number} belgesinde yalnızca {open} açık kaldı: kalanı bu arada başkası kapattı. Kapamayı düşürün ya da vazgeçin; bakiye bundan etkilenmez.',
    de: 'Auf {number} ist nur noch {open} offen: den Rest hat inzwischen jemand anderes ausgeglichen. Verringern Sie die Zuordnung oder verzichten Sie darauf; kein Saldo ändert sich dadurch.',
  },
  FORBIDDEN: {
    en: 'Your role does not allow this entry now. Hand it over to somebody who may enter it, or give it up.',
    tr: 'Rolünüz bu kayda şu anda izin vermiyor. Kaydı yapmaya yetkili birine devredin ya da vazgeçin.',
    de: 'Ihre Rolle erlaubt diese Buchung jetzt nicht. Übergeben Sie sie jemandem, der sie buchen darf, oder verzichten Sie darauf.',
  },
  FORBIDDEN_same_person: {
    en: 'The one who asked does not decide. Another person has to; give this answer up.',
    tr: 'İsteyen kişi karar veremez. Kararı başka biri vermeli; bu yanıttan vazgeçin.',
    de: 'Wer gefragt hat, entscheidet nicht. Das muss jemand anderes tun; ziehen Sie diese Antwort zurück.',
  },
  FORBIDDEN_handed_over: {
    en: '{by} may not enter this and handed it to you. Take it to enter it in your name, or give it back.',
    tr: '{by} bunu kaydetmeye yetkili değil ve size devretti. Kendi adınıza kaydetmek için alın ya da geri verin.',
    de: '{by} darf dies nicht buchen und hat es Ihnen übergeben. Übernehmen Sie es in Ihrem Namen oder geben Sie es zurück.',
  },
  OUT_OF_SCOPE: {
    en: 'This account is not assigned to you any more. Hand the entry over to whoever has it now, or give it up.',
    tr: 'Bu cari artık size atanmış değil. Kaydı şimdiki sorumlusuna devredin ya da vazgeçin.',
    de: 'Dieses Konto ist Ihnen nicht mehr zugeordnet. Übergeben Sie den Vorgang dem jetzt Zuständigen oder verzichten Sie darauf.',
  },
  NEEDS_APPROVAL: {
    en: 'A second person has to agree first. Wait for the answer, or give it up.',
    tr: 'Önce ikinci bir kişinin onayı gerekiyor. Yanıtı bekleyin ya da vazgeçin.',
    de: 'Erst muss eine zweite Person zustimmen. Warten Sie die Antwort ab oder verzichten Sie darauf.',
  },
  ALREADY_REVERSED: {
    en: 'Somebody else has reversed this document already{theirs}. Nothing is left to do: give yours up.',
    tr: 'Bu belgeye başka biri zaten ters kayıt yapmış{theirs}. Yapılacak bir şey kalmadı: sizinkinden vazgeçin.',
    de: 'Diesen Beleg hat schon jemand anderes storniert{theirs}. Es bleibt nichts zu tun: verzichten Sie auf Ihren Vorgang.',
  },
  DOCUMENT_ALLOCATED: {
    en: '{number} has been allocated meanwhile. Take those allocations back and reverse it again, or give it up.',
    tr: '{number} bu arada kapama almış. Önce kapamaları geri alıp ters kaydı yeniden uygulayın ya da vazgeçin.',
    de: '{number} wurde inzwischen zugeordnet. Heben Sie die Zuordnungen auf und stornieren Sie erneut, oder verzichten Sie darauf.',
  },
  DEP_HELD: {
    en: 'This rests on another entry that is held. It goes on by itself once that one is settled.',
    tr: 'Bu kayıt bekleyen başka bir kayda dayanıyor. O çözülünce kendiliğinden ilerler.',
    de: 'Dies beruht auf einem anderen zurückgestellten Vorgang. Es geht von selbst weiter, sobald jener erledigt ist.',
  },
  DEP_HELD_withdrawn: {
    en: 'This rests on another entry that was given up. Point it to another document or account, or give it up too.',
    tr: 'Bu kayıt, vazgeçilmiş başka bir kayda dayanıyor. Başka bir belgeye ya da cariye yönlendirin ya da bundan da vazgeçin.',
    de: 'Dies beruht auf einem anderen Vorgang, der aufgegeben wurde. Richten Sie es auf einen anderen Beleg oder ein anderes Konto oder verzichten Sie ebenfalls.',
  },
  BAD_TRANSITION: {
    en: 'Somebody else answered this first. Put your answer over theirs, or give it up.',
    tr: 'Bunu başka biri sizden önce yanıtladı. Yanıtınızı onunkinin üzerine uygulayın ya da vazgeçin.',
    de: 'Jemand anderes hat dies vor Ihnen beantwortet. Setzen Sie Ihre Antwort über jene oder verzichten Sie darauf.',
  },
  BAD_TRANSITION_decided: {
    en: 'Somebody else decided this first; that stands. Give yours up.',
    tr: 'Buna başka biri sizden önce karar verdi; o karar geçerli. Sizinkinden vazgeçin.',
    de: 'Darüber hat schon jemand anderes entschieden; das gilt. Verzichten Sie auf Ihre Entscheidung.',
  },
  BAD_TRANSITION_base_moved: {
    en: 'The value on the card has changed since it was asked for. Refuse the request; it is asked anew on the value that stands.',
    tr: 'İstek yapıldığından beri karttaki değer değişmiş. İsteği reddedin; geçerli değer üzerinden yeniden istenir.',
    de: 'Der Wert auf der Karte hat sich seit der Anfrage geändert. Lehnen Sie die Anfrage ab; sie wird zum geltenden Wert neu gestellt.',
  },
  BAD_TRANSITION_code_in_use: {
    en: 'Another account has the code {code} now. Keep the code this one was given.',
    tr: '{code} kodu artık başka bir caride. Bu cariye verilmiş kodu bırakın.',
    de: 'Den Code {code} hat jetzt ein anderes Konto. Lassen Sie diesem den Code, den es bekam.',
  },
  INVALID: {
    en: 'The server cannot read this entry as it stands ({reason}). Give it up and enter it anew.',
    tr: 'Sunucu bu kaydı olduğu gibi kabul edemiyor ({reason}). Vazgeçip yeniden girin.',
    de: 'Der Server kann diesen Vorgang so nicht annehmen ({reason}). Verzichten Sie darauf und erfassen Sie ihn neu.',
  },
  INVALID_has_balance: {
    en: 'The account {code} has a balance and stays in sight. Clear it first; give this up.',
    tr: '{code} carisinin bakiyesi var, arşivlenemez. Önce bakiyeyi kapatın; bundan vazgeçin.',
    de: 'Das Konto {code} hat einen Saldo und bleibt sichtbar. Gleichen Sie ihn erst aus; verzichten Sie hierauf.',
  },
  INVALID_before_document: {
    en: 'It is dated before the document it is about ({date}). Give it up and enter it on a later day.',
    tr: 'İlgili belgeden önceki bir tarihi taşıyor ({date}). Vazgeçip daha sonraki bir günle girin.',
    de: 'Es liegt vor dem Beleg, um den es geht ({date}). Verzichten Sie darauf und erfassen Sie es an einem späteren Tag.',
  },
  INTERNAL_HELD: {
    en: 'The server failed on this entry (support number {support}). It is kept and tried again after the mending.',
    tr: 'Sunucu bu kayıtta hata verdi (destek no {support}). Kayıt duruyor, düzeltmeden sonra yeniden denenir.',
    de: 'Der Server ist an diesem Vorgang gescheitert (Supportnummer {support}). Er bleibt erhalten und wird nach der Behebung erneut versucht.',
  },
  OTHER: {
    en: 'The server did not take this entry ({code}). It is kept here; see the ways out.',
    tr: 'Sunucu bu kaydı almadı ({code}). Kayıt burada duruyor; çıkış yollarına bakın.',
    de: 'Der Server hat diesen Vorgang nicht angenommen ({code}). Er bleibt hier; sehen Sie die Auswege an.',
  },
} as const satisfies Readonly<Record<string, Words>>

/** After "the same document … ": number, day, amount, and who. */
export const THEIRS_WORDS: Words = {
  en: ' ({number} of {date}, {amount}, by {by})',
  tr: ' ({number}, {date}, {amount}, giren {by})',
  de: ' ({number} vom {date}, {amount}, von {by})',
}

export const EXIT_WORDS: Readonly<Record<string, Words>> = {
  redate: { en: 'Give another day', tr: 'Başka tarih ver', de: 'Anderen Tag angeben' },
  late_approval: {
    en: 'Ask to post late',
    tr: 'Geç kayıt onayı iste',
    de: 'Späte Buchung erbitten',
  },
  withdraw: { en: 'Give up', tr: 'Vazgeç', de: 'Verzichten' },
  reduce: { en: 'Lower the amount', tr: 'Tutarı düşür', de: 'Betrag verringern' },
  repoint: { en: 'Point elsewhere', tr: 'Başkasına yönlendir', de: 'Woanders zuweisen' },
  reissue: { en: 'New number', tr: 'Yeni numara', de: 'Neue Nummer' },
  reapply: { en: 'Apply again', tr: 'Yeniden uygula', de: 'Erneut anwenden' },
  keep_theirs: { en: 'Keep theirs', tr: 'Onlarınkini bırak', de: 'Anderen stehen lassen' },
  replace: { en: 'Replace with mine', tr: 'Benimkiyle değiştir', de: 'Durch meinen ersetzen' },
  create: { en: 'Open the account', tr: 'Cariyi aç', de: 'Konto anlegen' },
  unarchive: { en: 'Take out of the archive', tr: 'Arşivden çıkar', de: 'Aus dem Archiv holen' },
  hand_over: { en: 'Hand over', tr: 'Devret', de: 'Übergeben' },
  request_approval: { en: 'Ask for approval', tr: 'Onay iste', de: 'Genehmigung erbitten' },
}

/** Field groups of a card by the import's columns, whose words they have. */
export const COLUMN_OF_GROUP: Readonly<Record<string, string>> = {
  code: 'customer_code',
  parent: 'parent_code',
  taxId: 'tax_id',
  limit: 'credit_limit',
  priceList: 'price_list',
}
