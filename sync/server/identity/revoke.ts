/** Takes a device's rights away: a company admin any device's, everybody their own devices'. */
import { RequestError } from '../../protocol/codes.ts'
import type { Row } from '../../engine/central/tables.ts'
import type { Caller } from '../core-api.ts'
import { type Desk, penOf } from '../accounts.ts'
import { type Pen, writeAsServer } from '../core/pen.ts'
import type { CompanyHead, WriteTx } from '../store.ts'

export type DeviceStatus = 'active' | 'suspended' | 'revoked'

export async function revokeDevice(
  desk: Desk,
  caller: Caller,
  deviceId: string,
): Promise<{ readonly head: CompanyHead; readonly device: Row<'device'> }> {
  return setDeviceStatus(desk, caller.companyId, deviceId, 'revoked', (device) => {
    if (!caller.roles.includes('company_admin') && device.user_id !== caller.userId)
      throw new RequestError('FORBIDDEN')
  })
}

/**
 * Sets how a device stands; a revoked one never comes back (it would need a new identity). NOT_FOUND
 * where the company does not have it. `check` may throw before anything is written.
 */
export async function setDeviceStatus(
  desk: Desk,
  companyId: string,
  deviceId: string,
  status: DeviceStatus,
  check: (device: Row<'device'>) => void = () => undefined,
): Promise<{ readonly head: CompanyHead; readonly device: Row<'device'> }> {
  const { store, identity, now } = desk
  const pen = await penOf(desk)
  const changed = await store.write(companyId, async (tx) => {
    const [device] = await tx.lookup('device', 'device_id', [deviceId])
    if (!device) throw new RequestError('NOT_FOUND')
    check(device)
    if (device.status === 'revoked' && status !== 'revoked')
      throw new RequestError('DEVICE_REVOKED')
    const after = { ...device, status }
    if (device.status !== status) await tx.update('device', [after])
    if (status === 'revoked') await voidBlocks(pen, tx, deviceId)
    return { head: tx.head, device: after }
  })
  if (changed === null) throw new RequestError('NOT_FOUND')
  if (status === 'revoked') await identity.endTokensOfDevice(deviceId, now())
  return changed
}

/** The numbers it has not given are nobody's: its series stays without a gap (sync.md 5). */
async function voidBlocks(pen: Pen, tx: WriteTx, deviceId: string): Promise<void> {
  const blocks = await tx.lookup('number_block', 'device_id', [deviceId])
  await writeAsServer(
    pen,
    tx,
    blocks
      .filter(({ state }) => state === 'open')
      .map(({ block_id }) => ({
        opId: pen.newId(),
        kind: 'number.void',
        entityId: block_id,
        payload: { block: block_id, reason: 'device revoked' },
        actor: null,
      })),
  )
}
