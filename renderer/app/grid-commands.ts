/**
 * What can be done in the grid at hand, as commands: so the palette, the shortcut sheet and the native
 * menu have them on every screen. Most keys are the grid's own while it has the focus (`shows`).
 */
import {
  IconArrowsHorizontal,
  IconArrowsVertical,
  IconCopy,
  IconFilter,
  IconFilterOff,
  IconFold,
  IconLayoutSidebarRight,
  IconMenu2,
  IconPencil,
  IconRowInsertTop,
  IconSelectAll,
  IconSquareX,
  IconTableExport,
  IconTextWrapDisabled,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useGridAtHand, type CellKey, type GridAtHand } from '../ui/grid-at-hand.ts'
import { useCommands, type Command } from './commands.ts'

export function useGridCommands(): void {
  const grid = useGridAtHand()
  useCommands(useMemo(() => (grid === null ? NONE : commandsOf(grid)), [grid]))
}

const NONE: readonly Command[] = []

function commandsOf({ acts, ...traits }: GridAtHand): readonly Command[] {
  const press = (key: CellKey) => () => acts.current.press(key)
  const view = () => acts.current.view
  const move = (id: string, title: Command['title'], shows: string, key: CellKey): Command => ({
    id: `grid.${id}`,
    title,
    shows,
    group: 'grid',
    inPalette: false,
    run: press(key),
  })
  const moves: readonly Command[] = [
    move('arrows', 'shortcuts.grid.arrows', '↑ ↓ ← →', { key: 'ArrowDown' }),
    move('edge', 'shortcuts.grid.edge', 'Mod+ArrowDown', { key: 'ArrowDown', mod: true }),
    move('ends', 'shortcuts.grid.ends', 'Home', { key: 'Home' }),
    move('corners', 'shortcuts.grid.corners', 'Mod+Home', { key: 'Home', mod: true }),
    move('page', 'shortcuts.grid.page', 'PageDown', { key: 'PageDown' }),
    move('leave', 'shortcuts.grid.leave', 'Tab', { key: 'Tab' }),
    move('extend', 'shortcuts.grid.extend', 'Shift+ArrowDown', { key: 'ArrowDown', shift: true }),
    move('extendEdge', 'shortcuts.grid.extendEdge', 'Mod+Shift+ArrowDown', {
      key: 'ArrowDown',
      mod: true,
      shift: true,
    }),
  ]
  const cells: readonly Command[] = [
    {
      id: 'grid.open',
      title: 'shortcuts.grid.open',
      shows: 'Enter',
      group: 'grid',
      inPalette: false,
      run: press({ key: 'Enter' }),
    },
    {
      id: 'grid.peek',
      title: 'shortcuts.grid.peek',
      shows: 'Space',
      group: 'grid',
      icon: IconLayoutSidebarRight,
      enabled: traits.canPeek && !traits.isEditing,
      run: press({ key: ' ' }),
    },
    {
      id: 'grid.selectAll',
      title: 'shortcuts.grid.all',
      shows: 'Mod+A',
      group: 'grid',
      icon: IconSelectAll,
      run: press({ key: 'a', mod: true }),
    },
    {
      id: 'grid.selectColumn',
      title: 'shortcuts.grid.column',
      shows: 'Mod+Space',
      group: 'grid',
      icon: IconArrowsVertical,
      // Ctrl on a Mac too: ⌘ Space is the system's.
      run: press({ key: ' ', mod: true }),
    },
    {
      id: 'grid.selectRow',
      title: 'shortcuts.grid.row',
      shows: 'Shift+Space',
      group: 'grid',
      icon: IconArrowsHorizontal,
      run: press({ key: ' ', shift: true }),
    },
    {
      id: 'grid.clearSelection',
      title: 'shortcuts.grid.clear',
      shows: 'Escape',
      group: 'grid',
      icon: IconSquareX,
      run: press({ key: 'Escape' }),
    },
    {
      id: 'grid.copy',
      title: 'shortcuts.grid.copy',
      shows: 'Mod+C',
      group: 'grid',
      icon: IconCopy,
      run: () => acts.current.copy(false),
    },
    {
      id: 'grid.copyHeads',
      title: 'shortcuts.grid.copyRow',
      shows: 'Mod+Shift+C',
      group: 'grid',
      icon: IconTableExport,
      run: () => acts.current.copy(true),
    },
    {
      id: 'grid.menu',
      title: 'shortcuts.grid.menu',
      shows: 'Shift+F10',
      group: 'grid',
      icon: IconMenu2,
      run: press({ key: 'F10', shift: true }),
    },
  ]
  const edits: readonly Command[] = [
    {
      id: 'grid.editCell',
      title: 'shortcuts.edit.cell',
      shows: 'F2',
      group: 'edit',
      icon: IconPencil,
      enabled: traits.isEditing,
      run: press({ key: 'F2' }),
    },
    {
      id: 'grid.paste',
      title: 'shortcuts.edit.paste',
      shows: 'Mod+V',
      group: 'edit',
      // Only a key may read the clipboard without asking the person first.
      inPalette: false,
      enabled: traits.isEditing,
      run: press({ key: 'v', mod: true }),
    },
    {
      id: 'grid.pasteBelow',
      title: 'shortcuts.edit.below',
      shows: 'Mod+Shift+V',
      group: 'edit',
      inPalette: false,
      enabled: traits.isEditing,
      run: press({ key: 'v', mod: true, shift: true }),
    },
    {
      id: 'grid.fillDown',
      title: 'shortcuts.edit.down',
      shows: 'Mod+D',
      group: 'edit',
      icon: IconTextWrapDisabled,
      enabled: traits.isEditing,
      run: press({ key: 'd', mod: true }),
    },
    {
      id: 'grid.today',
      title: 'shortcuts.edit.today',
      shows: 'Mod+;',
      group: 'edit',
      inPalette: false,
      enabled: traits.isEditing,
      run: press({ key: ';', mod: true }),
    },
  ]
  return traits.hasView
    ? [...moves, ...cells, ...viewCommands(view, traits), ...edits]
    : [...moves, ...cells, ...edits]
}

