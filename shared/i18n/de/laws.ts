import type { laws as source } from '../en/laws.ts'

export const laws = {
  'law.title': 'Abstimmung zum {date}',
  'law.button':
    'Abstimmung: {count, plural, =0 {alle Regeln eingehalten} one {# Regel verletzt} other {# Regeln verletzt}}',
  'law.checking': 'Wird geprüft',
  'law.holds': 'Stimmt',
  'law.broken': '{count, plural, one {# Differenz} other {# Differenzen}}',
  'law.examined': '{count, plural, one {# Wert verglichen} other {# Werte verglichen}}',
  'law.firstOf': 'Die ersten Differenzen werden genannt, höchstens 100.',
  'law.L1': 'Salden',
  'law.L2': 'Alter',
  'law.L3': 'Sammelkonto',
  'law.L4': 'Gruppen',
  'law.L5': 'Posten',
  'law.L6': 'Journal',
  'law.L1.says': 'Anfang + Soll − Haben = Ende, je Konto und Währung.',
  'law.L2.says': 'Die Altersspalten ergeben samt nicht fällig und nicht zugeordnet den Saldo.',
  'law.L3.says': 'Alle Konten zusammen ergeben das Sammelkonto.',
  'law.L4.says': 'Filialen und Zentrale ergeben den Konzernauszug.',
  'law.L5.says': 'Ursprung − Zuordnungen = offen, und es wechselt nie das Vorzeichen.',
  'law.L6.says': 'Keine gebuchte Zeile wurde geändert oder gelöscht.',
  'law.open': 'Zeile öffnen',
} satisfies Record<keyof typeof source, string>
