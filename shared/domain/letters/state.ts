/**
 * Where a letter stands: a fold over its events, which are appended and never changed.
 *
 * Two clocks run apart (domain.md 4.15). The business clock ends on the answer-by day: a letter not
 * answered then is "no answer" and may be reminded. The statutory clock runs from the day the letter
 * was sent for a number of days the company sets: a dispute after it is `objected_late`, silence after
 * it `expired`. What silence means in law is for people to say; Saldo shows the day.
 */
import { addDays, type IsoDate } from '../days.ts'

export const LETTER_STATES = [
  'draft',
  'frozen',
  'queued',
  'sent',
  'delivered',
  'opened',
  'agreed',
  'disputed',
  'not_ours',
  'objected_late',
  'expired',
  'bounced',
] as const
export type LetterState = (typeof LETTER_STATES)[number]

export const LETTER_EVENTS = [
  'frozen',
  'queued',
  'sent',
  'delivered',
  'opened',
  'bounced',
  'reminded',
  'answered',
  /** A note alone; an empty one takes the note away. */
  'noted',
  /** Takes back the newest answer or note that still counts. */
  'retracted',
] as const
export type LetterEventKind = (typeof LETTER_EVENTS)[number]

export const ANSWERS = ['agree', 'dispute', 'not_ours'] as const
export type AnswerKind = (typeof ANSWERS)[number]

export interface LetterAnswer {
  readonly currency: string
  readonly answer: AnswerKind
  /** Their balance in our view (debit: they owe us); null where they said only that it is not theirs. */
  readonly theirsMinor: number | null
}

export interface LetterEvent {
  readonly kind: LetterEventKind
  /** The day it happened, in the company's time zone. */
  readonly on: IsoDate
  readonly answers: readonly LetterAnswer[]
}

/** What a letter asks about, one a currency. */
export interface AskedBalance {
  readonly currency: string
  readonly balanceMinor: number
}

export interface LetterClocks {
  readonly today: IsoDate
  readonly answerBy: IsoDate
  readonly statutoryDays: number
}

export interface AnsweredBalance extends AskedBalance {
  readonly answeredMinor: number | null
  /** Ours less theirs; null until they answered. */
  readonly differenceMinor: number | null
}

export interface LetterStanding {
  readonly state: LetterState
  readonly balances: readonly AnsweredBalance[]
  readonly sentOn: IsoDate | null
  /** Last day of the statutory clock; null before the letter was sent. */
  readonly statutoryEnd: IsoDate | null
  /** Sent, not answered, and the answer-by day is over. */
  readonly isUnanswered: boolean
  readonly reminders: number
  readonly remindedOn: IsoDate | null
  /** The day the state began. */
  readonly since: IsoDate | null
}

/** How far a letter has come on its way; what is told late never takes it back. */
const WAY = ['draft', 'frozen', 'queued', 'sent', 'delivered', 'opened'] as const
type OnItsWay = (typeof WAY)[number]

/** What was said of a letter, and can be taken back. */
export function isSaid({ kind }: { readonly kind: LetterEventKind }): boolean {
  return kind === 'answered' || kind === 'noted'
}

/** The events that still count, in their order: without what was taken back, and the taking back. */
export function liveEvents<Event extends { readonly kind: LetterEventKind }>(
  events: readonly Event[],
): Event[] {
  const live: Event[] = []
  for (const event of events) {
    if (event.kind !== 'retracted') {
      live.push(event)
      continue
    }
    const at = live.findLastIndex(isSaid)
    if (at >= 0) live.splice(at, 1)
  }
  return live
}

