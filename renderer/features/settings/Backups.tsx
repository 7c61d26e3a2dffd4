/** The company's backups: made, checked again, put in place with a look before and a way back after. */
import { Modal } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCheck,
  IconDatabaseExport,
  IconDatabaseImport,
  IconShieldCheck,
} from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { queries, useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './SettingsScreen.module.css'

type Backup = Awaited<ReturnType<typeof api.backups.list>>['backups'][number]

const MEGABYTE = 1024 ** 2

export function Backups({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const describe = useTrouble()
  const found = useLive(api.backups.list, {}).data
  const [busy, setBusy] = useState<string | null>(null)
  const [chosen, setChosen] = useState<Backup | null>(null)
  const attempt = useCallback(
    (name: string, work: () => Promise<string>) => {
      setBusy(name)
      work()
        .then((done) => toast.done(done))
        .catch((error: unknown) => toast.failed(describe(error).sentence))
        .finally(() => {
          setBusy(null)
          void queries.invalidateQueries()
        })
    },
    [describe],
  )
  const make = useCallback(
    () =>
      attempt('', async () => {
        await api.backups.make({})
        return say('backups.made')
      }),
    [attempt, say],
  )
  const check = ({ name }: Backup) =>
    attempt(name, async () => {
      const { ok, fault } = await api.backups.verify({ name })
      return ok
        ? say('backups.sound', { name })
        : say('backups.unsound', { name, fault: fault ?? '' })
    })
  useMakeCommand(make)
  return (
    <div className={styles['act']}>
      <Button
        icon={IconDatabaseExport}
        label={say(busy === '' ? 'backups.busy' : 'backups.act')}
        keys="Mod+Shift+U"
        busy={busy === ''}
        onClick={make}
      />
      {found && (
        <>
          {found.backups.length === 0 ? (
            <p>{say('backups.none')}</p>
          ) : (
            <List
              backups={found.backups}
              timezone={timezone}
              busy={busy}
              onCheck={check}
              onRestore={setChosen}
            />
          )}
          <p className={styles['path']}>
            {say('backups.folder', { folder: '' })} <code>{found.folder}</code>
          </p>
        </>
      )}
      {chosen && (
        <RestoreDialog backup={chosen} timezone={timezone} onClose={() => setChosen(null)} />
      )}
    </div>
  )
}

function useMakeCommand(make: () => void) {
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'backups.make',
          title: 'backups.key',
          keys: ['Mod+Shift+U'],
          group: 'here',
          icon: IconDatabaseExport,
          run: make,
        },
      ],
      [make],
    ),
  )
}

function List({
  backups,
  timezone,
  busy,
  onCheck,
  onRestore,
}: {
  readonly backups: readonly Backup[]
  readonly timezone: string
  readonly busy: string | null
  readonly onCheck: (backup: Backup) => void
  readonly onRestore: (backup: Backup) => void
}) {
  const say = useText()
  const format = useFormat()
  return (
    <table className={styles['checks']} data-backups="">
      <thead>
        <tr>
          <th>{say('backups.at')}</th>
          <th>{say('backups.why')}</th>
          <th className={styles['figure']}>{say('backups.documents')}</th>
          <th className={styles['figure']}>{say('backups.size')}</th>
          <th>{say('backups.state')}</th>
          <th>{say('backups.acts')}</th>
        </tr>
      </thead>
      <tbody>
        {backups.map((one) => {
          const reason = `backups.reason.${one.reason ?? 'unknown'}`
          return (
            <tr key={one.name}>
              <td>{format.moment(one.at, timezone)}</td>
              <td>{isMessageId(reason) ? say(reason) : one.reason}</td>
              <td className={styles['figure']}>
                {one.documents === null ? '–' : format.count(one.documents)}
              </td>
              <td className={styles['figure']}>
                {say('backups.megabytes', { size: one.bytes / MEGABYTE })}
              </td>
              <td>
                {one.isVerified ? (
                  <Badge tone="ok" icon={IconCheck} label={say('backups.checked')} />
                ) : (
                  <Badge
                    tone="warn"
                    icon={IconAlertTriangleFilled}
                    label={say('backups.unchecked')}
                  />
                )}
              </td>
              <td>
                <div className={styles['acts']}>
                  <Button
                    icon={IconShieldCheck}
                    label={say('backups.verify')}
                    busy={busy === one.name}
                    onClick={() => onCheck(one)}
                  />
                  <Button
                    icon={IconDatabaseImport}
                    label={say('backups.restore')}
                    disabled={!one.isVerified}
                    onClick={() => onRestore(one)}
                  />
                </div>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function RestoreDialog({
  backup,
  timezone,
  onClose,
}: {
  readonly backup: Backup
  readonly timezone: string
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [busy, setBusy] = useState(false)
  const states = useLive(api.backups.preview, { name: backup.name }).data
  const restore = () => {
    setBusy(true)
    api.backups
      .restore({ name: backup.name })
      .then(({ before }) => {
        toast.done(say('backups.restore.done', { at: format.moment(before.at, timezone) }))
        onClose()
        return queries.resetQueries()
      })
      .catch((error: unknown) => toast.failed(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  type State = NonNullable<typeof states>['backup']
  const figures: readonly (readonly [string, (state: State) => string])[] = [
    [say('backups.restore.customers'), (state) => format.count(state.customers)],
    [say('backups.restore.documents'), (state) => format.count(state.documents)],
    [
      say('backups.restore.last'),
      (state) => (state.lastAt === null ? '–' : format.moment(state.lastAt, timezone)),
    ],
    [
      say('backups.restore.balance'),
      (state) =>
        state.balances
          .map(({ minor, currency }) => format.moneyWithCode(minor, currency))
          .join('\n') || '–',
    ],
  ]
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={say('backups.restore.title')}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <div className={styles['act']}>
        <p>{say('backups.restore.says')}</p>
        {states && (
          <table className={styles['checks']}>
            <thead>
              <tr>
                <td />
                <th className={styles['figure']}>
                  {`${say('backups.restore.then')} · ${format.moment(backup.at, timezone)}`}
                </th>
                <th className={styles['figure']}>{say('backups.restore.now')}</th>
              </tr>
            </thead>
            <tbody>
              {figures.map(([title, figure]) => (
                <tr key={title}>
                  <td>{title}</td>
                  <td className={styles['figure']}>{figure(states.backup)}</td>
                  <td className={styles['figure']}>{figure(states.present)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div className={styles['ends']}>
          <Button label={say('backups.restore.cancel')} onClick={onClose} />
          <Button
            look="primary"
            icon={IconDatabaseImport}
            label={say('backups.restore.act')}
            busy={busy}
            disabled={!states}
            onClick={restore}
          />
        </div>
      </div>
    </Modal>
  )
}
