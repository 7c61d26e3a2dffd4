/** Takes a device's rights away: a company admin any device's, everybody their own devices'. */
import { RequestError } from '../../protocol/codes.ts'
import type { Row } from '../../engine/central/tables.ts'
import type { Caller } from '../core-api.ts'
import type { CompanyHead, ServerStore } from '../store.ts'
import type { IdentityStore } from './store.ts'

export type DeviceStatus = 'active' | 'suspended' | 'revoked'

export async function revokeDevice(
  { store, identity, now }: StandingContext,
  caller: Caller,
  deviceId: string,
): Promise<{ readonly head: CompanyHead; readonly device: Row<'device'> }> {
  return setDeviceStatus(
    { store, identity, now },
    caller.companyId,
    deviceId,
    'revoked',
    (device) => {
      if (!caller.roles.includes('company_admin') && device.user_id !== caller.userId)
        throw new RequestError('FORBIDDEN')
    },
  )
}

interface StandingContext {
  readonly store: ServerStore
  readonly identity: IdentityStore
  readonly now: () => number
}

/**
 * Sets how a device stands; a revoked one never comes back (it would need a new identity). NOT_FOUND
 * where the company does not have it. `check` may throw before anything is written.
 */
export async function setDeviceStatus(
  { store, identity, now }: StandingContext,
  companyId: string,
  deviceId: string,
  status: DeviceStatus,
  check: (device: Row<'device'>) => void = () => undefined,
): Promise<{ readonly head: CompanyHead; readonly device: Row<'device'> }> {
  const changed = await store.write(companyId, async (tx) => {
    const [device] = await tx.lookup('device', 'device_id', [deviceId])
    if (!device) throw new RequestError('NOT_FOUND')
    check(device)
    if (device.status === 'revoked' && status !== 'revoked')
      throw new RequestError('DEVICE_REVOKED')
    const after = { ...device, status }
    if (device.status !== status) await tx.update('device', [after])
    return { head: tx.head, device: after }
  })
  if (changed === null) throw new RequestError('NOT_FOUND')
  if (status === 'revoked') await identity.endTokensOfDevice(deviceId, now())
  return changed
}