/** Events in the order they were recorded. */
export function standingOf(
  events: readonly LetterEvent[],
  asked: readonly AskedBalance[],
  { today, answerBy, statutoryDays }: LetterClocks,
): LetterStanding {
  let way: OnItsWay = 'draft'
  let isBounced = false
  let since: IsoDate | null = null
  let sentOn: IsoDate | null = null
  let reminders = 0
  let remindedOn: IsoDate | null = null
  const answers = new Map<string, LetterAnswer & { readonly on: IsoDate }>()
  for (const { kind, on, answers: given } of liveEvents(events)) {
    if (kind === 'noted' || kind === 'retracted') continue
    if (kind === 'answered') {
      for (const answer of given) answers.set(answer.currency, { ...answer, on })
      since = on
      continue
    }
    if (kind === 'reminded') {
      reminders += 1
      remindedOn = on
      continue
    }
    if (kind === 'bounced') {
      isBounced = true
      since = on
      continue
    }
    // A letter that came back starts its way again.
    if (isBounced && kind === 'queued') {
      isBounced = false
      way = 'queued'
      since = on
      continue
    }
    if (WAY.indexOf(kind) > WAY.indexOf(way)) {
      way = kind
      since = on
    }
    if (sentOn === null && WAY.indexOf(way) >= WAY.indexOf('sent')) sentOn = on
  }
  const statutoryEnd = sentOn === null ? null : addDays(sentOn, statutoryDays)
  const answered = answerStateOf(answers, asked, statutoryEnd)
  const isOut = WAY.indexOf(way) >= WAY.indexOf('sent')
  const isExpired = isOut && !isBounced && statutoryEnd !== null && today > statutoryEnd
  return {
    state: answered ?? (isBounced ? 'bounced' : isExpired ? 'expired' : way),
    balances: asked.map(({ currency, balanceMinor }) => {
      const answeredMinor = answers.get(currency)?.theirsMinor ?? null
      return {
        currency,
        balanceMinor,
        answeredMinor,
        differenceMinor: answeredMinor === null ? null : balanceMinor - answeredMinor,
      }
    }),
    sentOn,
    statutoryEnd,
    isUnanswered: answered === null && isOut && !isBounced && today > answerBy,
    reminders,
    remindedOn,
    since: answered === null && isExpired ? statutoryEnd : since,
  }
}

/** Null while an asked balance has no answer and none is disputed. */
function answerStateOf(
  answers: ReadonlyMap<string, LetterAnswer & { readonly on: IsoDate }>,
  asked: readonly AskedBalance[],
  statutoryEnd: IsoDate | null,
): 'agreed' | 'disputed' | 'objected_late' | 'not_ours' | null {
  const given = [...answers.values()]
  if (given.some(({ answer }) => answer === 'not_ours')) return 'not_ours'
  const disputes = given.filter(({ answer }) => answer === 'dispute')
  if (disputes.length > 0)
    return statutoryEnd !== null && disputes.every(({ on }) => on > statutoryEnd)
      ? 'objected_late'
      : 'disputed'
  const isAll = asked.every(({ currency }) => answers.get(currency)?.answer === 'agree')
  return isAll && given.length > 0 ? 'agreed' : null
}

/** Days that must pass between two reminders (ux.md 5.7). */
export const REMINDER_REST_DAYS = 3

/** May it be reminded today? Sent or further, not answered, and the last reminder is old enough. */
export function canRemind({ state, remindedOn }: LetterStanding, today: IsoDate): boolean {
  if (!['sent', 'delivered', 'opened', 'expired'].includes(state)) return false
  return remindedOn === null || addDays(remindedOn, REMINDER_REST_DAYS) <= today
}

/** May what happened be noted of a letter in this state? */
export function canHappen(state: LetterState, kind: LetterEventKind): boolean {
  switch (kind) {
    case 'frozen':
      return state === 'draft'
    case 'queued':
      return state === 'frozen' || state === 'bounced'
    // A letter handed over as paper was never queued.
    case 'sent':
      return state === 'frozen' || state === 'queued' || state === 'bounced'
    case 'delivered':
    case 'opened':
      return ['queued', 'sent', 'delivered', 'opened'].includes(state)
    case 'bounced':
      return ['queued', 'sent', 'delivered'].includes(state)
    case 'reminded':
      return ['sent', 'delivered', 'opened', 'expired'].includes(state)
    // People answer letters in any state, and again when they find out more.
    case 'answered':
    case 'noted':
    case 'retracted':
      return state !== 'draft'
  }
}
