import { aging } from './tr/aging.ts'
import { bank } from './tr/bank.ts'
import { bankColumns } from './tr/bank-columns.ts'
import { cells } from './tr/cells.ts'
import { columns } from './tr/columns.ts'
import { companies } from './tr/companies.ts'
import { compare } from './tr/compare.ts'
import { customer } from './tr/customer.ts'
import { customers } from './tr/customers.ts'
import { decisions } from './tr/decisions.ts'
import { desktop } from './tr/desktop.ts'
import { durability } from './tr/durability.ts'
import { entry } from './tr/entry.ts'
import { grid } from './tr/grid.ts'
import { help } from './tr/help.ts'
import { home } from './tr/home.ts'
import { imports } from './tr/imports.ts'
import { laws } from './tr/laws.ts'
import { ledger } from './tr/ledger.ts'
import { letters } from './tr/letters.ts'
import { papers } from './tr/papers.ts'
import { periods } from './tr/periods.ts'
import { refusals } from './tr/refusals.ts'
import { reconcile } from './tr/reconcile.ts'
import { risk } from './tr/risk.ts'
import { roundtrip } from './tr/roundtrip.ts'
import { roundtripBank } from './tr/roundtrip-bank.ts'
import { rules } from './tr/rules.ts'
import { settings } from './tr/settings.ts'
import { shell } from './tr/shell.ts'
import { statement } from './tr/statement.ts'
import { sync } from './tr/sync.ts'
import { syncDecisions } from './tr/sync-decisions.ts'
import { syncProof } from './tr/sync-proof.ts'
import { syncStaff } from './tr/sync-staff.ts'
import { windows } from './tr/window.ts'
import { undo } from './tr/undo.ts'
import { views } from './tr/views.ts'
import { words } from './tr/words.ts'
import type { Catalogue } from './en.ts'

export const tr: Catalogue = {
  ...shell,
  ...windows,
  ...words,
  ...grid,
  ...help,
  ...home,
  ...imports,
  ...laws,
  ...ledger,
  ...aging,
  ...bank,
  ...bankColumns,
  ...cells,
  ...columns,
  ...companies,
  ...compare,
  ...customer,
  ...customers,
  ...decisions,
  ...desktop,
  ...durability,
  ...entry,
  ...letters,
  ...papers,
  ...periods,
  ...reconcile,
  ...risk,
  ...roundtrip,
  ...roundtripBank,
  ...rules,
  ...settings,
  ...statement,
  ...sync,
  ...syncDecisions,
  ...syncProof,
  ...syncStaff,
  ...undo,
  ...refusals,
  ...views,
}
