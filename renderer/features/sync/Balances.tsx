/** Every balance with what is proven of it; beside it the exchange itself. */
import { IconScale } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import type { Standing } from '../../app/sync/standing.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Say, useText } from '../../ui/language.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { balanceColumns, balanceId, type BalanceRow } from './columns.tsx'
import { Receiving } from './Receiving.tsx'
import { SyncPanel } from './SyncPanel.tsx'

export function Balances({
  standing,
  timezone,
}: {
  readonly standing: Standing
  readonly timezone: string
}) {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.device.balances, {})
  const [shown, setShown] = useState(0)
  const { result, seq, at } = standing.proof
  const columns = useMemo(() => balanceColumns({ result, seq, at }, say), [result, seq, at, say])
  return (
    <ScreenBody
      peekLabel={say('sync.panel')}
      peek={<SyncPanel standing={standing} timezone={timezone} />}
      status={
        standing.joining ? undefined : (
          <StatusBar
            rows={<Say id="sync.count" values={{ count: shown }} />}
            note={say('sync.note')}
          />
        )
      }
    >
      {standing.joining ? (
        <Receiving standing={standing} />
      ) : (
        <SaldoGrid<BalanceRow>
          label={say('sync.balances')}
          columns={columns}
          rows={list.data}
          rowId={balanceId}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onShown={setShown}
          onOpen={({ customer, currency }) =>
            void navigate({ to: '/statement', search: { customer, currency } })
          }
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconScale}
              title={say('sync.balances.empty')}
              hint={say('sync.balances.empty.says')}
            />
          }
        />
      )}
    </ScreenBody>
  )
}
