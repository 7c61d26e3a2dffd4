/** The company's devices as the server knows them: whose, last contact, what waits there, standing. */
import { IconDevices, IconPlayerPause, IconPlayerPlay, IconPlugX } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import type { Formatters } from '../../../shared/i18n/formatters.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { Say, useFormat, useText, type SayText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { lookOf } from '../../ui/status.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.ts'
import { useKeysWait } from '../../ui/use-keys-wait.ts'
import { RevokeDialog } from './RevokeDialog.tsx'
import { type DeviceRow, statusOf } from './staff.ts'
import styles from './Sync.module.css'

const deviceId = (row: DeviceRow) => row.device

export function Devices({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.staff.devices, {})
  const rights = useLive(api.staff.rights, {})
  useKeysWait(!list.isPending && !rights.isPending)
  const [focused, setFocused] = useState<string | null>(null)
  const [isRevoking, setRevoking] = useState(false)
  const rows = list.data?.devices
  const row = rows?.find((one) => one.device === focused) ?? rows?.[0] ?? null
  const columns = useMemo(() => deviceColumns(say, format, timezone), [say, format, timezone])
  const manages = rights.data?.manages === true
  const off = whyNot(row, manages, say)
  const isActive = row?.status === 'active'
  const setStanding = useCallback(() => {
    if (row === null) return
    const status = row.status === 'active' ? 'suspended' : 'active'
    api.staff.setDevice({ device: row.device, status }).then(
      () => {
        toast.done(say(`device.done.${status}`, { code: row.deviceCode }))
        void list.refetch()
      },
      (error: unknown) => toast.failed(describe(error).sentence),
    )
  }, [row, list, say, describe])
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'device.standing',
          title: 'device.command.standing',
          keys: ['H'],
          group: 'here',
          icon: isActive ? IconPlayerPause : IconPlayerPlay,
          enabled: off.standing === undefined,
          run: setStanding,
        },
        {
          id: 'device.revoke',
          title: 'device.command.revoke',
          keys: ['X'],
          group: 'here',
          icon: IconPlugX,
          enabled: off.revoke === undefined,
          run: () => setRevoking(true),
        },
      ],
      [isActive, off.standing, off.revoke, setStanding],
    ),
  )
  const reasons = [...new Set([off.standing, off.revoke])].filter((one) => one !== undefined)
  return (
    <>
      <ScreenBody
        peekLabel={say('device.panel')}
        peek={
          row !== null && (
            <>
              <header className={styles['head']} data-tone={isActive ? 'info' : 'warn'}>
                <IconDevices size={20} stroke={1.8} aria-hidden="true" />
                <div>
                  <h2>{codeText(row, say)}</h2>
                  <p>{row.userName ?? '–'}</p>
                </div>
              </header>
              <Panel>
                <Facts facts={factsOf(row, say, format, timezone)} />
              </Panel>
              <Panel>
                <div className={styles['ways']}>
                  <Button
                    icon={isActive ? IconPlayerPause : IconPlayerPlay}
                    label={say(isActive ? 'device.suspend' : 'device.resume')}
                    keys="H"
                    disabledReason={off.standing}
                    onClick={setStanding}
                  />
                  <Button
                    icon={IconPlugX}
                    label={say('device.revoke')}
                    keys="X"
                    disabledReason={off.revoke}
                    onClick={() => setRevoking(true)}
                  />
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
        status={
          <StatusBar
            rows={<Say id="device.count" values={{ count: rows?.length ?? 0 }} />}
            note={say(list.data?.isWhole === false ? 'device.note.own' : 'device.note')}
          />
        }
      >
        <SaldoGrid<DeviceRow>
          label={say('device.list')}
          columns={columns}
          rows={rows}
          rowId={deviceId}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onFocusRow={(one) => one && setFocused(one.device)}
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconDevices}
              title={say('device.empty')}
              hint={say('device.empty.says')}
            />
          }
        />
      </ScreenBody>
      {isRevoking && row !== null && (
        <RevokeDialog
          row={row}
          onDone={() => void list.refetch()}
          onClose={() => setRevoking(false)}
        />
      )}
    </>
  )
}

/** Why not, for either act: an administrator suspends and revokes, others revoke their own. */
function whyNot(
  row: DeviceRow | null,
  manages: boolean,
  say: SayText,
): { readonly standing: string | undefined; readonly revoke: string | undefined } {
  const readOnly = say('staff.readOnly')
  if (row === null) return { standing: readOnly, revoke: readOnly }
  const never =
    row.status === 'revoked' ? say('device.gone') : row.isThis ? say('device.self') : undefined
  return {
    standing: manages ? never : readOnly,
    revoke: manages || row.isYours ? never : readOnly,
  }
}

function codeText({ deviceCode, isThis }: DeviceRow, say: SayText): string {
  return isThis ? say('device.this', { code: deviceCode }) : deviceCode
}

function factsOf(row: DeviceRow, say: SayText, format: Formatters, timezone: string) {
  const at = (moment: string | null) => (moment === null ? '–' : format.moment(moment, timezone))
  return [
    { label: say('staff.head.standing'), value: say(lookOf(statusOf(row.status)).word) },
    { label: say('device.head.contact'), value: at(row.lastContact) },
    {
      label: say('device.head.pending'),
      value: row.pending === null ? '–' : format.count(row.pending),
      strong: (row.pending ?? 0) > 0,
    },
    ...(row.oldestPending === null
      ? []
      : [{ label: say('device.head.oldest'), value: format.date(row.oldestPending) }]),
    { label: say('device.head.enrolled'), value: at(row.enrolledAt) },
  ]
}

function deviceColumns(
  say: SayText,
  format: Formatters,
  timezone: string,
): readonly GridColumn<DeviceRow>[] {
  return [
    {
      kind: 'text',
      id: 'code',
      head: 'sync.fact.device',
      text: (row) => codeText(row, say),
      pinned: true,
      strong: true,
    },
    {
      kind: 'text',
      id: 'user',
      head: 'sync.fact.user',
      text: (row) => row.userName,
      fills: true,
      widthMin: 140,
    },
    {
      kind: 'text',
      id: 'contact',
      head: 'device.head.contact',
      text: (row) => (row.lastContact === null ? null : format.moment(row.lastContact, timezone)),
    },
    {
      kind: 'number',
      id: 'pending',
      head: 'device.head.pending',
      number: (row) => row.pending,
      as: 'count',
    },
    { kind: 'day', id: 'oldest', head: 'device.head.oldest', day: (row) => row.oldestPending },
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
