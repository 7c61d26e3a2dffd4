/** The states of letters as a funnel: each a filter of the board (ux.md 5.7). */
import type { CampaignStatus, LetterRow } from '../../../shared/contract/campaigns.ts'
import type { Status } from '../../ui/status.ts'

export const FUNNEL = [
  'all',
  'prepared',
  'sent',
  'opened',
  'agreed',
  'disputed',
  'noAnswer',
  'bounced',
] as const
export type FunnelPart = (typeof FUNNEL)[number]

export function isFunnelPart(id: string): id is FunnelPart {
  return (FUNNEL as readonly string[]).includes(id)
}

/** A letter's balance in one currency: a row of the board. */
export interface BoardRow {
  readonly letter: LetterRow
  readonly balance: LetterRow['balances'][number]
}

const DISPUTES: readonly string[] = ['disputed', 'objected_late', 'not_ours']

export function isIn(part: FunnelPart, letter: LetterRow): boolean {
  const { state, isUnanswered } = letter
  switch (part) {
    case 'all':
      return true
    case 'prepared':
      return state === 'frozen'
    case 'sent':
      return state === 'queued' || state === 'sent' || state === 'delivered'
    case 'opened':
      return state === 'opened'
    case 'agreed':
      return state === 'agreed'
    case 'disputed':
      return DISPUTES.includes(state)
    case 'noAnswer':
      return isUnanswered || state === 'expired'
    case 'bounced':
      return state === 'bounced'
  }
}

export function countsOf(status: CampaignStatus): Readonly<Record<FunnelPart, number>> {
  return Object.fromEntries(
    FUNNEL.map((part) => [part, status.rows.filter((letter) => isIn(part, letter)).length]),
  ) as Record<FunnelPart, number>
}

export function boardRows(status: CampaignStatus, part: FunnelPart): readonly BoardRow[] {
  return status.rows
    .filter((letter) => isIn(part, letter))
    .flatMap((letter) => letter.balances.map((balance) => ({ letter, balance })))
}

export function boardRowId({ letter, balance }: BoardRow): string {
  return `${letter.customer} ${balance.currency}`
}

const STATUS_OF: Readonly<Record<LetterRow['state'], Status>> = {
  draft: 'draft',
  frozen: 'letterPrepared',
  queued: 'letterQueued',
  sent: 'letterSent',
  delivered: 'letterDelivered',
  opened: 'letterOpened',
  agreed: 'letterAgreed',
  disputed: 'letterDisputed',
  not_ours: 'letterNotOurs',
  objected_late: 'letterLate',
  expired: 'letterExpired',
  bounced: 'letterBounced',
}

export function statusOf({ state, isUnanswered }: LetterRow): Status {
  return isUnanswered && state !== 'expired' ? 'letterUnanswered' : STATUS_OF[state]
}

/** What a letter is waiting for. */
const NEXT_STEPS = [
  'queue',
  'deliver',
  'wait',
  'remind',
  'compare',
  'account',
  'address',
  'version',
  'none',
] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export function isNextStep(text: string): text is NextStep {
  return (NEXT_STEPS as readonly string[]).includes(text)
}

export function nextStepOf(letter: LetterRow): NextStep {
  const { state, isUnanswered } = letter
  if (state === 'bounced') return 'address'
  if (hasChanged(letter)) return 'version'
  if (state === 'disputed' || state === 'objected_late') return 'compare'
  if (state === 'not_ours') return 'account'
  if (isUnanswered || state === 'expired') return 'remind'
  if (state === 'frozen' || state === 'draft') return 'queue'
  if (state === 'queued') return 'deliver'
  return state === 'agreed' ? 'none' : 'wait'
}

/** Shares of all letters, and the middle answer in minutes; null while nobody answered. */
export function measured({ rows, medianAnswerMinutes }: CampaignStatus): {
  readonly minutes: number
  readonly agreed: number
  readonly disputed: number
  readonly silent: number
} | null {
  const share = (part: FunnelPart) => rows.filter((one) => isIn(part, one)).length / rows.length
  const [agreed, disputed] = [share('agreed'), share('disputed')]
  if (rows.length === 0 || agreed + disputed === 0) return null
  return { minutes: medianAnswerMinutes ?? 0, agreed, disputed, silent: 1 - agreed - disputed }
}

export function hasChanged({ balances }: LetterRow): boolean {
  return balances.some(({ changedLines }) => changedLines > 0)
}

/** Came back, or says what the ledger no longer says. */
export function canResend(letter: LetterRow): boolean {
  return letter.state === 'bounced' || hasChanged(letter)
}
