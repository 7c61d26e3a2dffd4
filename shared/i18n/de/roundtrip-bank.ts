import type { roundtripBank as source } from '../en/roundtrip-bank.ts'

export const roundtripBank = {
  'roundtrip.bank.sheet': 'Bankbuchungen',
  'roundtrip.bank.file': 'Bankbuchungen zum Klären',
  'roundtrip.bank.saved':
    '{file} mit {count, plural, one {# Buchung} other {# Buchungen}} gespeichert. Die weißen Spalten ausfüllen, speichern und die Datei hier ablegen.',
  'roundtrip.bank.head.line': 'Buchung',
  'roundtrip.bank.head.name': 'Zahler',
  'roundtrip.bank.head.text': 'Text der Bank',
  'roundtrip.bank.head.proposedName': 'Vorgeschlagenes Konto',
  'roundtrip.bank.head.proposedCustomer': 'Vorgeschlagene Nummer',
  'roundtrip.bank.head.proposedDocuments': 'Vorgeschlagene Belege',
  'roundtrip.bank.head.proposedOnAccount': 'Vorschlag: Rest akonto',
  'roundtrip.bank.head.customer': 'Kontonummer',
  'roundtrip.bank.head.documents': 'Belege',
  'roundtrip.bank.head.onAccount': 'Rest akonto',
  'roundtrip.bank.head.park': 'Parken: warum',
  'roundtrip.bank.off': 'Es ist keine Buchung offen.',
  'roundtrip.takes.bank':
    'Geschrieben werden: {accounts, plural, one {{accounts, number} Bankbuchung} other {{accounts, number} Bankbuchungen}} verbucht oder geparkt',
  'roundtrip.done.bank':
    'Geschrieben: {accounts, plural, one {{accounts, number} Bankbuchung} other {{accounts, number} Bankbuchungen}} verbucht oder geparkt. Einmal Rückgängig nimmt alles zurück.',
  'roundtrip.help.bank':
    'Die drei vorgeschlagenen Zellen in die weißen daneben kopieren, oder Kontonummer, Belege (INV-1=100.00;INV-2) und „ja“ schreiben, wo der Rest akonto bleibt. Ein Grund parkt die Buchung stattdessen. Was leer bleibt, bleibt offen.',
  'roundtrip.why.bank.posts': 'Geld von {name}: zahlt {documents}.',
  'roundtrip.why.bank.posts_keeps':
    'Geld von {name}: zahlt {documents}; {rest} {currency} bleiben akonto.',
  'roundtrip.why.bank.keeps': 'Geld von {name}: {rest} {currency} bleiben akonto.',
  'roundtrip.why.bank.parks': 'Kommt mit dieser Notiz auf das Klärungskonto.',
  'roundtrip.why.bank.no_new':
    'Eine Bankbuchung kommt von der Bank, nicht aus einer Zeile. Von der Zeile wird nichts übernommen.',
  'roundtrip.why.bank.yes_no': '„{value}“ ist weder ja noch nein.',
  'roundtrip.why.bank.park_alone':
    'Die Zeile sagt beides: parken, und wessen Geld es ist. Eines davon leeren.',
  'roundtrip.why.bank.nothing_said':
    'Ein „nein“ allein entscheidet nichts: die Buchung bleibt offen.',
  'roundtrip.why.bank.customer_missing': 'Die Nummer des Kontos schreiben, dessen Geld es ist.',
  'roundtrip.why.bank.nothing_named':
    'Die bezahlten Belege nennen oder unter „Rest akonto“ ja schreiben.',
  'roundtrip.why.bank.amount_unread':
    '„{value}“ ist nicht als Betrag in {currency} lesbar: als 1234.56 schreiben.',
  'roundtrip.why.bank.nothing_open':
    'Für {documentNo} bleibt nichts: bezahlt, oder das Geld ist vorher verbraucht.',
  'roundtrip.why.bank.rest_left':
    'Über {rest} {currency} der Buchung ist nichts gesagt. Mehr Belege nennen, unter „Rest akonto“ ja schreiben, oder was den Rest schließt (discount=…, fee=…, rounding=…).',
  'roundtrip.why.bank.posted_since':
    'Seit dem Export als Geld von {name} ({customer}) verbucht. Von der Zeile wird nichts übernommen; zum Ändern die Buchung zuerst zurücknehmen.',
  'roundtrip.why.bank.parked_since':
    'Seit dem Export geparkt: „{reason}“. Von der Zeile wird nichts übernommen; unter Geparkt verbuchen.',
  'roundtrip.why.bank.figure_edited':
    'In dieser Zeile wurde eine Zahl der Bank geändert, darum wird nichts davon übernommen. Beträge sind nur, was die Bank sagt.',
  'roundtrip.why.bank.row_has_fault':
    'Eine andere Zelle dieser Zeile ist nicht übernehmbar, darum wird nichts der Zeile übernommen.',
  'roundtrip.why.bank.cell.locked':
    'Das sagt die Bank, oder es ist ein Vorschlag; in Excel ist es nicht änderbar.',
  'roundtrip.why.bank.row.twice':
    'Die Zeilen {rows} tragen die Marke derselben Bankbuchung; keine wird übernommen. Für jede Buchung nur eine Zeile lassen.',
  'roundtrip.why.bank.row.other_code':
    'Neben der Marke dieser Buchung steht „{found}“. Die Zeile wurde teilweise sortiert oder überschrieben; nichts davon wird übernommen.',
  'roundtrip.why.period.soft_closed':
    'Der Monat {month} ist vorläufig geschlossen: diese Buchung unter Bankabgleich verbuchen, wo nach dem Grund gefragt wird.',
} satisfies Record<keyof typeof source, string>
