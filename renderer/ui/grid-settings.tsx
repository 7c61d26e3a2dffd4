/** What the person prefers of all grids; the app fills it from the device's preferences. */
import { createContext, use } from 'react'
import type { CopyChoice } from './grid-copy.ts'

export interface GridSettings {
  readonly copy: CopyChoice
  /** Tab goes on to the next cell; else it leaves the grid. */
  readonly tabMoves: boolean
  /** Does an act so that the page it goes to opens in a window of its own; null where there is none. */
  readonly elsewhere: ((act: () => void) => void) | null
}

export const GridSettingsContext = createContext<GridSettings>({
  copy: { figures: 'shown', days: 'shown' },
  tabMoves: false,
  elsewhere: null,
})

export function useGridSettings(): GridSettings {
  return use(GridSettingsContext)
}
