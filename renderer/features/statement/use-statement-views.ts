/** Saved views of the statement: the grid's view, and which lines are asked for. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { usePlainViews } from '../../app/plain-views.ts'
import type { ListViews } from '../../app/views.ts'
import { PRESETS } from './ranges.ts'

const TEXTS = ['preset', 'from', 'to', 'kind', 'filter'] as const
const SWITCHES = ['group', 'months'] as const

export function useStatementViews(): ListViews {
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/statement' })
  const kept = JSON.stringify(
    Object.fromEntries([
      ...TEXTS.flatMap((key) => (search[key] ? [[key, search[key]]] : [])),
      ...SWITCHES.flatMap((key) => (search[key] === true ? [[key, 'yes']] : [])),
    ]),
  )
  const settings = useMemo(() => JSON.parse(kept) as Readonly<Record<string, string>>, [kept])
  const onChoose = useCallback(
    (id: string, wanted: Readonly<Record<string, string>>) =>
      void navigate({
        to: '/statement',
        search: ({ customer, currency, focus }) => ({
          customer,
          currency,
          focus,
          view: id,
          preset: PRESETS.find((one) => one === wanted['preset']),
          from: wanted['from'],
          to: wanted['to'],
          kind: wanted['kind'] === 'open' ? ('open' as const) : undefined,
          filter: wanted['filter'],
          group: wanted['group'] === 'yes' || undefined,
          months: wanted['months'] === 'yes' || undefined,
        }),
        replace: true,
      }),
    [navigate],
  )
  return usePlainViews({
    screen: 'statement',
    // A filter set for one account is not meant for the next.
    place: search.customer ?? '',
    // Who comes for one document must find it.
    opensDefault: search.focus === undefined && search.kind === undefined,
    chosen: search.view,
    settings,
    onChoose,
  })
}
