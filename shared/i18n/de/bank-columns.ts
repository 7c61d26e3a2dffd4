import type { bankColumns as source } from '../en/bank-columns.ts'

export const bankColumns = {
  'reconcile.command.columns': 'Banktabelle einlesen und zuerst ihre Spalten ansehen',
  'reconcile.import.which.last': 'Zu diesem Konto gehörte die letzte Datei mit diesen Spalten.',
  'reconcile.import.columns': 'Spalten',
  'reconcile.import.remembered': '{done} Die Spalten sind für die nächste Datei gemerkt.',
  'reconcile.columns.title': 'Spalten von {file}',
  'reconcile.columns.says':
    'Sagen Sie einmal, was jede Spalte ist: Die nächste Datei dieser Bank wird ebenso gelesen.',
  'reconcile.columns.near':
    'Die Bank hat ihre Spalten geändert. Vorgeschlagen sind die der letzten Datei: Sehen Sie nach, ob sie noch stimmen.',
  'reconcile.columns.known':
    'Gelesen wie die letzte Datei dieser Bank. Was Sie ändern, gilt von nun an.',
  'reconcile.columns.asks.dates':
    'Nichts in der Datei unterscheidet Tag und Monat: Sehen Sie unten den Zeitraum an, und wählen Sie die Folge, wenn er falsch ist.',
  'reconcile.columns.asks.decimal':
    'Nichts in der Datei zeigt das Dezimalzeichen: Sehen Sie unten die Summen an, und wählen Sie es, wenn sie falsch sind.',
  'reconcile.columns.missing': 'Noch zu wählen: {fields}.',
  'reconcile.columns.amounts': 'Betrag, oder Soll und Haben',
  'reconcile.columns.twins': 'Mehrere Spalten heißen „{heading}“: Wählen Sie die, die gilt.',
  'reconcile.columns.openEnd':
    'Die letzte Zeile ist ganz: Diese Bank beendet ihre Dateien ohne Zeilenumbruch',
  'reconcile.columns.reads': 'Wie sie gelesen wird',
  'reconcile.columns.period': 'Zeitraum',
  'reconcile.columns.lines': 'Zeilen',
  'reconcile.columns.in': 'Eingang',
  'reconcile.columns.out': 'Ausgang',
  'reconcile.columns.toChoose': 'nicht genannt: wird gleich gefragt',
} satisfies Record<keyof typeof source, string>
