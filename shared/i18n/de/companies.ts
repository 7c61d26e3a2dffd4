import type { companies as source } from '../en/companies.ts'

export const companies = {
  'welcome.title': 'Willkommen bei Saldo',
  'welcome.says':
    'Wer schuldet was, seit wann, und der Nachweis, dass es aufgeht. Alles bleibt auf diesem Rechner.',
  'welcome.look': 'Umsehen',
  'welcome.look.says':
    'Eine Demofirma mit 1.240 Debitoren, 14 Monaten und drei Währungen. Nichts davon ist echt.',
  'welcome.look.act': 'Demo öffnen',
  'welcome.look.busy': 'Die Demofirma wird angelegt …',
  'welcome.new': 'Mit Excel beginnen',
  'welcome.new.says': 'Ihre eigene Firma: erst der Name, dann Debitoren und Belege aus Excel.',
  'welcome.new.act': 'Firma anlegen',
  'welcome.open': 'Firmen auf diesem Rechner',
  'company.name': 'Firmenname',
  'company.currency': 'Firmenwährung',
  'company.currency.says': 'In ihr wird gebucht. Sie lässt sich später nicht ändern.',
  'company.timezone': 'Zeitzone',
  'company.timezone.says': 'Entscheidet, wann ein Tag endet.',
  'company.fiscalYear': 'Geschäftsjahr beginnt im',
  'company.create': 'Firma anlegen',
  'company.created': '{name} ist bereit',
  'welcome.new.page': 'Ihre Firma',
  'welcome.new.page.says':
    'Für alles gibt es eine übliche Antwort; nur den Namen geben Sie. Bis auf die Währung lässt sich alles später ändern.',
  'welcome.number': 'Eine Zahl, wie Sie sie schreiben',
  'welcome.number.says': 'Eingeben, um zu sehen, wie jedes Format sie zeigt.',
  'welcome.back': 'Zurück',
  'welcome.language': 'Sprache',
  'welcome.buckets': 'Altersklassen',
  'welcome.period': 'Periode',
  'welcome.period.says': 'Geschäftsjahr {year} · Sie beginnen im {month}; alle Monate sind offen.',
  'welcome.lost': '{file} konnte nicht geöffnet werden: {reason}',
  'welcome.retry': 'Erneut versuchen',
} satisfies Record<keyof typeof source, string>
