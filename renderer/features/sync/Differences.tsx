/** What a compare found that is not the same here and on the server, and the two acts it asks for. */
import { IconEqual, IconListSearch, IconTool } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useKeysWait } from '../../ui/use-keys-wait.ts'
import { type DifferenceRow, differenceColumns, differenceId, numbered } from './differences.ts'
import { DifferencePanel } from './DifferencePanel.tsx'
import { RepairDialog } from './RepairDialog.tsx'

export function Differences({ timezone }: { readonly timezone: string }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const drift = useLive(api.device.drift, {})
  useKeysWait(!drift.isPending)
  const { busy, compare } = useCompare()
  const [focused, setFocused] = useState<string | null>(null)
  const [isRepairing, setRepairing] = useState(false)
  const rows = useMemo(() => numbered(drift.data?.differences), [drift.data])
  const row = rows?.find((one) => one.id === focused) ?? rows?.[0] ?? null
  const columns = useMemo(() => differenceColumns(say), [say])
  const hasRows = rows !== undefined && rows.length > 0
  const repair = useCallback(() => setRepairing(true), [])
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'sync.compare',
          title: 'sync.command.compare',
          keys: ['C'],
          group: 'here',
          icon: IconListSearch,
          enabled: !busy,
          run: compare,
        },
        {
          id: 'sync.repair',
          title: 'sync.command.repair',
          keys: ['R'],
          group: 'here',
          icon: IconTool,
          enabled: hasRows && !busy,
          run: repair,
        },
      ],
      [busy, compare, hasRows, repair],
    ),
  )
  const at = (moment: string | null | undefined) =>
    moment === null || moment === undefined ? null : format.moment(moment, timezone)
  const equalAt = at(drift.data?.equalAt)
  const isEqual = drift.data?.result === 'equal'
  const compareButton = (
    <Button
      look={hasRows ? 'outline' : 'primary'}
      icon={IconListSearch}
      label={say('sync.diff.compare')}
      keys="C"
      busy={busy}
      onClick={compare}
    />
  )
  return (
    <>
      <ScreenBody
        peekLabel={say('sync.diff.panel')}
        peek={
          row !== null && (
            <DifferencePanel
              row={row}
              foundAt={at(drift.data?.foundAt)}
              equalAt={equalAt}
              acts={
                <>
                  <Button
                    look="primary"
                    icon={IconTool}
                    label={say('sync.diff.repair')}
                    keys="R"
                    onClick={repair}
                  />
                  {compareButton}
                </>
              }
            />
          )
        }
        status={
          <StatusBar
            rows={<Say id="sync.diff.count" values={{ count: rows?.length ?? 0 }} />}
            note={say('sync.diff.note')}
          />
        }
      >
        <SaldoGrid<DifferenceRow>
          label={say('sync.diff.list')}
          columns={columns}
          rows={rows}
          rowId={differenceId}
          trouble={drift.error ? describe(drift.error) : null}
          onRetry={() => void drift.refetch()}
          onFocusRow={(one) => one && setFocused(one.id)}
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={isEqual ? IconEqual : IconListSearch}
              title={say(isEqual ? 'sync.diff.none' : 'sync.diff.unknown')}
              hint={
                equalAt === null
                  ? say('sync.diff.never')
                  : say(isEqual ? 'sync.diff.none.says' : 'sync.diff.unknown.says', {
                      at: equalAt,
                      seq: format.count(drift.data?.seq ?? 0),
                    })
              }
            >
              {compareButton}
            </EmptyState>
          }
        />
      </ScreenBody>
      {isRepairing && rows !== undefined && (
        <RepairDialog rows={rows} onClose={() => setRepairing(false)} />
      )}
    </>
  )
}

/** Reads every row again on both sides, and says what it came to. */
function useCompare(): { readonly busy: boolean; readonly compare: () => void } {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [busy, setBusy] = useState(false)
  const compare = useCallback(() => {
    setBusy(true)
    api.device
      .compare({})
      .then(({ equal, seq, differences }) => {
        if (equal) toast.done(say('sync.diff.done.equal', { seq: format.count(seq) }))
        else toast.failed(say('sync.diff.done.different', { count: differences.length }))
      })
      .catch((error: unknown) => toast.failed(describe(error).sentence))
      .finally(() => setBusy(false))
  }, [say, format, describe])
  return { busy, compare }
}
