/** The order of a grid's rows and columns as AG Grid holds it, for ranges, sums and copying. */
import type { GridApi, IRowNode } from 'ag-grid-community'
import type { GroupRow } from './grid-groups.ts'
import type { Order, RowSet } from './grid-range.ts'

/** An order whose rows can be read; undefined for a row that is not loaded, or heads a group. */
export interface RowOrder<Row> extends Order {
  readonly rowAt: (index: number) => Row | undefined
}

/** The id of a grid node in a `clientOrder`; null for pinned rows. */
export function clientId(node: IRowNode): string | null {
  return node.rowPinned ? null : (node.id ?? null)
}

/** The id of a grid node in a `pagedOrder`; null for pinned rows. */
export function pagedId(node: IRowNode): string | null {
  return node.rowPinned || node.rowIndex === null ? null : String(node.rowIndex)
}

/**
 * Rows that are all in the page, by their ids. Made anew after each sort, filter or refetch: the
 * caller keeps it until the grid says that its model changed.
 */
export function clientOrder<Data, Row>(
  api: GridApi<Data>,
  rowIn: (data: Data) => Row | undefined,
  groupIn: (data: Data) => GroupRow | undefined,
  known: ReadonlySet<string>,
): RowOrder<Row> {
  const nodes: IRowNode<Data>[] = []
  api.forEachNodeAfterFilterAndSort((node) => nodes.push(node))
  return {
    rowCount: nodes.length,
    columnIds: displayedColumns(api, known),
    rowIdAt: (index) => nodes[index]?.id ?? '',
    indexOf: (rowId) => {
      const node = api.getRowNode(rowId)
      return node && node.rowIndex !== null && nodes[node.rowIndex] === node ? node.rowIndex : -1
    },
    rowsBetween: (from, to) => {
      const ids = new Set<string>()
      for (let index = from; index <= to; index += 1) {
        const id = nodes[index]?.id
        if (id !== undefined) ids.add(id)
      }
      return ids
    },
    rowAt: (index) => {
      const data = nodes[index]?.data
      return data === undefined ? undefined : rowIn(data)
    },
    groupAt: (index) => {
      const data = nodes[index]?.data
      return data === undefined ? undefined : groupIn(data)
    },
  }
}

/** Rows that come in pages: their numbers are their ids, because most are not here. */
export function pagedOrder<Data, Row>(
  api: GridApi<Data>,
  rowIn: (data: Data | undefined) => Row | undefined,
  known: ReadonlySet<string>,
): RowOrder<Row> {
  const rowCount = api.getDisplayedRowCount()
  return {
    rowCount,
    columnIds: displayedColumns(api, known),
    rowIdAt: String,
    indexOf: (rowId) => (Number(rowId) < rowCount ? Number(rowId) : -1),
    rowsBetween: (from, to) => span(from, to),
    rowAt: (index) => rowIn(api.getDisplayedRowAtIndex(index)?.data),
  }
}

/** Row numbers from one to another: a million of them cost no more than two. */
export function span(from: number, to: number): RowSet {
  return {
    size: to - from + 1,
    has: (rowId) => Number(rowId) >= from && Number(rowId) <= to,
    *[Symbol.iterator]() {
      for (let index = from; index <= to; index += 1) yield String(index)
    },
  }
}

function displayedColumns<Data>(api: GridApi<Data>, known: ReadonlySet<string>): string[] {
  return api
    .getAllDisplayedColumns()
    .map((column) => column.getColId())
    .filter((id) => known.has(id))
}