function viewCommands(
  view: () => GridAtHand['acts']['current']['view'],
  { hasFilters, hasGroups }: Pick<GridAtHand, 'hasFilters' | 'hasGroups'>,
): readonly Command[] {
  return [
    {
      id: 'grid.columnFilter',
      title: 'filter.columns',
      keys: ['Alt+ArrowDown'],
      group: 'grid',
      icon: IconFilter,
      run: () => view()?.openFilter(),
    },
    {
      id: 'grid.filterRow',
      title: 'filter.row',
      keys: ['Mod+Shift+L'],
      group: 'grid',
      icon: IconRowInsertTop,
      run: () => view()?.toggleFilterRow(),
    },
    {
      id: 'grid.clearFilters',
      title: 'filter.clearAll',
      keys: ['Mod+Shift+Backspace'],
      group: 'grid',
      icon: IconFilterOff,
      enabled: hasFilters,
      run: () => view()?.clearFilters(),
    },
    {
      id: 'grid.openGroup',
      title: 'group.openOne',
      keys: ['Alt+Shift+ArrowRight'],
      group: 'grid',
      icon: IconFold,
      enabled: hasGroups,
      run: () => view()?.toggleGroup(true),
    },
    {
      id: 'grid.closeGroup',
      title: 'group.closeOne',
      keys: ['Alt+Shift+ArrowLeft'],
      group: 'grid',
      icon: IconFold,
      enabled: hasGroups,
      run: () => view()?.toggleGroup(false),
    },
    {
      id: 'grid.openGroups',
      title: 'group.openAll',
      group: 'grid',
      icon: IconFold,
      enabled: hasGroups,
      run: () => view()?.openGroups(),
    },
    {
      id: 'grid.closeGroups',
      title: 'group.closeAll',
      group: 'grid',
      icon: IconFold,
      enabled: hasGroups,
      run: () => view()?.closeGroups(),
    },
  ]
}
