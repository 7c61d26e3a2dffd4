/** The exchange with the server: what is equal, what waits, what was not taken. `G Y`. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import {
  IconArrowsSplit2,
  IconCloudUp,
  IconHandStop,
  IconRefresh,
  IconScale,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { ConnectForm } from '../../app/sync/ConnectForm.tsx'
import type { Standing } from '../../app/sync/standing.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Screen, ViewTabs } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { Approvals } from './Approvals.tsx'
import { Balances } from './Balances.tsx'
import { Conflicts } from './Conflicts.tsx'
import { Held } from './Held.tsx'
import { type SyncPart, SYNC_PARTS } from './parts.ts'
import { useSyncNow } from './use-sync-now.ts'

export function SyncScreen() {
  const say = useText()
  const standing = useLive(api.device.exchange, {}).data
  const info = useLive(api.companies.info, {}).data
  if (standing === undefined || info === undefined)
    return (
      <Screen title={say('sync.title')}>
        <span />
      </Screen>
    )
  return standing.server === null ? (
    <Unconnected companyId={info.companyId} name={info.name} />
  ) : (
    <Connected standing={standing} timezone={info.timezone} today={info.today} />
  )
}

/** A company on this computer alone: publish it, or join another. */
function Unconnected({ companyId, name }: { readonly companyId: string; readonly name: string }) {
  const say = useText()
  const navigate = useNavigate()
  const [isPublishing, setPublishing] = useState(false)
  const join = useCallback(
    () => void navigate({ to: '/welcome', search: { join: true } }),
    [navigate],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'sync.publish',
          title: 'sync.command.publish',
          keys: ['P'],
          group: 'here',
          icon: IconCloudUp,
          run: () => setPublishing(true),
        },
        {
          id: 'sync.join',
          title: 'sync.command.join',
          keys: ['J'],
          group: 'here',
          icon: IconUsers,
          run: join,
        },
      ],
      [join],
    ),
  )
  return (
    <Screen title={say('sync.title')} facts={say('sync.facts.none')}>
      <EmptyState icon={IconCloudUp} title={say('sync.none')} hint={say('sync.none.says')}>
        <Button
          look="primary"
          icon={IconCloudUp}
          label={say('sync.act.publish')}
          keys="P"
          onClick={() => setPublishing(true)}
        />
        <Button icon={IconUsers} label={say('sync.act.join')} keys="J" onClick={join} />
      </EmptyState>
      {isPublishing && (
        <Dialog
          title={say('connect.publish.title')}
          size={520}
          onClose={() => setPublishing(false)}
        >
          <ConnectForm
            kind="publish"
            companyId={companyId}
            onCancel={() => setPublishing(false)}
            onDone={() => {
              setPublishing(false)
              toast.done(say('connect.publish.done', { name }))
            }}
          />
        </Dialog>
      )}
    </Screen>
  )
}

const PART_KEYS = {
  balances: '1',
  held: '2',
  conflicts: '3',
  approvals: '4',
} as const satisfies Record<SyncPart, string>
const PART_ICONS = {
  balances: IconScale,
  held: IconHandStop,
  conflicts: IconArrowsSplit2,
  approvals: IconShieldCheck,
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
  const { held, conflicts, approvals } = standing
  const counts: Partial<Record<SyncPart, number>> = { held, conflicts, approvals }
  return (
    <Screen
      title={say('sync.title')}
      facts={say('sync.facts', { user: standing.user, device: standing.deviceCode })}
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
      {part === 'held' ? (
        <Held timezone={timezone} today={today} />
      ) : part === 'conflicts' ? (
        <Conflicts timezone={timezone} />
      ) : part === 'approvals' ? (
        <Approvals timezone={timezone} />
      ) : (
        <Balances standing={standing} timezone={timezone} />
      )}
    </Screen>
  )
}
