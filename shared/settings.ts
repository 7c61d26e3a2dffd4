/**
 * What a user can set: the defaults of the company's settings, which travel with the company, and
 * one schema with defaults of a device's preferences, which stay on it.
 *
 * `null` for language and formats means: as the system, and as the language. A value that is not
 * understood becomes its default by itself, the others stay.
 */
import { z } from 'zod'
import type { settingsShape } from './contract/companies.ts'
import { csvStyle } from './contract/csv.ts'
import { FORMAT_LOCALES, type FormatLocale } from './i18n/formatters.ts'
import { LANGUAGES } from './i18n/index.ts'

export type CompanySettings = z.output<typeof settingsShape>

export const SETTING_DEFAULTS: CompanySettings = {
  bucketEdges: [30, 60, 90],
  allocationPolicy: 'statutory',
  writeOffToleranceMinor: 500,
  writeOffToleranceBasisPoints: 50,
  autoPostBasisPoints: 9500,
  transferFeeTry: 100,
  transferFeeOther: 30,
  compareRounding: 5,
  compareRoundingBasisPoints: 50,
  compareFeeTry: 100,
  compareFeeOther: 30,
  compareDays: 10,
  language: 'tr',
  letterhead: { address: '', taxOffice: '', taxId: '', contact: '', iban: '' },
  logo: '',
  letters: {
    answerDays: 10,
    statutoryDays: 30,
    withSilence: false,
    signers: '',
    baBsThreshold: 'at_least',
  },
}

const THEMES = ['system', 'light', 'dark'] as const
export const DENSITIES = ['compact', 'normal', 'relaxed'] as const
/** Percent. */
export const TEXT_SCALES = [90, 100, 110, 125, 150] as const
export const RECENT_MAX = 8
export const DISMISSED_MAX = 500

const formatLocale = z.enum(Object.keys(FORMAT_LOCALES) as [FormatLocale, ...FormatLocale[]])

export const preferenceFields = {
  language: z.enum(LANGUAGES).nullable(),
  formatLocale: formatLocale.nullable(),
  negative: z.enum(['minus', 'brackets']),
  theme: z.enum(THEMES),
  density: z.enum(DENSITIES),
  textScale: z.literal(TEXT_SCALES),
  distinctColours: z.boolean(),
  singleKeys: z.boolean(),
  navCollapsed: z.boolean(),
  peekOpen: z.boolean(),
  /** How copied cells write amounts and days as text: as shown, or bare. */
  copyFigures: z.enum(['shown', 'raw']),
  copyDays: z.enum(['shown', 'iso']),
  /** How CSV files were written last; null before the first. */
  csv: csvStyle.nullable(),
  /** In a grid Tab goes to the next cell; else it leaves the grid. */
  tabMoves: z.boolean(),
  /** Keys of notices put aside; the same thing with another amount is a new notice. */
  dismissed: z.array(z.string().max(200)).max(DISMISSED_MAX),
  /** The guided tour was walked or skipped. */
  tourSeen: z.boolean(),
  /** Palette entries used last, newest first. */
  recent: z.array(z.string().max(200)).max(RECENT_MAX),
  /** Absolute path of the company file that was opened last. */
  lastCompany: z.string().max(4096).nullable(),
  /** The saved view that a list opens with, by company id and list: "<company id> customers". */
  defaultViews: z.record(z.string().max(80), z.string().max(60)),
} as const

export const preferencesShape = z.object(preferenceFields)
export type Preferences = z.output<typeof preferencesShape>

export const PREFERENCE_DEFAULTS: Preferences = {
  language: null,
  formatLocale: null,
  negative: 'minus',
  theme: 'system',
  density: 'normal',
  textScale: 100,
  distinctColours: false,
  singleKeys: true,
  navCollapsed: false,
  peekOpen: true,
  copyFigures: 'shown',
  copyDays: 'shown',
  csv: null,
  tabMoves: false,
  dismissed: [],
  tourSeen: false,
  recent: [],
  lastCompany: null,
  defaultViews: {},
}

export interface ReadPreferences {
  readonly preferences: Preferences
  /** False when a key was unknown, or its value not understood: the source deserves keeping. */
  readonly isWhole: boolean
}

/** Any value as preferences: what is understood is taken, the rest has its default. */
export function readPreferences(value: unknown): ReadPreferences {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { preferences: PREFERENCE_DEFAULTS, isWhole: false }
  const given = value as Record<string, unknown>
  let isWhole = Object.keys(given).every((key) => Object.hasOwn(preferenceFields, key))
  const understood = Object.entries(preferenceFields).flatMap(([key, field]) => {
    if (!Object.hasOwn(given, key)) return []
    const read = field.safeParse(given[key])
    if (read.success) return [[key, read.data] as const]
    isWhole = false
    return []
  })
  const preferences = preferencesShape.parse({
    ...PREFERENCE_DEFAULTS,
    ...Object.fromEntries(understood),
  })
  return { preferences, isWhole }
}
