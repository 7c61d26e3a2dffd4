/**
 * Writes the answers and notes a preview showed, as one batch with one undo: an event a letter, by the
 * path the board uses. Taking the batch back takes back exactly these events.
 */
import { allCampaigns, lettersOf } from '../../../db/local/letters.ts'
import type { LoggedOperation } from '../../../db/local/log.ts'
import { answerOf } from '../../../shared/domain/letters/answers.ts'
import { isSaid, type LetterAnswer } from '../../../shared/domain/letters/state.ts'
import type { Line, Sheets } from '../../../shared/domain/roundtrip/lines.ts'
import type { Value } from '../../../shared/domain/roundtrip/sheet.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { answersFor, retract, writeAnswer, writeNote } from '../features/campaign-events.ts'
import { campaignOf, type Standing, standingsOf } from '../features/campaigns.ts'
import { operationsOfBatch } from '../imports/batch.ts'
import type { Journal } from '../ledger/journal.ts'
import { newId } from '../ledger/new-id.ts'
import { type Applied, runInOrder, writeBatch } from './write-batch.ts'
import { lettersOfKey, saidOf } from './letter-sheet.ts'

type Changes = ReadonlyMap<string, Value>

/** `taken` are changed cells. */
export function applyLetterLines(
  context: Context,
  campaignId: string,
  sheets: Sheets,
  taken: readonly Line[],
  fileName: string,
): Applied {
  const byLetter = Map.groupBy(taken, ({ key }) => lettersOfKey(key ?? '').letterId)
  return writeBatch(context, {
    kind: 'letters',
    fileName,
    sheets,
    taken,
    steps: (journal) => {
      const standings = new Map(
        standingsOf(context, campaignOf(context, campaignId)).map((one) => [
          one.letter.letterId,
          one,
        ]),
      )
      return [...byLetter].map(([letterId, lines]) => {
        const one = standings.get(letterId)
        if (!one) throw new Error(`the letter ${letterId} was there a moment ago`)
        return {
          row: lines[0]?.row ?? null,
          account: one.letter.code,
          run: () => applyTo(context, journal, one, sheets, lines),
        }
      })
    },
    run: runInOrder,
  })
}

function applyTo(
  context: Context,
  journal: Journal,
  one: Standing,
  { columns }: Sheets,
  lines: readonly Line[],
): void {
  const answers: LetterAnswer[] = []
  let by: string | undefined
  let note: string | undefined
  const byCurrency = Map.groupBy(lines, ({ key }) => lettersOfKey(key ?? '').currency)
  for (const [currency, own] of byCurrency) {
    const changes: Changes = new Map(
      own.map(({ column, yours }) => [columns[column ?? -1]?.field ?? '', yours] as const),
    )
    const said = saidOf(one, currency)
    const text = changes.get('note')
    if (text !== undefined) note = String(text ?? '')
    if (![...changes.keys()].some((field) => field !== 'note')) continue
    answers.push(...answerIn(one, currency, changes, said?.answer ?? null))
    const name = changes.has('by') ? changes.get('by') : said?.event.recipient
    if (name !== undefined && name !== null) by = String(name)
  }
  if (answers.length > 0)
    writeAnswer(context, journal, one, answers, {
      eventId: newId(),
      channel: 'file',
      ...(by === undefined ? {} : { by }),
      ...(note === undefined ? {} : { note }),
    })
  else if (note !== undefined) writeNote(context, journal, one, note)
}

/** The answer of one currency as it will be: what was changed, beside what stays. */
function answerIn(
  one: Standing,
  currency: string,
  changes: Changes,
  known: { readonly answer: LetterAnswer['answer']; readonly theirsMinor: number | null } | null,
): LetterAnswer[] {
  const word = changes.get('answer')
  const answer = typeof word === 'string' ? answerOf(word) : (known?.answer ?? null)
  if (answer === null) throw new Refusal('answer.unknown', { value: String(word ?? '') })
  const theirs = changes.has('theirs') ? changes.get('theirs') : known?.theirsMinor
  return answersFor(one, {
    answer,
    currency,
    ...(answer === 'dispute' && typeof theirs === 'number' ? { theirsMinor: theirs } : {}),
  })
}

export interface LetterChange {
  readonly one: Standing
  /** How many answers and notes the batch wrote. */
  readonly count: number
}

/** What a batch said of letters; those of which more was said since are in the way. */
export function letterChangesOf(
  context: Context,
  batchId: string,
): { readonly letters: readonly LetterChange[]; readonly inTheWay: readonly string[] } {
  const written = eventsWritten(operationsOfBatch(context, batchId))
  if (written.size === 0) return { letters: [], inTheWay: [] }
  const letters: LetterChange[] = []
  const inTheWay: string[] = []
  for (const campaign of allCampaigns(context.db)) {
    const own = lettersOf(context.db, campaign.id).filter(({ letterId }) => written.has(letterId))
    if (own.length === 0) continue
    const live = new Map(
      standingsOf(context, campaign).map((one) => [one.letter.letterId, one] as const),
    )
    for (const { letterId, code, number } of own) {
      const one = live.get(letterId)
      const events = written.get(letterId) ?? []
      const last = one?.events.filter(isSaid).slice(-events.length) ?? []
      const isLast = last.every(({ eventId }) => events.includes(eventId))
      if (one && isLast && last.length === events.length)
        letters.push({ one, count: events.length })
      else inTheWay.push(`${code} ${number}`)
    }
  }
  return { letters, inTheWay }
}

export function takeBackLetters(
  context: Context,
  journal: Journal,
  letters: readonly LetterChange[],
): void {
  for (const { one, count } of letters)
    for (let n = 0; n < count; n += 1) retract(context, journal, one)
}

/** Event ids by letter. */
function eventsWritten(operations: readonly LoggedOperation[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { kind, envelope } of operations) {
    if (kind !== 'wf.event') continue
    const { entity_id: letterId, payload } = JSON.parse(envelope) as {
      entity_id: string
      payload: { type: string; event_id?: string }
    }
    if (payload.type !== 'letter.answered' && payload.type !== 'letter.noted') continue
    if (payload.event_id === undefined) continue
    found.set(letterId, [...(found.get(letterId) ?? []), payload.event_id])
  }
  return found
}
