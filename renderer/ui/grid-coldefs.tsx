/** Our columns as AG Grid wants them. */
import type {
  CellClassParams,
  ColDef,
  ColSpanParams,
  Column,
  ICellRendererParams,
  IRowNode,
  ValueFormatterParams,
  ValueGetterParams,
} from 'ag-grid-community'
import type { ViewState } from '../../shared/contract/views.ts'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { rampColour } from './AgingBar.tsx'
import { ROW_FILTER } from './FloatingFilter.tsx'
import { cellText, isFigure, labelColumn, sortValue, type GridColumn } from './grid-columns.ts'
import type { GroupRow } from './grid-groups.ts'
import type { TotalRow } from './grid-totals.ts'
import { GroupCell } from './GroupCell.tsx'
import type { SayText } from './language.tsx'
import { MarkedDay } from './MarkedDay.tsx'

export type GridRow<Row> =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'total'; readonly total: TotalRow; readonly label: string }
  | { readonly kind: 'group'; readonly group: GroupRow }

/** Heat is at most this strong, so that text on it stays readable (ux.md section 3). */
const HEAT_MAX_PERCENT = 46

function initialSort(id: string, sort: ViewState['sort']) {
  const at = sort.findIndex((one) => one.id === id)
  const one = sort[at]
  if (!one) return {}
  return {
    initialSort: one.descending ? ('desc' as const) : ('asc' as const),
    initialSortIndex: at,
  }
}

export function gridColDefs<Row>(
  columns: readonly GridColumn<Row>[],
  headOf: (column: GridColumn<Row>) => string,
  say: SayText,
  format: Formatters,
  options: ColumnOptions<Row>,
): ColDef<GridRow<Row>>[] {
  const collator = new Intl.Collator(format.choice.language, { numeric: true })
  const labelAt = labelColumn(columns)
  return columns.map((column) => ({
    colId: column.id,
    headerName: headOf(column),
    ...(isFigure(column) ? { headerClass: 'ag-right-aligned-header' } : {}),
    initialHide: column.hidden === true,
    ...initialSort(column.id, options.sort),
    ...(column.pinned === true ? { initialPinned: 'left' as const } : {}),
    ...(options.sortable?.(column) === false ? { sortable: false } : {}),
    ...(options.hasFilterRow ? ROW_FILTER : {}),
    ...(options.hasGroups ? { colSpan: groupSpan } : {}),
    valueGetter: ({ data }: ValueGetterParams<GridRow<Row>>) =>
      data?.kind === 'row' ? sortValue(column, data.row, say) : stateOf(column.id, data),
    valueFormatter: ({ data, node }: ValueFormatterParams<GridRow<Row>>) =>
      options.keptText(node, column.id) ?? textOf(column, data, labelAt, say, format),
    comparator: (a: SortValue, b: SortValue, nodeA: SortedNode<Row>, nodeB: SortedNode<Row>) =>
      groupsFirst(nodeA, nodeB) || compare(a, b, collator),
    cellClass: ({ data }: CellClassParams<GridRow<Row>>) => classesOf(column, data),
    ...(column.heat === undefined
      ? {}
      : { cellStyle: ({ data }: CellClassParams<GridRow<Row>>) => heatOf(column, data) }),
    ...(column.kind === 'node'
      ? {
          cellRenderer: ({ data }: ICellRendererParams<GridRow<Row>>) =>
            data?.kind === 'row' ? column.node(data.row) : null,
        }
      : {}),
    ...(column.kind === 'day' && column.mark
      ? {
          cellRenderer: ({ data, valueFormatted }: ICellRendererParams<GridRow<Row>>) => {
            const mark = data?.kind === 'row' ? column.mark?.(data.row) : null
            return mark ? <MarkedDay text={valueFormatted ?? ''} mark={mark} /> : valueFormatted
          },
        }
      : {}),
    ...(options.hasGroups
      ? {
          cellRendererSelector: (params: ICellRendererParams<GridRow<Row>>) =>
            params.data?.kind === 'group' && isLead(params)
              ? { component: GroupCell, params: { group: params.data.group } }
              : undefined,
        }
      : {}),
  }))
}

