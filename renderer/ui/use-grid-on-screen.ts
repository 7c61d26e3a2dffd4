/** Makes a grid known to the commands that export what is shown. */
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { ChosenCells } from './cell-acts.ts'
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
  isCurrent: boolean,
): void {
  const say = useText()
  const format = useFormat()
  const table = useRef<() => ReturnType<typeof shownTable> | null>(() => null)
  const isCurrentNow = useRef(isCurrent)
  const waiting = useRef<(() => void)[]>([])
  useEffect(() => {
    table.current = () =>
      source !== undefined || rows === undefined
        ? null
        : shownTable(columns, view, shownRows(), filter, say, format)
    isCurrentNow.current = isCurrent
    if (isCurrent) for (const go of waiting.current.splice(0)) go()
  })
  const isOwn = hasOwnExport || source !== undefined
  useEffect(
    () =>
      useGridsOnScreen.getState().add({
        label,
        asOf,
        isOwn,
        frame: () => frame.current,
        // Rows of the filter before must not go out under the name of this one.
        table: async () => {
          if (!isCurrentNow.current) await new Promise<void>((go) => waiting.current.push(go))
          return table.current()
        },
      }),
    [label, asOf, isOwn, frame],
  )
}

/** "Export selection" of a grid's cell menu: the chosen rows and columns, in the order of the view. */
export function useSelectionExport<Row>(
  { label, asOf }: SaldoGridProps<Row>,
  columns: readonly GridColumn<Row>[],
  view: GridView,
): (chosen: ChosenCells<Row>) => void {
  const say = useText()
  const format = useFormat()
  return useCallback(
    ({ rows, columnIds }) => {
      const chosen = columns.filter(({ id }) => columnIds.includes(id))
      const table = shownTable(chosen, view, rows, '', say, format)
      useGridsOnScreen.getState().exportTable?.({ label, asOf }, table)
    },
    [label, asOf, columns, view, say, format],
  )
}
