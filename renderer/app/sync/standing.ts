/** What the exchange comes to, in one state: what a person must know first wins. */
import type { z } from 'zod'
import type { exchangeStanding } from '../../../shared/contract/device.ts'

export type Standing = z.output<typeof exchangeStanding>

export const STATES = [
  'none',
  'different',
  'stopped',
  'conflicts',
  'held',
  'offline',
  'exchanging',
  'waiting',
  'off',
  'unproven',
  'equal',
] as const
export type ExchangeState = (typeof STATES)[number]

export function stateOf(standing: Standing): ExchangeState {
  const { server, phase, code, waiting, held, conflicts, cursor, head, proof } = standing
  if (server === null) return 'none'
  if (proof.result === 'different' || code === 'digest.different') return 'different'
  if (phase === 'stopped') return 'stopped'
  if (conflicts > 0) return 'conflicts'
  if (held > 0) return 'held'
  if (phase === 'offline') return 'offline'
  // An exchange that brings nothing comes and goes unseen.
  const hasWork = waiting > 0 || cursor < head || proof.at === null
  if (phase === 'exchanging' && hasWork) return 'exchanging'
  if (waiting > 0) return 'waiting'
  if (phase === 'off') return 'off'
  return proof.result === 'equal' ? 'equal' : 'unproven'
}

export type StateTone = 'quiet' | 'info' | 'warn' | 'danger'

export const STATE_TONES: Readonly<Record<ExchangeState, StateTone>> = {
  none: 'quiet',
  different: 'danger',
  stopped: 'danger',
  conflicts: 'danger',
  held: 'danger',
  offline: 'warn',
  exchanging: 'info',
  waiting: 'info',
  off: 'warn',
  unproven: 'quiet',
  equal: 'quiet',
}
