import { expect, it } from 'vitest'
import { type ExchangeState, type Standing, stateOf } from './standing.ts'

const EQUAL: Standing = {
  server: 'https://saldo.example',
  user: 'Selin',
  deviceCode: '7K3F',
  phase: 'idle',
  code: null,
  since: null,
  nextTryAt: null,
  exchangedAt: '2026-11-24T09:00:00.000Z',
  waiting: 0,
  oldestWaiting: null,
  held: 0,
  conflicts: 0,
  approvals: 0,
  differences: 0,
  joining: false,
  cursor: 40,
  head: 40,
  proof: { result: 'equal', seq: 40, at: '2026-11-24T09:00:00.000Z' },
} as Standing

it.each<[ExchangeState, Partial<Standing>]>([
  ['none', { server: null }],
  ['equal', {}],
  ['equal', { phase: 'exchanging' }],
  ['exchanging', { phase: 'exchanging', waiting: 2 }],
  ['exchanging', { phase: 'exchanging', head: 41 }],
  ['waiting', { waiting: 2 }],
  ['unproven', { proof: { result: 'not_compared', seq: null, at: null } }],
  ['offline', { phase: 'offline', code: 'server.offline', waiting: 2 }],
  ['held', { phase: 'offline', held: 1 }],
  ['conflicts', { phase: 'offline', held: 1, conflicts: 2 }],
  ['stopped', { phase: 'stopped', code: 'device.revoked', held: 1 }],
  ['receiving', { joining: true, phase: 'exchanging', held: 1 }],
  ['receiving', { joining: true, phase: 'offline', code: 'server.offline' }],
  ['stopped', { joining: true, phase: 'stopped', code: 'device.revoked' }],
  ['different', { phase: 'stopped', code: 'digest.different', held: 1 }],
  ['off', { phase: 'off' }],
])('ux 4, M119 (part): %s of %o', (state, change) => {
  expect(stateOf({ ...EQUAL, ...change })).toBe(state)
})
