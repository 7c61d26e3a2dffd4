import type { undo as source } from '../en/undo.ts'

export const undo = {
  'action.redo': 'Wiederholen',
  'undo.command': 'Rückgängig: {what}',
  'undo.command.none': 'Rückgängig',
  'undo.commandRedo': 'Wiederholen: {what}',
  'undo.commandRedo.none': 'Wiederholen',
  'undo.undone': 'Rückgängig gemacht: {what}',
  'undo.redone': 'Wiederholt: {what}',
  'undo.nothing': 'In dieser Sitzung gibt es nichts rückgängig zu machen',
  'undo.nothingRedo': 'Nichts zu wiederholen',
  'undo.changedSince':
    '{who} hat das am {when} geändert. Erst jene Änderung rückgängig machen; jetzt wurde nichts geändert.',
  'undo.reason': 'Rückgängig gemacht',
  'undo.post': 'Buchung {document}',
  'undo.postMany': '{count, plural, one {Buchung von # Beleg} other {Buchung von # Belegen}}',
  'undo.reverse': 'Storno {document}',
  'undo.allocate': 'Zuordnung von {document} zu {count, plural, one {# Beleg} other {# Belegen}}',
  'undo.deallocate':
    'Aufhebung von {document} bei {count, plural, one {# Beleg} other {# Belegen}}',
  'undo.dispute': 'Reklamation zu {document}',
  'undo.resolve': 'Erledigung der Reklamation zu {document}',
  'undo.dueDate': 'Neue Fälligkeit für {document}',
  'undo.patch': 'Änderung an {customer}',
  'undo.create': 'Anlage von {customer}',
  'undo.archive': 'Archivierung von {customer}',
  'undo.restore': 'Rückholung von {customer}',
  'undo.settings': 'Geänderte Einstellungen',
  'undo.close': 'Schließen von {month}',
  'undo.reopen': 'Öffnen von {month}',
  'undo.rates': '{count, plural, one {# geänderter Kurs} other {# geänderte Kurse}}',
  'undo.import': '{count, plural, one {Import von # Zeile} other {Import von # Zeilen}}',
} as const satisfies Readonly<Record<keyof typeof source, string>>
