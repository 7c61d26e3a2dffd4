/** What the menus of a cell and of a heading offer. */
import {
  IconArrowNarrowDown,
  IconArrowNarrowUp,
  IconArrowsHorizontal,
  IconArrowsSort,
  IconColumns,
  IconCopy,
  IconExternalLink,
  IconEyeOff,
  IconFileExport,
  IconFilter,
  IconFilterOff,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTableExport,
  IconArrowUpRight,
} from '@tabler/icons-react'
import type { GridApi } from 'ag-grid-community'
import type { MenuItem } from './GridMenu.tsx'
import type { SayText } from './language.tsx'

/** What can be done with a cell; what is left out is not offered. */
export interface CellActs {
  readonly copy: (withHeads: boolean) => void
  /** The cell's text when the list can be filtered by it. */
  readonly filter?: ({ readonly text: string } & ValueFilters) | undefined
  readonly open?: (() => void) | undefined
  readonly openNew?: (() => void) | undefined
  readonly edit?: (() => void) | undefined
  readonly exportSelection?: (() => void) | undefined
  readonly more?: readonly MenuItem[]
}

/** What the list can be filtered to by a cell. */
export interface ValueFilters {
  readonly only?: (() => void) | undefined
  readonly except?: (() => void) | undefined
}

const SHOWN_MAX = 32

export function cellMenu(acts: CellActs, say: SayText): MenuItem[] {
  const items: MenuItem[] = [
    {
      id: 'copy',
      label: say('cellMenu.copy'),
      icon: IconCopy,
      keys: 'Mod+C',
      run: () => acts.copy(false),
    },
    {
      id: 'copyHeads',
      label: say('cellMenu.copyHeads'),
      icon: IconTableExport,
      keys: 'Mod+Shift+C',
      run: () => acts.copy(true),
    },
  ]
  if (acts.edit)
    items.push({
      id: 'edit',
      label: say('cellMenu.edit'),
      icon: IconPencil,
      keys: 'F2',
      starts: true,
      run: acts.edit,
    })
  const { filter } = acts
  if (filter) {
    const value = shortened(filter.text === '' ? say('cellMenu.blank') : filter.text)
    if (filter.only)
      items.push({
        id: 'filterTo',
        label: say('cellMenu.filterTo', { value }),
        icon: IconFilter,
        starts: true,
        run: filter.only,
      })
    if (filter.except)
      items.push({
        id: 'filterOut',
        label: say('cellMenu.filterOut', { value }),
        icon: IconFilterOff,
        run: filter.except,
      })
  }
  if (acts.open)
    items.push({
      id: 'open',
      label: say('cellMenu.open'),
      icon: IconArrowUpRight,
      keys: 'Enter',
      starts: true,
      run: acts.open,
    })
  if (acts.openNew)
    items.push({
      id: 'openNew',
      label: say('cellMenu.openNew'),
      icon: IconExternalLink,
      keys: 'Shift+Enter',
      run: acts.openNew,
    })
  if (acts.exportSelection)
    items.push({
      id: 'export',
      label: say('cellMenu.export'),
      icon: IconFileExport,
      starts: true,
      run: acts.exportSelection,
    })
  return [...items, ...(acts.more ?? [])]
}

/** What can be done with a column; lists with saved views do it to the view. */
export interface HeadActs {
  readonly fit: (columnId: string) => void
  readonly freeze: (columnId: string, isFrozen: boolean) => void
  readonly hide: (columnId: string) => void
  /** The columns that were hidden, which can be shown again. */
  readonly hidden: () => readonly string[]
  readonly show: (columnIds: readonly string[]) => void
  readonly sort: (columnId: string, direction: 'asc' | 'desc' | null) => void
  readonly filter?: ((columnId: string) => void) | undefined
}

export function headMenu<Data>(
  api: GridApi<Data>,
  columnId: string,
  acts: HeadActs,
  say: SayText,
): MenuItem[] {
  const column = api.getColumn(columnId)
  if (!column) return []
  const sort = (direction: 'asc' | 'desc' | null) => acts.sort(columnId, direction)
  const items: MenuItem[] = []
  if (column.isSortable()) {
    items.push(
      {
        id: 'ascending',
        label: say('cellMenu.ascending'),
        icon: IconArrowNarrowUp,
        run: () => sort('asc'),
      },
      {
        id: 'descending',
        label: say('cellMenu.descending'),
        icon: IconArrowNarrowDown,
        run: () => sort('desc'),
      },
    )
    if (column.getSort())
      items.push({
        id: 'unsorted',
        label: say('cellMenu.unsorted'),
        icon: IconArrowsSort,
        run: () => sort(null),
      })
  }
  const { filter } = acts
  if (filter)
    items.push({
      id: 'filter',
      label: say('cellMenu.filterColumn'),
      icon: IconFilter,
      starts: true,
      run: () => filter(columnId),
    })
  const isFrozen = column.isPinned()
  items.push(
    {
      id: 'freeze',
      label: say(isFrozen ? 'cellMenu.unfreeze' : 'cellMenu.freeze'),
      icon: isFrozen ? IconPinnedOff : IconPin,
      starts: true,
      run: () => acts.freeze(columnId, !isFrozen),
    },
    {
      id: 'fit',
      label: say('cellMenu.fit'),
      icon: IconArrowsHorizontal,
      run: () => acts.fit(columnId),
    },
  )
  if (api.getAllDisplayedColumns().length > 1)
    items.push({
      id: 'hide',
      label: say('cellMenu.hide'),
      icon: IconEyeOff,
      run: () => acts.hide(columnId),
    })
  const hidden = acts.hidden()
  if (hidden.length > 0)
    items.push({
      id: 'showAll',
      label: say('cellMenu.showAll', { count: hidden.length }),
      icon: IconColumns,
      run: () => acts.show(hidden),
    })
  return items
}

function shortened(text: string): string {
  return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX - 1)}…`
}
