/** Sentences of the command line about place, disk, damage and backups. */
export const DURABILITY_SENTENCES = {
  'company.unsafe_place': {
    en: '{file} lies where a database is not safe ({by}): move it to a local disk, or accept the place with "saldo place --accept".',
    tr: '{file}, bir veritabanı için güvenli olmayan bir yerde ({by}): yerel bir diske taşıyın ya da "saldo place --accept" ile kabul edin.',
    de: '{file} liegt dort, wo eine Datenbank nicht sicher ist ({by}): auf eine lokale Festplatte verschieben oder den Ort mit "saldo place --accept" annehmen.',
  },
  'company.upgrade_failed': {
    en: '{file} could not be brought to this version; it is as it was. A backup was made before.',
    tr: '{file} bu sürüme yükseltilemedi; dosya olduğu gibi duruyor. Önceden bir yedek alındı.',
    de: '{file} ließ sich nicht auf diese Version bringen; die Datei ist unverändert. Vorher wurde eine Sicherung angelegt.',
  },
  'disk.full': {
    en: 'The disk is full; nothing was changed. Free some space, then do it again.',
    tr: 'Disk dolu; hiçbir şey değişmedi. Yer açıp yeniden deneyin.',
    de: 'Der Datenträger ist voll; nichts wurde geändert. Platz schaffen und wiederholen.',
  },
  'disk.low': {
    en: 'This needs {needed} MB of free disk space and there are {free} MB: free some space, then do it again.',
    tr: 'Bunun için diskte {needed} MB boş yer gerekli, {free} MB var: yer açıp yeniden deneyin.',
    de: 'Dafür sind {needed} MB freier Speicher nötig, vorhanden sind {free} MB: Platz schaffen und wiederholen.',
  },
  'disk.failed': {
    en: 'The disk reports an error; nothing was changed. Check the disk, then do it again.',
    tr: 'Disk hata bildiriyor; hiçbir şey değişmedi. Diski denetleyip yeniden deneyin.',
    de: 'Der Datenträger meldet einen Fehler; nichts wurde geändert. Datenträger prüfen und wiederholen.',
  },
  'backup.unknown': {
    en: 'There is no backup {name}: "saldo backups" lists them.',
    tr: '{name} adında bir yedek yok: "saldo backups" listeler.',
    de: 'Es gibt keine Sicherung {name}: "saldo backups" zeigt sie.',
  },
  'recovery.no_backup': {
    en: 'There is no sound backup of {file} to recover from; the file was left as it is.',
    tr: '{file} için kurtarmada kullanılacak sağlam bir yedek yok; dosyaya dokunulmadı.',
    de: 'Es gibt keine einwandfreie Sicherung von {file}; die Datei wurde nicht angetastet.',
  },
} as const
