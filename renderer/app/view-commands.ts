/** Keys of a list with views: filters, columns, groups, saving. Every screen with such a list has them. */
import {
  IconColumns3,
  IconDeviceFloppy,
  IconFilter,
  IconFilterOff,
  IconFold,
  IconLayoutList,
  IconRestore,
  IconRowInsertTop,
} from '@tabler/icons-react'
import { useMemo, type RefObject } from 'react'
import type { SaldoGridHandle } from '../ui/SaldoGrid.tsx'
import { useCommands, type Command } from './commands.ts'
import type { ViewMenuOpen } from './ViewButtons.tsx'
import type { ListViews } from './views.ts'

/** What views ask of their grid. */
export type ViewGrid = Pick<
  SaldoGridHandle,
  'openFilter' | 'toggleFilterRow' | 'toggleGroup' | 'closeGroups'
>

export function useViewCommands(
  views: ListViews,
  grid: RefObject<ViewGrid | null>,
  acts: {
    readonly onOpen: (open: ViewMenuOpen) => void
    readonly save: () => void
    readonly saveAs: () => void
  },
): void {
  const { screen, isChanged, chosenSaved, state, change, setClosed } = views
  const { onOpen, save, saveAs } = acts
  const hasFilters = Object.keys(state.filters).length > 0
  const hasGroups = state.group.length > 0
  const { reset } = views
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: `${screen}.filter`,
          title: 'grid.quickFilter',
          keys: ['Mod+F'],
          group: 'here',
          inPalette: false,
          run: () => document.getElementById('quick-filter')?.focus(),
        },
        {
          id: `${screen}.columnFilter`,
          title: 'filter.columns',
          keys: ['Alt+ArrowDown'],
          group: 'here',
          icon: IconFilter,
          run: () => grid.current?.openFilter(),
        },
        {
          id: `${screen}.filterRow`,
          title: 'filter.row',
          keys: ['Mod+Shift+L'],
          group: 'here',
          icon: IconRowInsertTop,
          run: () => grid.current?.toggleFilterRow(),
        },
        {
          id: `${screen}.clearFilters`,
          title: 'filter.clearAll',
          keys: ['Mod+Shift+Backspace'],
          group: 'here',
          icon: IconFilterOff,
          enabled: hasFilters,
          run: () => change({ filters: {} }),
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
          id: `${screen}.openGroup`,
          title: 'group.openOne',
          keys: ['Alt+Shift+ArrowRight'],
          group: 'here',
          inPalette: false,
          enabled: hasGroups,
          run: () => grid.current?.toggleGroup(true),
        },
        {
          id: `${screen}.closeGroup`,
          title: 'group.closeOne',
          keys: ['Alt+Shift+ArrowLeft'],
          group: 'here',
          inPalette: false,
          enabled: hasGroups,
          run: () => grid.current?.toggleGroup(false),
        },
        {
          id: `${screen}.openGroups`,
          title: 'group.openAll',
          group: 'here',
          icon: IconFold,
          enabled: hasGroups,
          run: () => setClosed(new Set()),
        },
        {
          id: `${screen}.closeGroups`,
          title: 'group.closeAll',
          group: 'here',
          icon: IconFold,
          enabled: hasGroups,
          run: () => grid.current?.closeGroups(),
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
      [
        screen,
        grid,
        hasFilters,
        change,
        onOpen,
        hasGroups,
        setClosed,
        chosenSaved,
        save,
        saveAs,
        isChanged,
        reset,
      ],
    ),
  )
}
