/** What happens to letters: queued, handed over, come back, reminded, answered. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import {
  type CampaignRow,
  hasLetterEvent,
  insertLetterEvent,
  saveLetterFile,
} from '../../../db/local/letters.ts'
import type {
  campaigns as contract,
  CampaignStatus,
  LetterRow,
} from '../../../shared/contract/campaigns.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import {
  type AnswerKind,
  canHappen,
  canRemind,
  type LetterAnswer,
  type LetterEventKind,
} from '../../../shared/domain/letters/state.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { depsOf } from '../ledger/deps.ts'
import { Journal } from '../ledger/journal.ts'
import { newId } from '../ledger/new-id.ts'
import {
  campaignOf,
  campaignStatus,
  rowOf,
  type Standing,
  standingFor,
  standingsOf,
} from './campaigns.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** Into the outbox; those already on their way stay as they are. */
export function sendLetters(context: Context, input: In<'send'>): CampaignStatus {
  const campaign = campaignOf(context, input.campaignId)
  const wanted = chosen(context, campaign, input.customers).filter(({ standing }) =>
    canHappen(standing.state, 'queued'),
  )
  if (wanted.length > 0) {
    const journal = new Journal(context)
    for (const one of wanted) {
      const { email } = one.letter
      // Without an address a letter waits for the printer.
      const [channel, recipient] = email ? ['email', email] : ['post', null]
      note(context, journal, one, 'queued', { channel, recipient })
    }
    journal.close('campaigns.send', campaign.asOf, {
      campaign: campaign.campaignId,
      letters: wanted.length,
    })
  }
  return campaignStatus(context, { campaignId: campaign.campaignId })
}

export function markLetters(context: Context, input: In<'mark'>): CampaignStatus {
  const campaign = campaignOf(context, input.campaignId)
  const journal = new Journal(context)
  for (const one of chosen(context, campaign, input.customers)) {
    if (!canHappen(one.standing.state, input.as))
      throw new Refusal('letter.state', {
        customer: one.letter.code,
        state: one.standing.state,
      })
    note(context, journal, one, input.as, {
      channel: input.channel,
      recipient: one.letter.email,
      ...(input.on === undefined ? {} : { on: input.on }),
      ...(input.note === undefined ? {} : { note: input.note }),
    })
  }
  journal.close(`campaigns.${input.as}`, campaign.asOf, {
    campaign: campaign.campaignId,
    letters: input.customers.length,
  })
  return campaignStatus(context, { campaignId: campaign.campaignId })
}

export function remindLetters(context: Context, input: In<'remind'>): Out<'remind'> {
  const campaign = campaignOf(context, input.campaignId)
  const asked = chosen(context, campaign, input.customers).filter(({ standing }) =>
    canHappen(standing.state, 'reminded'),
  )
  const wanted = asked.filter(({ standing }) => canRemind(standing, context.today))
  if (wanted.length > 0) {
    const journal = new Journal(context)
    for (const one of wanted)
      note(context, journal, one, 'reminded', {
        channel: one.letter.email ? 'email' : 'post',
        recipient: one.letter.email,
      })
    journal.close('campaigns.remind', campaign.asOf, {
      campaign: campaign.campaignId,
      letters: wanted.length,
    })
  }
  return { reminded: wanted.length, resting: asked.length - wanted.length }
}

export function answerLetter(context: Context, input: In<'answer'>): LetterRow {
  const campaign = campaignOf(context, input.campaignId)
  const one = standingFor(context, campaign, input.customer)
  if (hasLetterEvent(context.db, input.eventId)) return rowOf(one)
  const answers = answersFor(one, input)
  const journal = new Journal(context)
  writeAnswer(context, journal, one, answers, { ...input, channel: 'hand' })
  journal.close('campaigns.answer', one.letter.number, {
    campaign: campaign.campaignId,
    customer: one.letter.code,
    answer: input.answer,
  })
  return rowOf(standingFor(context, campaign, input.customer))
}

