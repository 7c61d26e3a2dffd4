/** The exchange with a server: the pill, its page, held work, conflicts, requests. No server is asked. */
import type { z } from 'zod'
import { contract } from '../../../shared/contract/index.ts'
import { press, type Shot, type Stage } from './shot.ts'
import type { Wire } from './wire.ts'

const { device } = contract
type Answer<Name extends keyof typeof device> = z.output<(typeof device)[Name]['output']>

const EQUAL = device.exchange.output.parse({
  server: 'https://saldo.akdeniz.example',
  user: 'Selin Yılmaz',
  deviceCode: '7K3F',
  phase: 'idle',
  code: null,
  since: null,
  nextTryAt: null,
  exchangedAt: '2026-10-31T08:58:00.000Z',
  waiting: 0,
  oldestWaiting: null,
  held: 0,
  conflicts: 0,
  approvals: 0,
  differences: 0,
  cursor: 90_122,
  head: 90_122,
  proof: { result: 'equal', seq: 90_122, at: '2026-10-31T08:58:00.000Z' },
})

const BALANCES: Answer<'balances'> = device.balances.output.parse(
  [
    ['120.01.0077', 'Deniz Ticaret', 'TRY', 25_000_00, 0, 0],
    [
      '120.01.0101',
      'İnci Mobilya Sanayi ve Dış Ticaret Ltd. Şti.',
      'TRY',
      340_786_50,
      -12_500_00,
      0,
    ],
    ['120.02.0005', 'Ege İhracat', 'USD', 1_204_00, 0, 0],
    ['120.02.0005', 'Ege İhracat', 'TRY', -48_320_40, 0, -12_500_00],
  ].map(([customer, name, currency, confirmedMinor, pendingMinor, heldMinor]) => ({
    customer,
    name,
    currency,
    confirmedMinor,
    pendingMinor,
    heldMinor,
  })),
)

const HELD = device.held.output.parse([
  {
    op: '01934c5e-0000-7000-8000-000000000001',
    kind: 'doc.post',
    code: 'PERIOD_CLOSED',
    detail: { period: '2026-09' },
    documentNo: 'G-7K3F-000031',
    documentKind: 'receipt',
    date: '2026-09-28',
    customer: '120.01.0101',
    customerName: 'İnci Mobilya Sanayi ve Ticaret A.Ş.',
    currency: 'TRY',
    amountMinor: -12_500_00,
    balanceMinor: 340_786_50,
    balanceAfterMinor: 328_286_50,
    since: '2026-10-30T15:20:00.000Z',
    by: 'Selin Yılmaz',
    theirs: null,
    approval: null,
    refusedReason: null,
    handedTo: null,
    handedBy: null,
    exits: ['redate', 'late_approval', 'withdraw'],
  },
  {
    op: '01934c5e-0000-7000-8000-000000000002',
    kind: 'doc.post',
    code: 'EXT_REF_CONFLICT',
    detail: null,
    documentNo: 'AKD2026000000417',
    documentKind: 'invoice',
    date: '2026-10-05',
    customer: '120.02.0005',
    customerName: 'Ege İhracat',
    currency: 'TRY',
    amountMinor: 48_320_40,
    balanceMinor: -48_320_40,
    balanceAfterMinor: 0,
    since: '2026-10-31T07:05:00.000Z',
    by: 'Selin Yılmaz',
    theirs: {
      documentNo: 'AKD2026000000417',
      date: '2026-10-06',
      amountMinor: 48_230_40,
      by: 'Murat Demir',
    },
    approval: null,
    refusedReason: null,
    handedTo: null,
    handedBy: null,
    exits: ['keep_theirs', 'replace', 'withdraw'],
  },
])

const CONFLICTS = device.conflicts.output.parse([
  {
    id: '01934c5e-0000-7000-8000-000000000003',
    customer: '120.01.0101',
    customerName: 'İnci Mobilya Sanayi ve Ticaret A.Ş.',
    group: 'phone',
    currency: null,
    before: '0212 555 10 10',
    standing: {
      value: '0212 555 10 20',
      by: 'Murat Demir',
      at: '2026-10-30T12:00:00.000Z',
      isMine: false,
    },
    other: { value: '0532 555 44 33', by: 'Selin', at: '2026-10-30T13:00:00.000Z', isMine: true },
    isGuarded: false,
    mayTake: true,
  },
  {
    id: '01934c5e-0000-7000-8000-000000000004',
    customer: '120.02.0005',
    customerName: 'Ege İhracat',
    group: 'address',
    currency: null,
    before: null,
    standing: { value: 'Atatürk Cad. 12, İzmir', by: null, at: null, isMine: false },
    other: { value: 'Liman Sok. 4, İzmir', by: 'Selin', at: null, isMine: true },
    isGuarded: true,
    mayTake: false,
  },
])

