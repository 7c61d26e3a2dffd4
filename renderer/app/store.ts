/** What this device prefers: language, formats, appearance. Kept in the page's own storage. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import {
  DEFAULT_LOCALE,
  type FormatLocale,
  type NegativeStyle,
} from '../../shared/i18n/formatters.ts'
import { LANGUAGES, type Language } from '../../shared/i18n/index.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Density = 'compact' | 'normal' | 'relaxed'

export const DENSITIES = ['compact', 'normal', 'relaxed'] as const
/** Row heights in px before the text scale. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = {
  compact: 26,
  normal: 30,
  relaxed: 38,
}
export const TEXT_SCALES = [90, 100, 110, 125, 150] as const

interface Preferences {
  readonly language: Language
  readonly formatLocale: FormatLocale
  readonly negative: NegativeStyle
  readonly theme: ThemeChoice
  readonly density: Density
  /** Percent. */
  readonly textScale: number
  readonly distinctColours: boolean
  readonly singleKeys: boolean
  readonly navCollapsed: boolean
  readonly peekOpen: boolean
  /** Palette entries used last, newest first. */
  readonly recent: readonly string[]
}

interface PreferenceActions {
  readonly change: (changes: Partial<Preferences>) => void
  /** The format locale follows to the language's usual one when it was at the old one's. */
  readonly setLanguage: (language: Language) => void
  readonly remember: (entry: string) => void
}

const RECENT_MAX = 8

const language = preferredLanguage()

export const usePreferences = create<Preferences & PreferenceActions>()(
  persist(
    (set) => ({
      language,
      formatLocale: DEFAULT_LOCALE[language],
      negative: 'minus',
      theme: 'system',
      density: 'normal',
      textScale: 100,
      distinctColours: false,
      singleKeys: true,
      navCollapsed: false,
      peekOpen: true,
      recent: [],
      change: (changes) => set(changes),
      setLanguage: (next) =>
        set((now) => ({
          language: next,
          formatLocale:
            now.formatLocale === DEFAULT_LOCALE[now.language]
              ? DEFAULT_LOCALE[next]
              : now.formatLocale,
        })),
      remember: (entry) =>
        set((now) => ({
          recent: [entry, ...now.recent.filter((known) => known !== entry)].slice(0, RECENT_MAX),
        })),
    }),
    { name: 'saldo.preferences', version: 1 },
  ),
)

function preferredLanguage(): Language {
  for (const tag of navigator.languages) {
    const found = LANGUAGES.find((known) => tag.toLowerCase().startsWith(known))
    if (found) return found
  }
  return 'en'
}
