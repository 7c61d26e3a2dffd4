/** Where the exchange with the server stands, in the top bar of every screen; opens its page. */
import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCloudCheck,
  IconCloudDown,
  IconCloudOff,
  IconCloudPause,
  IconCloudQuestion,
  IconCloudUp,
  IconEqualNot,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import { useFormat, useText, type SayText } from '../../ui/language.tsx'
import { api } from '../api.ts'
import { useLive } from '../live.ts'
import shell from '../Shell.module.css'
import {
  type ExchangeState,
  receivedShare,
  type Standing,
  STATE_TONES,
  stateOf,
} from './standing.ts'
import styles from './SyncPill.module.css'

export const STATE_ICONS: Readonly<Record<ExchangeState, Icon>> = {
  none: IconCloudOff,
  different: IconEqualNot,
  stopped: IconCloudPause,
  receiving: IconCloudDown,
  conflicts: IconArrowsSplit2,
  held: IconAlertTriangle,
  offline: IconCloudOff,
  exchanging: IconRefresh,
  waiting: IconCloudUp,
  off: IconCloudOff,
  unproven: IconCloudQuestion,
  equal: IconCloudCheck,
}

/** Silent for a company that has no server. */
export function SyncPill({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const format = useFormat()
  const standing = useLive(api.device.exchange, {}).data
  if (!standing || standing.server === null) return null
  const state = stateOf(standing)
  const { seq, at } = standing.proof
  const proof =
    at === null
      ? null
      : say('sync.pill.proof', { seq: format.count(seq ?? 0), at: format.moment(at, timezone) })
  const timeOf = (moment: string | null) =>
    moment === null ? '–' : format.moment(moment, timezone).slice(-5)
  const words = stateWords(standing, state, say, format, timeOf)
  const PillIcon = STATE_ICONS[state]
  return (
    <Link
      to="/sync"
      search={
        state === 'held' || state === 'conflicts'
          ? { look: state }
          : state === 'different'
            ? { look: 'differences' }
            : {}
      }
      className={`${shell['chromeButton'] ?? ''} ${styles['pill'] ?? ''}`}
      data-sync={state}
      data-tone={STATE_TONES[state]}
      title={[words, proof, say('sync.pill.open')].filter((part) => part !== null).join(' · ')}
      aria-keyshortcuts="G Y"
    >
      <PillIcon size={15} stroke={1.9} aria-hidden="true" />
      <span>{words}</span>
    </Link>
  )
}

/** The state in a few words, with its figures; `timeOf` writes a moment's time of day. */
export function stateWords(
  standing: Standing,
  state: ExchangeState,
  say: SayText,
  format: Formatters,
  timeOf: (moment: string | null) => string,
): string {
  const { waiting, held, conflicts, since, proof } = standing
  switch (state) {
    case 'receiving':
      return say('sync.pill.receiving', { share: format.percent(receivedShare(standing)) })
    case 'none':
      return say('sync.facts.none')
    case 'equal':
      return say('sync.pill.equal', { time: timeOf(proof.at) })
    case 'offline':
      return waiting > 0
        ? say('sync.pill.offlineWaiting', { time: timeOf(since), count: waiting })
        : say('sync.pill.offline', { time: timeOf(since) })
    case 'waiting':
      return say('sync.pill.waiting', { count: waiting })
    case 'held':
      return say('sync.pill.held', { count: held })
    case 'conflicts':
      return say('sync.pill.conflicts', { count: conflicts })
    case 'different':
    case 'stopped':
    case 'exchanging':
    case 'off':
    case 'unproven':
      return say(`sync.pill.${state}`)
  }
}
