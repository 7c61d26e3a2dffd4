/** Makes campaigns and new versions of letters: everything of one moment, in one transaction. */
import type { z } from 'zod'
import { allCustomers, customerByRow, type CustomerRow } from '../../../db/local/customers.ts'
import { lastDocument } from '../../../db/local/letter-figures.ts'
import {
  campaignById,
  type CampaignRow,
  insertCampaign,
  insertLetter,
  insertLetterEvent,
  lettersNumbered,
} from '../../../db/local/letters.ts'
import { syncState } from '../../../db/local/sync-state.ts'
import type {
  CampaignOrder,
  campaigns as contract,
  CampaignStatus,
  LetterRow,
} from '../../../shared/contract/campaigns.ts'
import { addDays, firstOfMonth, type IsoDate, monthOf } from '../../../shared/domain/days.ts'
import type { LetterContent } from '../../../shared/domain/letters/content.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { letterWords } from '../../../shared/i18n/letters.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { canonicalText, sha256 } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import { depsOf } from '../ledger/deps.ts'
import { customerOf } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import { type Frozen, letterIdOf, sealed, Snapshot } from './campaign-snapshot.ts'
import { campaignOf, campaignStatus, changesIn, rowOf, standingFor } from './campaigns.ts'
import type { WrittenLetter } from './letter-plan.ts'
import { documentLanguageOf } from './paper-orders.ts'
import { settingsOf } from './settings.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** Digits of a letter's running number. */
const NUMBER_DIGITS = 4

interface Planned {
  readonly frozen: Frozen
  readonly answerBy: IsoDate
  readonly snapshot: Snapshot
  readonly customers: readonly CustomerRow[]
}

export function previewCampaign(context: Context, order: In<'preview'>): Out<'preview'> {
  const { snapshot, customers, answerBy } = plan(context, order)
  const totals = new Map<string, number>()
  for (const customer of customers) {
    const { balances } = snapshot.contentOf(
      customer,
      headOf(context, order, customer, '', answerBy),
    )
    for (const { currency, minor } of balances)
      totals.set(currency, addMinor(totals.get(currency) ?? 0, minor))
  }
  return {
    letters: customers.length,
    totals: [...totals]
      .map(([currency, minor]) => ({ currency, minor }))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)) as Out<'preview'>['totals'],
    answerBy,
  }
}

export function createCampaign(
  context: Context,
  { campaignId, order }: In<'create'>,
): CampaignStatus {
  // Sending twice is making once.
  if (campaignById(context.db, campaignId)) return campaignStatus(context, { campaignId })
  const { frozen, answerBy, snapshot, customers } = plan(context, order)
  if (customers.length === 0) throw new Refusal('campaign.empty', { date: order.asOf })
  const prefix = monthOf(order.asOf)
  const given = lettersNumbered(context.db, prefix)
  const letters = customers.map((customer, i) => {
    const number = `${prefix}/${String(given + i + 1).padStart(NUMBER_DIGITS, '0')}`
    const content = snapshot.contentOf(customer, headOf(context, order, customer, number, answerBy))
    return { customer, content, ...sealed(content) }
  })
  const hash = sha256(
    'saldo.letter.v1',
    canonicalText({
      v: 1,
      kind: order.kind,
      from: frozen.from,
      as_of: frozen.asOf,
      letters: letters.map((one) => [
        one.content.letter.number,
        one.content.letter.version,
        one.hash.toString('hex'),
      ]),
    }),
  )
  const { customers: named, segment, skipZero, skipInactive } = order
  const scope = { customers: named, segment, skip_zero: skipZero, skip_inactive: skipInactive }
  const journal = new Journal(context)
  const operationId = journal.event('campaign.created', campaignId, {
    kind: order.kind,
    from: frozen.from,
    as_of: frozen.asOf,
    answer_by: answerBy,
    with_statement: order.withStatement,
    // Whom it was for is a list that grows with the accounts; the letters say it.
    scope: { ...scope, customers: named?.length },
    letters: letters.length,
    hash: hash.toString('hex'),
  })
  const row = {
    campaignId,
    kind: order.kind,
    fromOn: frozen.from,
    asOf: frozen.asOf,
    answerBy,
    withStatement: order.withStatement,
    scope: canonicalText(scope),
    hash,
    actor: context.company.userName,
    recordedAt: context.nowMs,
  }
  const campaign = insertCampaign(context.db, { ...row, operationId })
  for (const letter of letters)
    freeze(context, journal, { id: campaign, campaignId, operationId }, letter, frozen.through)
  journal.close('campaigns.create', order.asOf, {
    campaign: campaignId,
    kind: order.kind,
    letters: letters.length,
    hash: hash.toString('hex'),
  })
  return campaignStatus(context, { campaignId })
}

