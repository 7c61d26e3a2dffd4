/** The lines of a difference: what becomes of each, and how its values are written. */
import type { z } from 'zod'
import type { roundtrip } from '../../../shared/contract/roundtrip.ts'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import { isMessageId, type MessageId } from '../../../shared/i18n/index.ts'
import { problemSentence } from '../../../shared/i18n/sentences.ts'
import type { SayText } from '../../ui/language.tsx'

export type DraftState = z.output<(typeof roundtrip)['state']['output']>
export type Line = DraftState['lines'][number]
export type LineState = Line['state']
export type Filter = z.output<(typeof roundtrip)['state']['input']>['filter']

/** The views, in the order a person needs them. */
export const FILTERS = ['all', 'problems', 'yours', 'new', 'now', 'same', 'missing'] as const
const PROBLEMS: readonly LineState[] = ['conflict', 'invalid', 'locked', 'refused']

export function needsPerson({ state }: Line): boolean {
  return PROBLEMS.includes(state)
}

export function countOf(filter: (typeof FILTERS)[number], counts: DraftState['counts']): number {
  const states: readonly LineState[] =
    filter === 'all'
      ? (Object.keys(counts) as LineState[])
      : filter === 'problems'
        ? PROBLEMS
        : [filter]
  return states.reduce((sum, state) => sum + counts[state], 0)
}

/** Of the badge: the state, and for a choice how it stands. */
export function resultOf({ state, takes }: Line): MessageId {
  if (state === 'conflict')
    return takes ? 'roundtrip.state.conflictYours' : 'roundtrip.state.conflict'
  if (state === 'yours') return takes ? 'roundtrip.state.yours' : 'roundtrip.state.left'
  if (state === 'new') return takes ? 'roundtrip.state.newTaken' : 'roundtrip.state.new'
  return `roundtrip.state.${state}`
}

/** What is counted: accounts, letters or bank lines. */
export const TAKES = {
  customers: 'roundtrip.takes',
  aging: 'roundtrip.takes',
  letters: 'roundtrip.takes.letters',
  bank: 'roundtrip.takes.bank',
} as const satisfies Record<DraftState['grid'], MessageId>

export const DONE = {
  customers: 'roundtrip.done',
  aging: 'roundtrip.done',
  letters: 'roundtrip.done.letters',
  bank: 'roundtrip.done.bank',
} as const satisfies Record<DraftState['grid'], MessageId>

/** A sentence: why a line is not taken, or what happens to it. */
export function reasonOf(line: Line, say: SayText, format: Formatters): string {
  if (line.problem !== null) return problemWords(line.problem, say, format)
  if (line.state === 'conflict')
    return say(line.takes ? 'roundtrip.says.conflictYours' : 'roundtrip.says.conflict')
  if (line.state === 'yours')
    return line.takes
      ? line.note === null
        ? ''
        : problemWords(line.note, say, format)
      : say('roundtrip.says.left')
  if (line.state === 'new')
    return say(line.takes ? 'roundtrip.says.newTaken' : 'roundtrip.says.new')
  return line.state === 'now' || line.state === 'same' || line.state === 'missing'
    ? say(`roundtrip.says.${line.state}`)
    : ''
}

export function problemWords(
  { code, params }: NonNullable<Line['problem']>,
  say: SayText,
  format: Formatters,
): string {
  const id = `roundtrip.why.${code}`
  return isMessageId(id)
    ? say(id, { value: '', column: '', ...shownParams(params, format) })
    : problemSentence(code, params, format.choice.language)
}

/** Amounts as the reader writes them; `restMinor`, of `currency`, is said as `rest`. */
function shownParams(
  { restMinor, documents, ...params }: NonNullable<Line['problem']>['params'],
  format: Formatters,
): Record<string, string | number> {
  const shown: Record<string, string | number> = {}
  for (const [key, one] of Object.entries(params)) if (typeof one !== 'object') shown[key] = one
  if (typeof restMinor === 'number')
    shown['rest'] = format.money(restMinor, String(shown['currency']))
  if (typeof documents === 'object')
    shown['documents'] = documents
      .map(
        ({ number, amountMinor, currency }) =>
          `${number} ${format.moneyWithCode(amountMinor, currency)}`,
      )
      .join(', ')
  else if (documents !== undefined) shown['documents'] = documents
  return shown
}

/** A value as the reader writes it; nothing is told apart from an empty text. */
export function valueText(
  value: Line['yours'],
  line: Line,
  columns: DraftState['columns'],
  format: Formatters,
): string {
  if (value === null) return line.column === null ? '' : '–'
  const kind = line.column === null ? 'text' : columns[line.column]?.kind
  if (kind === 'amount') return format.money(Number(value), line.currency)
  if (kind === 'day') return format.date(String(value))
  return String(value)
}
