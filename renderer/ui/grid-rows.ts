/** The rows AG Grid is given: the screen's, our group rows, and the totals pinned below. */
import type { GetRowIdParams } from 'ag-grid-community'
import { useCallback, useMemo } from 'react'
import type { GridRow } from './grid-coldefs.tsx'
import type { Groups } from './grid-groups.ts'
import { totalLabel, type TotalRow } from './grid-totals.ts'
import { useText } from './language.tsx'

export function useGridRows<Row>(
  rows: readonly Row[] | undefined,
  groups: Groups<Row> | null,
  totals: readonly TotalRow[],
  rowId: (row: Row) => string,
) {
  const say = useText()
  const pinned = useMemo(
    () =>
      totals.map(
        (total): GridRow<Row> => ({
          kind: 'total',
          total,
          label: totalLabel(total, say),
        }),
      ),
    [totals, say],
  )
  const own = useMemo(() => rows?.map((row): GridRow<Row> => ({ kind: 'row', row })), [rows])
  const data = useMemo(
    () =>
      own === undefined || groups === null
        ? own
        : [...own, ...groups.rows.map((group): GridRow<Row> => ({ kind: 'group', group }))],
    [own, groups],
  )
  const getRowId = useCallback(
    ({ data: one }: GetRowIdParams<GridRow<Row>>) => {
      if (one.kind === 'row') return rowId(one.row)
      return one.kind === 'total' ? `total ${one.total.currency}` : one.group.rowId
    },
    [rowId],
  )
  return { data, pinned, getRowId }
}
