/** What the cell menu of a statement's line does with its document, beside what every grid's does. */
import { IconArrowBackUp, IconCalendarEvent, IconMessageReport } from '@tabler/icons-react'
import type { MenuItem } from '../../ui/GridMenu.tsx'
import type { SayText } from '../../ui/language.tsx'
import type { Act } from './acts.ts'
import type { StatementRow } from './columns.ts'

export function statementMenu(
  row: StatementRow,
  say: SayText,
  setAct: (act: Act) => void,
): readonly MenuItem[] {
  if (row.kind !== 'line') return []
  return [
    {
      id: 'dispute',
      label: say('document.act.dispute'),
      icon: IconMessageReport,
      keys: 'D',
      starts: true,
      run: () => setAct({ kind: 'dispute' }),
    },
    {
      id: 'due',
      label: say('document.act.due'),
      icon: IconCalendarEvent,
      keys: 'A',
      run: () => setAct({ kind: 'due' }),
    },
    {
      id: 'reverse',
      label: say('document.act.reverse'),
      icon: IconArrowBackUp,
      keys: 'R',
      run: () => setAct({ kind: 'reverse' }),
    },
  ]
}
