/**
 * Period-end campaigns: letters made of one frozen moment, sent, answered and proven.
 *
 * Balances are in our view, debit (they owe us) positive; so are the figures of an answer.
 */
import { z } from 'zod'
import { CAMPAIGN_KINDS } from '../domain/letters/content.ts'
import { ANSWERS, LETTER_EVENTS, LETTER_STATES } from '../domain/letters/state.ts'
import { command, query } from '../rpc/procedure.ts'
import { code, currency, id, isoDate, language, line, minor, moment, name } from './fields.ts'
import { fileRefusals, problem, source } from './imports.ts'

export const campaignKind = z.enum(CAMPAIGN_KINDS)
export const letterState = z.enum(LETTER_STATES)
const letterEventKind = z.enum(LETTER_EVENTS)

/** Whose letters, of which period, how. */
export const campaignOrder = z.object({
  kind: campaignKind.default('balance'),
  asOf: isoDate,
  /** First day of the statement; default: of the month of `asOf`. */
  from: isoDate.optional(),
  /** Codes; without them everybody who is not archived, or a segment's. */
  customers: z.array(code).optional(),
  segment: z.string().optional(),
  /** No letter where every balance is zero. */
  skipZero: z.boolean().default(false),
  /** No letter where nothing moved in the period and nothing is owed. */
  skipInactive: z.boolean().default(false),
  /** For all; without it each customer's own document language. */
  language: language.optional(),
  /** Default: as many days after today as the settings say. */
  answerBy: isoDate.optional(),
  withStatement: z.boolean().default(true),
})
export type CampaignOrder = z.output<typeof campaignOrder>

const letterBalance = z.object({
  currency,
  balanceMinor: minor,
  answeredMinor: minor.nullable(),
  /** Ours less theirs. */
  differenceMinor: minor.nullable(),
  /** What was recorded since with a day inside the period. */
  changedMinor: minor,
  changedLines: z.number().int(),
})

export const letterRow = z.object({
  letterId: id,
  customer: z.string(),
  name: z.string(),
  number: z.string(),
  version: z.number().int(),
  language,
  state: letterState,
  /** Out, not answered, and the answer-by day is over. */
  isUnanswered: z.boolean(),
  balances: z.array(letterBalance),
  hash: z.string(),
  sentOn: isoDate.nullable(),
  /** Last day of the statutory clock; null before it was sent. */
  statutoryEnd: isoDate.nullable(),
  /** Day the state began, and what it is waiting for. */
  since: isoDate.nullable(),
  answeredAt: moment.nullable(),
  answeredBy: z.string().nullable(),
  note: z.string().nullable(),
  channel: z.string().nullable(),
  recipient: z.string().nullable(),
  reminders: z.number().int(),
  remindedOn: isoDate.nullable(),
  /** Who worked on it last. */
  owner: z.string(),
})
export type LetterRow = z.output<typeof letterRow>

export const campaignHead = z.object({
  campaignId: id,
  kind: campaignKind,
  from: isoDate,
  asOf: isoDate,
  answerBy: isoDate,
  withStatement: z.boolean(),
  hash: z.string(),
  createdAt: moment,
  createdBy: z.string(),
  letters: z.number().int(),
  /** How many stand in each state; states nobody is in are absent. */
  states: z.partialRecord(letterState, z.number().int()),
  unanswered: z.number().int(),
  /** From the first sending to each answer, the middle one, in minutes; null without an answer. */
  medianAnswerMinutes: z.number().nullable(),
})
export type CampaignHead = z.output<typeof campaignHead>

export const campaignStatus = campaignHead.extend({ rows: z.array(letterRow) })
export type CampaignStatus = z.output<typeof campaignStatus>

const change = z.object({
  on: isoDate,
  documentNo: z.string(),
  kind: z.string(),
  currency,
  amountMinor: minor,
})

/** One letter with all its versions and what happened to it. */
export const letterView = z.object({
  row: letterRow,
  /** The canonical text that `hash` seals, and the names it holds. */
  content: z.string(),
  events: z.array(
    z.object({
      at: moment,
      on: isoDate,
      kind: letterEventKind,
      version: z.number().int(),
      actor: z.string(),
      channel: z.string().nullable(),
      recipient: z.string().nullable(),
      note: z.string().nullable(),
      fileName: z.string().nullable(),
      answers: z.array(
        z.object({ currency, answer: z.enum(ANSWERS), theirsMinor: minor.nullable() }),
      ),
    }),
  ),
  changes: z.array(change),
})
export type LetterView = z.output<typeof letterView>

/** Files of letters: what a job and the command line are asked for. */
export const letterFiles = z.object({
  campaignId: id,
  format: z.enum(['pdf', 'xlsx', 'both']),
  joined: z.boolean().default(false),
  /** Name of each file: `{number}`, `{code}`, `{name}` and `{version}` are replaced. */
  names: z.string().min(1).max(100).default('{code}'),
  /** Of these accounts only. */
  customers: z.array(code).optional(),
})
export type LetterFiles = z.output<typeof letterFiles>

