import type { settings as source } from '../en/settings.ts'

export const settings = {
  'settings.title': 'Einstellungen',
  'settings.search': 'Einstellung suchen',
  'settings.scope.device': 'Dieser Rechner',
  'settings.scope.company': 'Firma',
  'settings.default': 'Vorgabe: {value}',
  'settings.language': 'Sprache',
  'settings.language.says': 'Für alle Bildschirme; ein Neustart ist nicht nötig.',
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
    'Tilgt die Belege, die Debitor oder Zahlung nennen; der Rest bleibt nicht zugeordnet.',
  'settings.policy.statutory': 'Nach Gesetz',
  'settings.policy.statutory.says':
    'Zuerst was genannt ist; dann fällige Schulden vor nicht fälligen, die früheste zuerst, gleich fällige anteilig.',
  'settings.policy.oldest': 'Älteste zuerst',
  'settings.policy.oldest.says': 'Immer der älteste Beleg zuerst, gleich was genannt ist.',
  'settings.tolerance': 'Ausbuchungstoleranz, Betrag',
  'settings.tolerance.says':
    'Ein Rest ist klein genug zum Ausbuchen als Rundung oder Skonto, wenn er diesen Betrag und den Anteil darunter nicht übersteigt. Mehr Skonto nur, wie es das Zahlungsziel gewährt.',
  'settings.toleranceShare': 'Ausbuchungstoleranz, Anteil am Beleg',
  'settings.toleranceShare.says': 'In Prozent des Belegbetrags. Beide Grenzen gelten zugleich.',
  'settings.toleranceShare.bad': 'Ein Anteil von 0 bis 100 % mit höchstens zwei Nachkommastellen.',
  'settings.documentLanguage': 'Sprache der Dokumente',
  'settings.documentLanguage.says':
    'Von Kontoauszügen und Schreiben, wenn beim Debitor keine andere steht.',
  'settings.bank': 'Bankabgleich',
  'settings.autoPost': 'Wert für selbsttätiges Buchen',
  'settings.autoPost.says':
    'Erreicht der beste Vorschlag diesen Wert (50–100), kann die Zeile von selbst gebucht werden. Vorschläge darunter werden nie von selbst gebucht, sie warten auf eine Person; zwei gleich gute ebenso.',
  'settings.autoPost.bad': 'Ein Wert von 50 bis 100 mit höchstens zwei Nachkommastellen.',
  'settings.transferFeeTry': 'Bankgebühr, TRY',
  'settings.transferFeeTry.says':
    'So viel darf die Bank von einer Überweisung einbehalten. Was mehr fehlt, gilt nicht als Gebühr.',
  'settings.transferFeeOther': 'Bankgebühr, andere Währungen',
  'settings.transferFeeOther.says': 'Dasselbe in ganzen Einheiten der Währung der Zeile.',
  'settings.units.bad': 'Eine ganze Zahl von 0 bis {most}.',
  'settings.rules.says':
    'Die Regeln, die Sie für Bankzeilen geschrieben haben, und was aus bestätigten Zeilen gelernt wurde.',
  'settings.rules.open': 'Regeln öffnen',
  'settings.compare': 'Auszugsvergleich',
  'settings.compareRounding': 'Rundungsdifferenz, Betrag',
  'settings.compareRounding.says':
    'Weichen die Beträge eines Belegs in beiden Büchern höchstens so viel ab, ist es Rundung. In ganzen Einheiten der Kontowährung.',
  'settings.compareRoundingShare': 'Rundungsdifferenz, Anteil am Beleg',
  'settings.compareRoundingShare.says':
    'In Prozent des Belegbetrags. Beide Grenzen gelten zugleich.',
  'settings.compareFeeTry': 'Als Gebühr geltende Differenz, TRY',
  'settings.compareFeeTry.says':
    'Kommt eine Zahlung um höchstens so viel gekürzt an, erklärt die Bankgebühr die Differenz.',
  'settings.compareFeeOther': 'Als Gebühr geltende Differenz, andere Währungen',
  'settings.compareFeeOther.says': 'Dasselbe in ganzen Einheiten der Kontowährung.',
  'settings.compareDays': 'Tagesverschiebung',
  'settings.compareDays.says':
    'Zwei gleich hohe Zeilen ohne gemeinsame Nummer sind ein Vorgang, wenn sie höchstens so viele Tage auseinanderliegen.',
  'settings.compareDays.bad': 'Eine ganze Zahl von 0 bis {most}.',
  'settings.letterhead': 'Briefkopf',
  'settings.logo': 'Logo',
  'settings.logo.says': 'PNG, JPEG oder SVG, oben links auf Kontoauszügen und Listen.',
  'settings.logo.choose': 'Logo wählen…',
  'settings.logo.change': 'Anderes Logo…',
  'settings.logo.remove': 'Entfernen',
  'settings.logo.type':
    'Das ist kein PNG, JPEG oder SVG. Das Logo in einem dieser Formate speichern und erneut wählen.',
  'settings.logo.large':
    'Die Datei ist größer als 4 MB oder zu detailreich für den Seitenkopf. Kleiner speichern und erneut wählen.',
  'settings.logo.unreadable':
    'Das Bild lässt sich nicht lesen: die Datei ist beschädigt. Neu exportieren und noch einmal wählen.',
  'settings.logo.tiny':
    'Eine Seite des Bildes hat weniger als 16 Pixel; auf Papier wäre es unscharf. Ein größeres wählen.',
  'settings.logo.huge':
    'Eine Seite des Bildes hat mehr als 10.000 Pixel. Kleiner speichern und erneut wählen.',
  'settings.letterhead.address': 'Anschrift',
  'settings.letterhead.address.says': 'In einer Zeile, unter dem Namen der Firma.',
  'settings.letterhead.taxOffice': 'Finanzamt',
  'settings.letterhead.taxOffice.says': 'Vor der Steuernummer.',
  'settings.letterhead.taxId': 'Steuernummer',
  'settings.letterhead.taxId.says': 'Der Firma selbst.',
  'settings.letterhead.contact': 'Kontakt',
  'settings.letterhead.contact.says': 'Telefon, E-Mail, Internetadresse.',
  'settings.letterhead.iban': 'IBAN',
  'settings.letterhead.iban.says': 'Auszüge mit offenem Betrag bitten um Zahlung auf dieses Konto.',
  'settings.letterhead.iban.bad':
    'Die Prüfziffern dieser IBAN stimmen nicht. Mit dem Schreiben der Bank vergleichen.',
  'settings.letterhead.shown': 'Auf dem Papier',
  'settings.letterhead.shown.says': 'Der Kopf eines echten Kontoauszugs dieser Firma.',
  'settings.letterhead.coming': 'Die Seite wird gezeichnet…',
  'settings.letterhead.none':
    'Noch kein Konto hat einen Beleg; mit dem ersten erscheint hier ein Auszug.',
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
  'settings.check.content': 'Jeder Beleg hat noch die Prüfsumme seines Inhalts',
  'settings.check.projections':
    'Gespeicherte Salden und offene Posten gleichen den neu berechneten',
  'settings.check.foreign_keys': 'Jeder Verweis führt zu etwas',
  'settings.check.integrity': 'Die Datei ist unversehrt',
  'settings.check.operations': 'Die Kette der Vorgänge ist lückenlos',
  'settings.check.audit': 'Die Protokollkette ist lückenlos',
  'settings.check.journal': 'Jeder Journaleintrag ergibt null',
} satisfies Record<keyof typeof source, string>
