/** The keys of the aging: day, bars, filter, exports. */
import {
  IconCalendar,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconPrinter,
} from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'

export function useAgingCommands(onSave: (as: 'xlsx' | 'csv') => void, onPreview: () => void) {
  const save = useRef(onSave)
  const preview = useRef(onPreview)
  useEffect(() => {
    save.current = onSave
    preview.current = onPreview
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
          id: 'aging.preview',
          title: 'preview.command',
          keys: ['Mod+P'],
          group: 'here',
          icon: IconPrinter,
          run: () => preview.current(),
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
      ],
      [],
    ),
  )
}