export interface ColumnOptions<Row> {
  /** Text in the place of the data: a value on its way, or one that was refused. */
  readonly keptText: (node: IRowNode | null, columnId: string) => string | undefined
  readonly hasFilterRow: boolean
  readonly hasGroups: boolean
  /** The order on screen from the first row drawn on; later ones are the view's to apply. */
  readonly sort: ViewState['sort']
  /** False for a column that the database has no order for. */
  readonly sortable?: ((column: GridColumn<Row>) => boolean) | undefined
}

/** The first cell of a group row takes the room of the text columns beside it. */
function groupSpan<Row>({ data, api, column }: ColSpanParams<GridRow<Row>>): number {
  if (data?.kind !== 'group') return 1
  const shown = api.getAllDisplayedColumns()
  if (shown[0] !== column) return 1
  const rest = shown
    .slice(1)
    .findIndex((one) => isFigureId(one) || one.getPinned() !== column.getPinned())
  return rest < 0 ? shown.length : rest + 1
}

function isFigureId(column: Column): boolean {
  return column.getColDef().headerClass === 'ag-right-aligned-header'
}

function isLead<Row>({ api, column }: ICellRendererParams<GridRow<Row>>): boolean {
  return api.getAllDisplayedColumns()[0] === column
}

function textOf<Row>(
  column: GridColumn<Row>,
  data: GridRow<Row> | undefined,
  labelAt: string | undefined,
  say: SayText,
  format: Formatters,
): string {
  if (data === undefined) return ''
  if (data.kind === 'row') return cellText(column, data.row, say, format)
  if (data.kind === 'total' && column.id === labelAt) return data.label
  const total = data.kind === 'total' ? data.total : data.group.total
  const sum = total?.sums.get(column.id)
  return sum === undefined || total === null ? '' : format.money(sum, total.currency)
}

function classesOf<Row>(column: GridColumn<Row>, data: GridRow<Row> | undefined): string[] {
  const classes: string[] = []
  if (isFigure(column)) classes.push('saldo-figure')
  if (data?.kind !== 'row') return classes
  const tone = column.tone?.(data.row)
  if (column.strong === true) classes.push('saldo-strong')
  if (column.kind === 'text' && column.link === true) classes.push('saldo-link')
  if (tone) classes.push(`saldo-tone-${tone}`)
  return classes
}

function heatOf<Row>(
  column: GridColumn<Row>,
  data: GridRow<Row> | undefined,
): { background: string } | null {
  const heat = data?.kind === 'row' ? column.heat?.(data.row) : null
  if (!heat || heat.share <= 0) return null
  const percent = Math.round(Math.min(1, heat.share) * HEAT_MAX_PERCENT)
  return { background: `color-mix(in srgb, ${rampColour(heat.step)} ${percent}%, var(--surface))` }
}

/** What group and total rows show: AG Grid draws a cell again only when its value is another. */
function stateOf<Row>(columnId: string, data: GridRow<Row> | undefined): string | null {
  if (data === undefined || data.kind === 'row') return null
  const total = data.kind === 'total' ? data.total : data.group.total
  const figure = `${total?.currency ?? ''} ${total?.sums.get(columnId) ?? ''}`
  if (data.kind === 'total') return `${data.label} ${figure}`
  const { label, count, isOpen } = data.group
  return `${label} ${count} ${isOpen} ${figure}`
}

type SortedNode<Row> = IRowNode<GridRow<Row>>

/** Group rows get their places after sorting; here they must only not come between rows. */
function groupsFirst<Row>({ data: a }: SortedNode<Row>, { data: b }: SortedNode<Row>): number {
  return Number(b?.kind === 'group') - Number(a?.kind === 'group')
}

type SortValue = string | number | null

/** Numbers by size, text by the language's alphabet with numbers inside it by size, nothing last. */
function compare(a: SortValue, b: SortValue, collator: Intl.Collator): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}