const APPROVALS = device.approvals.output.parse([
  {
    id: '01934c5e-0000-7000-8000-000000000005',
    kind: 'guarded',
    by: 'Murat Demir',
    at: '2026-10-31T06:40:00.000Z',
    isMine: false,
    customer: '120.01.0101',
    customerName: 'İnci Mobilya Sanayi ve Ticaret A.Ş.',
    group: 'limit',
    before: 250_000_00,
    after: 400_000_00,
    month: null,
    document: null,
    currency: 'TRY',
    reason: 'Teminat mektubu yenilendi',
    mayDecide: true,
  },
  {
    id: '01934c5e-0000-7000-8000-000000000006',
    kind: 'late_posting',
    by: 'Selin Yılmaz',
    at: '2026-10-31T07:10:00.000Z',
    isMine: true,
    customer: '120.01.0077',
    customerName: 'Deniz Ticaret',
    group: null,
    before: null,
    after: null,
    month: null,
    document: {
      kind: 'receipt',
      number: 'G-7K3F-000031',
      date: '2026-09-28',
      amountMinor: -12_500_00,
    },
    currency: 'TRY',
    reason: 'Dekont geç geldi',
    mayDecide: false,
  },
])

const during =
  (change: Partial<Answer<'exchange'>>) =>
  (wire: Wire): void =>
    wire.answer({
      'device.exchange': { ...EQUAL, ...change },
      'device.balances': BALANCES,
      'device.held': HELD,
      'device.conflicts': CONFLICTS,
      'device.approvals': APPROVALS,
    })

const OFFLINE: Partial<Answer<'exchange'>> = {
  phase: 'offline',
  code: 'server.offline',
  since: '2026-10-31T08:20:00.000Z',
  nextTryAt: '2026-10-31T09:03:00.000Z',
  waiting: 14,
  oldestWaiting: '2026-10-31T08:21:00.000Z',
}

const ALL = { held: 2, conflicts: 2, approvals: 1 }

async function publishRefused(stage: Stage): Promise<void> {
  await stage.press('p')
  await stage.type('http://saldo.example')
  await stage.press('Tab')
  await stage.type('GS2D-J89N')
  await stage.press('Enter')
}

const STATES: readonly Shot[] = [
  { name: 'sync-none', path: '/sync' },
  { name: 'sync-publish', path: '/sync', act: press('p') },
  { name: 'sync-publish-refused', path: '/sync', act: publishRefused },
  { name: 'sync-equal', path: '/sync', fresh: true, before: during({}) },
  { name: 'sync-offline', path: '/sync', fresh: true, before: during(OFFLINE) },
  {
    name: 'sync-exchanging',
    path: '/sync',
    fresh: true,
    before: during({ phase: 'exchanging', waiting: 14, head: 90_410 }),
  },
  {
    name: 'sync-stopped',
    path: '/sync',
    fresh: true,
    before: during({ phase: 'stopped', code: 'device.revoked', since: EQUAL.exchangedAt }),
  },
  {
    name: 'sync-different',
    path: '/sync',
    fresh: true,
    before: during({
      phase: 'stopped',
      code: 'digest.different',
      proof: { ...EQUAL.proof, result: 'different' },
    }),
  },
  { name: 'sync-held', path: '/sync?look=held', fresh: true, before: during(ALL) },
  {
    name: 'sync-held-redate',
    path: '/sync?look=held',
    fresh: true,
    before: during({ held: 2 }),
    act: press('d'),
  },
  { name: 'sync-conflicts', path: '/sync?look=conflicts', fresh: true, before: during(ALL) },
  { name: 'sync-approvals', path: '/sync?look=approvals', fresh: true, before: during(ALL) },
]

/** No other screen is needed: the smallest company will do. */
export const SYNC: readonly Shot[] = STATES.map((shot) => ({ ...shot, ground: 'empty' }))
