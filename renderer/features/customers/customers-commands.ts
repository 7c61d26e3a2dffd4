/** The keys of the customers list beside those of every list. */
import { IconLayoutSidebarRight, IconPencil, IconReceipt, IconUserPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'

export function useCustomersCommands({
  togglePeek,
  edit,
  openNew,
  openStatement,
}: {
  readonly togglePeek: () => void
  readonly edit: () => void
  readonly openNew: () => void
  readonly openStatement: () => void
}): void {
  useCommands(
    useMemo<readonly Command[]>(
      () => [
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
      [togglePeek, edit, openNew, openStatement],
    ),
  )
}
