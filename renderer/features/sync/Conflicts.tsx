/** Two values for one field of a card: what stands, the other one, what was before; one key each. */
import { IconArrowsSplit2, IconCheck, IconReplace } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useKeysWait } from '../../ui/use-keys-wait.ts'
import { type ConflictRow, fieldText, plainText } from './words.ts'
import styles from './Sync.module.css'

const conflictId = (row: ConflictRow) => row.id

/** A conflict's values as text, whoever said them. */
function useValues() {
  const say = useText()
  const format = useFormat()
  return useCallback(
    (row: ConflictRow, which: 'before' | 'standing' | 'other') =>
      plainText(
        row.group,
        which === 'before' ? row.before : row[which].value,
        row.currency,
        say,
        format,
      ),
    [say, format],
  )
}

export function Conflicts({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.device.conflicts, {})
  useKeysWait(!list.isPending)
  const valueOf = useValues()
  const [focused, setFocused] = useState<string | null>(null)
  const row = list.data?.find((one) => one.id === focused) ?? list.data?.[0] ?? null
  const settle = useCallback(
    (choice: 'keep' | 'take') => {
      if (row === null) return
      const value = valueOf(row, choice === 'keep' ? 'standing' : 'other')
      api.device.settleConflict({ id: row.id, choice }).then(
        () => toast.done(say(`sync.conflicts.done.${choice}`, { value })),
        (error: unknown) => toast.failed(describe(error).sentence),
      )
    },
    [row, valueOf, say, describe],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'sync.keep',
          title: 'sync.conflicts.keep',
          keys: ['K'],
          group: 'here',
          icon: IconCheck,
          enabled: row !== null,
          run: () => settle('keep'),
        },
        {
          id: 'sync.take',
          title: 'sync.conflicts.take',
          keys: ['T'],
          group: 'here',
          icon: IconReplace,
          enabled: row?.mayTake === true,
          run: () => settle('take'),
        },
      ],
      [row, settle],
    ),
  )
  const columns = useMemo<readonly GridColumn<ConflictRow>[]>(() => {
    const value = (which: 'before' | 'standing' | 'other') => (one: ConflictRow) =>
      valueOf(one, which)
    return [
      { kind: 'text', id: 'code', head: 'head.code', text: (one) => one.customer, pinned: true },
      {
        kind: 'text',
        id: 'name',
        head: 'head.account',
        text: (one) => one.customerName,
        widthMax: 220,
      },
      {
        kind: 'text',
        id: 'field',
        head: 'sync.head.field',
        text: (one) => fieldText(one.group, say),
        strong: true,
      },
      {
        kind: 'text',
        id: 'before',
        head: 'sync.head.before',
        text: value('before'),
        widthMax: 220,
      },
      {
        kind: 'text',
        id: 'standing',
        head: 'sync.head.standing',
        text: value('standing'),
        widthMax: 260,
      },
      { kind: 'text', id: 'other', head: 'sync.head.other', text: value('other'), fills: true },
    ]
  }, [say, valueOf])
  return (
    <ScreenBody
      peekLabel={say('sync.conflicts.panel')}
      peek={
        row === null ? (
          <span />
        ) : (
          <ConflictPanel row={row} timezone={timezone} valueOf={valueOf} onSettle={settle} />
        )
      }
      status={
        <StatusBar
          rows={<Say id="sync.conflicts.count" values={{ count: list.data?.length ?? 0 }} />}
          note={say('sync.conflicts.note')}
        />
      }
    >
      <SaldoGrid<ConflictRow>
        label={say('sync.conflicts.list')}
        columns={columns}
        rows={list.data}
        rowId={conflictId}
        trouble={list.error ? describe(list.error) : null}
        onRetry={() => void list.refetch()}
        onFocusRow={(one) => one && setFocused(one.id)}
        rowHeight={rowHeight}
        scale={scale}
        empty={
          <EmptyState
            icon={IconArrowsSplit2}
            title={say('sync.conflicts.empty')}
            hint={say('sync.conflicts.empty.says')}
          />
        }
      />
    </ScreenBody>
  )
}

function ConflictPanel({
  row,
  timezone,
  valueOf,
  onSettle,
}: {
  readonly row: ConflictRow
  readonly timezone: string
  readonly valueOf: ReturnType<typeof useValues>
  readonly onSettle: (choice: 'keep' | 'take') => void
}) {
  const say = useText()
  const format = useFormat()
  const side = (which: 'standing' | 'other') => {
    const { by, at, isMine } = row[which]
    return (
      <Panel key={which} title={say(`sync.head.${which}`)}>
        <p className={styles['value']}>
          {isMine
            ? say('sync.conflicts.mine', { value: valueOf(row, which) })
            : say('sync.conflicts.theirs', {
                value: valueOf(row, which),
                name: by ?? say('sync.value.someone'),
              })}
        </p>
        {at !== null && <p className={styles['note']}>{format.moment(at, timezone)}</p>}
      </Panel>
    )
  }
  return (
    <>
      <header className={styles['head']} data-tone="danger">
        <IconArrowsSplit2 size={20} stroke={1.8} aria-hidden="true" />
        <div>
          <h2>{row.customerName}</h2>
          <p>{fieldText(row.group, say)}</p>
        </div>
      </header>
      {side('standing')}
      {side('other')}
      <Panel>
        <Facts facts={[{ label: say('sync.head.before'), value: valueOf(row, 'before') }]} />
        {!row.mayTake && <p className={styles['note']}>{say('sync.conflicts.guarded')}</p>}
        <div className={styles['acts']}>
          <Button
            look="primary"
            icon={IconCheck}
            label={say('sync.conflicts.keep')}
            keys="K"
            onClick={() => onSettle('keep')}
          />
          <Button
            icon={IconReplace}
            label={say('sync.conflicts.take')}
            keys="T"
            disabledReason={row.mayTake ? undefined : say('sync.conflicts.guarded')}
            onClick={() => onSettle('take')}
          />
        </div>
      </Panel>
    </>
  )
}
