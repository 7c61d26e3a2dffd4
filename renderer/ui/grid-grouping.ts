/** Group rows of ours inside AG Grid's client-side model: which there are, and where they stand. */
import type { IRowNode, PostSortRowsParams } from 'ag-grid-community'
import { useCallback, useMemo } from 'react'
import type { GridRow } from './grid-coldefs.tsx'
import type { GridColumn } from './grid-columns.ts'
import { groupRows, inGroupOrder, type GroupRow, type Groups, type Placed } from './grid-groups.ts'
import type { TotalRow } from './grid-totals.ts'
import type { GridView } from './grid-view.ts'
import { useFormat, useText } from './language.tsx'

export interface Grouping<Row> {
  readonly groups: Groups<Row> | null
  /** Puts rows under their groups, after AG Grid has sorted them; undefined without groups. */
  readonly postSortRows: ((params: PostSortRowsParams<GridRow<Row>>) => void) | undefined
  /** False for what stands in a closed group. */
  readonly isOpenTo: (one: GridRow<Row>) => boolean
  /** Opens or closes one group; without `open` it changes over. */
  readonly toggle: (key: string, open?: boolean) => void
}

export function useGroups<Row>(
  shown: readonly Row[] | undefined,
  columns: readonly GridColumn<Row>[],
  view: GridView,
  totalsOf: (rows: readonly Row[]) => readonly TotalRow[],
): Grouping<Row> {
  const say = useText()
  const format = useFormat()
  const { closed, setClosed } = view
  const { group } = view.state
  const by = useMemo(
    () => group.flatMap((id) => columns.find((column) => column.id === id) ?? []),
    [group, columns],
  )
  const groups = useMemo(
    () =>
      by.length === 0 || shown === undefined
        ? null
        : groupRows({
            rows: shown,
            by,
            closed,
            totalsOf,
            blank: say('filter.blank'),
            say,
            format,
          }),
    [by, shown, closed, totalsOf, say, format],
  )

  const postSortRows = useCallback(
    ({ nodes, api }: PostSortRowsParams<GridRow<Row>>) => {
      const placed = nodes.flatMap((node): Placed<IRowNode<GridRow<Row>>>[] => {
        const { data } = node
        if (data?.kind === 'group') return [{ kind: 'group', node, group: data.group }]
        if (data?.kind !== 'row') return []
        return [{ kind: 'row', node, around: groups?.around(data.row) ?? [] }]
      })
      const sorted = api.getColumnState().find((one) => one.sort && (one.sortIndex ?? 0) === 0)
      const ordered = inGroupOrder(
        placed,
        groupOrder(
          sorted && { id: sorted.colId, descending: sorted.sort === 'desc' },
          format.choice.language,
        ),
      )
      // AG Grid takes the list as it stands after this call; a spread of 100,000 overflows the stack.
      for (const [index, node] of ordered.entries()) nodes[index] = node
      nodes.length = ordered.length
    },
    [groups, format],
  )
  const isOpenTo = useCallback(
    (one: GridRow<Row>) => {
      const within =
        one.kind === 'group'
          ? one.group.within
          : one.kind === 'row'
            ? (groups?.around(one.row) ?? NOWHERE)
            : NOWHERE
      return within.every((key) => !closed.has(key))
    },
    [groups, closed],
  )
  const toggle = useCallback(
    (key: string, open?: boolean) => {
      const next = new Set(closed)
      if (open ?? next.has(key)) next.delete(key)
      else next.add(key)
      setClosed(next)
    },
    [closed, setClosed],
  )
  return { groups, postSortRows: groups === null ? undefined : postSortRows, isOpenTo, toggle }
}

const NOWHERE: readonly string[] = []

/** By the sorted figure where all groups have it in one currency, else by their words. */
function groupOrder(
  sort: { readonly id: string; readonly descending: boolean } | undefined,
  language: string,
): (a: GroupRow, b: GroupRow) => number {
  const collator = new Intl.Collator(language, { numeric: true })
  const byWords = (a: GroupRow, b: GroupRow) => collator.compare(a.label, b.label)
  if (sort === undefined) return byWords
  const sign = sort.descending ? -1 : 1
  return (a, b) => {
    const one = a.total?.sums.get(sort.id)
    const other = b.total?.sums.get(sort.id)
    if (one === undefined || other === undefined || a.total?.currency !== b.total?.currency)
      return byWords(a, b)
    return one === other ? byWords(a, b) : one < other ? -sign : sign
  }
}
