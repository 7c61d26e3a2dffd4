/** Campaigns as they stand: each letter folded from its events, and what was recorded since it was made. */
import type { z } from 'zod'
import { customerByCode } from '../../../db/local/customers.ts'
import { unseenBy } from '../../../db/local/letter-feed.ts'
import { type LaterRow, recordedAfter } from '../../../db/local/letter-figures.ts'
import {
  allCampaigns,
  type AnswerRow,
  answersOf,
  balancesOf,
  campaignById,
  type CampaignRow,
  eventsOf,
  type LetterEventRow,
  type LetterRow as StoredLetter,
  lettersOf,
} from '../../../db/local/letters.ts'
import type {
  CampaignHead,
  campaigns as contract,
  CampaignStatus,
  LetterRow,
  LetterView,
} from '../../../shared/contract/campaigns.ts'
import { changesByCurrency, type SealedChange } from '../../../shared/domain/letters/content.ts'
import {
  isSaid,
  type LetterStanding,
  liveEvents,
  standingOf,
} from '../../../shared/domain/letters/state.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { People } from '../sync/people.ts'
import { settingsOf } from './settings.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>

/** A live letter: its newest version with all that is known of it. */
export interface Standing {
  readonly letter: StoredLetter
  readonly standing: LetterStanding
  /** Those that still count. */
  readonly events: readonly LetterEventRow[]
  readonly answers: readonly AnswerRow[]
  /** Movements of the period recorded since. */
  readonly later: readonly LaterRow[]
}

export function campaignOf(context: Context, campaignId: string): CampaignRow {
  const campaign = campaignById(context.db, campaignId)
  if (!campaign) throw new Refusal('campaign.unknown', { campaign: campaignId })
  return campaign
}

/** Live letters by account code; of one account where it is named. */
export function standingsOf(
  context: Context,
  campaign: CampaignRow,
  customer: number | null = null,
): Standing[] {
  const { db, today } = context
  const { statutoryDays } = settingsOf(context).letters
  const balances = Map.groupBy(balancesOf(db, campaign.id), ({ letter }) => letter)
  const answers = Map.groupBy(answersOf(db, campaign.id), ({ event }) => event)
  const people = new People(context)
  const events = Map.groupBy(
    eventsOf(db, campaign.id).map((event) => ({ ...event, actor: people.shown(event.actor) })),
    ({ letter }) => letter,
  )
  const live = new Map<number, StoredLetter>()
  for (const letter of lettersOf(db, campaign.id, customer)) live.set(letter.customer, letter)
  const oldest = Math.min(...[...live.values()].map(({ throughDoc }) => throughDoc))
  const later = Map.groupBy(
    isOfBalances(campaign) && live.size > 0
      ? recordedAfter(db, oldest, campaign.asOf, customer)
      : [],
    (row) => row.customer,
  )
  const unseen = Map.groupBy(
    isOfBalances(campaign) ? unseenBy(db, campaign.id) : [],
    ({ letter }) => letter,
  )
  return [...live.values()].map((letter) => {
    const own = liveEvents(events.get(letter.id) ?? [])
    const asked = balances.get(letter.id) ?? []
    const standing = standingOf(
      own.map(({ id, kind, onDay }) => ({ kind, on: onDay, answers: answers.get(id) ?? [] })),
      asked,
      { today, answerBy: campaign.answerBy, statutoryDays },
    )
    return {
      letter,
      standing,
      events: own,
      answers: own.flatMap(({ id }) => answers.get(id) ?? []),
      later: [
        ...(unseen.get(letter.id) ?? []),
        ...(later.get(letter.customer) ?? []).filter(({ id }) => id > letter.throughDoc),
      ],
    }
  })
}

/** Movements change what these letters ask about; of the others a document would have to be looked at. */
function isOfBalances({ kind }: CampaignRow): boolean {
  return kind === 'balance' || kind === 'statement'
}

export function listCampaigns(context: Context): CampaignHead[] {
  return allCampaigns(context.db).map((campaign) =>
    headOf(context, campaign, standingsOf(context, campaign)),
  )
}

export function campaignStatus(context: Context, input: In<'status'>): CampaignStatus {
  const campaign = campaignOf(context, input.campaignId)
  const standings = standingsOf(context, campaign)
  const rows = (
    input.customer === undefined ? standings : [standingIn(context, standings, input.customer)]
  ).map(rowOf)
  return { ...headOf(context, campaign, standings), rows }
}

/** The live letter of an account in this campaign. */
export function standingFor(context: Context, campaign: CampaignRow, code: string): Standing {
  const customer = customerByCode(context.db, code)
  if (!customer) throw new Refusal('customer.unknown', { customer: code })
  return standingIn(context, standingsOf(context, campaign, customer.rowid), code)
}

function standingIn(context: Context, standings: readonly Standing[], code: string): Standing {
  const found = standings.find(({ letter }) => letter.code === code)
  if (found) return found
  if (!customerByCode(context.db, code)) throw new Refusal('customer.unknown', { customer: code })
  throw new Refusal('letter.unknown', { customer: code })
}

