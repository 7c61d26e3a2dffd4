/** Columns of the preview: where, what, then, now, yours, and what becomes of it. */
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBook2,
  IconCheck,
  IconEqual,
  IconLock,
  IconMinus,
  IconPlus,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import type { Tone } from '../../ui/status.ts'
import { Badge } from '../../ui/StatusBadge.tsx'
import {
  reasonOf,
  resultOf,
  valueText,
  type DraftState,
  type Line,
  type LineState,
} from './lines.ts'

const LOOKS: Readonly<Record<LineState, { readonly tone: Tone; readonly icon: Icon }>> = {
  yours: { tone: 'ok', icon: IconCheck },
  conflict: { tone: 'warn', icon: IconAlertTriangle },
  invalid: { tone: 'danger', icon: IconX },
  locked: { tone: 'danger', icon: IconLock },
  refused: { tone: 'danger', icon: IconX },
  new: { tone: 'info', icon: IconPlus },
  now: { tone: 'neutral', icon: IconBook2 },
  same: { tone: 'neutral', icon: IconEqual },
  missing: { tone: 'neutral', icon: IconMinus },
}

/** Px in a narrow window: long texts may be cut here, never a number. */
const TEXT_MAX = 120

export function ResultBadge({ line, say }: { readonly line: Line; readonly say: SayText }) {
  const look = LOOKS[line.state]
  const isLeft = line.state === 'yours' && !line.takes
  const isDecided = line.state === 'conflict' && line.takes
  return (
    <Badge
      label={say(resultOf(line))}
      tone={isLeft ? 'neutral' : isDecided ? 'ok' : look.tone}
      icon={isLeft ? IconArrowBackUp : isDecided ? IconCheck : look.icon}
    />
  )
}

export function lineColumns(
  grid: DraftState['grid'],
  columns: DraftState['columns'],
  say: SayText,
  format: Formatters,
): readonly GridColumn<Line>[] {
  // Of a bank line it matters more what becomes of it than how the bank spells the payer.
  const isBank = grid === 'bank'
  const value = (id: 'was' | 'now' | 'yours'): GridColumn<Line> => ({
    id,
    kind: 'text',
    head: `roundtrip.head.${id}`,
    text: (line) => valueText(line[id], line, columns, format),
    widthMax: TEXT_MAX,
    ...(id === 'yours' ? { strong: true } : { tone: () => 'quiet' as const }),
  })
  return [
    {
      id: 'code',
      kind: 'text',
      head: { text: columns[0]?.heading ?? say('head.code') },
      text: ({ code }) => code,
      pinned: true,
    },
    {
      id: 'name',
      kind: 'text',
      head: { text: columns.find(({ field }) => field === 'name')?.heading ?? say('head.account') },
      text: ({ name }) => name,
      ...(isBank ? { fills: true, widthMin: 110 } : { widthMax: 110 }),
    },
    {
      id: 'row',
      kind: 'text',
      head: 'imports.head.row',
      text: ({ row }) => (row === null ? '' : format.count(row)),
      tone: () => 'quiet',
    },
    {
      id: 'column',
      kind: 'text',
      head: 'roundtrip.head.column',
      text: ({ column }) =>
        column === null ? say('roundtrip.wholeRow') : (columns[column]?.heading ?? ''),
    },
    value('was'),
    value('now'),
    value('yours'),
    {
      id: 'result',
      kind: 'node',
      head: 'imports.head.result',
      node: (line) => <ResultBadge line={line} say={say} />,
      text: (line) => say(resultOf(line)),
      extra: 40,
    },
    {
      id: 'reason',
      kind: 'text',
      head: 'roundtrip.head.reason',
      text: (line) => reasonOf(line, say, format),
      ...(isBank ? { widthMax: 160 } : { fills: true, widthMin: 90 }),
      tone: () => 'quiet',
    },
  ]
}
