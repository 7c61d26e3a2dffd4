/** The theme in force, and what of the preferences stands on the root element. */
import { useMediaQuery } from '@mantine/hooks'
import { useLayoutEffect } from 'react'
import { ROW_HEIGHTS, usePreferences } from './store.ts'

/** Asked before the first paint, not after it. */
const KNOWN_AT_ONCE = { getInitialValueInEffect: false }

export function useIsDark(): boolean {
  const theme = usePreferences((preferences) => preferences.theme)
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, KNOWN_AT_ONCE)
  return theme === 'dark' || (theme === 'system' && systemIsDark === true)
}

/** Text scale as a factor, and row height in px before it. */
export function useDensity(): { readonly scale: number; readonly rowHeight: number } {
  const density = usePreferences((preferences) => preferences.density)
  const textScale = usePreferences((preferences) => preferences.textScale)
  return { scale: textScale / 100, rowHeight: ROW_HEIGHTS[density] }
}

/** Puts language, scale, density and colour choice on the root, where the roles read them. */
export function useRootAttributes(): void {
  const language = usePreferences((preferences) => preferences.language)
  const distinct = usePreferences((preferences) => preferences.distinctColours)
  const { scale, rowHeight } = useDensity()
  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dataset['distinct'] = String(distinct)
    root.style.setProperty('--scale', String(scale))
    root.style.setProperty('--row', `${rowHeight * scale}px`)
    root.style.setProperty('--mantine-scale', String(scale))
  }, [language, distinct, scale, rowHeight])
}
