import type { bank as source } from '../en/bank.ts'

export const bank = {
  'refusal.bank.currency_missing':
    'Die Datei nennt die Währung des Kontos nicht: zuerst das Konto wählen.',
  'refusal.bank.currency_mixed':
    'Zeile {row} bucht {value} auf ein Konto in {currency}. Datei neu von der Bank holen.',
  'refusal.bank.day_invalid': 'Zeile {row}, Feld {column}: „{value}“ ist kein Tag.',
  'refusal.bank.field_missing':
    'Dem Auszug in Zeile {row} fehlt das Feld {column}. Datei neu von der Bank holen.',
  'refusal.bank.format_unknown':
    'Das ist kein lesbarer Kontoauszug: MT940, CAMT, OFX, BAI2, CSV oder XLSX.',
  'refusal.bank.side_unknown': 'Zeile {row}: „{value}“ heißt weder Soll noch Haben.',
  'refusal.bank.syntax':
    'Zeile {row}, Feld {column}: „{value}“ entspricht nicht dem Format. Datei neu von der Bank holen.',
  'refusal.bank.type_unknown':
    'Zeile {row}: Aus dem Code „{value}“ geht nicht hervor, ob Geld ein- oder ausging.',
  'refusal.cell.error': 'Zeile {row}, Spalte „{column}“ enthält den Fehler {value}.',
  'refusal.cell.not_calculated':
    'Zeile {row}, Spalte „{column}“ enthält eine Formel ohne Ergebnis. Datei im Programm öffnen und speichern.',
  'refusal.file.encoding_unknown': 'Diese Kodierung kennt Saldo nicht.',
  'refusal.file.too_many_columns': 'Die Datei hat zu viele Spalten.',
  'refusal.required.missing': 'Zeile {row}, Spalte „{column}“: die Zelle darf nicht leer sein.',
  'refusal.row.too_many_cells': 'Zeile {row} hat mehr Zellen als Überschriften.',
  'refusal.text.control': 'Zeile {row}, Spalte „{column}“ enthält unsichtbare Steuerzeichen.',
  'refusal.text.too_long': 'Zeile {row}, Spalte „{column}“: der Text ist zu lang.',
} satisfies Record<keyof typeof source, string>
