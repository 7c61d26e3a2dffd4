/**
 * Rows that stay in the database: AG Grid asks for blocks, the source answers with sort, filter,
 * totals and counts done there. A new source means other rows.
 */
import type { GridApi, IDatasource } from 'ag-grid-community'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
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
  /** Columns whose values can be ticked, or left out. */
  readonly ticked: readonly string[]
  /** How many rows there are without any filter. */
  readonly all: number
  /** Changes with filter and sort: other rows, so the grid starts at the top. */
  readonly question: object
  /** Changes when something was written: the same question, asked anew in place. */
  readonly written: number
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
  const latest = useRef(source)
  useLayoutEffect(() => {
    failed.current = onFailed
    latest.current = source
  })
  const question = source?.question
  const datasource = useMemo<IDatasource | null>(() => {
    if (question === undefined) return null
    return {
      getRows(asked) {
        const { startRow, endRow } = asked
        // Of the question as it is now: an answer to an older one belongs to an older datasource.
        void latest.current?.block(startRow, endRow - startRow).then(
          ({ rows, total }) => {
            if (startRow === 0 && latest.current?.question === question) setFirst({ rows, total })
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
  }, [question])
  // Of which grid: another takes the place of the one that stood before the source was known.
  const shown = useRef<{ readonly api: object; readonly datasource: IDatasource }>(null)
  useEffect(() => {
    if (!api || api.isDestroyed() || datasource === null) return
    if (shown.current?.api === api && shown.current.datasource === datasource) {
      api.refreshInfiniteCache()
      return
    }
    shown.current = { api, datasource }
    api.setGridOption('datasource', datasource)
  }, [api, datasource, source?.written])
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
