/** What happens in a run, as data drawn from its seed: so that it can be told again, and told shorter. */
import { Chance, WALK } from './chance.ts'
import type { DiskFault } from './disk.ts'
import type { ServerFault } from './server.ts'
import type { Skew } from './device.ts'

const ROLES = [
  ['accountant', 'finance_manager'],
  ['accountant'],
  ['credit_controller'],
  ['accountant', 'credit_controller'],
  ['finance_manager'],
  ['sales'],
] as const

/** Chances of a message, from 0 up to 1. */
export interface Rates {
  readonly lost: number
  readonly answerLost: number
  readonly doubled: number
  readonly delayed: number
  readonly reordered: number
}

export interface Plan {
  readonly seed: number
  /** Roles of each device's user. */
  readonly devices: readonly (readonly string[])[]
  readonly rates: Rates
  readonly weights: Readonly<Record<Step['do'], number>>
}

export type Step =
  | { readonly do: 'work'; readonly device: number; readonly salt: number }
  | {
      readonly do: 'sync'
      readonly device: number
      readonly direction: 'both' | 'push' | 'pull'
    }
  /** So many messages arrive, or what else becomes of them. */
  | { readonly do: 'turns'; readonly count: number; readonly salt: number }
  | {
      readonly do: 'partition'
      readonly device: number
      readonly way: 'up' | 'down' | 'both'
      readonly steps: number
    }
  | ({ readonly do: 'disk'; readonly device: number } & DiskFault)
  /** Between two statements. */
  | { readonly do: 'kill'; readonly device: number }
  | ({ readonly do: 'server' } & ServerFault)
  | { readonly do: 'clock'; readonly device: number; readonly skew: Skew }
  | { readonly do: 'control'; readonly salt: number }
  | { readonly do: 'decide'; readonly salt: number }
  /** A block of numbers is asked for. */
  | { readonly do: 'block'; readonly device: number; readonly salt: number }
  /** The company beside this one does something, or somebody tries the other. */
  | { readonly do: 'foreign'; readonly salt: number }
  /** A row of the device or of the server is altered underneath, found and mended. */
  | { readonly do: 'alter'; readonly device: number; readonly salt: number }
  /** The company file is kept for later, copied, or put back to what was kept. */
  | {
      readonly do: 'file'
      readonly device: number
      readonly act: 'keep' | 'copy' | 'put back'
    }

export function planOf(seed: number): Plan {
  const chance = new Chance(seed, WALK.plan)
  const count = chance.pick([2, 2, 3, 3, 4, 4, 5, 6, 8])
  const calm = chance.happens(0.1)
  const rate = (most: number) => (calm ? 0 : chance.real() * most)
  return {
    seed,
    devices: Array.from({ length: count }, (_, n) =>
      n === 0 ? ROLES[0] : chance.pick([...ROLES]),
    ),
    rates: {
      lost: rate(0.2),
      answerLost: rate(0.2),
      doubled: rate(0.3),
      delayed: rate(0.2),
      reordered: rate(0.5),
    },
    weights: {
      work: 50,
      sync: 12,
      turns: 24,
      partition: rate(2),
      disk: rate(6),
      kill: rate(2),
      server: rate(6),
      clock: rate(2),
      control: rate(3),
      decide: 3,
      block: 2,
      foreign: 2,
      alter: 0.6,
      file: chance.happens(0.3) ? 1 : 0,
    },
  }
}

/** The step at a place, by itself: leaving others out does not change it. */
export function stepAt(plan: Plan, at: number): Step {
  const chance = new Chance(plan.seed, WALK.step, at)
  const salt = () => chance.below(2 ** 31)
  const device = chance.below(plan.devices.length)
  const kind = chance.weighed(plan.weights)
  switch (kind) {
    case 'work':
      return { do: kind, device, salt: salt() }
    case 'sync':
      return { do: kind, device, direction: chance.pick(['both', 'both', 'both', 'push', 'pull']) }
    case 'turns':
      return { do: kind, count: chance.from(1, 14), salt: salt() }
    case 'partition':
      return {
        do: kind,
        device,
        way: chance.pick(['up', 'down', 'both']),
        steps: chance.from(5, 40),
      }
    case 'disk': {
      const what = chance.pick(['crash', 'crash', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])
      const at_ =
        what === 'crash'
          ? chance.pick(['statement', 'statement', 'commit', 'committed'])
          : chance.pick(['statement', 'statement', 'commit'])
      return {
        do: kind,
        device,
        what,
        at: at_,
        after: at_ === 'statement' ? chance.below(120) : chance.below(3),
      }
    }
    case 'kill':
      return { do: kind, device }
    case 'server': {
      const what = chance.pick(['crash', 'crash', 'busy'])
      const at_ = chance.pick(['statement', 'statement', 'commit', 'committed'])
      return {
        do: kind,
        what,
        at: what === 'busy' ? (at_ === 'committed' ? 'commit' : at_) : at_,
        after: at_ === 'statement' ? chance.below(40) : chance.below(2),
      }
    }
    case 'clock':
      return { do: kind, device, skew: skewOf(chance) }
    case 'control':
    case 'decide':
    case 'foreign':
      return { do: kind, salt: salt() }
    case 'block':
    case 'alter':
      return { do: kind, device, salt: salt() }
    case 'file':
      return { do: kind, device, act: chance.pick(['keep', 'keep', 'copy', 'put back']) }
  }
}

const YEAR_MS = 365.25 * 86_400_000

function skewOf(chance: Chance): Skew {
  switch (chance.pick(['offset', 'offset', 'frozen', 'drift', 'right'])) {
    case 'offset':
      return { kind: 'offset', ms: Math.round((chance.real() * 20 - 10) * YEAR_MS) }
    case 'frozen':
      return { kind: 'frozen', atMs: START_MS + chance.below(86_400_000) }
    case 'drift':
      return { kind: 'drift', rate: chance.real() * 0.4 - 0.2, sinceMs: START_MS }
    default:
      return { kind: 'offset', ms: 0 }
  }
}

export const START_MS = Date.parse('2026-11-24T09:00:00Z')
