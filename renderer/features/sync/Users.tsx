/** Who works on the company: roles, customers, standing; an administrator changes them by one key each. */
import {
  IconKey,
  IconPlayerPause,
  IconPlayerPlay,
  IconUserCog,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { Say, useText, type SayText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { lookOf } from '../../ui/status.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.ts'
import { useKeysWait } from '../../ui/use-keys-wait.ts'
import { CodeDialog } from './CodeDialog.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { RolesDialog } from './RolesDialog.tsx'
import { type MemberRow, rolesText, statusOf } from './staff.ts'
import styles from './Sync.module.css'

type Asking = 'invite' | 'roles' | 'code'
const memberId = (row: MemberRow) => row.user

export function Users({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.device.members, {})
  const rights = useLive(api.staff.rights, {})
  useKeysWait(!list.isPending && !rights.isPending)
  const [focused, setFocused] = useState<string | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const row = list.data?.find((one) => one.user === focused) ?? list.data?.[0] ?? null
  const columns = useMemo(() => memberColumns(say), [say])
  const manages = rights.data?.manages === true
  const acts = useMemberActs(row, manages, setAsking)
  return (
    <>
      <ScreenBody
        peekLabel={say('staff.panel')}
        peek={row !== null && <MemberPanel row={row} acts={acts} />}
        status={
          <StatusBar
            rows={<Say id="staff.count" values={{ count: list.data?.length ?? 0 }} />}
            note={say(manages ? 'staff.note' : 'staff.readOnly')}
          />
        }
      >
        <SaldoGrid<MemberRow>
          label={say('staff.list')}
          columns={columns}
          rows={list.data}
          rowId={memberId}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onFocusRow={(one) => one && setFocused(one.user)}
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconUsers}
              title={say('staff.empty')}
              hint={say('staff.empty.says')}
            />
          }
        />
      </ScreenBody>
      {asking === 'invite' && <InviteDialog onClose={() => setAsking(null)} />}
      {asking === 'roles' && row !== null && (
        <RolesDialog row={row} onClose={() => setAsking(null)} />
      )}
      {asking === 'code' && row !== null && (
        <CodeDialog row={row} timezone={timezone} onClose={() => setAsking(null)} />
      )}
    </>
  )
}

interface Act {
  readonly command: Command
  readonly label: string
  readonly off: string | undefined
}

/** What may be done about the member under the cursor, each with its key and, where not, why. */
function useMemberActs(
  row: MemberRow | null,
  manages: boolean,
  onAsk: (asking: Asking) => void,
): readonly Act[] {
  const say = useText()
  const describe = useTrouble()
  const setStanding = useCallback(() => {
    if (row === null) return
    const status = row.status === 'active' ? 'suspended' : 'active'
    api.staff.setStanding({ user: row.user, status }).then(
      () => toast.done(say(`staff.done.${status}`, { name: row.name })),
      (error: unknown) => toast.failed(describe(error).sentence),
    )
  }, [row, say, describe])
  const acts = useMemo<readonly Act[]>(() => {
    const readOnly = manages ? undefined : say('staff.readOnly')
    const self = readOnly ?? (row?.isYou === true ? say('staff.self') : undefined)
    const isActive = row?.status !== 'suspended'
    const noCode =
      readOnly ??
      (row?.roles.length === 0
        ? say('refusal.staff.no_role')
        : isActive
          ? undefined
          : say('refusal.staff.suspended'))
    const act = (
      id: string,
      look: Pick<Command, 'title' | 'keys' | 'icon' | 'run'>,
      label: string,
      off: string | undefined,
    ): Act => ({
      command: { id, ...look, group: 'here', enabled: off === undefined },
      label,
      off,
    })
    return [
      act(
        'staff.invite',
        {
          title: 'staff.command.invite',
          keys: ['N'],
          icon: IconUserPlus,
          run: () => onAsk('invite'),
        },
        say('staff.invite'),
        readOnly,
      ),
      act(
        'staff.roles',
        { title: 'staff.command.roles', keys: ['R'], icon: IconUserCog, run: () => onAsk('roles') },
        say('staff.roles'),
        self,
      ),
      act(
        'staff.code',
        { title: 'staff.command.code', keys: ['E'], icon: IconKey, run: () => onAsk('code') },
        say('staff.code'),
        noCode,
      ),
      act(
        'staff.standing',
        {
          title: 'staff.command.standing',
          keys: ['H'],
          icon: isActive ? IconPlayerPause : IconPlayerPlay,
          run: setStanding,
        },
        say(isActive ? 'staff.suspend' : 'staff.resume'),
        self,
      ),
    ]
  }, [row, manages, onAsk, say, setStanding])
  useCommands(useMemo(() => acts.map(({ command }) => command), [acts]))
  return acts
}

function MemberPanel({ row, acts }: { readonly row: MemberRow; readonly acts: readonly Act[] }) {
  const say = useText()
  const reasons = [...new Set(acts.flatMap(({ off }) => (off === undefined ? [] : [off])))]
  return (
    <>
      <header className={styles['head']} data-tone={row.status === 'suspended' ? 'warn' : 'info'}>
        <IconUsers size={20} stroke={1.8} aria-hidden="true" />
        <div>
          <h2>{row.isYou ? say('staff.you', { name: row.name }) : row.name}</h2>
          <p>{rolesText(row.roles, say)}</p>
        </div>
      </header>
      <Panel>
        <Facts
          facts={[
            { label: say('staff.head.scope'), value: scopeText(row, say) },
            { label: say('staff.head.standing'), value: say(lookOf(statusOf(row.status)).word) },
          ]}
        />
      </Panel>
      <Panel>
        <div className={styles['ways']}>
          {acts.map(({ command, label, off }, n) => (
            <Button
              key={command.id}
              look={n === 0 ? 'primary' : 'outline'}
              {...(command.icon ? { icon: command.icon } : {})}
              label={label}
              {...(command.keys?.[0] === undefined ? {} : { keys: command.keys[0] })}
              disabledReason={off}
              onClick={command.run}
            />
          ))}
        </div>
        {reasons.map((reason) => (
          <p key={reason} className={styles['note']}>
            {reason}
          </p>
        ))}
      </Panel>
    </>
  )
}

function scopeText({ scope }: MemberRow, say: SayText): string {
  return scope === null ? say('staff.scope.all') : scope.join(', ')
}

function memberColumns(say: SayText): readonly GridColumn<MemberRow>[] {
  return [
    {
      kind: 'text',
      id: 'name',
      head: 'staff.name',
      text: (row) => (row.isYou ? say('staff.you', { name: row.name }) : row.name),
      pinned: true,
      strong: true,
    },
    {
      kind: 'text',
      id: 'roles',
      head: 'staff.head.roles',
      text: (row) => rolesText(row.roles, say),
      fills: true,
      widthMin: 220,
    },
    {
      kind: 'text',
      id: 'scope',
      head: 'staff.head.scope',
      text: (row) => scopeText(row, say),
      widthMax: 320,
    },
    {
      kind: 'node',
      id: 'standing',
      head: 'staff.head.standing',
      node: (row) => <StatusBadge status={statusOf(row.status)} />,
      text: (row) => say(lookOf(statusOf(row.status)).word),
      extra: 44,
    },
  ]
}
