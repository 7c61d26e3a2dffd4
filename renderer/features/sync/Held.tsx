/** What the server did not take as it stands: the list, and the ways out of the one under the cursor. */
import { IconHandStop } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { Say, useText, type SayText } from '../../ui/language.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useKeysWait } from '../../ui/use-keys-wait.ts'
import { ExitDialog } from './ExitDialog.tsx'
import { EXIT_ICONS, EXIT_KEYS, type Exit } from './exits.ts'
import { HeldPanel } from './HeldPanel.tsx'
import { type HeldRow, whatText, whyText } from './words.ts'

const heldId = (row: HeldRow) => row.op

export function Held({ timezone, today }: { readonly timezone: string; readonly today: IsoDate }) {
  const say = useText()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.device.held, {})
  useKeysWait(!list.isPending)
  const [focused, setFocused] = useState<string | null>(null)
  const [asking, setAsking] = useState<Exit | null>(null)
  const row = list.data?.find((one) => one.op === focused) ?? list.data?.[0] ?? null
  const columns = useMemo(() => heldColumns(say), [say])
  const exits = row?.exits
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        (exits ?? []).map((exit) => ({
          id: `sync.exit.${exit}`,
          title: `sync.exit.${exit}` as const,
          keys: [EXIT_KEYS[exit]],
          group: 'here' as const,
          icon: EXIT_ICONS[exit],
          run: () => setAsking(exit),
        })),
      [exits],
    ),
  )
  return (
    <>
      <ScreenBody
        peekLabel={say('sync.held.panel')}
        peek={
          row === null ? <span /> : <HeldPanel row={row} timezone={timezone} onExit={setAsking} />
        }
        status={
          <StatusBar
            rows={<Say id="sync.held.count" values={{ count: list.data?.length ?? 0 }} />}
            note={say('sync.held.note')}
          />
        }
      >
        <SaldoGrid<HeldRow>
          label={say('sync.held.list')}
          columns={columns}
          rows={list.data}
          rowId={heldId}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onFocusRow={(one) => one && setFocused(one.op)}
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconHandStop}
              title={say('sync.held.empty')}
              hint={say('sync.held.empty.says')}
            />
          }
        />
      </ScreenBody>
      {asking !== null && row !== null && (
        <ExitDialog exit={asking} row={row} today={today} onClose={() => setAsking(null)} />
      )}
    </>
  )
}

function heldColumns(say: SayText): readonly GridColumn<HeldRow>[] {
  return [
    {
      kind: 'text',
      id: 'document',
      head: 'head.document',
      text: (row) => row.documentNo ?? whatText(row, say),
      pinned: true,
      strong: true,
    },
    { kind: 'text', id: 'what', head: 'head.kind', text: (row) => whatText(row, say) },
    { kind: 'day', id: 'date', head: 'head.date', day: (row) => row.date },
    {
      kind: 'text',
      id: 'customer',
      head: 'head.account',
      text: (row) => row.customerName ?? row.customer,
      widthMax: 240,
    },
    {
      kind: 'money',
      id: 'amount',
      head: 'head.amount',
      minor: (row) => row.amountMinor,
      currency: (row) => row.currency ?? 'TRY',
      strong: true,
    },
    {
      kind: 'text',
      id: 'why',
      head: 'sync.held.why',
      text: (row) => whyText(row, say),
      fills: true,
      widthMin: 270,
    },
  ]
}
