/** What the exchange comes to, in one state: what a person must know first wins. */
import type { z } from 'zod'
import type { exchangeStanding } from '../../../shared/contract/device.ts'

export type Standing = z.output<typeof exchangeStanding>

export const STATES = [
  'none',
  'different',
  'stopped',
  'receiving',
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
  const { server, phase, code, waiting, held, conflicts, cursor, head, proof, joining } = standing
  if (server === null) return 'none'
  if (proof.result === 'different' || code === 'digest.different') return 'different'
  if (phase === 'stopped') return 'stopped'
  // Books that are not whole yet, whether the server answers just now or not.
  if (joining && phase !== 'off') return 'receiving'
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

/** How much of the books has come, from 0 to 1. */
export function receivedShare({ cursor, head }: Standing): number {
  // Whole percent, and never all of it before it is.
  return head === 0 ? 0 : Math.min(1, Math.floor((100 * cursor) / head) / 100)
}

export type StateTone = 'quiet' | 'info' | 'warn' | 'danger'

export const STATE_TONES: Readonly<Record<ExchangeState, StateTone>> = {
  none: 'quiet',
  different: 'danger',
  stopped: 'danger',
  receiving: 'warn',
  conflicts: 'danger',
  held: 'danger',
  offline: 'warn',
  exchanging: 'info',
  waiting: 'info',
  off: 'warn',
  unproven: 'quiet',
  equal: 'quiet',
}
