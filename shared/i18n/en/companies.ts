/** First run, opening and creating companies. */
export const companies = {
  'welcome.title': 'Welcome to Saldo',
  'welcome.says':
    'Who owes what, since when, and proof that it adds up. Everything stays on this computer.',
  'welcome.look': 'Look around',
  'welcome.look.says':
    'A demo company with 1,240 customers, 14 months and three currencies. Nothing of it is real.',
  'welcome.look.act': 'Open the demo',
  'welcome.look.busy': 'Making the demo company…',
  'welcome.new': 'Start from Excel',
  'welcome.new.says': 'Your own company: give it a name, then bring in customers and documents.',
  'welcome.new.act': 'Create a company',
  'welcome.open': 'Companies on this computer',
  'company.name': 'Company name',
  'company.currency': 'Company currency',
  'company.currency.says': 'The ledger is kept in it. It cannot be changed later.',
  'company.timezone': 'Time zone',
  'company.timezone.says': 'Decides when a day ends.',
  'company.fiscalYear': 'Fiscal year starts in',
  'company.create': 'Create company',
  'company.created': '{name} is ready',
} as const
