/**
 * The tools of a list without tabs of views: quick filter, chips, views, columns, row height, and their
 * keys. A second list on a screen has them while it has the focus (`isAtHand`).
 */
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { FilterChips } from '../ui/FilterChips.tsx'
import type { GridColumn } from '../ui/grid-columns.ts'
import { QuickFilter } from '../ui/Screen.tsx'
import { useCommands, type Command } from './commands.ts'
import { useViewActs } from './view-acts.tsx'
import { useViewCommands } from './view-commands.ts'
import { ViewButtons, type ViewMenuOpen } from './ViewButtons.tsx'
import { ViewMenu } from './ViewMenu.tsx'
import type { ListViews } from './views.ts'

export interface ListToolsProps<Row> {
  readonly views: ListViews
  readonly columns: readonly GridColumn<Row>[]
  readonly filter?: string
  readonly onFilter?: (text: string) => void
  /** ↓ in the quick filter. */
  readonly onDown?: () => void
  readonly isAtHand?: boolean
  /** Icons alone, where the tool row is full. */
  readonly tight?: boolean
}

/** The two ends of a tool row, and what lies over the page. */
export function useListTools<Row>({
  views,
  columns,
  filter = '',
  onFilter,
  onDown,
  isAtHand = true,
  tight = false,
}: ListToolsProps<Row>): {
  readonly start: ReactNode
  readonly end: ReactNode
  readonly dialog: ReactNode
} {
  const [menu, setMenu] = useState<ViewMenuOpen>(null)
  const [showsViews, setShowsViews] = useState(false)
  const { save, saveAs, items, dialog } = useViewActs(views)
  const openViews = useCallback(() => setShowsViews(true), [])
  useViewCommands(views, { onOpen: setMenu, save, saveAs }, isAtHand)
  const { screen } = views
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        isAtHand
          ? [
              {
                id: `${screen}.views`,
                title: 'view.menu',
                keys: ['Alt+Shift+V'],
                group: 'here',
                run: openViews,
              },
            ]
          : [],
      [screen, openViews, isAtHand],
    ),
  )
  return {
    start: (
      <>
        {onFilter && (
          <QuickFilter value={filter} onChange={onFilter} {...(onDown ? { onDown } : {})} />
        )}
        <FilterChips view={views} columns={columns} />
      </>
    ),
    end: (
      <>
        <ViewMenu
          views={views}
          items={items}
          opened={showsViews}
          onOpened={setShowsViews}
          tight={tight}
        />
        <ViewButtons views={views} columns={columns} open={menu} onOpen={setMenu} tight={tight} />
      </>
    ),
    dialog,
  }
}
