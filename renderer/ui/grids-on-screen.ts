/** The grids that stand on the screen, for commands that act on whichever is meant. */
import { create } from 'zustand'
import type { IsoDate } from '../../shared/domain/days.ts'
import type { ShownTable } from './grid-export.ts'

export interface GridOnScreen {
  readonly label: string
  /** The day its figures are of. */
  readonly asOf: IsoDate | undefined
  /** Its screen has an export of its own. */
  readonly isOwn: boolean
  readonly frame: () => Element | null
  /** Once the filters asked for are in force; null while rows are to come or the database holds them. */
  readonly table: () => Promise<ShownTable | null>
}

/** Writes a table of what was chosen in a grid. */
export type TableExport = (grid: Pick<GridOnScreen, 'label' | 'asOf'>, table: ShownTable) => void

interface Grids {
  readonly grids: readonly GridOnScreen[]
  /** The app's way to write a table; null before it offers one. */
  readonly exportTable: TableExport | null
  readonly add: (grid: GridOnScreen) => () => void
}

export const useGridsOnScreen = create<Grids>()((set) => ({
  grids: [],
  exportTable: null,
  add: (grid) => {
    set(({ grids }) => ({ grids: [...grids, grid] }))
    return () => set(({ grids }) => ({ grids: grids.filter((one) => one !== grid) }))
  },
}))

/** The one with the focus, else the uppermost. */
export function gridMeant(): GridOnScreen | undefined {
  const { grids } = useGridsOnScreen.getState()
  const top = (grid: GridOnScreen) => grid.frame()?.getBoundingClientRect().top ?? Infinity
  return (
    grids.find((grid) => grid.frame()?.contains(document.activeElement) === true) ??
    grids.toSorted((a, b) => top(a) - top(b))[0]
  )
}
