import type { decisions as source } from '../en/decisions.ts'

export const decisions = {
  'audit.sync.late_approval': 'Späte Buchung von {object} erbeten',
  'audit.sync.repoint': '{object} einem anderen Konto oder Beleg zugewiesen',
  'audit.sync.reissue': '{object} unter neuer Nummer ausgestellt',
  'audit.sync.reapply': '{object} erneut angewandt',
  'audit.sync.replace': '{object} an die Stelle des anderen Belegs gesetzt',
  'audit.sync.create': 'Konto mit {object} auf dem Server angelegt',
  'audit.sync.unarchive': 'Konto für {object} aus dem Archiv geholt',
  'audit.sync.hand_over': '{object} einem anderen Benutzer übergeben',
  'audit.sync.take': '{object} von einem anderen Benutzer übernommen',
  'audit.sync.return': '{object} zurückgegeben',
  'audit.sync.conflict': 'Wahl zwischen zwei Werten einer Karte: {object}',
  'audit.sync.decide': 'Anfrage beantwortet: {object}',
  'refusal.held.unknown': 'Es gibt hier keinen Vorgang {op}.',
  'refusal.held.no_exit':
    'Das ist für diesen Vorgang in diesem Stand nicht möglich. Sehen Sie die genannten Auswege an.',
  'refusal.held.in_flight': 'Dieser Vorgang ist zum Server unterwegs. Warten Sie die Antwort ab.',
  'refusal.held.date_missing': 'Geben Sie den neuen Tag an.',
  'refusal.held.amount_missing': 'Geben Sie den neuen Betrag an.',
  'refusal.held.number_taken': '{documentNo} ist die Nummer eines anderen Belegs dieses Kontos.',
  'refusal.held.target_missing':
    'Geben Sie an, welcher Beleg oder welches Konto stattdessen gemeint ist.',
  'refusal.held.user_missing': 'Geben Sie an, wem es übergeben wird.',
  'refusal.user.unknown': 'Es gibt keinen solchen Benutzer: {user}.',
  'refusal.user.not_entitled': '{user} darf dies auch nicht buchen: die Rolle erlaubt es nicht.',
  'refusal.approval.waiting': 'Zu diesem Vorgang wartet schon eine Anfrage auf eine zweite Person.',
  'refusal.approval.unknown':
    'Diese Anfrage wartet nicht mehr: sie ist entschieden, oder ihr Gegenstand wurde aufgegeben.',
  'refusal.approval.same_person':
    'Wer gefragt hat, entscheidet nicht: das muss eine andere Person tun.',
  'refusal.approval.not_entitled':
    'Ihre Rolle entscheidet darüber nicht: das muss die Finanzleitung tun.',
  'refusal.conflict.unknown': 'Diese Wahl ist schon getroffen: es bleibt nichts zu entscheiden.',
  'refusal.conflict.same_person':
    'Dieses Feld braucht eine zweite Person: wer den Wert eingegeben hat, setzt ihn nicht durch.',
  'refusal.conflict.not_entitled': 'Ihre Rolle ändert dieses Feld nicht.',
  'refusal.patch.column':
    'Eine Kundenkarte hat keine Spalte {column}: es gelten die Spalten von „import customers“.',
  'refusal.patch.value': '„{value}“ kann nicht in {column} stehen.',
} satisfies Record<keyof typeof source, string>
