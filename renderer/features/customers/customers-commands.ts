/** The keys of the customers list beside those of every list. */
import {
  IconLayoutSidebarRight,
  IconPencil,
  IconReceipt,
  IconTableExport,
  IconTableImport,
  IconUserPlus,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'

export function useCustomersCommands({
  exportSheet,
  bringBack,
  togglePeek,
  edit,
  openNew,
  openStatement,
}: {
  readonly exportSheet: () => void
  readonly bringBack: () => void
  readonly togglePeek: () => void
  readonly edit: () => void
  readonly openNew: () => void
  readonly openStatement: () => void
}): void {
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'customers.exportSheet',
          title: 'roundtrip.command.export',
          keys: ['Mod+Shift+E'],
          group: 'here',
          icon: IconTableExport,
          run: exportSheet,
        },
        {
          id: 'customers.bringBack',
          title: 'roundtrip.command.bringBack',
          keys: ['Shift+B'],
          group: 'here',
          icon: IconTableImport,
          run: bringBack,
        },
        {
          id: 'customers.peek',
          title: 'grid.peek',
          group: 'here',
          icon: IconLayoutSidebarRight,
          run: togglePeek,
        },
        {
          id: 'customers.edit',
          title: 'customers.command.edit',
          keys: ['E'],
          group: 'here',
          icon: IconPencil,
          run: edit,
        },
        {
          id: 'customers.new',
          title: 'customers.command.new',
          keys: ['N'],
          group: 'here',
          icon: IconUserPlus,
          run: openNew,
        },
        {
          id: 'customers.statement',
          title: 'customers.command.statement',
          keys: ['S'],
          group: 'here',
          icon: IconReceipt,
          run: openStatement,
        },
      ],
      [exportSheet, bringBack, togglePeek, edit, openNew, openStatement],
    ),
  )
}
