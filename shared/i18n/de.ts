import { aging } from './de/aging.ts'
import { bank } from './de/bank.ts'
import { bankColumns } from './de/bank-columns.ts'
import { cells } from './de/cells.ts'
import { columns } from './de/columns.ts'
import { companies } from './de/companies.ts'
import { compare } from './de/compare.ts'
import { customer } from './de/customer.ts'
import { customers } from './de/customers.ts'
import { decisions } from './de/decisions.ts'
import { desktop } from './de/desktop.ts'
import { durability } from './de/durability.ts'
import { entry } from './de/entry.ts'
import { grid } from './de/grid.ts'
import { help } from './de/help.ts'
import { home } from './de/home.ts'
import { imports } from './de/imports.ts'
import { laws } from './de/laws.ts'
import { ledger } from './de/ledger.ts'
import { letters } from './de/letters.ts'
import { papers } from './de/papers.ts'
import { periods } from './de/periods.ts'
import { refusals } from './de/refusals.ts'
import { reconcile } from './de/reconcile.ts'
import { risk } from './de/risk.ts'
import { roundtrip } from './de/roundtrip.ts'
import { roundtripBank } from './de/roundtrip-bank.ts'
import { rules } from './de/rules.ts'
import { settings } from './de/settings.ts'
import { shell } from './de/shell.ts'
import { statement } from './de/statement.ts'
import { sync } from './de/sync.ts'
import { syncDecisions } from './de/sync-decisions.ts'
import { syncProof } from './de/sync-proof.ts'
import { syncStaff } from './de/sync-staff.ts'
import { windows } from './de/window.ts'
import { undo } from './de/undo.ts'
import { views } from './de/views.ts'
import { words } from './de/words.ts'

import type { Catalogue } from './en.ts'

export const de: Catalogue = {
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
