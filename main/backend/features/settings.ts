/** Company settings: one schema with defaults; what was never set has its default. */
import type { z } from 'zod'
import { readSettings, saveSetting } from '../../../db/local/company.ts'
import { settingsShape } from '../../../shared/contract/companies.ts'
import { SETTING_DEFAULTS } from '../../../shared/settings.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'

export type Settings = z.output<typeof settingsShape>

export function settingsOf(context: Pick<Context, 'db'>): Settings {
  const stored = settingsShape.partial().safeParse(readSettings(context.db))
  return { ...SETTING_DEFAULTS, ...(stored.success ? dropUndefined(stored.data) : {}) }
}

export function setSettings(
  context: Context,
  input: { readonly [K in keyof Settings]?: Settings[K] | undefined },
): Settings {
  const journal = new Journal(context)
  for (const [key, value] of Object.entries(dropUndefined(input))) {
    saveSetting(context.db, key, value)
    journal.event('setting.changed', context.company.companyId, {
      key,
      value: JSON.stringify(value),
    })
  }
  journal.close('company.settings', Object.keys(input).join(', '), {})
  return settingsOf(context)
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
