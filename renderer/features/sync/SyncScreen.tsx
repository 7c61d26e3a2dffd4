/** The exchange with the server: what is equal, what waits, what was not taken. `G Y`. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import {
  IconArrowsSplit2,
  IconDevices,
  IconEqualNot,
  IconHandStop,
  IconRefresh,
  IconScale,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import type { Standing } from '../../app/sync/standing.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
import { Screen, ViewTabs } from '../../ui/Screen.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useKeysWait } from '../../ui/use-keys-wait.ts'
import { Approvals } from './Approvals.tsx'
import { Balances } from './Balances.tsx'
import { Conflicts } from './Conflicts.tsx'
import { Devices } from './Devices.tsx'
import { Differences } from './Differences.tsx'
import { Held } from './Held.tsx'
import { type SyncPart, SYNC_PARTS } from './parts.ts'
import { Unconnected } from './Unconnected.tsx'
import { Users } from './Users.tsx'
import { useSyncNow } from './use-sync-now.ts'

export function SyncScreen() {
  const say = useText()
  const describe = useTrouble()
  const exchange = useLive(api.device.exchange, {})
  const company = useLive(api.companies.info, {})
  const { data: standing } = exchange
  const { data: info } = company
  const error = exchange.error ?? company.error
  useKeysWait((standing !== undefined && info !== undefined) || error !== null)
  if (standing === undefined || info === undefined)
    return (
      <Screen title={say('sync.title')}>
        {error === null ? (
          <span />
        ) : (
          <ErrorState
            trouble={describe(error)}
            onRetry={() => {
              void exchange.refetch()
              void company.refetch()
            }}
          />
        )}
      </Screen>
    )
  return standing.server === null ? (
    <Unconnected companyId={info.companyId} name={info.name} />
  ) : (
    <Connected standing={standing} timezone={info.timezone} today={info.today} />
  )
}

const PART_KEYS = {
  balances: '1',
  held: '2',
  conflicts: '3',
  approvals: '4',
  differences: '5',
  users: '6',
  devices: '7',
} as const satisfies Record<SyncPart, string>
const PART_ICONS = {
  balances: IconScale,
  held: IconHandStop,
  conflicts: IconArrowsSplit2,
  approvals: IconShieldCheck,
  differences: IconEqualNot,
  users: IconUsers,
  devices: IconDevices,
} as const

function Connected({
  standing,
  timezone,
  today,
}: {
  readonly standing: Standing
  readonly timezone: string
  readonly today: IsoDate
}) {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const { look: part = 'balances' } = useSearch({ from: '/shell/sync' })
  const { syncNow, busy } = useSyncNow()
  const go = useCallback(
    (id: SyncPart) =>
      void navigate({
        to: '/sync',
        search: id === 'balances' ? {} : { look: id },
        replace: true,
      }),
    [navigate],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'sync.now',
          title: 'sync.command.now',
          keys: ['S'],
          group: 'here',
          icon: IconRefresh,
          run: syncNow,
        },
        ...SYNC_PARTS.map((id) => ({
          id: `sync.${id}`,
          title: `sync.command.${id}` as const,
          keys: [PART_KEYS[id]],
          group: 'here' as const,
          icon: PART_ICONS[id],
          run: () => go(id),
        })),
      ],
      [syncNow, go],
    ),
  )
  const { held, conflicts, approvals, differences } = standing
  const counts: Partial<Record<SyncPart, number>> = { held, conflicts, approvals, differences }
  return (
    <Screen
      title={say('sync.title')}
      facts={say('sync.facts', {
        user: personText(standing.user, say),
        device: standing.deviceCode,
      })}
      actions={
        <Button
          look="primary"
          icon={IconRefresh}
          label={say('sync.act.now')}
          keys="S"
          busy={busy || standing.phase === 'exchanging'}
          onClick={syncNow}
        />
      }
    >
      <ViewTabs
        label={say('sync.parts')}
        views={SYNC_PARTS.map((id) => ({
          id,
          label: say(`sync.part.${id}`),
          count: counts[id] ? format.count(counts[id]) : undefined,
        }))}
        chosen={part}
        onChoose={go}
      />
      <Part part={part} standing={standing} timezone={timezone} today={today} />
    </Screen>
  )
}

function Part({
  part,
  standing,
  timezone,
  today,
}: {
  readonly part: SyncPart
  readonly standing: Standing
  readonly timezone: string
  readonly today: IsoDate
}) {
  switch (part) {
    case 'held':
      return <Held timezone={timezone} today={today} />
    case 'conflicts':
      return <Conflicts timezone={timezone} />
    case 'approvals':
      return <Approvals timezone={timezone} />
    case 'differences':
      return <Differences timezone={timezone} />
    case 'users':
      return <Users timezone={timezone} />
    case 'devices':
      return <Devices timezone={timezone} />
    case 'balances':
      return <Balances standing={standing} timezone={timezone} />
  }
}
