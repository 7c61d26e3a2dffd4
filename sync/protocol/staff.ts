/**
 * Who works on a company and with which devices (sync.md 20, reliability-security.md 11): seen by those
 * who may, changed by its administrators. `op_id` is the asker's: the same request again has the same
 * answer, but for a code, which is made anew.
 */
import { z } from 'zod'
import { ROLES } from '../../shared/domain/roles.ts'
import { TEXT_MAX } from './limits.ts'
import { common, uuid } from './messages.ts'

const roles = z.array(z.enum(ROLES)).max(ROLES.length)

export const devicesRequest = z.object({ company_id: uuid })
export const devicesAnswer = common.extend({
  devices: z.array(
    z.object({
      device_id: uuid,
      user_id: uuid,
      device_code: z.string(),
      status: z.string(),
      /** Milliseconds since 1970 UTC. */
      enrolled_at: z.int(),
      last_contact: z.int().nullable(),
      /** As the device last said of itself. */
      pending: z.int().nullable(),
      oldest_pending: z.string().nullable(),
    }),
  ),
  /** False: those of the asker alone. */
  is_whole: z.boolean(),
})

export const staffRequest = z.object({
  company_id: uuid,
  op_id: uuid,
  ask: z.discriminatedUnion('do', [
    /** A new member; `user` is the id she will have. */
    z.strictObject({
      do: z.literal('invite'),
      user: uuid,
      name: z.string().min(1).max(TEXT_MAX.name),
      roles,
    }),
    /** The roles as they shall be: another person decides about those that come new. */
    z.strictObject({ do: z.literal('roles'), user: uuid, roles }),
    z.strictObject({
      do: z.literal('standing'),
      user: uuid,
      status: z.enum(['active', 'suspended']),
    }),
    /** An enrolment code for a device of hers. */
    z.strictObject({ do: z.literal('code'), user: uuid }),
    z.strictObject({
      do: z.literal('device'),
      device: uuid,
      status: z.enum(['active', 'suspended', 'revoked']),
    }),
  ]),
})
export type StaffRequest = z.infer<typeof staffRequest>

export const staffAnswer = common.extend({
  /** `waiting`: roles wait for a second person. */
  state: z.enum(['done', 'waiting']),
  code: z.string().nullable(),
  expires_at: z.int().nullable(),
})