const ofLetters = { campaignId: id, customers: z.array(code).optional() }
const known = ['campaign.unknown', 'customer.unknown', 'letter.unknown'] as const

export const campaigns = {
  /** Newest period first. */
  list: query({ input: z.object({}), output: z.array(campaignHead) }),
  /** What a campaign would hold: nothing is written. */
  preview: query({
    input: campaignOrder,
    output: z.object({
      letters: z.number().int(),
      totals: z.array(z.object({ currency, minor })),
      answerBy: isoDate,
    }),
    refusals: ['customer.unknown', 'date.order'],
  }),
  /** Freezes the balances of this moment and makes the letters. */
  create: command({
    input: z.object({ campaignId: id, order: campaignOrder }),
    output: campaignStatus,
    refusals: ['customer.unknown', 'date.order', 'campaign.empty'],
  }),
  status: query({
    input: z.object({ campaignId: id, customer: code.optional() }),
    output: campaignStatus,
    refusals: known,
  }),
  letter: query({
    input: z.object({ campaignId: id, customer: code }),
    output: letterView,
    refusals: known,
  }),
  /** Puts prepared letters into the outbox; sending waits for a connection. */
  send: command({
    input: z.object(ofLetters),
    output: campaignStatus,
    refusals: known,
  }),
  /** Notes what happened outside: handed over, arrived, opened, came back. */
  mark: command({
    input: z.object({
      campaignId: id,
      customers: z.array(code).min(1),
      as: z.enum(['sent', 'delivered', 'opened', 'bounced']),
      on: isoDate.optional(),
      channel: z.enum(['email', 'post', 'registered']).default('post'),
      note: line.optional(),
    }),
    output: campaignStatus,
    refusals: [...known, 'letter.state'],
  }),
  /** Queues a reminder for those out and not answered; never twice in three days. */
  remind: command({
    input: z.object(ofLetters),
    output: z.object({ reminded: z.number().int(), resting: z.number().int() }),
    refusals: known,
  }),
  /** Records what a customer answered; a later answer of the same currency takes its place. */
  answer: command({
    input: z.object({
      eventId: id,
      campaignId: id,
      customer: code,
      answer: z.enum(ANSWERS),
      /** Left out: every currency of the letter (agree, not ours), or its only one (dispute). */
      currency: currency.optional(),
      /** Their balance in our view; of a dispute. */
      theirsMinor: minor.optional(),
      /** Who answered, at the customer's. */
      by: name.optional(),
      on: isoDate.optional(),
      note: line.optional(),
      file: z.object({ name, base64: z.string().max(7_000_000) }).optional(),
    }),
    output: letterRow,
    refusals: [
      ...known,
      'answer.currency_needed',
      'answer.currency_unknown',
      'answer.amount_needed',
      'date.order',
    ],
  }),
  /** Answers from a file, all or none. */
  answersFile: command({
    input: z.object({ campaignId: id, source }),
    output: z.object({
      rows: z.number().int(),
      answered: z.number().int(),
      /** Already recorded like that. */
      unchanged: z.number().int(),
      problems: z.array(problem),
    }),
    refusals: [...fileRefusals, ...known, 'column.missing'],
  }),
  /** Version 2 with the figures of today for the same day; version 1 is closed. */
  reissue: command({
    input: z.object({ campaignId: id, customer: code }),
    output: letterRow,
    refusals: known,
  }),
  /** Writes the letters into a folder and waits; taken up again where a killed run stopped. */
  render: query({
    input: z.object({ files: letterFiles, to: z.string() }),
    output: z.object({
      files: z.number().int(),
      letters: z.array(z.object({ customer: z.string(), file: z.string() })),
      failures: z.array(z.object({ customer: z.string(), code: z.string() })),
    }),
    refusals: [...known, 'file.unwritable', 'job.stopped'],
  }),
  /** One letter as it is printed, for a preview. */
  paper: query({
    input: z.object({ campaignId: id, customer: code }),
    output: z.object({ documentId: id, fileName: z.string(), language }),
    refusals: [...known, 'file.unwritable', 'letter.statement_differs'],
  }),
  /** A letter as an order would make it, to look at: it is marked, not counted and not kept. */
  trial: query({
    input: z.object({
      order: campaignOrder,
      /** Left out: the first account that would get one. */
      customer: code.optional(),
    }),
    output: z.object({ documentId: id, fileName: z.string(), language }),
    refusals: ['customer.unknown', 'date.order', 'campaign.empty', 'file.unwritable'],
  }),
  /** One archive with letters, answers, hashes and a page that checks them offline. */
  evidence: query({
    input: z.object({ campaignId: id, to: z.string().optional() }),
    output: z.object({
      documentId: id.nullable(),
      file: z.string(),
      files: z.number().int(),
      sha256: z.string(),
    }),
    refusals: [...known, 'file.unwritable', 'letter.statement_differs'],
  }),
}
