/** What a device is told of its user’s roles, of numbers and of signing in; and what an action is called. */
export const ROLE_SENTENCES = {
  'device.signed_out': {
    en: 'The server does not trust this device’s sign-in any more. Sign in again; everything is kept here.',
    tr: 'Sunucu bu cihazın oturumunu artık tanımıyor. Yeniden oturum açın; her şey burada duruyor.',
    de: 'Der Server erkennt die Anmeldung dieses Geräts nicht mehr an. Neu anmelden; hier bleibt alles erhalten.',
  },
  'number.block_empty': {
    en: 'This device has no number of series {series} left for {year}: take a block from the server.',
    tr: 'Bu cihazda {series} serisinin {year} yılı için numara kalmadı: sunucudan blok alın.',
    de: 'Dieses Gerät hat keine Nummer der Serie {series} für {year} mehr: einen Block vom Server holen.',
  },
  'number.series_kind': {
    en: 'Series {series} does not number this kind of document.',
    tr: '{series} serisi bu tür belgeyi numaralamaz.',
    de: 'Die Serie {series} nummeriert diese Belegart nicht.',
  },
  'role.out_of_scope': {
    en: 'Customer {customer} is not assigned to {name}.',
    tr: '{customer} carisi {name} kullanıcısına atanmamış.',
    de: 'Debitor {customer} ist {name} nicht zugewiesen.',
  },
  'role.same_person': {
    en: '{name} asked for this: another person decides.',
    tr: 'Bunu {name} istedi: başka biri karar verir.',
    de: '{name} hat das beantragt: eine andere Person entscheidet.',
  },
  'series.unknown': {
    en: 'The server has no series {series}.',
    tr: 'Sunucuda {series} serisi yok.',
    de: 'Der Server hat keine Serie {series}.',
  },
  'server.declined': {
    en: 'The server declined this ({code}).',
    tr: 'Sunucu bunu reddetti ({code}).',
    de: 'Der Server hat das abgelehnt ({code}).',
  },
  'sign_in.suspended': {
    en: 'Your user is suspended on the server: ask its administrator. Everything is kept here.',
    tr: 'Kullanıcınız sunucuda askıya alındı: yöneticisine sorun. Her şey burada duruyor.',
    de: 'Ihr Benutzer ist auf dem Server gesperrt: fragen Sie die Verwaltung. Hier bleibt alles erhalten.',
  },
  'sign_in.too_often': {
    en: 'Too many wrong passwords: wait ten minutes.',
    tr: 'Çok fazla yanlış parola: on dakika bekleyin.',
    de: 'Zu viele falsche Passwörter: warten Sie zehn Minuten.',
  },
  'sign_in.wrong': {
    en: 'The password is wrong.',
    tr: 'Parola yanlış.',
    de: 'Das Passwort ist falsch.',
  },
  'role.forbidden': {
    en: '{name}’s role does not allow {action}.',
    tr: '{name} kullanıcısının rolü buna izin vermiyor: {action}.',
    de: 'Die Rolle von {name} erlaubt nicht, {action}.',
  },
} as const

/** Rows of the table of roles, as they stand in a sentence. */
export const ACTION_WORDS: Readonly<Record<string, Readonly<Record<'en' | 'tr' | 'de', string>>>> =
  {
    document: {
      en: 'posting documents',
      tr: 'belge kaydetmek',
      de: 'Belege zu buchen',
    },
    receipt: {
      en: 'posting receipts',
      tr: 'tahsilat kaydetmek',
      de: 'Zahlungen zu buchen',
    },
    reverse: {
      en: 'reversing and writing off',
      tr: 'ters kayıt ve silme',
      de: 'zu stornieren und auszubuchen',
    },
    allocation: {
      en: 'allocating',
      tr: 'eşleştirme yapmak',
      de: 'zuzuordnen',
    },
    customer: {
      en: 'changing customers',
      tr: 'carileri değiştirmek',
      de: 'Debitoren zu ändern',
    },
    contact: {
      en: 'changing contacts',
      tr: 'iletişim bilgilerini değiştirmek',
      de: 'Kontakte zu ändern',
    },
    guarded: {
      en: 'deciding about limits, terms and bank details',
      tr: 'limit, vade ve banka bilgilerine karar vermek',
      de: 'über Limits, Konditionen und Bankdaten zu entscheiden',
    },
    event: {
      en: 'notes, promises and disputes',
      tr: 'not, söz ve itiraz işlemleri',
      de: 'Notizen, Zusagen und Reklamationen zu führen',
    },
    void_number: {
      en: 'voiding numbers',
      tr: 'numara iptal etmek',
      de: 'Nummern zu entwerten',
    },
    rates: {
      en: 'setting rates',
      tr: 'kur girmek',
      de: 'Kurse zu setzen',
    },
    bank: {
      en: 'bank lines and matching',
      tr: 'banka hareketleri ve eşleştirme',
      de: 'Bankzeilen zu bearbeiten',
    },
    settings: {
      en: 'changing settings',
      tr: 'ayarları değiştirmek',
      de: 'Einstellungen zu ändern',
    },
    soft_close: {
      en: 'soft-closing months',
      tr: 'ayları geçici kapatmak',
      de: 'Monate vorläufig zu schließen',
    },
    lock: {
      en: 'closing months',
      tr: 'ayları kapatmak',
      de: 'Monate zu schließen',
    },
    reopen: {
      en: 'reopening months',
      tr: 'ayları yeniden açmak',
      de: 'Monate wieder zu öffnen',
    },
    late_posting: {
      en: 'posting into a closed month',
      tr: 'kapanmış aya kayıt yapmak',
      de: 'in einen geschlossenen Monat zu buchen',
    },
    statement: {
      en: 'letters',
      tr: 'mektup işlemleri',
      de: 'Schreiben zu versenden',
    },
    users: {
      en: 'managing people and devices',
      tr: 'kişileri ve cihazları yönetmek',
      de: 'Personen und Geräte zu verwalten',
    },
    anything: {
      en: 'this',
      tr: 'bu işlem',
      de: 'das zu tun',
    },
  }
