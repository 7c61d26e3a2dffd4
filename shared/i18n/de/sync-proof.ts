import type { syncProof as source } from '../en/sync-proof.ts'

export const syncProof = {
  'sync.part.differences': 'Abweichungen',
  'sync.command.differences': 'Abweichungen vom Server',
  'sync.command.compare': 'Die Bücher mit dem Server vergleichen',
  'sync.command.repair': 'Abweichungen beheben',
  'sync.diff.list': 'Abweichungen vom Server',
  'sync.diff.panel': 'Die Abweichung',
  'sync.diff.count': '{count, plural, one {<b>#</b> Abweichung} other {<b>#</b> Abweichungen}}',
  'sync.diff.note': 'Differenz = hier weniger Server, in der Währung des Kontos',
  'sync.diff.compare': 'Jetzt vergleichen',
  'sync.diff.repair': 'Beheben',
  'sync.diff.none': 'Beide Seiten sind gleich',
  'sync.diff.none.says':
    'Zuletzt als gleich erwiesen {at}, bei Folge {seq}: jede Zeile, nicht nur die Summen.',
  'sync.diff.unknown': 'Seit dem letzten Abgleich nicht verglichen',
  'sync.diff.unknown.says':
    'Zuletzt als gleich erwiesen {at}. Ein Vergleich liest jede Zeile auf beiden Seiten neu.',
  'sync.diff.never':
    'Beide Seiten wurden nie verglichen. Ein Vergleich liest jede Zeile auf beiden Seiten neu.',
  'sync.diff.done.equal': 'Verglichen: beide Seiten gleich bei Folge {seq}',
  'sync.diff.done.different':
    '{count, plural, one {Verglichen: # Zeile weicht ab} other {Verglichen: # Zeilen weichen ab}}',
  'sync.diff.here': 'Hier',
  'sync.diff.there': 'Server',
  'sync.diff.head.finding': 'Was abweicht',
  'sync.diff.head.effect': 'Differenz',
  'sync.diff.noCustomer': 'ohne Konto',
  'sync.diff.what.allocation': 'Zuordnung',
  'sync.diff.what.card': 'Karte',
  'sync.diff.what.event': 'Ereignis',
  'sync.diff.what.sums': 'Summen',
  'sync.diff.finding.missing_here': 'Fehlt hier',
  'sync.diff.finding.missing_there': 'Fehlt am Server',
  'sync.diff.finding.amount': 'Anderer Betrag',
  'sync.diff.finding.number': 'Andere Nummer',
  'sync.diff.finding.date': 'Anderes Datum',
  'sync.diff.finding.fields': 'Andere Werte der Karte',
  'sync.diff.finding.sums': 'Summen gehen nicht auf',
  'sync.diff.finding.content': 'Anderer Inhalt',
  'sync.diff.cause.tamper.here': 'Die Zeile wurde hier an Saldo vorbei geändert.',
  'sync.diff.cause.tamper.there': 'Die Zeile wurde am Server an Saldo vorbei geändert.',
  'sync.diff.cause.lost_apply.here': 'Der Server hat es bestätigt; hier kam es nie an.',
  'sync.diff.cause.restore': 'Der Server kennt es nicht mehr: er wurde zurückgesetzt.',
  'sync.diff.cause.bug': 'Beide Zeilen sehen aus wie signiert: ein Fehler des Programms.',
  'sync.diff.mends.here': 'Beheben schreibt sie hier neu, so wie ihr Verfasser sie signiert hat.',
  'sync.diff.mends.there':
    'Beheben lässt die Zeile hier, wie sie ist: Die des Servers wird am Server mit „saldo server verify --repair“ berichtigt.',
  'sync.diff.pays': 'Begleicht',
  'sync.diff.seq': 'Folge',
  'sync.diff.foundAt': 'Gefunden',
  'sync.diff.equalAt': 'Zuletzt gleich',
  'sync.repair.title': 'Abweichungen beheben',
  'sync.repair.says':
    'Was hier abweicht, wird aus den signierten Vorgängen neu geschrieben, wie sie im Protokoll des Servers stehen. Salden hier können sich dadurch ändern.',
  'sync.repair.here':
    '{count, plural, one {# Zeile hier wird berichtigt} other {# Zeilen hier werden berichtigt}}',
  'sync.repair.there':
    '{count, plural, one {# Zeile bleibt, wie sie ist: Sie ist am Server zu berichtigen} other {# Zeilen bleiben, wie sie sind: Sie sind am Server zu berichtigen}}',
  'sync.repair.keeps':
    'Die bisherigen Zeilen bleiben aufbewahrt; Wartendes und Zurückgestelltes bleibt',
  'sync.repair.done':
    '{count, plural, one {# Zeile berichtigt, beide Seiten gleich} other {# Zeilen berichtigt, beide Seiten gleich}}',
  'sync.repair.left':
    '{count, plural, one {# Zeile ließ sich nicht berichtigen.} other {# Zeilen ließen sich nicht berichtigen.}}',
  'sync.rebuild.title': 'Die Bücher neu aufbauen',
  'sync.rebuild.says':
    'Die bestätigten Bücher werden aus dem Protokoll des Servers neu aufgebaut, ganz oder gar nicht. Wartendes und Zurückgestelltes bleibt. Bei einer großen Firma dauert das Minuten.',
  'sync.rebuild.act': 'Neu aufbauen',
  'sync.rebuild.done': 'Aus {rows} Änderungen neu aufgebaut, gleich mit dem Server',
} satisfies Record<keyof typeof source, string>
