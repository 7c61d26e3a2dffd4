/** Columns of the comparison: ours, the finding, theirs, the difference. */
import {
  IconArrowsLeftRight,
  IconArrowsSplit,
  IconBuildingBank,
  IconCalendarEvent,
  IconCheck,
  IconClock,
  IconCoins,
  IconCopy,
  IconCurrencyDollar,
  IconDiscount,
  IconEqualNot,
  IconFlag,
  IconHash,
  IconMinus,
  IconPlus,
  IconWorld,
  type Icon,
} from '@tabler/icons-react'
import type { ComparedLine } from '../../../shared/contract/reconcile.ts'
import { CAUSES } from '../../../shared/domain/twosided/line.ts'
import type { MessageId } from '../../../shared/i18n/index.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import type { Tone } from '../../ui/status.ts'
import { Badge } from '../../ui/StatusBadge.tsx'
import type { CompareRow } from './rows.ts'

type Finding = CompareRow['finding']

const LOOKS: Readonly<Record<Finding, { readonly tone: Tone; readonly icon: Icon }>> = {
  missing_in_theirs: { tone: 'warn', icon: IconMinus },
  missing_in_ours: { tone: 'danger', icon: IconPlus },
  amount: { tone: 'danger', icon: IconEqualNot },
  timing: { tone: 'info', icon: IconClock },
  fx: { tone: 'info', icon: IconCurrencyDollar },
  rounding: { tone: 'neutral', icon: IconCoins },
  bank_fee: { tone: 'info', icon: IconBuildingBank },
  discount: { tone: 'info', icon: IconDiscount },
  sign: { tone: 'danger', icon: IconArrowsLeftRight },
  duplicate: { tone: 'warn', icon: IconCopy },
  opening: { tone: 'warn', icon: IconFlag },
  exact: { tone: 'ok', icon: IconCheck },
  date_shift: { tone: 'ok', icon: IconCalendarEvent },
  number_variant: { tone: 'ok', icon: IconHash },
  split: { tone: 'ok', icon: IconArrowsSplit },
  grouped: { tone: 'ok', icon: IconArrowsSplit },
  netted: { tone: 'ok', icon: IconCoins },
  many_to_many: { tone: 'ok', icon: IconWorld },
}

export function findingWord(finding: Finding): MessageId {
  return isCause(finding) ? `compare.cause.${finding}` : `compare.kind.${finding}`
}

function isCause(finding: Finding): finding is (typeof CAUSES)[number] {
  return (CAUSES as readonly string[]).includes(finding)
}

export function FindingBadge({
  finding,
  say,
}: {
  readonly finding: Finding
  readonly say: SayText
}) {
  const { tone, icon } = LOOKS[finding]
  return <Badge label={say(findingWord(finding))} tone={tone} icon={icon} />
}

/** Texts may be cut at this width, numbers never. */
const NUMBER_MAX = 210
const NUMBER_MIN = 130

export function compareColumns(say: SayText): readonly GridColumn<CompareRow>[] {
  return [
    {
      id: 'oursDate',
      kind: 'day',
      head: 'compare.head.oursDate',
      day: ({ ours }) => ours[0]?.date ?? null,
    },
    {
      id: 'oursNo',
      kind: 'text',
      head: 'compare.head.oursNo',
      text: ({ ours }) => numbersOf(ours),
      widthMax: NUMBER_MAX,
    },
    {
      id: 'oursAmount',
      kind: 'money',
      head: 'compare.head.oursAmount',
      minor: ({ oursMinor }) => oursMinor,
      currency: ({ currency }) => currency,
    },
    {
      id: 'finding',
      kind: 'node',
      head: 'compare.head.result',
      node: ({ finding }) => <FindingBadge finding={finding} say={say} />,
      text: ({ finding }) => say(findingWord(finding)),
      extra: 44,
    },
    {
      id: 'theirsAmount',
      kind: 'money',
      head: 'compare.head.theirsAmount',
      minor: ({ theirsMinor }) => theirsMinor,
      currency: ({ currency }) => currency,
    },
    {
      id: 'theirsNo',
      kind: 'text',
      head: 'compare.head.theirsNo',
      // What has no number is known by its words.
      text: ({ theirs }) => numbersOf(theirs) || textsOf(theirs),
      fills: true,
      widthMin: NUMBER_MIN,
    },
    {
      id: 'theirsDate',
      kind: 'day',
      head: 'compare.head.theirsDate',
      day: ({ theirs }) => theirs[0]?.date ?? null,
    },
    {
      id: 'text',
      kind: 'text',
      head: 'compare.head.text',
      text: ({ theirs }) => textsOf(theirs),
      // The panel says it in full.
      hidden: true,
      tone: () => 'quiet',
    },
    {
      id: 'difference',
      kind: 'money',
      head: 'compare.head.difference',
      minor: ({ differenceMinor }) => differenceMinor,
      currency: ({ currency }) => currency,
      strong: true,
      total: true,
      blankZero: true,
    },
  ]
}

export function numbersOf(lines: readonly ComparedLine[]): string {
  return lines
    .map(({ documentNo }) => documentNo)
    .filter(Boolean)
    .join(', ')
}

function textsOf(lines: readonly ComparedLine[]): string {
  return [...new Set(lines.map(({ text }) => text))].filter(Boolean).join(' · ')
}
