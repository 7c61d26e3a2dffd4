/** This device and its company's server (cli.md, Devices): enrolment, exchange, what is held. */
import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { currency, id, minor, moment } from './fields.ts'

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
  'device.keys_missing',
  'timeline.changed',
  'client.too_old',
  'digest.different',
] as const

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

export const device = {
  /**
   * Makes this device one of the company's. The file is made when it is absent (join); with `publish`
   * an existing file becomes the server's company.
   */
  enrol: command({
    input: z.object({
      file: path,
      server: z.string().max(500),
      code: z.string().max(64),
      publish: z.boolean().default(false),
    }),
    output: z.object({ device: id, deviceCode: z.string(), company: id, user: id }),
    refusals: [
      ...SERVER,
      'path.not_allowed',
      'company.unsafe_place',
      'company.exists',
      'company.has_documents',
      'device.connected',
      'code.unknown',
      'company.taken',
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
  status: query({ input: z.object({}), output: deviceStatus }),
  /** What is confirmed, what is on its way and what is held, by customer and currency. */
  balances: query({
    input: z.object({}),
    output: z.array(
      z.object({
        customer: z.string(),
        currency,
        confirmedMinor: minor,
        pendingMinor: minor,
        heldMinor: minor,
      }),
    ),
  }),
}
