/** This device and its company's server (cli.md, Devices): enrolment, exchange, what is held. */
import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { currency, id, isoDate, minor, moment } from './fields.ts'

const path = z.string().min(1).max(4096)
/** Refusals of whatever speaks to the server. */
const SERVER = [
  'server.offline',
  'server.refused',
  'server.url',
  'device.not_connected',
  'device.suspended',
  'device.revoked',
  'device.forked',
  'device.signed_out',
  'device.keys_missing',
  'timeline.changed',
  'client.too_old',
  'digest.different',
] as const
/** What the server said no to, asked for something only it can do (`server.declined` names its code). */
export const ASKED = [...SERVER, 'server.declined', 'role.forbidden'] as const

export const exchanged = z.object({
  pushed: z.int(),
  accepted: z.int(),
  held: z.int(),
  pulled: z.int(),
  calls: z.int(),
  cursor: z.int(),
  head: z.int(),
  pending: z.int(),
  digest: z.enum(['equal', 'different', 'not_compared']),
})

export const deviceStatus = z.object({
  device: id,
  deviceCode: z.string(),
  deviceEpoch: z.int(),
  user: z.string(),
  server: z.string().nullable(),
  timeline: id.nullable(),
  cursor: z.int(),
  head: z.int(),
  pending: z.int(),
  sent: z.int(),
  held: z.int(),
  oldestPending: moment.nullable(),
  digest: z.object({
    result: z.enum(['equal', 'different', 'not_compared']),
    seq: z.int().nullable(),
  }),
  drift: z.boolean(),
  /** Milliseconds the server's clock is ahead of this one. */
  serverOffset: z.int().nullable(),
  scopeVersion: z.int(),
  databaseVersion: z.int(),
  appVersion: z.string(),
  /** Why the exchange stopped; null while it may go on. */
  stopped: z.string().nullable(),
})

/** Somebody who works on the company, as the server says. */
export const member = z.object({
  user: id,
  name: z.string(),
  /** accountant, credit_controller, finance_manager, sales, auditor, company_admin */
  roles: z.array(z.string()),
  /** Codes of the customers that are theirs; null: every customer. */
  scope: z.array(z.string()).nullable(),
  status: z.enum(['active', 'suspended']),
  /** Whom this device belongs to. */
  isYou: z.boolean(),
})

/** Final numbers this device may give away without the server. */
export const numberBlock = z.object({
  block: id,
  series: z.string(),
  year: z.int(),
  /** The kind of document the series numbers. */
  kind: z.string(),
  first: z.string(),
  last: z.string(),
  /** Null when it is used up. */
  next: z.string().nullable(),
  left: z.int(),
  size: z.int(),
  state: z.enum(['open', 'used', 'void']),
})

/** What one side has, in words of accounting; what does not apply is null. */
export const differingSide = z.object({
  /** Kind of the document, `allocation`, `allocation.removal`, `card`, or the type of the event. */
  type: z.string(),
  documentNo: z.string().nullable(),
  /** Ledger day; of an allocation the day it counts from. */
  date: isoDate.nullable(),
  amountMinor: minor.nullable(),
  /** Number of the document an allocation pays. */
  counterpart: z.string().nullable(),
  seq: z.int().nullable(),
  /** Of a card the fields that are not alike, by their names. */
  fields: z.record(z.string(), z.string()),
})

/** One document, allocation, card or event that is not the same here and on the server. */
export const difference = z.object({
  what: z.enum(['document', 'allocation', 'card', 'event', 'sums']),
  /** Code; null for what belongs to no customer. */
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  currency: currency.nullable(),
  documentNo: z.string().nullable(),
  docId: id.nullable(),
  kind: z.enum(['missing_here', 'missing_there', 'content']),
  here: differingSide.nullable(),
  there: differingSide.nullable(),
  /**
   * `tamper`: a row is not what its author signed; `lost_apply`: the server confirmed what never came
   * in here; `restore`: the server does not know it any more; `bug`: both look honest.
   */
  cause: z.enum(['tamper', 'lost_apply', 'restore', 'bug']),
  /** Whose row is the damaged one, where the signature tells. */
  damaged: z.enum(['here', 'there']).nullable(),
})

export const compared = z.object({
  equal: z.boolean(),
  /** The server's sequence at which both were looked at. */
  seq: z.int(),
  root: z.string(),
  differences: z.array(difference),
})

export const digestLevel = z.enum(['root', 'bucket', 'customer', 'cell', 'doc'])

/** What the exchange does, and what it last came to: for the top bar. */
export const exchangeStanding = z.object({
  /** Null for a company without a server; then there is nothing else to say. */
  server: z.string().nullable(),
  user: z.string(),
  deviceCode: z.string(),
  phase: z.enum(['off', 'idle', 'exchanging', 'offline', 'stopped']),
  /** Why it is offline or stopped: a refusal's code, or `bug`. */
  code: z.string().nullable(),
  since: moment.nullable(),
  nextTryAt: moment.nullable(),
  exchangedAt: moment.nullable(),
  /** Operations the server has not answered, and what it did not take as it stands. */
  waiting: z.int(),
  oldestWaiting: moment.nullable(),
  held: z.int(),
  /** Cards with two values for one field, and requests this user may decide. */
  conflicts: z.int(),
  approvals: z.int(),
  /** Rows the last compare found that are not the same on both sides. */
  differences: z.int(),
  /** It came by a code and has not had everything yet: from `cursor` of `head` on. */
  joining: z.boolean(),
  cursor: z.int(),
  head: z.int(),
  /** The last comparison of the roots, and when both sides were last equal. */
  proof: z.object({
    result: z.enum(['equal', 'different', 'not_compared']),
    seq: z.int().nullable(),
    at: moment.nullable(),
  }),
})

