/** The exchange with a server: the pill, its page, held work, conflicts, requests. No server is asked. */
import { press, type Shot, type Stage } from './shot.ts'
import { during, EQUAL, type Exchange, NO_DIFFERENCE } from './sync-answers.ts'
import { CODE, NOT_AN_ADMINISTRATOR } from './sync-staff-answers.ts'

const OFFLINE: Partial<Exchange> = {
  phase: 'offline',
  code: 'server.offline',
  since: '2026-10-31T08:20:00.000Z',
  nextTryAt: '2026-10-31T09:03:00.000Z',
  waiting: 14,
  oldestWaiting: '2026-10-31T08:21:00.000Z',
}

const JOINING: Partial<Exchange> = {
  joining: true,
  cursor: 24_600,
  head: 87_904,
  proof: { result: 'not_compared', seq: null, at: null },
}

const DRIFT: Partial<Exchange> = {
  phase: 'stopped',
  code: 'digest.different',
  differences: 5,
  proof: { ...EQUAL.proof, result: 'different' },
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
    before: during(DRIFT),
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
  {
    name: 'sync-receiving',
    path: '/sync',
    fresh: true,
    before: during({ ...JOINING, phase: 'exchanging' }),
  },
  {
    name: 'sync-receiving-cut',
    path: '/sync',
    fresh: true,
    before: during({ ...JOINING, ...OFFLINE, waiting: 0, oldestWaiting: null }),
  },
  { name: 'sync-differences', path: '/sync?look=differences', fresh: true, before: during(DRIFT) },
  {
    name: 'sync-differences-repair',
    path: '/sync?look=differences',
    fresh: true,
    before: during(DRIFT),
    act: press('r'),
  },
  {
    name: 'sync-differences-none',
    path: '/sync?look=differences',
    fresh: true,
    before: during({}, NO_DIFFERENCE),
  },
  { name: 'sync-users', path: '/sync?look=users', fresh: true, before: during({}) },
  {
    name: 'sync-users-read-only',
    path: '/sync?look=users',
    fresh: true,
    before: during({}, NOT_AN_ADMINISTRATOR),
  },
  {
    name: 'sync-users-invite',
    path: '/sync?look=users',
    fresh: true,
    before: during({}),
    act: press('n'),
  },
  {
    name: 'sync-users-roles',
    path: '/sync?look=users',
    fresh: true,
    before: during({}),
    act: press('ArrowDown', 'ArrowDown', 'r'),
  },
  {
    name: 'sync-users-code',
    path: '/sync?look=users',
    fresh: true,
    before: during({}, CODE),
    act: press('ArrowDown', 'ArrowDown', 'ArrowDown', 'e'),
  },
  { name: 'sync-devices', path: '/sync?look=devices', fresh: true, before: during({}) },
  {
    name: 'sync-devices-own',
    path: '/sync?look=devices',
    fresh: true,
    before: during({}, NOT_AN_ADMINISTRATOR),
  },
  {
    name: 'sync-devices-revoke',
    path: '/sync?look=devices',
    fresh: true,
    before: during({}),
    act: press('ArrowDown', 'ArrowDown', 'ArrowDown', 'x'),
  },
  { name: 'sync-approvals', path: '/sync?look=approvals', fresh: true, before: during(ALL) },
]

/** No other screen is needed: the smallest company will do. */
export const SYNC: readonly Shot[] = STATES.map((shot) => ({ ...shot, ground: 'empty' }))
