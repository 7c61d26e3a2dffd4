/** The views of a campaign's board: the funnel, and what the company saved; with the rows each shows. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { CampaignStatus } from '../../../shared/contract/campaigns.ts'
import type { ViewState } from '../../../shared/contract/views.ts'
import { useListViews } from '../../app/views.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { rowTest } from '../../ui/grid-filter.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { boardRows, type BoardRow, FUNNEL, isFunnelPart } from './funnel.ts'

export function useBoardViews(
  status: CampaignStatus | undefined,
  columns: readonly GridColumn<BoardRow>[],
) {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const { view, filter = '' } = useSearch({ from: '/shell/letters' })
  const ask = useCallback(
    (changes: { view?: string; filter?: string | undefined }) =>
      void navigate({ to: '/letters', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const builtIn = useMemo(
    () => FUNNEL.map((id) => ({ id, label: say(`letters.funnel.${id}`), state: {} })),
    [say],
  )
  const settings = useMemo<Readonly<Record<string, string>>>(
    () => (filter === '' ? {} : { filter }),
    [filter],
  )
  const views = useListViews({
    screen: 'letters',
    builtIn,
    chosen: view,
    settings,
    onChoose: useCallback(
      (id: string, kept: Readonly<Record<string, string>>) =>
        ask({ view: id, filter: kept['filter'] }),
      [ask],
    ),
  })
  const part = isFunnelPart(views.base) ? views.base : 'all'
  const rows = useMemo(() => status && boardRows(status, part), [status, part])
  /** Letters, whatever the number of their currencies. */
  const countOf = useCallback(
    (base: string, state: ViewState) => {
      if (status === undefined || !isFunnelPart(base)) return undefined
      const passes = rowTest(columns, state.filters, say, format)
      const left = boardRows(status, base).filter((row) => passes === null || passes(row))
      return new Set(left.map(({ letter }) => letter.letterId)).size
    },
    [status, columns, say, format],
  )
  const onFilter = useCallback((text: string) => ask({ filter: text }), [ask])
  return { views, part, rows, countOf, filter, onFilter }
}
