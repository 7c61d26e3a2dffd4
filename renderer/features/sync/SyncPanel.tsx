/** The exchange in words: what state it is in, why, and its figures. */
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { type ExchangeState, type Standing, STATE_TONES, stateOf } from '../../app/sync/standing.ts'
import { STATE_ICONS, stateWords } from '../../app/sync/SyncPill.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
import { Facts, Panel } from '../../ui/Panel.tsx'
import styles from './Sync.module.css'

export function SyncPanel({
  standing,
  timezone,
}: {
  readonly standing: Standing
  readonly timezone: string
}) {
  const say = useText()
  const format = useFormat()
  const state = stateOf(standing)
  const StateIcon = STATE_ICONS[state]
  const at = (moment: string | null) => (moment === null ? '–' : format.moment(moment, timezone))
  const { proof } = standing
  return (
    <>
      <header className={styles['head']} data-tone={STATE_TONES[state]} data-sync-state={state}>
        <StateIcon size={20} stroke={1.8} aria-hidden="true" />
        <div role="status">
          <h2>
            {state === 'equal'
              ? say('sync.state.equal')
              : stateWords(standing, state, say, format, at)}
          </h2>
          <p>
            <StateSentence standing={standing} state={state} at={at} />
          </p>
        </div>
      </header>
      <Panel>
        <Facts
          facts={[
            { label: say('sync.fact.exchanged'), value: at(standing.exchangedAt) },
            {
              label: say('sync.fact.waiting'),
              value: format.count(standing.waiting),
              strong: standing.waiting > 0,
            },
            ...(standing.oldestWaiting === null
              ? []
              : [{ label: say('sync.fact.oldest'), value: at(standing.oldestWaiting) }]),
            {
              label: say('sync.fact.held'),
              value: format.count(standing.held),
              strong: standing.held > 0,
            },
            { label: say('sync.fact.here'), value: format.count(standing.cursor) },
            { label: say('sync.fact.there'), value: format.count(standing.head) },
            { label: say('sync.fact.proof'), value: at(proof.at) },
          ]}
        />
      </Panel>
      <Panel title={say('sync.fact.server')}>
        <p className={styles['server']}>{standing.server}</p>
        <Facts
          facts={[
            { label: say('sync.fact.user'), value: personText(standing.user, say) },
            { label: say('sync.fact.device'), value: standing.deviceCode },
          ]}
        />
      </Panel>
    </>
  )
}

function StateSentence({
  standing,
  state,
  at,
}: {
  readonly standing: Standing
  readonly state: ExchangeState
  readonly at: (moment: string | null) => string
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { code, nextTryAt, proof, server, cursor } = standing
  switch (state) {
    case 'equal':
      return say('sync.state.equal.says', { seq: format.count(proof.seq ?? 0), at: at(proof.at) })
    case 'offline':
      if (code === 'bug') return say('sync.state.bug.says')
      if (code !== null && code !== 'server.offline')
        return describe(new Refusal(code, { server })).sentence
      return nextTryAt === null
        ? say('sync.state.offline.trying')
        : say('sync.state.offline.says', { at: at(nextTryAt) })
    case 'different':
      return describe(new Refusal('digest.different', { cursor: format.count(cursor) })).sentence
    case 'stopped':
      return describe(new Refusal(code ?? 'server.refused', { server, code: code ?? '' })).sentence
    case 'receiving':
      return say(
        standing.phase === 'offline' ? 'sync.state.receiving.cut' : 'sync.state.receiving.says',
      )
    case 'none':
      return say('sync.none.says')
    case 'held':
    case 'conflicts':
    case 'exchanging':
    case 'waiting':
    case 'off':
    case 'unproven':
      return say(`sync.state.${state}.says`)
  }
}
