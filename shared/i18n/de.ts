import { aging } from './de/aging.ts'
import { cells } from './de/cells.ts'
import { companies } from './de/companies.ts'
import { customer } from './de/customer.ts'
import { customers } from './de/customers.ts'
import { desktop } from './de/desktop.ts'
import { entry } from './de/entry.ts'
import { grid } from './de/grid.ts'
import { imports } from './de/imports.ts'
import { laws } from './de/laws.ts'
import { periods } from './de/periods.ts'
import { refusals } from './de/refusals.ts'
import { settings } from './de/settings.ts'
import { shell } from './de/shell.ts'
import { statement } from './de/statement.ts'
import { words } from './de/words.ts'

import type { Catalogue } from './en.ts'

export const de: Catalogue = {
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
