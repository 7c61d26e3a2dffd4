import type { refusals as source } from '../en/refusals.ts'

export const refusals = {
  'refusal.unknown': 'Saldo hat das abgelehnt ({code}).',
  'refusal.internal':
    'In Saldo ist ein Fehler aufgetreten. Es wurde nichts geändert.{incident, select, none {} other { Vorfall {incident}.}}',
  'refusal.connection':
    'Saldo antwortet nicht. Ihre Daten sind sicher; Saldo versucht es von selbst erneut.',
  'refusal.input.invalid':
    'Ein Wert ist hier nicht zulässig{field, select, none {.} other {: {field}.}}',
  'refusal.allocation.before_document':
    '{documentNo} ist vom {date} und kann nicht davor zugeordnet werden.',
  'refusal.allocation.exceeds_open': '{documentNo} ist mit weniger offen als diese Zuordnung.',
  'refusal.allocation.exceeds_receipt': 'Die Zuordnungen sind höher als die Zahlung.',
  'refusal.allocation.none': '{documentNo} hat keine solche Zuordnung, die sich aufheben ließe.',
  'refusal.allocation.not_allowed': '{kind} {documentNo} wird nicht von Hand zugeordnet.',
  'refusal.allocation.nothing': 'Bei {documentNo} ist nichts mehr zuzuordnen.',
  'refusal.allocation.other_customer': '{documentNo} gehört zu einem anderen Debitor ({customer}).',
  'refusal.allocation.wrong_side': '{kind} {documentNo} steht dafür auf der falschen Seite.',
  'refusal.amount.not_positive': 'Der Betrag muss größer als null sein.',
  'refusal.amount.range': 'Dieser Betrag ist zu groß.',
  'refusal.amount.invalid': '„{value}“ ist kein Betrag.',
  'refusal.amount.precision': '„{value}“ hat mehr Nachkommastellen als die Währung.',
  'refusal.backup.unknown': 'Diese Sicherung gibt es nicht.',
  'refusal.company.unsafe_place':
    'Diese Firma liegt {place, select, network {auf einem Netzlaufwerk} cloud {in einem Ordner, den ein Cloud-Dienst abgleicht} removable {auf einem Wechseldatenträger} other {an einem unsicheren Ort}} ({by}). Eine Datenbank kann dort unbemerkt Schaden nehmen. Bitte auf die eigene Festplatte dieses Rechners verschieben.',
  'refusal.company.upgrade_failed':
    'Die Firma ließ sich nicht auf diese Version bringen. Die Datei ist unverändert, vorher wurde eine Sicherung angelegt.',
  'refusal.disk.failed':
    'Der Datenträger meldet einen Fehler. Nichts wurde geändert. Bitte den Datenträger prüfen und wiederholen.',
  'refusal.disk.full':
    'Der Datenträger ist voll. Nichts wurde geändert, lesen geht weiter. Bitte Platz schaffen und wiederholen.',
  'refusal.disk.low':
    'Dafür sind {needed, number} MB freier Speicher nötig, vorhanden sind {free, number} MB. Bitte Platz schaffen und wiederholen.',
  'refusal.recovery.no_backup':
    'Es gibt keine einwandfreie Sicherung. Die Datei wurde nicht angetastet.',
  'refusal.company.damaged':
    'Die Firmendatei ist beschädigt; es wird nichts mehr hineingeschrieben. Saldo kann sie aus der letzten Sicherung und dem Journal zurückholen.',
  'refusal.backup.not_sound': 'Die Kopie hat die Prüfung nicht bestanden und wurde verworfen.',
  'refusal.batch.changed_since':
    'Seit diesem Import erneut geändert: {list}. Zuerst die importierten Werte wiederherstellen oder von Hand ändern.',
  'refusal.batch.depended_on':
    'Spätere Vorgänge hängen an diesem Import: {by} nutzt {documentNo}. Bitte zuerst diese, dann den Import zurücknehmen.',
  'refusal.batch.undone': 'Dieser Import wurde schon zurückgenommen.',
  'refusal.batch.unknown': 'Diesen Import gibt es nicht.',
  'refusal.column.duplicate': 'Zwei Spalten werden als „{column}“ gelesen. Bitte eine wählen.',
  'refusal.column.missing': 'Die Spalte „{column}“ fehlt. Bitte die passende Überschrift wählen.',
  'refusal.company.exists': 'Eine Firmendatei dieses Namens gibt es schon.',
  'refusal.company.not_demo': 'Das ist nicht die Demofirma: ihre Bücher bleiben, wie sie sind.',
  'refusal.company.in_use': 'Diese Firma ist in einem anderen Programm geöffnet.',
  'refusal.company.none_open': 'Es ist keine Firma geöffnet.',
  'refusal.company.not_a_company': 'Diese Datei ist keine Saldo-Firma.',
  'refusal.company.not_found': 'Die Firmendatei ist nicht mehr vorhanden.',
  'refusal.company.too_new':
    'Diese Firma wurde mit einem neueren Saldo verwendet. Bitte erst aktualisieren.',
  'refusal.currency.mismatch': '{documentNo} lautet auf {currency}, nicht auf {other}.',
  'refusal.currency.unknown': '„{value}“ ist keine Währung.',
  'refusal.customer.archived': 'Der Debitor {customer} ist archiviert.',
  'refusal.customer.changed_since':
    'Das Konto {customer} wurde geändert, seit diese Liste gezeigt wurde.',
  'refusal.customer.duplicate': '{name} ({customer}) hat dieselbe Steuernummer.',
  'refusal.customer.exists': 'Die Nummer {customer} gehört schon {name}.',
  'refusal.customer.has_balance': 'Der Debitor {customer} hat noch einen Saldo oder offene Posten.',
  'refusal.customer.parent_circle':
    '{parent} steht unter {customer} und kann nicht übergeordnet sein.',
  'refusal.customer.parent_unknown': 'Einen Debitor {customer} als übergeordneten gibt es nicht.',
  'refusal.customer.unknown': 'Einen Debitor {customer} gibt es nicht.',
  'refusal.date.invalid': '„{value}“ ist kein Tag.',
  'refusal.date.order': 'Der Tag darf nicht vor dem {earliest} liegen.',
  'refusal.dispute.exceeds_open':
    'Von {documentNo} können nur {openMinor} strittig gestellt werden.',
  'refusal.dispute.resolved': 'Dieser Streitfall wurde am {date} gelöst.',
  'refusal.dispute.unknown': 'Diesen Streitfall gibt es nicht.',
  'refusal.document.allocated': '{documentNo} ist zugeordnet. Bitte zuerst die Zuordnung aufheben.',
  'refusal.document.ambiguous':
    'Mehrere Belege haben die Nummer {documentNo}. Bitte genauer angeben.',
  'refusal.document.derived': '{documentNo} hat Saldo erzeugt und wird nicht von Hand storniert.',
  'refusal.document.differs':
    '{documentNo} gibt es schon mit anderem Wert für {field}: dort {there}, hier {here}.',
  'refusal.document.exists': 'Die Nummer {documentNo} ist vergeben.',
  'refusal.document.not_open_item': '{documentNo} ist kein offener Posten.',
  'refusal.document.reversed': '{documentNo} wurde am {date} storniert.',
  'refusal.document.unknown': 'Einen Beleg {documentNo} gibt es nicht.',
  'refusal.file.bomb':
    'Diese Datei entpackt sich zu einer unzulässigen Größe. Sie wurde nicht gelesen.',
  'refusal.file.damaged': 'Die Datei ist beschädigt. Bitte im Programm öffnen und neu speichern.',
  'refusal.file.empty': 'Diese Datei ist leer.',
  'refusal.file.encrypted': 'Die Datei hat ein Kennwort. Bitte ohne Kennwort speichern.',
  'refusal.file.exists': 'Eine Datei dieses Namens gibt es schon.',
  'refusal.file.hostile':
    'Diese Datei enthält Teile, die nicht in eine Tabelle gehören. Sie wurde nicht gelesen.',
  'refusal.file.not_a_table':
    'Das ist keine Tabelle, die Saldo lesen kann. Bitte XLSX, CSV oder TXT verwenden.',
  'refusal.file.not_found': 'Die Datei wurde nicht gefunden.',
  'refusal.file.nul': 'Das ist keine Textdatei.',
  'refusal.file.old_xls':
    'Das ist eine alte Excel-Datei (.xls). Bitte als .xlsx speichern und neu wählen.',
  'refusal.file.quote_unclosed': 'Ein Anführungszeichen wird geöffnet und nie geschlossen.',
  'refusal.file.sheet_unknown': 'Ein Blatt dieses Namens gibt es nicht.',
  'refusal.file.timeout': 'Das Lesen dieser Datei dauerte zu lange und wurde beendet.',
  'refusal.file.too_large': 'Die Datei ist zu groß.',
  'refusal.file.too_many_rows': 'Die Datei hat zu viele Zeilen. Bitte teilen.',
  'refusal.file.truncated': 'Das Ende der Datei fehlt.',
  'refusal.document.gone': 'Dieses Dokument ist nicht mehr da: bitte neu erstellen.',
  'refusal.document.too_large_to_show':
    'Dieses Dokument ist zum Anzeigen zu groß: bitte speichern.',
  'refusal.job.unknown': 'Diesen Auftrag gibt es nicht mehr.',
  'refusal.job.running': 'Dieser Auftrag läuft noch: zuerst anhalten.',
  'refusal.document.too_large':
    'Das Dokument braucht mehr Speicher, als das Schreiben haben darf: weniger auswählen.',
  'refusal.document.too_many_rows':
    'Ein Blatt fasst {max} Zeilen: weniger exportieren oder CSV wählen.',
  'refusal.file.unwritable': 'Dort darf Saldo nicht schreiben.',
  'refusal.iban.invalid': '„{value}“ ist keine gültige IBAN.',
  'refusal.import.cancelled': 'Der Import wurde abgebrochen. In den Büchern steht nichts davon.',
  'refusal.import.draft_unknown': 'Dieser Import ist nicht mehr offen. Bitte die Datei neu wählen.',
  'refusal.import.has_errors':
    'Einige Zeilen sind nicht lesbar. Bitte korrigieren oder überspringen.',
  'refusal.installment.unknown': '{documentNo} hat {count} Raten.',
  'refusal.installments.sum': 'Die Raten ergeben nicht den Betrag.',
  'refusal.map.column_unknown':
    'Die Zuordnung nennt eine Spalte, die nicht in der Datei ist: „{column}“.',
  'refusal.map.invalid': 'Die Spaltenzuordnung ist nicht lesbar.',
  'refusal.path.not_allowed':
    'Saldo öffnet und schreibt keine Dateien, die eine Seite benennt. Wählen Sie die Datei aus oder nutzen Sie die Befehlszeile.',
  'refusal.input.too_large': 'Das ist zu viel für einen Schritt.',
  'refusal.period.closed':
    '{month} ist geschlossen. Unter Perioden wieder öffnen oder einen späteren Tag nehmen.',
  'refusal.period.open': '{month} ist schon offen.',
  'refusal.period.soft_closed':
    '{month} ist vorläufig geschlossen. Bitte einen Grund für die Buchung angeben.',
  'refusal.rate.invalid': 'Der Wechselkurs ist ungültig.',
  'refusal.rate.missing':
    'Für den {date} fehlt der Kurs von {currency}. Bitte eingeben oder Kurse importieren.',
  'refusal.rate.own_currency': '{currency} ist die Firmenwährung und braucht keinen Kurs.',
  'refusal.reason.missing': 'Bitte einen Grund angeben.',
  'refusal.tax_id.invalid':
    '„{value}“ ist keine gültige Steuernummer: die Prüfziffer stimmt nicht.',
  'refusal.terms.invalid':
    '„{value}“ ist kein Zahlungsziel. Beispiele: 30, NET30, EOM, EOM+15, 2/10 NET30.',
  'refusal.timezone.unknown': 'Diese Zeitzone gibt es nicht.',
  'refusal.view.name_taken':
    'Eine Ansicht namens „{name}“ gibt es schon. Bitte einen anderen Namen wählen.',
  'refusal.device.signed_out':
    'Der Server erkennt die Anmeldung dieses Geräts nicht mehr an. Neu anmelden; hier bleibt alles erhalten.',
  'refusal.number.block_empty':
    'Dieses Gerät hat keine Nummer der Serie {series} für {year} mehr: einen Block vom Server holen.',
  'refusal.number.series_kind': 'Die Serie {series} nummeriert diese Belegart nicht.',
  'refusal.role.out_of_scope': 'Debitor {customer} ist {name} nicht zugewiesen.',
  'refusal.role.same_person': '{name} hat das beantragt: eine andere Person entscheidet.',
  'refusal.series.unknown': 'Der Server hat keine Serie {series}.',
  'refusal.server.declined': 'Der Server hat das abgelehnt ({code}).',
  'refusal.sign_in.suspended':
    'Ihr Benutzer ist auf dem Server gesperrt: fragen Sie die Verwaltung. Hier bleibt alles erhalten.',
  'refusal.sign_in.too_often': 'Zu viele falsche Passwörter: warten Sie zehn Minuten.',
  'refusal.sign_in.wrong': 'Das Passwort ist falsch.',
  'refusal.role.forbidden':
    'Die Rolle von {name} erlaubt nicht, {action, select, document {Belege zu buchen} receipt {Zahlungen zu buchen} reverse {zu stornieren und auszubuchen} allocation {zuzuordnen} customer {Debitoren zu ändern} contact {Kontakte zu ändern} guarded {über Limits, Konditionen und Bankdaten zu entscheiden} event {Notizen, Zusagen und Reklamationen zu führen} void_number {Nummern zu entwerten} rates {Kurse zu setzen} bank {Bankzeilen zu bearbeiten} settings {Einstellungen zu ändern} soft_close {Monate vorläufig zu schließen} lock {Monate zu schließen} reopen {Monate wieder zu öffnen} late_posting {in einen geschlossenen Monat zu buchen} statement {Schreiben zu versenden} users {Personen und Geräte zu verwalten} other {das zu tun}}.',
} satisfies Record<keyof typeof source, string>
