import type { settings as source } from '../en/settings.ts'

export const settings = {
  'settings.title': 'Einstellungen',
  'settings.search': 'Einstellung suchen',
  'settings.scope.device': 'Dieser Rechner',
  'settings.scope.company': 'Firma',
  'settings.default': 'Vorgabe: {value}',
  'settings.language': 'Sprache',
  'settings.language.says': 'Der Bildschirme. Ein Neustart ist nicht nötig.',
  'settings.formats': 'Zahlen und Daten',
  'settings.formats.says':
    'Wie Beträge und Tage geschrieben und gelesen werden, unabhängig von der Sprache.',
  'settings.negative': 'Negative Beträge',
  'settings.negative.minus': 'Minus −1,00',
  'settings.negative.brackets': 'Klammern (1,00)',
  'settings.theme': 'Darstellung',
  'settings.theme.system': 'Wie das System',
  'settings.theme.light': 'Hell',
  'settings.theme.dark': 'Dunkel',
  'settings.density': 'Zeilenhöhe',
  'settings.textScale': 'Schriftgröße',
  'settings.contrast': 'Deutliche Farben',
  'settings.contrast.says': 'Macht Gefahr violett, für Augen, die Rot und Bernstein verwechseln.',
  'settings.singleKeys': 'Einzelne Buchstaben als Tasten',
  'settings.singleKeys.says':
    'Buchstaben allein wirken in Listen und Tabellen. Bei Spracheingabe ausschalten.',
  'settings.on': 'An',
  'settings.off': 'Aus',
  'settings.scope.me': 'für Sie, auf diesem Rechner',
  'settings.scope.everyone': 'für alle in dieser Firma',
  'settings.fixed': 'Nicht änderbar',
  'settings.none': 'Keine Einstellung passt zu „{text}“',
  'settings.saved': 'Gespeichert',
  'settings.name.says': 'Auf Bildschirmen, Kontoauszügen und in Exporten.',
  'settings.file': 'Firmendatei',
  'settings.file.says': 'Alles von der Firma steht in dieser einen Datei auf diesem Rechner.',
  'settings.file.copy': 'Pfad kopieren',
  'settings.file.copied': 'Pfad kopiert',
  'settings.buckets': 'Altersklassen',
  'settings.buckets.says':
    'Letzter Tag jeder Klasse, aufsteigend. Die Altersstruktur beginnt mit ihnen; jede Ansicht kann andere verwenden.',
  'settings.buckets.preview': 'Klassen, die sich daraus ergeben',
  'settings.policy': 'Zuordnung von Zahlungen',
  'settings.policy.says':
    'Was Saldo beim Zuordnen einer Zahlung vorschlägt. Von Hand lässt es sich immer ändern.',
  'settings.policy.explicit': 'Nur was genannt ist',
  'settings.policy.explicit.says':
    'Tilgt die Belege, die Kunde oder Zahlung nennen; der Rest bleibt nicht zugeordnet.',
  'settings.policy.statutory': 'Nach Gesetz',
  'settings.policy.statutory.says':
    'Zuerst was genannt ist; dann fällige Schulden vor nicht fälligen, die früheste zuerst, gleich fällige anteilig.',
  'settings.policy.oldest': 'Älteste zuerst',
  'settings.policy.oldest.says': 'Immer der älteste Beleg zuerst, gleich was genannt ist.',
  'settings.tolerance': 'Ausbuchungstoleranz, Betrag',
  'settings.tolerance.says':
    'Ein Rest ist klein genug zum Ausbuchen als Rundung, wenn er diesen Betrag und den Anteil darunter nicht übersteigt.',
  'settings.toleranceShare': 'Ausbuchungstoleranz, Anteil am Beleg',
  'settings.toleranceShare.says': 'In Prozent des Belegbetrags. Beide Grenzen gelten zugleich.',
  'settings.toleranceShare.bad': 'Ein Anteil von 0 bis 100 % mit höchstens zwei Nachkommastellen.',
  'settings.documentLanguage': 'Sprache der Dokumente',
  'settings.documentLanguage.says':
    'Von Kontoauszügen und Schreiben, wenn beim Debitor keine andere steht.',
  'settings.care': 'Prüfung und Sicherung',
  'settings.verify': 'Bücher prüfen',
  'settings.verify.says':
    'Die Regeln der Bücher, das Journal, die Protokollkette und die Datei selbst, jeweils neu gerechnet.',
  'settings.verify.act': 'Jetzt prüfen',
  'settings.verify.ok':
    '{count, plural, one {Die eine Prüfung} other {Alle # Prüfungen}} ohne Befund.',
  'settings.verify.bad':
    '{count, plural, one {Eine Prüfung schlägt} other {# Prüfungen schlagen}} fehl.',
  'settings.verify.check': 'Prüfung',
  'settings.verify.examined': 'Untersucht',
  'settings.verify.result': 'Ergebnis',
  'settings.verify.digest': 'Prüfsumme des Inhalts',
  'settings.verify.digest.says': 'Zwei Dateien mit denselben Belegen haben dieselbe Prüfsumme.',
  'settings.backup': 'Sicherung',
  'settings.backup.says':
    'Schreibt eine Kopie in den Datenordner, öffnet und prüft sie. Eine fehlerhafte Kopie wird nicht behalten.',
  'settings.backup.act': 'Jetzt sichern',
  'settings.backup.done': '{size} kB geschrieben und geprüft: {file}',
} satisfies Record<keyof typeof source, string>
