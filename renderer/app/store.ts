/**
 * What this device prefers: language, formats, appearance. Loaded from the backend before the first
 * render and kept there, so that it survives a restart on another port and holds for every door.
 */
import { create } from 'zustand'
import { DEFAULT_LOCALE, type FormatLocale } from '../../shared/i18n/formatters.ts'
import { LANGUAGES, type Language } from '../../shared/i18n/index.ts'
import { type Preferences, PREFERENCE_DEFAULTS, RECENT_MAX } from '../../shared/settings.ts'
import { api } from './api.ts'

export { DENSITIES, TEXT_SCALES, THEMES } from '../../shared/settings.ts'
export type { Density, ThemeChoice } from '../../shared/settings.ts'

/** Row heights in px before the text scale. */
export const ROW_HEIGHTS: Readonly<Record<Preferences['density'], number>> = {
  compact: 26,
  normal: 30,
  relaxed: 38,
}

/** With language and formats decided: the system's language where none was chosen. */
interface Preferred extends Omit<Preferences, 'language' | 'formatLocale'> {
  readonly language: Language
  readonly formatLocale: FormatLocale
}

interface PreferenceActions {
  readonly change: (changes: Partial<Omit<Preferred, 'lastCompany'>>) => void
  /** The format locale follows to the language's usual one when it was at the old one's. */
  readonly setLanguage: (language: Language) => void
  readonly remember: (entry: string) => void
}

let onNotKept: (error: unknown) => void = () => undefined

/** Says what to do when a preference could not be kept; what was chosen holds for this window. */
export function whenNotKept(tell: (error: unknown) => void): void {
  onNotKept = tell
}

export const usePreferences = create<Preferred & PreferenceActions>()((set, get) => ({
  ...preferredOf(PREFERENCE_DEFAULTS),
  change: (changes) => {
    set(changes)
    api.preferences.set(changes).catch((error: unknown) => onNotKept(error))
  },
  setLanguage: (language) => {
    const now = get()
    const follows = now.formatLocale === DEFAULT_LOCALE[now.language]
    now.change({ language, ...(follows ? { formatLocale: DEFAULT_LOCALE[language] } : {}) })
  },
  remember: (entry) => {
    const { recent, change } = get()
    change({ recent: [entry, ...recent.filter((known) => known !== entry)].slice(0, RECENT_MAX) })
  },
}))

/** Takes over what the backend keeps; before the first render, so that nothing flickers. */
export function adoptPreferences(kept: Preferences): void {
  usePreferences.setState(preferredOf(kept))
}

/** The language of this machine among ours, else English. */
export function systemLanguage(): Language {
  for (const tag of navigator.languages) {
    const found = LANGUAGES.find((known) => tag.toLowerCase().startsWith(known))
    if (found) return found
  }
  return 'en'
}

function preferredOf(kept: Preferences): Preferred {
  const language = kept.language ?? systemLanguage()
  return { ...kept, language, formatLocale: kept.formatLocale ?? DEFAULT_LOCALE[language] }
}
