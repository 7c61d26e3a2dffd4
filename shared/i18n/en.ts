import { aging } from './en/aging.ts'
import { cells } from './en/cells.ts'
import { companies } from './en/companies.ts'
import { customer } from './en/customer.ts'
import { customers } from './en/customers.ts'
import { desktop } from './en/desktop.ts'
import { entry } from './en/entry.ts'
import { grid } from './en/grid.ts'
import { imports } from './en/imports.ts'
import { laws } from './en/laws.ts'
import { periods } from './en/periods.ts'
import { refusals } from './en/refusals.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { statement } from './en/statement.ts'
import { words } from './en/words.ts'

/** The source catalogue: its keys are the ids every other language must have. */
export const en = {
  ...shell,
  ...words,
  ...grid,
  ...imports,
  ...laws,
  ...aging,
  ...cells,
  ...companies,
  ...customer,
  ...customers,
  ...desktop,
  ...entry,
  ...periods,
  ...settings,
  ...statement,
  ...refusals,
}

export type MessageId = keyof typeof en
export type Catalogue = Readonly<Record<MessageId, string>>
