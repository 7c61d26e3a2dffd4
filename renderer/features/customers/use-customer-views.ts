/** The views of the customers list, with the columns and rows each shows. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { ViewState } from '../../../shared/contract/views.ts'
import { useListViews } from '../../app/views.ts'
import { rowTest } from '../../ui/grid-filter.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { customerColumns, fieldsOf } from './columns.tsx'
import { columnsOfView, CUSTOMER_VIEWS, isCustomerView, isIn, type CustomerRow } from './views.ts'

export function useCustomerViews(
  /** All accounts; undefined while they are on their way, as the bucket keys and the currency are. */
  all: readonly CustomerRow[] | undefined,
  bucketKeys: readonly string[] | undefined,
  currency: string | undefined,
) {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const { view, filter = '', rollUp = false } = useSearch({ from: '/shell/customers' })
  const fields = useMemo(() => fieldsOf(all ?? []).join('\n'), [all])
  const buckets = bucketKeys?.join(' ') ?? ''
  const columns = useMemo(
    () =>
      customerColumns(
        buckets.split(' ').filter(Boolean),
        fields.split('\n').filter(Boolean),
        currency ?? '',
        say,
      ),
    [buckets, fields, currency, say],
  )
  const builtIn = useMemo(
    () =>
      CUSTOMER_VIEWS.map((id) => ({
        id,
        label: say(`customers.view.${id}`),
        state: { columns: columnsOfView(id, columns) },
      })),
    [columns, say],
  )
  const settings = useMemo(
    () => ({
      ...(filter === '' ? {} : { filter }),
      ...(rollUp ? { rollUp: 'yes' } : {}),
    }),
    [filter, rollUp],
  )
  const onChoose = useCallback(
    (id: string, kept: Readonly<Record<string, string>>) =>
      void navigate({
        to: '/customers',
        search: {
          view: id,
          filter: kept['filter'],
          rollUp: kept['rollUp'] === 'yes' ? true : undefined,
        },
        replace: true,
      }),
    [navigate],
  )
  const views = useListViews({ screen: 'customers', builtIn, chosen: view, settings, onChoose })
  const base = isCustomerView(views.base) ? views.base : 'all'
  const rows = useMemo(
    () => (base === 'all' ? all : all?.filter((row) => isIn(base, row))),
    [all, base],
  )
  const countOf = useCallback(
    (id: string, state: ViewState) => {
      if (all === undefined || !isCustomerView(id)) return undefined
      const passes = rowTest(columns, state.filters, say, format)
      return all.filter((row) => isIn(id, row) && (passes === null || passes(row))).length
    },
    [all, columns, say, format],
  )
  return { views, base, rows, columns, countOf }
}
