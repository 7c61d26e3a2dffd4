/** AG Grid drawn with our colour roles, and its modules, registered one by one. */
import {
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  CustomFilterModule,
  ExternalFilterModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  PinnedRowModule,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  CellApiModule,
  ClientSideRowModelApiModule,
  themeQuartz,
} from 'ag-grid-community'

let isRegistered = false

export function registerGridModules(): void {
  if (isRegistered) return
  isRegistered = true
  ModuleRegistry.registerModules([
    ClientSideRowModelModule,
    ClientSideRowModelApiModule,
    CellApiModule,
    CellStyleModule,
    ColumnApiModule,
    CustomFilterModule,
    EventApiModule,
    ExternalFilterModule,
    InfiniteRowModelModule,
    LocaleModule,
    PinnedRowModule,
    RenderApiModule,
    RowApiModule,
    RowStyleModule,
    ScrollApiModule,
  ])
}

/** The host's style nonce, so that the grid's own style tags pass the content security policy. */
export function nonceOfPage(): { styleNonce?: string } {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
  return nonce ? { styleNonce: nonce } : {}
}

export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  dataBackgroundColor: 'var(--surface)',
  oddRowBackgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text-1)',
  cellTextColor: 'var(--text-1)',
  headerBackgroundColor: 'var(--surface-2)',
  headerTextColor: 'var(--text-2)',
  headerFontWeight: 600,
  headerFontSize: 'var(--fs-grid)',
  headerCellHoverBackgroundColor: 'var(--hover)',
  fontFamily: 'var(--font)',
  fontSize: 'var(--fs-grid)',
  dataFontSize: 'var(--fs-grid)',
  borderColor: 'var(--border-soft)',
  rowBorder: { color: 'var(--border-soft)' },
  columnBorder: { color: 'var(--border-soft)' },
  headerRowBorder: { color: 'var(--border)' },
  headerColumnBorder: false,
  headerColumnResizeHandleColor: 'var(--border-strong)',
  headerColumnResizeHandleHeight: '30%',
  headerColumnResizeHandleWidth: '1px',
  pinnedColumnBorder: { color: 'var(--border)' },
  pinnedRowBorder: { color: 'var(--border-strong)' },
  pinnedRowBackgroundColor: 'var(--surface-2)',
  pinnedRowFontWeight: 650,
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--accent-soft)',
  rangeSelectionBorderColor: 'var(--focus)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  cellHorizontalPadding: 8,
  iconSize: 13,
  spacing: 6,
})