/** A letter as the order would make it, of an account or the first one; nothing is written or counted. */
export function trialLetter(
  context: Context,
  { order, customer: code }: In<'trial'>,
): WrittenLetter {
  const { frozen, answerBy, snapshot, customers } = plan(context, order)
  const customer = code === undefined ? customers[0] : customerOf(context, code)
  if (!customer) throw new Refusal('campaign.empty', { date: order.asOf })
  const { language } = headOf(context, order, customer, '', answerBy)
  const number = letterWords(language).trial
  return {
    letter: {
      customer: customer.rowid,
      code: customer.code,
      name: customer.name,
      number,
      throughDoc: frozen.through,
    },
    content: snapshot.contentOf(customer, headOf(context, order, customer, number, answerBy)),
    withStatement: order.withStatement,
    hash: null,
  }
}

/** The letter of an account once more, with what the journal holds now for the same days. */
export function reissueLetter(context: Context, input: In<'reissue'>): LetterRow {
  const campaign = campaignOf(context, input.campaignId)
  const { letter, later } = standingFor(context, campaign, input.customer)
  const customer = customerByRow(context.db, letter.customer)
  if (!customer) throw new Error(`customer ${letter.customer} is not there`)
  const frozen = frozenNow(context, campaign)
  const content = new Snapshot(context, frozen, customer.rowid).contentOf(customer, {
    number: letter.number,
    version: letter.version + 1,
    language: letter.language,
    answerBy: campaign.answerBy,
    replaces: {
      version: letter.version,
      hash: letter.hash.toString('hex'),
      changes: changesIn(later),
    },
  })
  const journal = new Journal(context)
  freeze(context, journal, campaign, { customer, content, ...sealed(content) }, frozen.through)
  journal.close('campaigns.reissue', letter.number, {
    campaign: campaign.campaignId,
    customer: customer.code,
    version: letter.version + 1,
  })
  return rowOf(standingFor(context, campaign, input.customer))
}

/** Writes a letter, its operation and that it is prepared. */
function freeze(
  context: Context,
  journal: Journal,
  campaign: Pick<CampaignRow, 'id' | 'campaignId' | 'operationId'>,
  letter: {
    readonly customer: CustomerRow
    readonly content: LetterContent
    readonly text: string
    readonly hash: Buffer
  },
  throughDoc: number,
): void {
  const { db, company, nowMs, today } = context
  const { customer, content, text, hash } = letter
  const { number, version, language } = content.letter
  const letterId = letterIdOf(context, campaign.campaignId, customer.customerId, version)
  const balances = content.balances.map(({ currency, minor }) => ({
    currency,
    balanceMinor: minor,
  }))
  // Names and addresses stand in the private part, so that they can be redacted and the chain stays.
  const operationId = journal.event(
    'letter.frozen',
    letterId,
    {
      campaign_id: campaign.campaignId,
      customer_id: customer.customerId,
      number,
      version,
      language,
      balances: balances.map(({ currency, balanceMinor }) => ({ currency, minor: balanceMinor })),
      hash: hash.toString('hex'),
      on: today,
      // Other desks tell by it which of their documents the letter does not know.
      seen: syncState(db)?.cursorSeq,
    },
    { content: text },
    depsOf(context, { events: [campaign.operationId] }),
  )
  const id = insertLetter(db, {
    letterId,
    campaign: campaign.id,
    customer: customer.rowid,
    number,
    version,
    language,
    throughDoc,
    content: text,
    hash,
    recordedAt: nowMs,
    operationId,
    balances,
  })
  insertLetterEvent(db, {
    eventId: operationId,
    letter: id,
    kind: 'frozen',
    onDay: today,
    actor: company.userName,
    channel: null,
    recipient: null,
    note: null,
    file: null,
    fileName: null,
    recordedAt: nowMs,
    operationId,
    answers: [],
  })
}

function plan(context: Context, order: CampaignOrder): Planned {
  const { db, today } = context
  // A form is of a whole month.
  const from =
    order.kind === 'ba-bs'
      ? firstOfMonth(monthOf(order.asOf))
      : (order.from ?? firstOfMonth(monthOf(order.asOf)))
  if (from > order.asOf) throw new Refusal('date.order', { date: order.asOf, earliest: from })
  const answerBy = order.answerBy ?? addDays(today, settingsOf(context).letters.answerDays)
  const frozen = { kind: order.kind, from, asOf: order.asOf, through: lastDocument(db) }
  const asked = order.customers
    ? [...new Set(order.customers)].toSorted().map((code) => customerOf(context, code))
    : allCustomers(db).filter(
        (row) => !row.archived && (order.segment === undefined || row.segment === order.segment),
      )
  const snapshot = new Snapshot(context, frozen)
  return {
    frozen,
    answerBy,
    snapshot,
    customers: asked.filter((customer) => snapshot.isWanted(customer, order)),
  }
}

function headOf(
  context: Context,
  order: CampaignOrder,
  customer: CustomerRow,
  number: string,
  answerBy: IsoDate,
) {
  const language = order.language ?? documentLanguageOf(context, customer)
  return { number, version: 1, language, answerBy }
}

function frozenNow(context: Context, campaign: CampaignRow): Frozen {
  const { kind, fromOn, asOf } = campaign
  return { kind, from: fromOn, asOf, through: lastDocument(context.db) }
}
