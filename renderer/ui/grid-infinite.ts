/**
 * Rows that stay in the database: AG Grid asks for blocks, the source answers with sort, filter,
 * totals and counts done there. A new source means other rows.
 */
import type { GridApi, IDatasource } from 'ag-grid-community'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { GridRow } from './grid-coldefs.tsx'
import type { GridColumn } from './grid-columns.ts'
import type { CountedValue } from './grid-filter.ts'
import type { TotalRow } from './grid-totals.ts'

export interface GridSource<Row> {
  /** Rows from `start` on, at most `count`, and how many there are at all. */
  readonly block: (
    start: number,
    count: number,
  ) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>
  /** Exact totals per currency over all rows that the filters leave. */
  readonly totals: () => Promise<readonly TotalRow[]>
  /** Values of a column among the rows that the other filters leave. */
  readonly values: (columnId: string) => Promise<readonly CountedValue[]>
  /** How many rows there are without any filter. */
  readonly all: number
}

export interface InfiniteRows<Row> {
  /** The first block, for column widths; undefined while nothing has come yet. */
  readonly first: readonly Row[] | undefined
  readonly total: number
  readonly totals: readonly TotalRow[]
  readonly countsOf: (column: GridColumn<Row>) => Promise<readonly CountedValue[]>
}

/** Rows of one block, and how many blocks are kept: a fling finds them again. */
export const BLOCK = 200
export const BLOCKS_KEPT = 40

export function useInfiniteRows<Row>(
  api: GridApi<GridRow<Row>> | null,
  source: GridSource<Row> | undefined,
  onFailed: ((error: unknown) => void) | undefined,
): InfiniteRows<Row> {
  const [first, setFirst] = useState<{ readonly rows: readonly Row[]; readonly total: number }>()
  const [totals, setTotals] = useState<readonly TotalRow[]>([])
  const failed = useRef(onFailed)
  useEffect(() => {
    failed.current = onFailed
  })
  const datasource = useMemo<IDatasource | null>(() => {
    if (source === undefined) return null
    return {
      getRows(asked) {
        const { startRow, endRow } = asked
        source.block(startRow, endRow - startRow).then(
          ({ rows, total }) => {
            if (startRow === 0) setFirst({ rows, total })
            asked.successCallback(
              rows.map((row): GridRow<Row> => ({ kind: 'row', row })),
              total,
            )
          },
          (error: unknown) => {
            asked.failCallback()
            failed.current?.(error)
          },
        )
      },
    }
  }, [source])
  useEffect(() => {
    if (api && datasource) api.setGridOption('datasource', datasource)
  }, [api, datasource])
  useEffect(() => {
    if (source === undefined) return
    let isCurrent = true
    source.totals().then(
      (made) => {
        if (isCurrent) setTotals(made)
      },
      (error: unknown) => failed.current?.(error),
    )
    return () => {
      isCurrent = false
    }
  }, [source])
  return useMemo(
    () => ({
      first: first?.rows,
      total: first?.total ?? 0,
      totals,
      countsOf: (column: GridColumn<Row>) =>
        source === undefined ? Promise.resolve([]) : source.values(column.id),
    }),
    [first, totals, source],
  )
}
