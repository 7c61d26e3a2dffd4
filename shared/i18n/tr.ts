import { aging } from './tr/aging.ts'
import { cells } from './tr/cells.ts'
import { companies } from './tr/companies.ts'
import { customer } from './tr/customer.ts'
import { customers } from './tr/customers.ts'
import { desktop } from './tr/desktop.ts'
import { entry } from './tr/entry.ts'
import { grid } from './tr/grid.ts'
import { imports } from './tr/imports.ts'
import { laws } from './tr/laws.ts'
import { periods } from './tr/periods.ts'
import { refusals } from './tr/refusals.ts'
import { settings } from './tr/settings.ts'
import { shell } from './tr/shell.ts'
import { statement } from './tr/statement.ts'
import { words } from './tr/words.ts'
import type { Catalogue } from './en.ts'

export const tr: Catalogue = {
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
