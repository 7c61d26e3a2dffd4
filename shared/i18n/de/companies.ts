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
  'welcome.new.says': 'Ihre eigene Firma: Namen geben, dann Debitoren und Belege hereinholen.',
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
} satisfies Record<keyof typeof source, string>
