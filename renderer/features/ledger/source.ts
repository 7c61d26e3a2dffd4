/** The documents list as a grid's source: what the view asks, answered by the database. */
import { useMemo } from 'react'
import { LEDGER_SORTS, type LedgerQuery, type LedgerRow } from '../../../shared/contract/ledger.ts'
import type { ViewState } from '../../../shared/contract/views.ts'
import { api } from '../../app/api.ts'
import type { CountedValue } from '../../ui/grid-filter.ts'
import type { GridSource } from '../../ui/grid-infinite.ts'
import { NEWEST_FIRST } from './columns.tsx'

const COUNTED = ['kind', 'status', 'customer', 'customerName', 'currency', 'batch'] as const

/** `state` as the contract asks for it. */
export function useLedgerQuery({ filters, sort: [first] }: ViewState, search: string): LedgerQuery {
  return useMemo(() => {
    const id = LEDGER_SORTS.find((one) => one === first?.id)
    return {
      filters,
      search,
      sort: id === undefined ? NEWEST_FIRST : { id, descending: first?.descending === true },
    }
  }, [filters, first, search])
}

/** A new source means other rows; `written` changes after every commit. */
export function useLedgerSource(
  query: LedgerQuery,
  all: number | undefined,
  written: number,
): GridSource<LedgerRow> | undefined {
  return useMemo(() => {
    if (all === undefined) return undefined
    return {
      all,
      question: query,
      written,
      ticked: COUNTED,
      block: (start, count) => api.ledger.block({ query, start, count }),
      totals: async () =>
        (await api.ledger.totals({ query })).map(({ currency, amountMinor }) => ({
          currency,
          sums: new Map([['amount', BigInt(amountMinor)]]),
        })),
      values: async (columnId): Promise<readonly CountedValue[]> => {
        const column = COUNTED.find((one) => one === columnId)
        return column === undefined ? [] : await api.ledger.values({ query, column })
      },
    }
  }, [query, all, written])
}
