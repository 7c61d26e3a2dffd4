/** The keys of the statement: filter, customer, exports, and what is done to the focused document. */
import {
  IconArrowBackUp,
  IconCalendarEvent,
  IconCalendarStats,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconMessageReport,
  IconPrinter,
  IconUserSearch,
} from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import type { Act } from './acts.ts'

/**
 * Document acts are always on: which line has the focus is asked when a key comes, since the screen
 * learns of it a moment after the grid, and a quick key would be lost.
 */
export function useStatementCommands(
  setAct: (act: Act) => void,
  onSave: (format: 'xlsx' | 'csv') => void,
  onPreview: () => void,
  onMonths: () => void,
) {
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
          id: 'statement.pick',
          title: 'statement.focusCustomer',
          keys: ['C'],
          group: 'here',
          icon: IconUserSearch,
          run: () =>
            document.querySelector<HTMLInputElement>('[data-customer-picker] input')?.focus(),
        },
        {
          id: 'statement.months',
          title: 'statement.months',
          keys: ['T'],
          group: 'here',
          icon: IconCalendarStats,
          run: onMonths,
        },
        {
          id: 'statement.preview',
          title: 'preview.command',
          keys: ['Mod+P'],
          group: 'here',
          icon: IconPrinter,
          run: () => preview.current(),
        },
        {
          id: 'statement.xlsx',
          title: 'statement.command.xlsx',
          keys: ['Mod+E'],
          group: 'here',
          icon: IconFileSpreadsheet,
          run: () => save.current('xlsx'),
        },
        {
          id: 'statement.csv',
          title: 'statement.command.csv',
          keys: ['Mod+Shift+X'],
          group: 'here',
          icon: IconFileTypeCsv,
          run: () => save.current('csv'),
        },
        {
          id: 'statement.reverse',
          title: 'document.act.reverse',
          keys: ['R'],
          group: 'here',
          icon: IconArrowBackUp,
          run: () => setAct({ kind: 'reverse' }),
        },
        {
          id: 'statement.dispute',
          title: 'document.act.dispute',
          keys: ['D'],
          group: 'here',
          icon: IconMessageReport,
          run: () => setAct({ kind: 'dispute' }),
        },
        {
          id: 'statement.due',
          title: 'document.act.due',
          keys: ['A'],
          group: 'here',
          icon: IconCalendarEvent,
          run: () => setAct({ kind: 'due' }),
        },
      ],
      [setAct, onMonths],
    ),
  )
}
