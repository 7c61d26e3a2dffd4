/** The keys of the aging: day, bars, filter, exports. */
import {
  IconCalendar,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconTableExport,
} from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'

export function useAgingCommands(onSave: (as: 'xlsx' | 'csv' | 'sheet') => void) {
  const save = useRef(onSave)
  useEffect(() => {
    save.current = onSave
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'aging.filter',
          title: 'grid.quickFilter',
          keys: ['Mod+F'],
          group: 'here',
          inPalette: false,
          run: () => document.getElementById('quick-filter')?.focus(),
        },
        {
          id: 'aging.asOf',
          title: 'aging.command.asOf',
          keys: ['D'],
          group: 'here',
          icon: IconCalendar,
          run: () => document.querySelector<HTMLInputElement>('[data-as-of] input')?.focus(),
        },
        {
          id: 'aging.bars',
          title: 'aging.bars',
          keys: ['B'],
          group: 'here',
          inPalette: false,
          run: () => document.querySelector<HTMLElement>('[data-bucket]')?.focus(),
        },
        {
          id: 'aging.xlsx',
          title: 'aging.command.xlsx',
          keys: ['Mod+E'],
          group: 'here',
          icon: IconFileSpreadsheet,
          run: () => save.current('xlsx'),
        },
        {
          id: 'aging.csv',
          title: 'aging.command.csv',
          group: 'here',
          icon: IconFileTypeCsv,
          run: () => save.current('csv'),
        },
        {
          id: 'aging.exportSheet',
          title: 'roundtrip.command.exportLocked',
          keys: ['Mod+Shift+E'],
          group: 'here',
          icon: IconTableExport,
          run: () => save.current('sheet'),
        },
      ],
      [],
    ),
  )
}
