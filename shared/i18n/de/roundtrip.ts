import type { roundtrip as source } from '../en/roundtrip.ts'

export const roundtrip = {
  'roundtrip.title': 'Aus Excel zurückholen',
  'roundtrip.facts':
    '{file} · exportiert {when} · {rows, plural, one {# Zeile} other {# Zeilen}} in der Datei',
  'roundtrip.export': 'In Excel bearbeiten',
  'roundtrip.command.export': 'Diese Liste zum Bearbeiten in Excel exportieren',
  'roundtrip.command.exportLocked': 'Diese Altersstruktur als gesperrtes Excel-Blatt exportieren',
  'roundtrip.command.bringBack': 'Bearbeitete Excel-Datei zurückholen',
  'roundtrip.command.apply': 'Änderungen der Datei übernehmen',
  'roundtrip.command.yours': 'In dieser Zeile die Datei übernehmen',
  'roundtrip.command.now': 'In dieser Zeile die Bücher behalten',
  'roundtrip.command.allYours': 'In allen gezeigten Zeilen die Datei übernehmen',
  'roundtrip.command.allNow': 'In allen gezeigten Zeilen die Bücher behalten',
  'roundtrip.file': 'Debitoren zum Bearbeiten',
  'roundtrip.saved':
    '{file} gespeichert, {count, plural, one {# Konto} other {# Konten}}. Weiße Spalten bearbeiten, speichern und die Datei hierher ziehen.',
  'roundtrip.notOurs':
    'Diese Datei wurde nicht von hier zum Bearbeiten exportiert. Bitte unter Importe einlesen.',
  'roundtrip.grid': 'Änderungen der Datei',
  'roundtrip.line': 'Gewählte Änderung',
  'roundtrip.wholeRow': 'Ganze Zeile',
  'roundtrip.head.column': 'Spalte',
  'roundtrip.head.was': 'Beim Export',
  'roundtrip.head.now': 'In den Büchern',
  'roundtrip.head.yours': 'In der Datei',
  'roundtrip.head.reason': 'Bedeutung',
  'roundtrip.filter.all': 'Alle Änderungen',
  'roundtrip.filter.problems': 'Zu entscheiden',
  'roundtrip.filter.yours': 'Aus der Datei',
  'roundtrip.filter.new': 'Neue Konten',
  'roundtrip.filter.now': 'In den Büchern geändert',
  'roundtrip.filter.same': 'Beiderseits gleich',
  'roundtrip.filter.missing': 'Nicht in der Datei',
  'roundtrip.state.yours': 'Übernommen',
  'roundtrip.state.left': 'Ausgelassen',
  'roundtrip.state.conflict': 'Konflikt: Bücher bleiben',
  'roundtrip.state.conflictYours': 'Konflikt: Datei gilt',
  'roundtrip.state.invalid': 'Ungültig',
  'roundtrip.state.locked': 'Gesperrt',
  'roundtrip.state.refused': 'Abgewiesen',
  'roundtrip.state.new': 'Neu, ausgelassen',
  'roundtrip.state.newTaken': 'Neues Konto',
  'roundtrip.state.now': 'Bücher bleiben',
  'roundtrip.state.same': 'Gleich',
  'roundtrip.state.missing': 'Nicht in der Datei',
  'roundtrip.says.left': 'Von Ihnen ausgelassen; die Bücher bleiben. Y übernimmt es.',
  'roundtrip.says.conflict':
    'Seit dem Export in der Datei und in den Büchern geändert. Die Bücher bleiben; Y übernimmt die Datei.',
  'roundtrip.says.conflictYours':
    'Auf beiden Seiten geändert; die Datei ersetzt den Wert in den Büchern. R behält die Bücher.',
  'roundtrip.says.new': 'Eine Zeile, die nicht exportiert wurde. Y legt sie als neues Konto an.',
  'roundtrip.says.newTaken': 'Wird als neues Konto angelegt. R lässt sie aus.',
  'roundtrip.says.now':
    'Seit dem Export in den Büchern geändert, nicht in der Datei: die Bücher bleiben.',
  'roundtrip.says.same': 'Auf beiden Seiten gleich geändert: nichts zu tun.',
  'roundtrip.says.missing':
    'Die Zeile ist nicht mehr in der Datei. Nichts wird gelöscht oder geändert.',
  'roundtrip.why.letter.no_new':
    'Ein Schreiben entsteht nicht durch eine Zeile: neue Schreiben in Saldo vorbereiten. Von der Zeile wird nichts übernommen.',
  'roundtrip.why.answer.cleared':
    'Eine Antwort wird nicht durch Leeren der Zelle gelöscht. In Saldo zurücknehmen oder die neue Antwort schreiben.',
  'roundtrip.why.answer.missing':
    'Zuerst die Antwort schreiben: einverstanden, nicht einverstanden oder nicht unser.',
  'roundtrip.why.answer.theirs_needed': 'Wer nicht einverstanden ist, nennt seinen Saldo.',
  'roundtrip.why.answer.agrees':
    'Wer einverstanden ist, bestätigt unseren Saldo. Weicht der Betrag ab, als Antwort „nicht einverstanden“ schreiben.',
  'roundtrip.letters.file': 'Schreiben zum Bearbeiten',
  'roundtrip.letters.saved':
    '{file} mit {count, plural, one {# Zeile} other {# Zeilen}} gespeichert. Die weißen Spalten ausfüllen, speichern und die Datei hier ablegen.',
  'roundtrip.why.letter.gone':
    'Seit dem Export trat eine neue Version an die Stelle dieses Schreibens. Von der Zeile wird nichts übernommen.',
  'roundtrip.takes.letters':
    'Geschrieben werden: {cells, plural, one {{cells, number} Zelle} other {{cells, number} Zellen}} in {accounts, plural, one {{accounts, number} Schreiben} other {{accounts, number} Schreiben}}',
  'roundtrip.done.letters':
    'Geschrieben: {cells, plural, one {{cells, number} Zelle} other {{cells, number} Zellen}} in {accounts, plural, one {{accounts, number} Schreiben} other {{accounts, number} Schreiben}}. Einmal Rückgängig nimmt alles zurück.',
  'roundtrip.why.cell.locked':
    'Diese Spalte wird berechnet oder benennt das Konto; in Excel ist sie nicht änderbar.',
  'roundtrip.why.cell.became_day':
    'Excel hat daraus ein Datum gemacht. Zelle als Text formatieren, neu eingeben und speichern.',
  'roundtrip.why.cell.became_boolean':
    'Excel hat daraus wahr oder falsch gemacht. Zelle als Text formatieren, neu eingeben und speichern.',
  'roundtrip.why.cell.number_lost':
    '„{value}“ wurde zu einer gerundeten Zahl und hat die letzten Ziffern verloren. Zelle als Text formatieren und neu eingeben.',
  'roundtrip.why.amount.ambiguous':
    '„{value}“ kann tausend oder eine Eins mit Nachkommastellen sein. Bitte als Zahl eingeben.',
  'roundtrip.why.text.unfit':
    'Dieser Text ist zu lang für das Feld oder enthält Zeichen, die dort nicht hingehören.',
  'roundtrip.why.currency.moved':
    'Die Währung des Kontos wurde seit dem Export geändert: Limit bitte in Saldo eingeben.',
  'roundtrip.why.row.unknown':
    'Die verborgene Marke dieser Zeile stammt nicht aus dem Export. Nichts davon wird übernommen.',
  'roundtrip.why.row.twice':
    'Die Zeilen {rows} tragen die Marke desselben Kontos; keine wird übernommen. Ein neues Konto bitte in eine leere Zeile schreiben statt eine zu kopieren.',
  'roundtrip.why.row.gone':
    'Dieses Konto wurde seit dem Export archiviert. Nichts der Zeile wird übernommen.',
  'roundtrip.why.row.other_code':
    'Neben der Marke dieses Kontos steht die Nummer „{found}“. Die Zeile wurde teilweise sortiert oder überschrieben; nichts davon wird übernommen.',
  'roundtrip.why.note.headings':
    'Die verborgenen Marken der Spalten fehlen; Spalten wurden an ihren Überschriften erkannt.',
  'roundtrip.why.note.codes':
    'Die verborgenen Marken der Zeilen fehlen; Konten wurden an ihrer Nummer erkannt.',
  'roundtrip.why.note.missing':
    'Aus der Datei entfernte Spalten bleiben wie in den Büchern: {columns}.',
  'roundtrip.why.note.added': 'Zur Datei hinzugefügte Spalten werden nicht gelesen: {columns}.',
  'roundtrip.why.note.formulas':
    'Das Blatt enthält {count, plural, one {# Formel} other {# Formeln}}: übernommen werden die zuletzt von Excel berechneten Ergebnisse.',
  'roundtrip.why.note.empty': 'In diese Datei wurde keine Zeile exportiert.',
  'roundtrip.notes': 'Zu dieser Datei',
  'roundtrip.readOnly':
    'Alle Zahlen dieser Liste werden berechnet, daher sind alle Spalten gesperrt. Was in der Datei geändert wurde, steht hier; geschrieben wird davon nichts.',
  'roundtrip.takes':
    'Geschrieben werden: {cells, plural, one {{cells, number} Zelle} other {{cells, number} Zellen}} in {accounts, plural, one {{accounts, number} Konto} other {{accounts, number} Konten}}, {created, plural, one {{created, number} neues Konto} other {{created, number} neue Konten}}',
  'roundtrip.apply':
    '{count, plural, =0 {Nichts zu schreiben} one {# Änderung schreiben} other {# Änderungen schreiben}}',
  'roundtrip.nothing': 'Keine Zeile wird aus der Datei übernommen.',
  'roundtrip.yours': 'Datei',
  'roundtrip.now': 'Bücher',
  'roundtrip.allYours': 'Gezeigte übernehmen',
  'roundtrip.allNow': 'Bücher für alle gezeigten',
  'roundtrip.notOpen': 'In dieser Zeile gibt es nichts zu wählen.',
  'roundtrip.noProblem': 'In keiner Zeile ist etwas zu entscheiden.',
  'roundtrip.chose.yours':
    '{count, plural, =0 {Nichts geändert.} one {# Zeile aus der Datei übernommen.} other {# Zeilen aus der Datei übernommen.}}',
  'roundtrip.chose.now':
    '{count, plural, =0 {Nichts geändert.} one {Bücher für # Zeile behalten.} other {Bücher für # Zeilen behalten.}}',
  'roundtrip.done':
    'Geschrieben: {cells, plural, one {{cells, number} Zelle} other {{cells, number} Zellen}} in {accounts, plural, one {{accounts, number} Konto} other {{accounts, number} Konten}}, {created, plural, one {{created, number} neues Konto} other {{created, number} neue Konten}}. Ein Rückgängig nimmt alles zurück.',
  'roundtrip.undo': 'Alles rückgängig',
  'roundtrip.undone': 'Rückgängig gemacht: jeder Wert steht wie zuvor.',
  'roundtrip.none': 'In dieser Datei wurde nichts geändert',
  'roundtrip.none.says': 'Jede Zelle ist wie exportiert, und die Bücher sind gleich.',
  'roundtrip.noneHere': 'Keine solchen Zeilen',
  'roundtrip.noneHere.says': 'Alle Änderungen stehen im ersten Reiter.',
  'roundtrip.noDraft': 'Hier ist keine Datei offen',
  'roundtrip.noDraft.says':
    'Die bearbeitete Excel-Datei auf das Fenster ziehen oder unter Importe wählen.',
  'roundtrip.help': 'So funktioniert es',
  'roundtrip.help.three':
    'Für jede Zelle werden drei Werte verglichen: wie exportiert, wie jetzt in den Büchern, wie in Ihrer Datei. Was nur Sie geändert haben, wird übernommen. Wurde auf beiden Seiten geändert, bleiben die Bücher, bis Sie entscheiden.',
  'roundtrip.help.rows':
    'In Excel dürfen Zeilen sortiert, gefiltert und verschoben, Spalten verschoben, ausgeblendet oder entfernt werden. Entfernte Zeilen löschen nichts. Neue Konten gehören in die leeren Zeilen am Ende.',
  'roundtrip.help.excel':
    'Graue Spalten sind gesperrt. Zum Sortieren zuerst den Blattschutz aufheben (Überprüfen, Blattschutz aufheben); er hat kein Kennwort.',
  'roundtrip.help.undo':
    'Alles wird auf einmal geschrieben und auf einmal zurückgenommen, hier mit U oder später unter Importe.',
  'refusal.roundtrip.other_company':
    'Diese Datei wurde aus der Firma {other} exportiert. Diese Firma öffnen und die Datei dort zurückholen.',
  'refusal.roundtrip.too_new':
    'Diese Datei wurde mit einem neueren Saldo exportiert. Saldo aktualisieren und erneut versuchen.',
  'refusal.roundtrip.damaged':
    'Das verborgene Blatt, das den Export festhält, wurde geändert oder abgeschnitten. Liste neu exportieren und die Änderungen in der neuen Datei wiederholen.',
  'refusal.roundtrip.columns_lost':
    'Weder die verborgenen Marken noch die Überschriften des Exports stehen in dieser Datei. Den Spalten ihre Überschriften wiedergeben: {columns}.',
  'refusal.roundtrip.draft_unknown': 'Diese Datei ist nicht mehr offen. Bitte neu wählen.',
  'refusal.roundtrip.moved':
    'Die Bücher haben sich geändert, während Sie nachsahen. Zeilen noch einmal ansehen, dann schreiben.',
  'refusal.roundtrip.row_refused':
    'Zeile {row} ({account}) kann nicht geschrieben werden; darum wurde nichts geschrieben.',
} satisfies Record<keyof typeof source, string>
