/** A company on a server's store, and devices of paper that are its members' own. */
import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import type { Row } from '../../sync/engine/central/tables.ts'
import type { NewCompany, ServerStore } from '../../sync/server/store.ts'

export const SALT = createHash('sha256').update('salt').digest('hex')
const TENANT = v7()
const TIMELINE = v7()

/** The same company of the same id in whatever store. */
export function paperCompany(companyId: string, saltKey = SALT): NewCompany {
  return {
    companyId,
    tenantId: TENANT,
    name: 'Akdeniz Gıda',
    currency: 'TRY',
    timezone: 'Europe/Istanbul',
    fiscalYearStart: 1,
    timelineId: TIMELINE,
    saltKey,
  }
}

export interface Standing {
  readonly name: string
  readonly roles: readonly string[]
  /** Customers; null: all. */
  readonly scope?: readonly string[] | null
  readonly status?: string
  readonly deviceCode?: string
}

/** What a server has of the one who enrolled, of a device of paper or a desktop. */
export interface Enrolled {
  readonly companyId: string
  readonly userId: string
  readonly deviceId: string
  readonly publicKey: string
}

export async function enrolPaper(
  store: ServerStore,
  device: Enrolled,
  { name, roles, scope = null, status = 'active', deviceCode }: Standing,
): Promise<void> {
  const member: Row<'member'> = {
    user_id: device.userId,
    name,
    person: name,
    roles: [...roles],
    scope: scope === null ? null : [...scope],
    status,
  }
  const row = deviceRow(device, deviceCode)
  await store.write(device.companyId, async (tx) => {
    await tx.insert('member', [member])
    await tx.insert('device', [row])
  })
}

/** Active, at its first epoch. */
export function deviceRow(
  device: Enrolled,
  deviceCode = device.deviceId.slice(-4).toUpperCase(),
): Row<'device'> {
  return {
    device_id: device.deviceId,
    user_id: device.userId,
    device_code: deviceCode,
    public_key: device.publicKey,
    install_id: TENANT,
    status: 'active',
    epoch: 1,
    start_counter: 1,
    enrolled_at: 0,
    last_contact: null,
    pending_count: null,
    min_pending_date: null,
  }
}
