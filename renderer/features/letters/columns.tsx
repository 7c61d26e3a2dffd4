/** Columns of the campaigns and of a campaign's letters. */
import type { CampaignHead } from '../../../shared/contract/campaigns.ts'
import { daysBetween, type IsoDate } from '../../../shared/domain/days.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import { isMessageId, LANGUAGE_NAMES } from '../../../shared/i18n/index.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { isStatus, lookOf } from '../../ui/status.ts'
import { type BoardRow, isNextStep, nextStepOf, statusOf } from './funnel.ts'

export function campaignColumns(
  timezone: string,
  say: SayText,
  format: Formatters,
): readonly GridColumn<CampaignHead>[] {
  const inState = (row: CampaignHead, ...states: readonly (keyof CampaignHead['states'])[]) =>
    states.reduce((sum, state) => sum + (row.states[state] ?? 0), 0)
  return [
    {
      kind: 'text',
      id: 'kind',
      head: 'letters.head.kind',
      text: (row) => say(`letters.kind.${row.kind}`),
      pinned: true,
      link: true,
    },
    { kind: 'day', id: 'asOf', head: 'letters.head.asOf', day: (row) => row.asOf, strong: true },
    {
      kind: 'number',
      id: 'letters',
      head: 'letters.head.letters',
      number: (row) => row.letters,
      as: 'count',
    },
    {
      kind: 'number',
      id: 'prepared',
      head: 'letters.funnel.prepared',
      number: (row) => inState(row, 'frozen'),
      as: 'count',
    },
    {
      kind: 'number',
      id: 'sent',
      head: 'letters.funnel.sent',
      number: (row) => inState(row, 'queued', 'sent', 'delivered', 'opened'),
      as: 'count',
    },
    {
      kind: 'number',
      id: 'agreed',
      head: 'letters.funnel.agreed',
      number: (row) => inState(row, 'agreed'),
      as: 'count',
    },
    {
      kind: 'number',
      id: 'disputed',
      head: 'letters.funnel.disputed',
      number: (row) => inState(row, 'disputed', 'objected_late', 'not_ours'),
      as: 'count',
    },
    {
      kind: 'number',
      id: 'noAnswer',
      head: 'letters.funnel.noAnswer',
      number: (row) => row.unanswered + inState(row, 'expired'),
      as: 'count',
    },
    {
      kind: 'text',
      id: 'median',
      head: 'letters.head.median',
      text: (row) =>
        row.medianAnswerMinutes === null ? null : medianText(row.medianAnswerMinutes, say, format),
    },
    { kind: 'day', id: 'answerBy', head: 'letters.head.answerBy', day: (row) => row.answerBy },
    {
      kind: 'text',
      id: 'made',
      head: 'letters.head.made',
      text: (row) => format.moment(row.createdAt, timezone),
    },
    {
      kind: 'text',
      id: 'by',
      head: 'letters.head.by',
      text: (row) => personText(row.createdBy, say),
      fills: true,
    },
  ]
}

