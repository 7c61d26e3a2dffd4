/** Members and devices of a company in words. */
import type { z } from 'zod'
import type { member } from '../../../shared/contract/device.ts'
import type { companyDevice } from '../../../shared/contract/staff.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import type { SayText } from '../../ui/language.tsx'
import type { Status } from '../../ui/status.ts'

export type MemberRow = z.output<typeof member>
export type DeviceRow = z.output<typeof companyDevice>

/** A role this version does not know is shown by its code. */
export function roleText(role: string, say: SayText): string {
  const id = `role.${role}`
  return isMessageId(id) ? say(id) : role
}

export function rolesText(roles: readonly string[], say: SayText): string {
  return roles.length === 0
    ? say('staff.roles.none')
    : roles.map((role) => roleText(role, say)).join(', ')
}

const STATUSES: Readonly<Record<string, Status | undefined>> = {
  active: 'staffActive',
  suspended: 'staffSuspended',
  revoked: 'staffRevoked',
  forked: 'staffForked',
}

/** Of a member or a device; what this version does not know can do nothing either. */
export function statusOf(status: string): Status {
  return STATUSES[status] ?? 'staffRevoked'
}
