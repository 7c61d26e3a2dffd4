/** What was imported so far, newest first; the focused batch in full beside it, with its Undo. */
import { IconArrowBackUp, IconFileImport, IconHistory } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { imports } from '../../../shared/contract/imports.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './Imports.module.css'

type Batch = z.output<(typeof imports)['batches']['output']>[number]

export function Batches({
  timezone,
  onPick,
}: {
  readonly timezone: string
  readonly onPick: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const batches = useLive(api.imports.batches, {})
  const { scale, rowHeight } = useDensity()
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<{ batchId: string; sentence: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const rows = batches.data
  const focused = rows?.find((row) => row.batchId === focusedId) ?? rows?.[0] ?? null

  const undo = useCallback(
    (batch: Batch) => {
      if (batch.undoneAt !== null) return
      setBusy(true)
      setRefusal(null)
      api.imports
        .undo({ batchId: batch.batchId })
        .then(
          ({ reversed, customersArchived }) =>
            toast.done(say('imports.undone', { reversed, customersArchived })),
          (error: unknown) =>
            setRefusal({ batchId: batch.batchId, sentence: describe(error).sentence }),
        )
        .finally(() => setBusy(false))
    },
    [say, describe],
  )
  const columns = useMemo<readonly GridColumn<Batch>[]>(
    () => [
      {
        id: 'at',
        kind: 'text',
        head: 'imports.head.at',
        text: ({ at }) => format.moment(at, timezone),
      },
      {
        id: 'file',
        kind: 'text',
        head: 'imports.head.file',
        text: ({ fileName }) => fileName,
        fills: true,
      },
      {
        id: 'kind',
        kind: 'text',
        head: 'imports.head.kind',
        text: ({ kind }, sayIt) => sayIt(`imports.kind.${kind}`),
      },
      {
        id: 'rows',
        kind: 'number',
        head: 'imports.fact.rows',
        number: ({ rows: n }) => n,
        as: 'count',
      },
      {
        id: 'imported',
        kind: 'number',
        head: 'imports.fact.imported',
        number: ({ imported }) => imported,
        as: 'count',
        strong: true,
      },
      {
        id: 'unchanged',
        kind: 'number',
        head: 'imports.fact.unchanged',
        number: ({ unchanged }) => unchanged,
        as: 'count',
      },
      {
        id: 'rejected',
        kind: 'number',
        head: 'imports.fact.rejected',
        number: ({ rejected }) => rejected,
        as: 'count',
      },
      {
        id: 'state',
        kind: 'node',
        head: 'head.status',
        node: ({ undoneAt }) => (undoneAt === null ? null : <StatusBadge status="undone" />),
        text: ({ undoneAt }, sayIt) => (undoneAt === null ? '' : sayIt('status.undone')),
        extra: 22,
      },
    ],
    [format, timezone],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'imports.undo',
          title: 'imports.undo',
          keys: ['U'],
          group: 'here',
          icon: IconArrowBackUp,
          enabled: focused !== null && focused.undoneAt === null && !isBusy,
          run: () => {
            if (focused) undo(focused)
          },
        },
      ],
      [focused, isBusy, undo],
    ),
  )
  return (
    <ScreenBody
      status={<StatusBar rows={rows && <Say id="grid.rows" values={{ count: rows.length }} />} />}
      peekLabel={say('imports.batch')}
      peek={
        focused && (
          <>
            <Panel level={2} title={focused.fileName}>
              <Facts
                facts={[
                  { label: say('imports.head.at'), value: format.moment(focused.at, timezone) },
                  { label: say('imports.head.kind'), value: say(`imports.kind.${focused.kind}`) },
                  { label: say('imports.fact.rows'), value: format.count(focused.rows) },
                  {
                    label: say('imports.fact.imported'),
                    value: format.count(focused.imported),
                    strong: true,
                  },
                  { label: say('imports.fact.unchanged'), value: format.count(focused.unchanged) },
                  { label: say('imports.fact.rejected'), value: format.count(focused.rejected) },
                  ...Object.entries(focused.totals).flatMap(([currency, sum]) => [
                    {
                      label: say('imports.fact.debit', { currency }),
                      value: format.money(sum.debitMinor, currency),
                    },
                    {
                      label: say('imports.fact.credit', { currency }),
                      value: format.money(sum.creditMinor, currency),
                    },
                  ]),
                ]}
              />
            </Panel>
            {focused.undoneAt === null ? (
              <div className={styles['peekActs']}>
                <Button
                  icon={IconArrowBackUp}
                  label={say('imports.undo')}
                  keys="U"
                  busy={isBusy}
                  onClick={() => undo(focused)}
                />
                <p className={styles['quiet']}>{say('imports.undo.says')}</p>
              </div>
            ) : (
              <p className={styles['peekActs']}>
                {say('imports.undoneOn', { when: format.moment(focused.undoneAt, timezone) })}
              </p>
            )}
            {refusal?.batchId === focused.batchId && (
              <Note tone="danger" icon={IconArrowBackUp} title={say('imports.undo.refused')}>
                <p>{refusal.sentence}</p>
              </Note>
            )}
          </>
        )
      }
    >
      <SaldoGrid
        label={say('imports.batches')}
        columns={columns}
        rows={rows}
        rowId={rowIdOf}
        trouble={batches.error ? describe(batches.error) : null}
        onRetry={() => void batches.refetch()}
        onFocusRow={(row) => setFocusedId(row?.batchId ?? null)}
        rowTone={({ undoneAt }) => (undoneAt === null ? null : 'muted')}
        memory="imports"
        rowHeight={rowHeight}
        scale={scale}
        empty={
          <EmptyState
            icon={IconHistory}
            title={say('imports.batches.none')}
            hint={say('imports.batches.none.says')}
          >
            <Button
              look="primary"
              icon={IconFileImport}
              label={say('imports.pick')}
              onClick={onPick}
            />
          </EmptyState>
        }
      />
    </ScreenBody>
  )
}

const rowIdOf = ({ batchId }: Batch) => batchId