export const device = {
  /**
   * Makes this device one of the company's. The file is made when it is absent (join), under the
   * company's name in the data folder when none is named; with `publish` an existing file, else the
   * open one, becomes the server's company.
   */
  enrol: command({
    input: z.object({
      file: path.optional(),
      server: z.string().max(500),
      code: z.string().max(64),
      publish: z.boolean().default(false),
    }),
    output: z.object({ device: id, deviceCode: z.string(), company: id, user: id, file: path }),
    refusals: [
      ...SERVER,
      'path.not_allowed',
      'company.unsafe_place',
      'company.exists',
      'company.has_documents',
      'device.connected',
      'code.unknown',
      'company.taken',
      'company.none_open',
    ],
  }),
  /** Exchanges with the server until nothing is left; each step is kept as it is done. */
  sync: command({
    input: z.object({
      direction: z.enum(['both', 'push', 'pull']).default('both'),
      opsMax: z.int().min(1).nullable().default(null),
    }),
    output: exchanged,
    refusals: SERVER,
  }),
  /** Waits until there is something to exchange: work here, or news of the server. */
  news: query({
    input: z.object({ seconds: z.int().min(1).max(3600).default(600) }),
    output: z.object({ news: z.boolean() }),
    refusals: SERVER,
  }),
  exchange: query({
    input: z.object({}),
    output: exchangeStanding,
    refusals: ['company.none_open'],
  }),
  status: query({ input: z.object({}), output: deviceStatus }),
  /** What is confirmed, what is on its way and what is held, by customer and currency. */
  balances: query({
    input: z.object({}),
    output: z.array(
      z.object({
        customer: z.string(),
        name: z.string(),
        currency,
        confirmedMinor: minor,
        pendingMinor: minor,
        heldMinor: minor,
      }),
    ),
  }),
  /** Who works on the company, with roles, customers and standing; empty without a server. */
  members: query({ input: z.object({}), output: z.array(member) }),
  /** Blocks of numbers this device has, newest first. */
  blocks: query({ input: z.object({}), output: z.array(numberBlock) }),
  /** Takes a block of a series from the server: `year` left out, the fiscal year of its today. */
  takeBlock: command({
    input: z.object({
      series: z.string().regex(/^[A-Z0-9]{3}$/),
      size: z.int().min(1).max(10_000).default(200),
      year: z.int().min(1900).max(9999).optional(),
    }),
    output: z.array(numberBlock),
    refusals: [...ASKED, 'series.unknown'],
  }),
  /** Closes the next numbers of this device's block, which no paper will bear, each with the reason. */
  voidNumbers: command({
    input: z.object({
      series: z.string().regex(/^[A-Z0-9]{3}$/),
      /** The fiscal year; left out, that of today. */
      year: z.int().min(1900).max(9999).optional(),
      count: z.int().min(1).max(10_000).default(1),
      reason: z.string().trim().min(1).max(4000),
    }),
    output: z.array(numberBlock),
    refusals: ['number.block_empty', 'role.forbidden'],
  }),
  /** Proves the device's user to the server by password; its tokens begin anew. */
  signIn: command({
    input: z.object({ password: z.string().min(1).max(500) }),
    output: z.object({ user: z.string() }),
    refusals: [...SERVER, 'sign_in.wrong', 'sign_in.too_often', 'sign_in.suspended'],
  }),
  /**
   * Proves that this device and the server hold the same confirmed rows, or names each one that
   * differs. Every row here is read again; the server is asked only below what differs.
   */
  compare: command({ input: z.object({}), output: compared, refusals: SERVER }),
  /** What the last compare found, without asking the server. */
  drift: query({
    input: z.object({}),
    output: z.object({
      result: z.enum(['equal', 'different', 'not_compared']),
      seq: z.int().nullable(),
      /** When the two were last found equal, and when the differences were found. */
      equalAt: moment.nullable(),
      foundAt: moment.nullable(),
      differences: z.array(difference),
    }),
  }),
  /**
   * Writes what differs here anew from what its authors signed, as the server's log has it; the rows
   * of before are kept. Work that waits or is held stays. What it cannot put right is in `differences`.
   */
  repair: command({
    input: z.object({}),
    output: compared.extend({ repaired: z.int() }),
    refusals: SERVER,
  }),
  /**
   * Builds the confirmed ledger anew from the server's log, whole or not at all; work that waits or is
   * held stays. For a device that a repair cannot put right.
   */
  snapshot: command({
    input: z.object({}),
    output: z.object({ seq: z.int(), root: z.string(), chunks: z.int(), rows: z.int() }),
    refusals: [...SERVER, 'snapshot.damaged'],
  }),
  /** This device's own hashes of one level; below the root of all or of one key of the level above. */
  digest: query({
    input: z.object({ level: digestLevel.default('root'), key: z.string().max(120).optional() }),
    output: z.object({
      seq: z.int(),
      root: z.string(),
      level: digestLevel,
      nodes: z.array(z.object({ key: z.string(), hash: z.string() })),
    }),
    refusals: ['device.not_connected', 'digest.key'],
  }),
}
