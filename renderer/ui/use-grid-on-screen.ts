/** Makes a grid known to the commands that export what is shown. */
import { useEffect, useRef, type RefObject } from 'react'
import type { GridColumn } from './grid-columns.ts'
import { shownTable } from './grid-export.ts'
import type { SaldoGridProps } from './grid-props.ts'
import type { GridView } from './grid-view.ts'
import { useGridsOnScreen } from './grids-on-screen.ts'
import { useFormat, useText } from './language.tsx'

export function useGridOnScreen<Row>(
  frame: RefObject<Element | null>,
  { label, asOf, source, rows, filter = '', hasOwnExport = false }: SaldoGridProps<Row>,
  columns: readonly GridColumn<Row>[],
  view: GridView,
  shownRows: () => readonly Row[],
): void {
  const say = useText()
  const format = useFormat()
  const table = useRef<() => ReturnType<typeof shownTable> | null>(() => null)
  useEffect(() => {
    table.current = () =>
      source !== undefined || rows === undefined
        ? null
        : shownTable(columns, view, shownRows(), filter, say, format)
  })
  const isOwn = hasOwnExport || source !== undefined
  useEffect(
    () =>
      useGridsOnScreen.getState().add({
        label,
        asOf,
        isOwn,
        frame: () => frame.current,
        table: () => table.current(),
      }),
    [label, asOf, isOwn, frame],
  )
}
