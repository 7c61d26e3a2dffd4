/** What `saldo server` declines to do. */
export const SERVER_SENTENCES = {
  'database.unreachable': {
    en: 'PostgreSQL does not answer at this address, or does not let us in.',
    tr: 'PostgreSQL bu adreste yanıt vermiyor ya da girişe izin vermiyor.',
    de: 'PostgreSQL antwortet unter dieser Adresse nicht oder lässt uns nicht ein.',
  },
  'company.unknown': {
    en: 'The server has no company {company}: `saldo server company list` shows them.',
    tr: 'Sunucuda {company} şirketi yok: `saldo server company list` listeler.',
    de: 'Der Server hat keine Firma {company}: `saldo server company list` zeigt sie.',
  },
  'port.taken': {
    en: 'Another program listens on port {port}: choose one with --port.',
    tr: '{port} numaralı portu başka bir program kullanıyor: --port ile başka birini seçin.',
    de: 'Auf Port {port} lauscht ein anderes Programm: mit --port einen anderen wählen.',
  },
  'user.unknown': {
    en: 'There is no such user: {user}.',
    tr: 'Böyle bir kullanıcı yok: {user}.',
    de: 'Es gibt keinen solchen Benutzer: {user}.',
  },
  'user.exists': {
    en: 'The company has a user {name} already.',
    tr: 'Şirkette {name} adlı kullanıcı zaten var.',
    de: 'Die Firma hat schon einen Benutzer {name}.',
  },
  'user.suspended': {
    en: 'This user is suspended: resume them first.',
    tr: 'Bu kullanıcı askıda: önce yeniden açın.',
    de: 'Dieser Benutzer ist gesperrt: zuerst wieder freigeben.',
  },
  'password.empty': {
    en: 'Standard input holds no password.',
    tr: 'Standart girdide parola yok.',
    de: 'Die Standardeingabe enthält kein Passwort.',
  },
  'password.short': {
    en: 'The password needs at least {length} characters.',
    tr: 'Parola en az {length} karakter olmalı.',
    de: 'Das Passwort braucht mindestens {length} Zeichen.',
  },
  'series.exists': {
    en: 'The company has a series {series} already.',
    tr: 'Şirkette {series} serisi zaten var.',
    de: 'Die Firma hat schon eine Serie {series}.',
  },
  'device.unknown': {
    en: 'No company of this server has such a device.',
    tr: 'Bu sunucudaki hiçbir şirkette böyle bir cihaz yok.',
    de: 'Keine Firma dieses Servers hat ein solches Gerät.',
  },
  'device.revoked': {
    en: 'This device was revoked for good: enrol it anew.',
    tr: 'Bu cihazın yetkisi kalıcı olarak alındı: yeniden kaydedin.',
    de: 'Diesem Gerät wurden die Rechte endgültig entzogen: neu anmelden.',
  },
} as const