export function letterView(context: Context, input: In<'letter'>): LetterView {
  const { db } = context
  const campaign = campaignOf(context, input.campaignId)
  const found = standingFor(context, campaign, input.customer)
  const versions = new Map(
    lettersOf(db, campaign.id, found.letter.customer).map(({ id, version }) => [id, version]),
  )
  const answers = Map.groupBy(answersOf(db, campaign.id), ({ event }) => event)
  const people = new People(context)
  return {
    row: rowOf(found),
    content: found.letter.content,
    events: eventsOf(db, campaign.id)
      .filter(({ letter }) => versions.has(letter))
      .map((event) => ({
        at: new Date(event.recordedAt).toISOString(),
        on: event.onDay,
        kind: event.kind,
        version: versions.get(event.letter) ?? 1,
        actor: people.shown(event.actor),
        channel: event.channel,
        recipient: event.recipient,
        note: event.note,
        fileName: event.fileName,
        answers: (answers.get(event.id) ?? []).map(({ currency, answer, theirsMinor }) => ({
          currency: currency as LetterRow['balances'][number]['currency'],
          answer,
          theirsMinor,
        })),
      })),
    changes: changesIn(found.later).map(({ on, number, kind, currency, minor }) => ({
      on,
      documentNo: number,
      kind,
      currency: currency as LetterRow['balances'][number]['currency'],
      amountMinor: minor,
    })),
  }
}

export function changesIn(later: readonly LaterRow[]): SealedChange[] {
  return later.map(({ on, number, kind, currency, minor }) => ({
    on,
    number,
    kind,
    currency,
    minor,
  }))
}

export function rowOf({ letter, standing, events, later }: Standing): LetterRow {
  const changed = new Map(changesByCurrency(changesIn(later)).map((one) => [one.currency, one]))
  const answered = events.findLast(({ kind }) => kind === 'answered')
  const out = events.findLast((event) => !isSaid(event) && event.kind !== 'frozen')
  const asked = new Set(standing.balances.map(({ currency }) => currency))
  // A currency that came into the period only afterwards was never asked about.
  const added = [...changed.keys()]
    .filter((currency) => !asked.has(currency))
    .map((currency) => ({ currency, balanceMinor: 0, answeredMinor: null, differenceMinor: null }))
  return {
    letterId: letter.letterId,
    customer: letter.code,
    name: letter.name,
    number: letter.number,
    version: letter.version,
    language: letter.language,
    state: standing.state,
    isUnanswered: standing.isUnanswered,
    balances: [...standing.balances, ...added].map((one) => ({
      ...one,
      currency: one.currency as LetterRow['balances'][number]['currency'],
      changedMinor: changed.get(one.currency)?.minor ?? 0,
      changedLines: changed.get(one.currency)?.lines ?? 0,
    })),
    hash: letter.hash.toString('hex'),
    sentOn: standing.sentOn,
    statutoryEnd: standing.statutoryEnd,
    since: standing.since,
    answeredAt: answered ? new Date(answered.recordedAt).toISOString() : null,
    answeredBy: answered ? (answered.recipient ?? answered.actor) : null,
    note: events.findLast(({ note }) => note !== null)?.note || null,
    channel: out?.channel ?? null,
    recipient: out?.recipient ?? letter.email,
    reminders: standing.reminders,
    remindedOn: standing.remindedOn,
    owner: events.at(-1)?.actor ?? '',
  }
}

function headOf(
  context: Context,
  campaign: CampaignRow,
  standings: readonly Standing[],
): CampaignHead {
  const states: CampaignHead['states'] = {}
  for (const { standing } of standings) states[standing.state] = (states[standing.state] ?? 0) + 1
  return {
    campaignId: campaign.campaignId,
    kind: campaign.kind,
    from: campaign.fromOn,
    asOf: campaign.asOf,
    answerBy: campaign.answerBy,
    withStatement: campaign.withStatement,
    hash: campaign.hash.toString('hex'),
    createdAt: new Date(campaign.recordedAt).toISOString(),
    createdBy: new People(context).shown(campaign.actor),
    letters: standings.length,
    states,
    unanswered: standings.filter(({ standing }) => standing.isUnanswered).length,
    medianAnswerMinutes: medianMinutes(standings),
  }
}

function medianMinutes(standings: readonly Standing[]): number | null {
  const minutes = standings
    .flatMap(({ events }) => {
      const out = events.find(({ kind }) => kind === 'queued' || kind === 'sent')
      const answer = events.find(({ kind }) => kind === 'answered')
      return out && answer ? [(answer.recordedAt - out.recordedAt) / 60_000] : []
    })
    .toSorted((a, b) => a - b)
  const middle = minutes[Math.floor((minutes.length - 1) / 2)]
  return middle === undefined ? null : Math.max(0, Math.round(middle))
}