/** What an answer means for each currency of the letter. */
export function answersFor(
  { letter, standing }: Standing,
  given: {
    readonly answer: AnswerKind
    readonly currency?: string | undefined
    readonly theirsMinor?: number | undefined
  },
): LetterAnswer[] {
  const { answer, currency, theirsMinor } = given
  const asked = standing.balances
  if (currency !== undefined && !asked.some((one) => one.currency === currency))
    throw new Refusal('answer.currency_unknown', { customer: letter.code, currency })
  if (answer === 'dispute') {
    const [only] = asked
    const of = currency ?? (asked.length === 1 ? only?.currency : undefined)
    if (of === undefined)
      throw new Refusal('answer.currency_needed', {
        customer: letter.code,
        list: asked.map((one) => one.currency).join(', '),
      })
    if (theirsMinor === undefined)
      throw new Refusal('answer.amount_needed', { customer: letter.code, currency: of })
    return [{ currency: of, answer, theirsMinor }]
  }
  return asked
    .filter((one) => currency === undefined || one.currency === currency)
    .map((one) => ({
      currency: one.currency,
      answer,
      theirsMinor: answer === 'agree' ? one.balanceMinor : null,
    }))
}

export function writeAnswer(
  context: Context,
  journal: Journal,
  one: Standing,
  answers: readonly LetterAnswer[],
  given: {
    readonly eventId: string
    readonly channel: 'hand' | 'file'
    readonly by?: string | undefined
    readonly on?: IsoDate | undefined
    readonly note?: string | undefined
    readonly file?: { readonly name: string; readonly base64: string } | undefined
  },
): void {
  const on = given.on ?? context.today
  // Nobody answers before the letter was made, nor tomorrow.
  const madeOn = one.events[0]?.onDay ?? on
  if (on < madeOn || on > context.today)
    throw new Refusal('date.order', { date: on, earliest: madeOn })
  note(context, journal, one, 'answered', {
    eventId: given.eventId,
    channel: given.channel,
    recipient: given.by ?? null,
    on,
    answers,
    ...(given.note === undefined ? {} : { note: given.note }),
    ...(given.file === undefined ? {} : { file: given.file }),
  })
}

function chosen(
  context: Context,
  campaign: CampaignRow,
  customers: readonly string[] | undefined,
): Standing[] {
  return customers === undefined
    ? standingsOf(context, campaign)
    : [...new Set(customers)].map((code) => standingFor(context, campaign, code))
}

/** A note without an answer; an empty one takes the note away. */
export function writeNote(context: Context, journal: Journal, one: Standing, text: string): void {
  note(context, journal, one, 'noted', { channel: 'file', recipient: null, note: text })
}

/** Takes back the newest answer or note that counts. */
export function retract(context: Context, journal: Journal, one: Standing): void {
  note(context, journal, one, 'retracted', { channel: 'hand', recipient: null })
}

/** One event: its row and its operation. What people wrote stands in the private part. */
function note(
  context: Context,
  journal: Journal,
  { letter }: Standing,
  kind: LetterEventKind,
  facts: {
    readonly eventId?: string
    readonly channel: string
    readonly recipient: string | null
    readonly on?: IsoDate
    readonly note?: string
    readonly file?: { readonly name: string; readonly base64: string }
    readonly answers?: readonly LetterAnswer[]
  },
): void {
  const { db, company, nowMs, today } = context
  const eventId = facts.eventId ?? newId()
  const on = facts.on ?? today
  const answers = facts.answers ?? []
  const bytes = facts.file ? Buffer.from(facts.file.base64, 'base64') : null
  const hash = bytes ? createHash('sha256').update(bytes).digest() : null
  const operationId = journal.event(
    `letter.${kind}`,
    letter.letterId,
    {
      event_id: eventId,
      on,
      channel: facts.channel,
      ...(answers.length === 0
        ? {}
        : {
            letter_hash: letter.hash.toString('hex'),
            answers: answers.map(({ currency, answer, theirsMinor }) => ({
              currency,
              answer,
              theirs: theirsMinor ?? undefined,
            })),
          }),
      file_hash: hash?.toString('hex'),
    },
    {
      recipient: facts.recipient ?? undefined,
      note: facts.note,
      file_name: facts.file?.name,
    },
    depsOf(context, { events: [letter.operationId] }),
  )
  insertLetterEvent(db, {
    eventId,
    letter: letter.id,
    kind,
    onDay: on,
    actor: company.userName,
    channel: facts.channel,
    recipient: facts.recipient,
    note: facts.note ?? null,
    file: facts.file && bytes && hash ? saveLetterFile(db, facts.file.name, hash, bytes) : null,
    fileName: facts.file?.name ?? null,
    recordedAt: nowMs,
    operationId,
    answers,
  })
}
