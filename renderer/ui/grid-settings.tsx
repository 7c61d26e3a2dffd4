/** What the person prefers of all grids; the app fills it from the device's preferences. */
import { createContext, use } from 'react'
import type { CopyChoice } from './grid-copy.ts'

export interface GridSettings {
  readonly copy: CopyChoice
  /** Tab goes on to the next cell; else it leaves the grid. */
  readonly tabMoves: boolean
}

export const GridSettingsContext = createContext<GridSettings>({
  copy: { figures: 'shown', days: 'shown' },
  tabMoves: false,
})

export function useGridSettings(): GridSettings {
  return use(GridSettingsContext)
}
