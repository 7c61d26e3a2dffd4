/** A grid that fills the part of the page below the tabs. */
import type { ReactNode } from 'react'
import { useDensity } from '../../app/use-theme.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import type { Trouble } from '../../ui/states.tsx'

export function ListTab<Row>({
  label,
  columns,
  rows,
  rowId,
  onOpen,
  empty,
  sortBy,
  memory,
  trouble,
  onRetry,
}: {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly rowId: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  readonly empty: ReactNode
  readonly memory?: string
  readonly trouble?: Trouble | null
  readonly onRetry?: () => void
  readonly sortBy?: { readonly columnId: string; readonly descending?: boolean }
}) {
  const { scale, rowHeight } = useDensity()
  return (
    <SaldoGrid
      label={label}
      columns={columns}
      rows={rows}
      rowId={rowId}
      empty={empty}
      rowHeight={rowHeight}
      scale={scale}
      {...(onOpen ? { onOpen } : {})}
      {...(sortBy ? { sortBy } : {})}
      {...(memory === undefined ? {} : { memory })}
      trouble={trouble ?? null}
      {...(onRetry ? { onRetry } : {})}
    />
  )
}