/** Money columns add up per currency in the total rows. */
export function letterColumns(
  timezone: string,
  today: IsoDate,
  say: SayText,
  format: Formatters,
): readonly GridColumn<BoardRow>[] {
  const currency = (row: BoardRow) => row.balance.currency
  return [
    {
      kind: 'node',
      id: 'state',
      head: 'head.status',
      node: ({ letter }) => <StatusBadge status={statusOf(letter)} />,
      text: ({ letter }) => say(lookOf(statusOf(letter)).word),
      values: ({ letter }) => [statusOf(letter)],
      valueText: (value) => (isStatus(value) ? say(lookOf(value).word) : value),
      extra: 44,
      pinned: true,
      groups: true,
    },
    {
      kind: 'text',
      id: 'code',
      head: 'head.code',
      text: ({ letter }) => letter.customer,
      pinned: true,
    },
    {
      kind: 'text',
      id: 'name',
      head: 'head.account',
      text: ({ letter }) => letter.name,
      fills: true,
      widthMax: 260,
      widthMin: 170,
    },
    {
      kind: 'money',
      id: 'ours',
      head: 'letters.head.ours',
      minor: ({ balance }) => balance.balanceMinor,
      currency,
      total: true,
    },
    {
      kind: 'money',
      id: 'theirs',
      head: 'letters.head.theirs',
      minor: ({ balance }) => balance.answeredMinor,
      currency,
      total: true,
    },
    {
      kind: 'money',
      id: 'difference',
      head: 'letters.head.difference',
      minor: ({ balance }) => balance.differenceMinor,
      currency,
      strong: true,
      total: true,
      tone: ({ balance }) =>
        balance.differenceMinor !== null && balance.differenceMinor !== 0 ? 'danger' : null,
    },
    { kind: 'text', id: 'currency', head: 'head.currency', text: currency, groups: true },
    {
      kind: 'text',
      id: 'answered',
      head: 'letters.head.answered',
      text: ({ letter }) =>
        letter.answeredAt === null ? null : format.moment(letter.answeredAt, timezone),
    },
    {
      kind: 'text',
      id: 'answeredBy',
      head: 'letters.head.answeredBy',
      text: ({ letter }) => letter.answeredBy && personText(letter.answeredBy, say),
      widthMax: 160,
    },
    {
      kind: 'text',
      id: 'channel',
      head: 'letters.head.channel',
      text: ({ letter }) => channelWord(letter.channel, say),
      groups: true,
    },
    {
      kind: 'number',
      id: 'reminders',
      head: 'letters.head.reminders',
      number: ({ letter }) => (letter.reminders === 0 ? null : letter.reminders),
      as: 'count',
    },
    {
      kind: 'day',
      id: 'silence',
      head: 'letters.head.silence',
      day: ({ letter }) => letter.statutoryEnd,
    },
    {
      kind: 'money',
      id: 'changed',
      head: 'letters.head.changed',
      minor: ({ balance }) => balance.changedMinor,
      currency,
      blankZero: true,
    },
    {
      kind: 'number',
      id: 'age',
      head: 'letters.head.age',
      number: ({ letter }) => (letter.since === null ? null : daysBetween(letter.since, today)),
      as: 'count',
    },
    {
      kind: 'text',
      id: 'next',
      head: 'letters.head.next',
      text: ({ letter }) => say(`letters.next.${nextStepOf(letter)}`),
      values: ({ letter }) => [nextStepOf(letter)],
      valueText: (value) => (isNextStep(value) ? say(`letters.next.${value}`) : value),
      groups: true,
    },
    {
      kind: 'text',
      id: 'owner',
      head: 'letters.head.owner',
      text: ({ letter }) => personText(letter.owner, say),
      widthMax: 140,
      groups: true,
    },
    {
      kind: 'text',
      id: 'number',
      head: 'letters.head.number',
      text: ({ letter }) => numberText(letter, say),
    },
    {
      kind: 'text',
      id: 'note',
      head: 'letters.head.note',
      text: ({ letter }) => letter.note,
      widthMax: 260,
      hidden: true,
    },
    {
      kind: 'day',
      id: 'sent',
      head: 'letters.head.sent',
      day: ({ letter }) => letter.sentOn,
      hidden: true,
    },
    {
      kind: 'text',
      id: 'language',
      head: 'letters.head.language',
      text: ({ letter }) => LANGUAGE_NAMES[letter.language],
      hidden: true,
      groups: true,
    },
  ]
}

export function numberText({ number, version }: BoardRow['letter'], say: SayText): string {
  return version === 1 ? number : `${number} · ${say('letters.version', { version })}`
}

export function channelWord(channel: string | null, say: SayText): string | null {
  const id = `letters.channel.${channel ?? ''}`
  return isMessageId(id) ? say(id) : channel
}

export function medianText(minutes: number, say: SayText, format: Formatters): string {
  const rest = String(minutes % 60)
  const hours = Math.floor(minutes / 60)
  return hours === 0
    ? say('letters.median.short', { minutes: rest })
    : say('letters.median', { hours: format.count(hours), minutes: rest })
}
