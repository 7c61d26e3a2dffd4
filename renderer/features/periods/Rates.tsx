/** Exchange rates as a table of days and currencies; the panel adds or changes one. */
import { IconCoins, IconPlus, IconTableImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { isCurrency } from '../../../shared/domain/currency.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { screenOf } from '../../app/screens.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { Say, useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { NEWEST_DAY, rateColumns, rateTable, type RateDay } from './columns.tsx'
import { RateForm } from './RateForm.tsx'
import type { Info } from './views.ts'

/** What the form is filled with; `n` makes it a new one. */
interface Draft {
  readonly n: number
  readonly currency: string
  readonly date: IsoDate
}

export function Rates({ info }: { readonly info: Info }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.rates.list, {})
  const table = useMemo(() => list.data && rateTable(list.data), [list.data])
  const foreign = info.currencies.filter((one) => one !== info.currency)
  const currencies = useMemo(() => table?.currencies ?? [], [table])
  const columns = useMemo(() => rateColumns(currencies, format), [currencies, format])
  const first = foreign[0] ?? currencies[0] ?? (info.currency === 'USD' ? 'EUR' : 'USD')
  const [draft, setDraft] = useState<Draft>({ n: 0, currency: first, date: info.suggestedAsOf })
  const grid = useRef<SaldoGridHandle>(null)
  const imports = screenOf('imports')

  const edit = useCallback(
    (row: RateDay, columnId: string) => {
      setDraft((now) => ({
        n: now.n + 1,
        date: row.date,
        currency: isCurrency(columnId) ? columnId : now.currency,
      }))
    },
    [setDraft],
  )
  const add = useCallback(
    () => setDraft((now) => ({ n: now.n + 1, currency: now.currency, date: info.suggestedAsOf })),
    [setDraft, info.suggestedAsOf],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'rates.add',
          title: 'rates.add',
          keys: ['N'],
          group: 'here',
          icon: IconPlus,
          run: add,
        },
      ],
      [add],
    ),
  )
  return (
    <ScreenBody
      peekLabel={say('rates.form')}
      peek={
        <RateForm
          key={draft.n}
          currency={draft.currency}
          date={draft.date}
          takesFocus={draft.n > 0}
          company={info.currency}
          today={info.suggestedAsOf}
          choices={[...new Set([...foreign, ...currencies])]}
          known={list.data ?? []}
          onSaved={(saved) => setDraft((now) => ({ ...saved, n: now.n + 1 }))}
          onLeave={() => grid.current?.focus()}
        />
      }
      status={
        <StatusBar
          rows={<Say id="rates.count" values={{ count: table?.days.length ?? 0 }} />}
          note={say('rates.says', { currency: info.currency })}
        >
          {imports && (
            <Button
              look="plain"
              icon={IconTableImport}
              label={say('rates.import')}
              onClick={() => void navigate({ to: imports.path })}
            />
          )}
          <Button look="plain" icon={IconPlus} label={say('rates.add')} keys="N" onClick={add} />
        </StatusBar>
      }
    >
      <SaldoGrid<RateDay>
        ref={grid}
        label={say('rates.label')}
        columns={columns}
        rows={table?.days}
        rowId={(row) => row.date}
        sortBy={NEWEST_DAY}
        trouble={list.error ? describe(list.error) : null}
        onRetry={() => void list.refetch()}
        onOpen={edit}
        memory="rates"
        rowHeight={rowHeight}
        scale={scale}
        empty={
          <EmptyState icon={IconCoins} title={say('rates.empty')} hint={say('rates.empty.says')}>
            <Button
              look="primary"
              icon={IconPlus}
              label={say('rates.add')}
              keys="N"
              onClick={add}
            />
          </EmptyState>
        }
      />
    </ScreenBody>
  )
}
