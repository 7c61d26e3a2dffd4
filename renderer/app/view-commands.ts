/** Keys of a list with views: columns, grouping, saving. Filters are those of the grid at hand. */
import { IconColumns3, IconDeviceFloppy, IconLayoutList, IconRestore } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useCommands, type Command } from './commands.ts'
import type { ViewMenuOpen } from './ViewButtons.tsx'
import type { ListViews } from './views.ts'

export function useViewCommands(
  views: ListViews,
  acts: {
    readonly onOpen: (open: ViewMenuOpen) => void
    readonly save: () => void
    readonly saveAs: () => void
  },
  isAtHand = true,
): void {
  const { screen, isChanged, chosenSaved, reset } = views
  const { onOpen, save, saveAs } = acts
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        !isAtHand
          ? []
          : [
              {
                id: `${screen}.filter`,
                title: 'grid.quickFilter',
                keys: ['Mod+F'],
                group: 'here',
                inPalette: false,
                run: () => document.getElementById('quick-filter')?.focus(),
              },
              {
                id: `${screen}.columns`,
                title: 'columns.title',
                keys: ['Mod+Shift+K'],
                group: 'here',
                icon: IconColumns3,
                run: () => onOpen('columns'),
              },
              {
                id: `${screen}.groupBy`,
                title: 'group.by',
                keys: ['Alt+Shift+G'],
                group: 'here',
                icon: IconLayoutList,
                run: () => onOpen('group'),
              },
              {
                id: `${screen}.saveView`,
                title: 'view.save',
                keys: ['Mod+Shift+S'],
                group: 'here',
                icon: IconDeviceFloppy,
                run: chosenSaved ? save : saveAs,
              },
              {
                id: `${screen}.resetView`,
                title: 'view.reset',
                group: 'here',
                icon: IconRestore,
                enabled: isChanged,
                run: reset,
              },
            ],
      [isAtHand, screen, onOpen, chosenSaved, save, saveAs, isChanged, reset],
    ),
  )
}
