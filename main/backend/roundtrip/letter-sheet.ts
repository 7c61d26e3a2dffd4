/**
 * The letters of a campaign in the form of a round trip: a row for each balance asked about. What was
 * answered, their balance, who said it and a note can be edited; what is sealed, and what follows from
 * the letter's way, is locked.
 */
import type { AnswerRow, LetterEventRow } from '../../../db/local/letters.ts'
import { ANSWER_WORDS, answerOf } from '../../../shared/domain/letters/answers.ts'
import type { Validate } from '../../../shared/domain/roundtrip/diff.ts'
import type { LineProblem } from '../../../shared/domain/roundtrip/lines.ts'
import type { SheetColumn, SheetRow, Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { catalogues, type Language } from '../../../shared/i18n/index.ts'
import { nameOnPaper } from '../../../shared/i18n/people.ts'
import type { Context } from '../context.ts'
import { campaignOf, rowOf, type Standing, standingsOf } from '../features/campaigns.ts'

/** Of the contract: a note, and a name. */
const NOTE_MAX = 500
const NAME_MAX = 200

export function letterColumns(language: Language): SheetColumn[] {
  const words = catalogues[language]
  const column = (
    field: string,
    heading: string,
    kind: SheetColumn['kind'],
    locked: boolean,
  ): SheetColumn => ({ field, heading, kind, locked, currency: null, widths: [] })
  return [
    column('letter', words['letters.head.number'], 'text', true),
    column('code', words['head.code'], 'text', true),
    column('name', words['head.account'], 'text', true),
    column('currency', words['head.currency'], 'text', true),
    column('ours', words['letters.head.ours'], 'amount', true),
    column('answer', words['letters.head.answered'], 'text', false),
    column('theirs', words['letters.head.theirs'], 'amount', false),
    column('by', words['letters.head.answeredBy'], 'text', false),
    column('note', words['letters.head.note'], 'text', false),
    column('sent', words['letters.head.sent'], 'day', true),
    column('owner', words['letters.head.owner'], 'text', true),
  ]
}

/** Live letters that are there, those of `codes` in their order where they are named. */
export function letterRows(
  context: Context,
  campaignId: string,
  columns: readonly SheetColumn[],
  language: Language,
  codes?: readonly string[],
): SheetRow[] {
  const all = standingsOf(context, campaignOf(context, campaignId))
  const byCode = new Map(all.map((one) => [one.letter.code, one]))
  const wanted =
    codes === undefined ? all : [...new Set(codes)].flatMap((code) => byCode.get(code) ?? [])
  return wanted.flatMap((one) =>
    one.standing.balances.map((balance) => ({
      key: letterKey(one.letter.letterId, balance.currency),
      currency: balance.currency,
      values: columns.map(({ field }) => valueOf(field, one, balance.currency, language)),
    })),
  )
}

export function letterKey(letterId: string, currency: string): string {
  return `${letterId} ${currency}`
}

/** Of a key: the letter, and the currency of the balance. */
export function lettersOfKey(key: string): {
  readonly letterId: string
  readonly currency: string
} {
  const at = key.lastIndexOf(' ')
  return { letterId: key.slice(0, at), currency: key.slice(at + 1) }
}

/** What counts of one currency: its newest answer, and the event that brought it. */
export function saidOf(
  { events, answers }: Pick<Standing, 'events' | 'answers'>,
  currency: string,
): { readonly answer: AnswerRow; readonly event: LetterEventRow } | null {
  const answer = answers.findLast((one) => one.currency === currency)
  const event = events.find(({ id }) => id === answer?.event)
  return answer && event ? { answer, event } : null
}

function valueOf(field: string, one: Standing, currency: string, language: Language): Value {
  const { letter, standing, events } = one
  const balance = standing.balances.find((asked) => asked.currency === currency)
  const said = saidOf(one, currency)
  switch (field) {
    case 'letter':
      return `${letter.number} ${currency}`
    case 'code':
      return letter.code
    case 'name':
      return letter.name
    case 'currency':
      return currency
    case 'ours':
      return balance?.balanceMinor ?? null
    case 'answer':
      return said === null ? null : ANSWER_WORDS[language][said.answer.answer]
    case 'theirs':
      return balance?.answeredMinor ?? null
    case 'by':
      return said?.event.recipient ?? null
    case 'note':
      return rowOf(one).note
    case 'sent':
      return standing.sentOn
    case 'owner': {
      const actor = events.at(-1)?.actor
      return actor === undefined ? null : nameOnPaper(actor, language)
    }
    default:
      return null
  }
}

/** What an answer can be, cell by cell. */
export const letterRules: Validate = (field, value, values, key) => {
  // A letter is made by a campaign, not by a row.
  if (key === null) return problem('letter.no_new')
  const text = value === null ? '' : String(value)
  const answer = values.get('answer') ?? null
  const kind = answer === null ? null : answerOf(String(answer))
  switch (field) {
    case 'answer':
      if (value === null) return problem('answer.cleared')
      if (answerOf(text) === null) return { code: 'answer.unknown', params: { value: text } }
      return kind === 'dispute' && (values.get('theirs') ?? null) === null
        ? problem('answer.theirs_needed')
        : null
    case 'theirs':
      if (kind === null) return problem('answer.missing')
      if (value === null) return kind === 'dispute' ? problem('answer.theirs_needed') : null
      return kind === 'agree' && value !== (values.get('ours') ?? null)
        ? problem('answer.agrees')
        : null
    case 'by':
      if (kind === null) return problem('answer.missing')
      return text.length > NAME_MAX ? problem('text.unfit') : null
    case 'note':
      return text.length > NOTE_MAX ? problem('text.unfit') : null
    default:
      return null
  }
}

function problem(code: string): LineProblem {
  return { code, params: {} }
}
