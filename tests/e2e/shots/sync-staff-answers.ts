/** Who works on the company of the sync page, and with which devices. */
import { contract } from '../../../shared/contract/index.ts'

const { device, staff } = contract

export const MEMBERS = device.members.output.parse(
  [
    ['Deniz Kaya', ['accountant'], null, 'suspended', false],
    ['Elif Şahin', ['sales', 'credit_controller'], ['120.01.0077', '120.02.0005'], 'active', false],
    ['Murat Demir', ['finance_manager'], null, 'active', false],
    ['Selin Yılmaz', ['accountant', 'company_admin'], null, 'active', true],
    ['Umut Arslan', [], null, 'active', false],
  ].map(([name, roles, scope, status, isYou], n) => ({
    user: userId(n),
    name,
    roles,
    scope,
    status,
    isYou,
  })),
)

function userId(n: number): string {
  return `01934c5e-0000-7000-8000-00000000010${n}`
}

export const DEVICES = staff.devices.output.parse({
  isWhole: true,
  devices: [
    ['7K3F', 3, 'Selin Yılmaz', 'active', '2026-10-31T08:58:00.000Z', 0, null],
    ['M2QX', 2, 'Murat Demir', 'active', '2026-10-31T08:41:00.000Z', 3, '2026-10-30'],
    ['9TDW', 0, 'Deniz Kaya', 'suspended', '2026-10-24T15:02:00.000Z', 14, '2026-10-21'],
    ['B40C', 0, 'Deniz Kaya', 'revoked', '2026-08-02T06:10:00.000Z', null, null],
  ].map(([deviceCode, user, userName, status, lastContact, pending, oldestPending], n) => ({
    device: `01934c5e-0000-7000-8000-00000000020${n}`,
    deviceCode,
    user: userId(Number(user)),
    userName,
    status,
    enrolledAt: '2026-01-05T07:00:00.000Z',
    lastContact,
    pending,
    oldestPending,
    isThis: n === 0,
    isYours: n === 0,
  })),
})

export const NOT_AN_ADMINISTRATOR = {
  'staff.rights': { manages: false },
  'staff.devices': { isWhole: false, devices: DEVICES.devices.slice(0, 1) },
}
export const CODE = {
  'staff.code': { code: '7Q2M-4FZX-0KDN-93HB', expiresAt: '2026-10-31T09:10:00.000Z' },
}
