/** What a server and other people would have answered: the states of the sync page are made of it. */
import type { z } from 'zod'
import { contract } from '../../../shared/contract/index.ts'
import { DEVICES, MEMBERS } from './sync-staff-answers.ts'
import type { Wire } from './wire.ts'

const { device } = contract
type Answer<Name extends keyof typeof device> = z.output<(typeof device)[Name]['output']>

export const EQUAL = device.exchange.output.parse({
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
  joining: false,
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
  {
    id: '01934c5e-0000-7000-8000-000000000007',
    kind: 'guarded',
    by: 'Murat Demir',
    at: '2026-10-31T07:30:00.000Z',
    isMine: false,
    customer: null,
    customerName: 'Umut Arslan',
    group: 'roles',
    before: [],
    after: ['accountant', 'credit_controller'],
    month: null,
    document: null,
    currency: 'TRY',
    reason: null,
    mayDecide: true,
  },
])

export type Exchange = Answer<'exchange'>

const DIFFERENCES = device.drift.output.parse({
  result: 'different',
  seq: 90_122,
  equalAt: '2026-10-30T16:00:00.000Z',
  foundAt: '2026-10-31T08:58:00.000Z',
  differences: [
    {
      what: 'document',
      customer: '120.01.0101',
      customerName: 'İnci Mobilya Sanayi ve Dış Ticaret Ltd. Şti.',
      currency: 'TRY',
      documentNo: 'INV2026000000417',
      docId: '01934c5e-0000-7000-8000-00000000000a',
      kind: 'content',
      here: side('invoice', 'INV2026000000417', '2026-10-05', 48_320_40, 90_021),
      there: side('invoice', 'INV2026000000417', '2026-10-05', 48_230_40, 90_021),
      cause: 'tamper',
      damaged: 'here',
    },
    {
      what: 'document',
      customer: '120.02.0005',
      customerName: 'Ege İhracat',
      currency: 'USD',
      documentNo: 'RCT2026000000088',
      docId: '01934c5e-0000-7000-8000-00000000000b',
      kind: 'missing_here',
      here: null,
      there: side('receipt', 'RCT2026000000088', '2026-10-12', -1_204_00, 90_055),
      cause: 'lost_apply',
      damaged: 'here',
    },
    {
      what: 'allocation',
      customer: '120.02.0005',
      customerName: 'Ege İhracat',
      currency: 'USD',
      documentNo: 'RCT2026000000088',
      docId: '01934c5e-0000-7000-8000-00000000000b',
      kind: 'missing_here',
      here: null,
      there: {
        ...side('allocation', 'RCT2026000000088', '2026-10-12', 1_204_00, 90_056),
        counterpart: 'INV2026000000301',
      },
      cause: 'lost_apply',
      damaged: 'here',
    },
    {
      what: 'document',
      customer: '120.01.0077',
      customerName: 'Deniz Ticaret',
      currency: 'TRY',
      documentNo: 'INV2026000000502',
      docId: '01934c5e-0000-7000-8000-00000000000c',
      kind: 'missing_there',
      here: side('invoice', 'INV2026000000502', '2026-10-28', 12_500_00, 90_110),
      there: null,
      cause: 'restore',
      damaged: null,
    },
    {
      what: 'card',
      customer: '120.01.0077',
      customerName: 'Deniz Ticaret',
      currency: null,
      documentNo: null,
      docId: null,
      kind: 'content',
      here: { ...side('card', null, null, null, 88_410), fields: { phone: '0212 555 10 10' } },
      there: { ...side('card', null, null, null, 88_410), fields: { phone: '0212 555 10 20' } },
      cause: 'tamper',
      damaged: 'there',
    },
  ],
})

function side(
  type: string,
  documentNo: string | null,
  date: string | null,
  amountMinor: number | null,
  seq: number,
) {
  return { type, documentNo, date, amountMinor, counterpart: null, seq, fields: {} }
}

const SAME = device.drift.output.parse({
  result: 'equal',
  seq: 90_122,
  equalAt: '2026-10-31T08:58:00.000Z',
  foundAt: null,
  differences: [],
})

export const NO_DIFFERENCE = { 'device.drift': SAME }
/** The exchange stands so; everything else is answered as the tables above say, but for `more`. */
export const during =
  (change: Partial<Exchange>, more: Readonly<Record<string, unknown>> = {}) =>
  (wire: Wire): void =>
    wire.answer({
      'device.exchange': { ...EQUAL, ...change },
      'device.balances': BALANCES,
      'device.held': HELD,
      'device.conflicts': CONFLICTS,
      'device.approvals': APPROVALS,
      'device.drift': DIFFERENCES,
      'device.members': MEMBERS,
      'staff.rights': { manages: true },
      'staff.devices': DEVICES,
      ...more,
    })
