/** Who works on a company of a server and with which devices; what an administrator does about it. */
import { z } from 'zod'
import { ROLES } from '../domain/roles.ts'
import { command, query } from '../rpc/procedure.ts'
import { ASKED } from './device.ts'
import { id, isoDate, moment, name } from './fields.ts'

const roles = z.array(z.enum(ROLES)).max(ROLES.length)
/** What the server may decline beside what it declines of everything. */
const STAFF = [
  ...ASKED,
  'staff.unknown',
  'staff.same_person',
  'staff.this_device',
  'staff.no_second_person',
] as const
/** `waiting`: roles that come new wait for a second person. */
const outcome = z.object({ state: z.enum(['done', 'waiting']) })

export const companyDevice = z.object({
  device: id,
  deviceCode: z.string(),
  user: id,
  /** Null for somebody this device was not told about. */
  userName: z.string().nullable(),
  /** active, suspended, revoked, forked … */
  status: z.string(),
  enrolledAt: moment,
  /** To within five minutes; null: never since it was enrolled. */
  lastContact: moment.nullable(),
  /** What it had to send when it last sent, and the oldest document day of it. */
  pending: z.int().nullable(),
  oldestPending: isoDate.nullable(),
  isThis: z.boolean(),
  /** Of the user of this device. */
  isYours: z.boolean(),
})

export const staff = {
  /** What this device's user may do here: as the feed last said; the server judges every act. */
  rights: query({
    input: z.object({}),
    output: z.object({ manages: z.boolean() }),
  }),
  /** Asked of the server: all devices for who may see them, else the user's own (`isWhole` false). */
  devices: query({
    input: z.object({}),
    output: z.object({ devices: z.array(companyDevice), isWhole: z.boolean() }),
    refusals: STAFF,
  }),
  /** Suspends a device, takes that back, or revokes it for good; anybody revokes their own others. */
  setDevice: command({
    input: z.object({ device: id, status: z.enum(['active', 'suspended', 'revoked']) }),
    output: outcome,
    refusals: [...STAFF, 'staff.revoked'],
  }),
  /** A new member without a device; her roles wait for a second person. */
  invite: command({
    input: z.object({ user: id, name, roles }),
    output: outcome,
    refusals: [...STAFF, 'staff.exists'],
  }),
  setRoles: command({
    input: z.object({ user: id, roles }),
    output: outcome,
    refusals: STAFF,
  }),
  setStanding: command({
    input: z.object({ user: id, status: z.enum(['active', 'suspended']) }),
    output: outcome,
    refusals: STAFF,
  }),
  /** An enrolment code for a device of hers: good once and for ten minutes, shown once. */
  code: command({
    input: z.object({ user: id }),
    output: z.object({ code: z.string(), expiresAt: moment }),
    refusals: [...STAFF, 'staff.no_role', 'staff.suspended'],
  }),
}
