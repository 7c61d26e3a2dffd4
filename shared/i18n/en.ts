import { aging } from './en/aging.ts'
import { bank } from './en/bank.ts'
import { bankColumns } from './en/bank-columns.ts'
import { cells } from './en/cells.ts'
import { columns } from './en/columns.ts'
import { companies } from './en/companies.ts'
import { compare } from './en/compare.ts'
import { customer } from './en/customer.ts'
import { customers } from './en/customers.ts'
import { decisions } from './en/decisions.ts'
import { desktop } from './en/desktop.ts'
import { durability } from './en/durability.ts'
import { entry } from './en/entry.ts'
import { grid } from './en/grid.ts'
import { help } from './en/help.ts'
import { home } from './en/home.ts'
import { imports } from './en/imports.ts'
import { laws } from './en/laws.ts'
import { ledger } from './en/ledger.ts'
import { letters } from './en/letters.ts'
import { papers } from './en/papers.ts'
import { periods } from './en/periods.ts'
import { refusals } from './en/refusals.ts'
import { reconcile } from './en/reconcile.ts'
import { risk } from './en/risk.ts'
import { roundtrip } from './en/roundtrip.ts'
import { roundtripBank } from './en/roundtrip-bank.ts'
import { rules } from './en/rules.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { statement } from './en/statement.ts'
import { sync } from './en/sync.ts'
import { syncDecisions } from './en/sync-decisions.ts'
import { syncProof } from './en/sync-proof.ts'
import { syncStaff } from './en/sync-staff.ts'
import { windows } from './en/window.ts'
import { undo } from './en/undo.ts'
import { views } from './en/views.ts'
import { words } from './en/words.ts'

/** The source catalogue: its keys are the ids every other language must have. */
export const en = {
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

export type MessageId = keyof typeof en
export type Catalogue = Readonly<Record<MessageId, string>>
